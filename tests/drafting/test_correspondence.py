"""What two languages of one text must have alike: counted, whatever the script."""

# ruff: noqa: RUF001  texts in many scripts are what this is about
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from charterkit.documents.wording.number_names import spoken_in
from charterkit.drafting.correspondence.compared import disagreements
from charterkit.drafting.proposals import Slot

ENGLISH = "Done on 14 September 2026 within 30 days under [[a/b]].[^1]\n\nOf 1,000.50 units, [...]"

FAITHFUL = {
    "ru": "Совершено 14 сентября 2026 года в течение 30 дней согласно [[a/b]].[^1]\n\nИз 1 000,50 единиц [...]",
    "zh": "2026年9月14日在30天内根据[[a/b]]订立。[^1]\n\n在1,000.50个单位中，[...]",
    "ar": "حُرر في ١٤ سبتمبر ٢٠٢٦ خلال ٣٠ يوماً وفقاً لـ [[a/b]].[^1]\n\nمن ١٬٠٠٠٫٥٠ وحدة، [...]",
    "hi": "14 सितंबर 2026 को ३० दिनों के भीतर [[a/b]] के अधीन संपन्न।[^1]\n\n1,000.50 इकाइयों में से [...]",
    "fa": "در ۱۴ سپتامبر ۲۰۲۶ ظرف ۳۰ روز طبق [[a/b]] انجام شد.[^1]\n\nاز ۱٬۰۰۰٫۵۰ واحد، [...]",
    "de": "Geschehen am 14. September 2026 binnen 30 Tagen nach [[a/b]].[^1]\n\nVon 1.000,50 Einheiten [...]",
}


def differing(language: str, text: str, source: str = ENGLISH) -> dict[str, tuple[str, str]]:
    found = disagreements(Slot("a", "text", language), source, text, "en", spoken_in)
    return {each.kind: (each.source, each.other) for each in found}


@pytest.mark.parametrize("language", FAITHFUL)
def test_a_faithful_translation_agrees_in_everything_that_is_counted(language: str) -> None:
    assert differing(language, FAITHFUL[language]) == {}


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("dates", ("14 сентября", "15 сентября"), ("2026-09-14", "2026-09-15")),
        ("dates", ("сентября", "октября"), ("2026-09-14", "2026-10-14")),
        ("figures", ("30 дней", "20 дней"), ("30", "20")),
        ("figures", ("30 дней", "двадцати дней"), ("30", "20")),
        ("references", ("[[a/b]]", "[[a/c]]"), ("a/b", "a/c")),
        ("footnotes", ("[^1]", ""), ("1", "")),
        ("placeholders", (" [...]", ""), ("1", "0")),
        ("paragraphs", ("\n\n", " "), ("2", "1")),
    ],
)
def test_each_thing_that_differs_is_named_with_what_each_side_has(
    kind: str, wrong: tuple[str, str], said: tuple[str, str]
) -> None:
    assert differing("ru", FAITHFUL["ru"].replace(*wrong)) == {kind: said}


def test_points_are_counted_in_any_script() -> None:
    english = "Notice states:\n(a) what;\n(b) where."
    assert differing("ru", "В уведомлении указывается:\n(а) что;\n(б) где.", english) == {}
    assert differing("ru", "В уведомлении указывается:\n(а) что и где.", english) == {"points": ("2", "1")}


def test_a_month_that_no_calendar_knows_leaves_its_figures() -> None:
    assert differing("de", "Am 14 Foo 2026", "On 14 Foo 2026") == {}


DONE = "Done on 29 October 2026 within 30 days."
SAME_DATE = {
    "en": ("Done on October 29, 2026, within 30 days.", "Done on the 29th day of October 2026, within 30 days."),
    "ru": ("Совершено 29.10.2026 в течение 30 дней.", "Совершено «29» октября 2026 г. в течение 30 дней."),
    "ar": ("حُرر في 29 تشرين الأول/أكتوبر 2026 خلال 30 يوماً.", "حُرر في ٢٩ تشرين الأول ٢٠٢٦ خلال ٣٠ يوماً."),
    "zh": ("二〇二六年十月二十九日订于，在30天内。", "２０２６年１０月２９日在３０天内。"),
    "ja": ("令和8年10月29日に30日以内に作成。", "2026年10月29日に30日以内に作成。"),
    "ko": ("2026년 10월 29일 30일 이내에 작성.", "2026. 10. 29. 30일 이내에 작성."),
    "fr": ("Fait le 29 octobre 2026 dans les 30 jours.",),
    "es": ("Hecho el 29 de octubre de 2026 en 30 días.",),
    "tr": ("29 Ekim 2026'da 30 gün içinde yapılmıştır.",),
    "kk": ("2026 жылғы 29 қазанда 30 күн ішінде жасалды.",),
    "ky": ("2026-жылдын 29-октябрында 30 күндүн ичинде.",),
    "uz": ("2026-yil 29-oktabrda 30 kun ichida.",),
    "tg": ("29 октябри соли 2026 дар давоми 30 рӯз.",),
    "hy": ("Կատարված է 2026 թվականի հոկտեմբերի 29-ին 30 օրվա ընթացքում։",),
    "ka": ("შედგენილია 2026 წლის 29 ოქტომბერს 30 დღის განმავლობაში.",),
    "mn": ("2026 оны 10 дугаар сарын 29-ний өдөр 30 хоногийн дотор.",),
    "vi": ("Làm ngày 29 tháng 10 năm 2026 trong 30 ngày.",),
    "th": ("ทำขึ้นเมื่อวันที่ 29 ตุลาคม พ.ศ. 2569 ภายใน 30 วัน", "29 ตุลาคม ค.ศ. 2026 ภายใน 30 วัน"),
    "hi": ("29 अक्तूबर 2026 को 30 दिनों के भीतर।", "29 अक्टूबर, 2026 को ३० दिनों के भीतर।"),
    "he": ("נעשה ב-29 באוקטובר 2026 תוך 30 ימים.",),
    "pl": ("Sporządzono dnia 29 października 2026 r. w ciągu 30 dni.",),
    "sr": ("Сачињено 29. октобра 2026. године у року од 30 дана.",),
    "hu": ("Kelt 2026. október 29-én, 30 napon belül.",),
    "fi": ("Tehty 29 päivänä lokakuuta 2026 30 päivän kuluessa.",),
}


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in SAME_DATE.items() for text in texts])
def test_a_date_is_the_same_however_a_language_writes_it(language: str, text: str) -> None:
    assert differing(language, text, DONE) == {}
    assert differing(language, re.sub("29|٢٩|２９|二十九", "27", text), DONE)["dates"][0] == "2026-10-29"


LISTED = "It states:\n\n(a) what;\n\n(b) where."
SAME_POINTS = {
    "fa": ("الف) چه؛\n\nب) کجا.", "(الف) چه؛\n\n(ب) کجا."),
    "zh": ("（一）什么；\n\n（二）哪里。", "一、什么；\n\n二、哪里。", "1、什么；\n\n2、哪里。", "①什么；\n\n②哪里。"),
    "ja": ("一\u3000何\n\n二\u3000どこ", "（１）何\n\n（２）どこ", "ア\u3000何\n\nイ\u3000どこ"),
    "ko": ("가. 무엇\n\n나. 어디", "1) 무엇\n\n2) 어디"),
    "ar": ("(أ) ماذا؛\n\n(ب) أين.", "أ - ماذا؛\n\nب - أين."),
    "th": ("(ก) อะไร\n\n(ข) ที่ไหน", "๑. อะไร\n\n๒. ที่ไหน"),
    "ru": ("– что;\n\n– где.", "а) что;\n\nб) где."),
    "he": ("א. מה\n\nב. איפה",),
    "bo": ("༡། ག་རེ།\n\n༢། ག་པར།",),
}


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in SAME_POINTS.items() for text in texts])
def test_points_are_points_whatever_stands_before_them(language: str, text: str) -> None:
    assert differing(language, f"x\n\n{text}", LISTED) == {}
    assert differing(language, f"x\n\n{text.partition(chr(10))[0]}\n\nx", LISTED) == {"points": ("2", "1")}


def test_a_paragraph_that_begins_with_a_date_is_no_point() -> None:
    assert differing("de", "14. September 2026.", "14 September 2026.") == {}


def test_figures_are_grouped_as_each_language_groups_them() -> None:
    assert differing("hi", "1,00,000 और 1,500.50", "100,000 and 1,500.50") == {}
    assert differing("de-CH", "100’000 und 1'500.50", "100,000 and 1,500.50") == {}


SAME_IN_WORDS = [
    ("ru", "within ten days", "в течение десяти дней"),
    ("ru", "within thirty (30) days", "в течение тридцати (30) дней"),
    ("ru", "the Twenty-first session", "двадцать первая сессия"),
    ("ru", "in the XXI century", "в XXI веке"),
    ("ru", "Resolution 1540 (2004)", "резолюция 1540 (2004)"),
    ("ru", "50 per cent", "50 процентов"),
    ("ru", "50%", "50 %"),
    ("ru", "0.5 per cent", "0,5 процента"),
    ("ru", "on the 1st and 2nd days", "в 1-й и 2-й дни"),
    ("ru", "the 1990s", "1990-е годы"),
    ("ru", "2026-2030", "2026–2030 годы"),
    ("ru", "between 2026 and 2030", "в 2026—2030 годах"),
    ("ru", "at 10:00 a.m.", "в 10:00"),
    ("ru", "1,000,000 tonnes", "1 млн тонн"),
    ("ru", "1.5 million", "1,5 миллиона"),
    ("ru", "Articles 5 and 6 of the Vienna Convention", "статьи 5 и 6 Венской конвенции"),
    ("ru", 'the term "Participant" means', "термин «Участник» означает"),
    ("ru", "(a) one; (b) two", "а) одно; б) два"),
    ("ru", "1/3 of members", "1/3 членов"),
    ("ru", "one third", "одна треть"),
    ("ru", "Vienna Document 1999", "Венский документ 1999 года"),
    ("ru", "12 noon on 1 January 2027", "12 часов 1 января 2027 года"),
    ("ru", "No. 5", "№ 5"),
    ("ru", "20 °C", "20 °C"),
    ("zh", "within ten days", "十天内"),
    ("zh", "within thirty (30) days", "三十（30）天内"),
    ("zh", "within 30 days", "三十天内"),
    ("zh", "50 per cent", "百分之五十"),
    ("zh", "50 per cent", "50%"),
    ("zh", "1.5 million", "150万"),
    ("zh", "100,000", "10万"),
    ("zh", "1,000,000", "100万"),
    ("zh", "the first session", "第一届会议"),
    ("zh", "the 21st century", "二十一世纪"),
    ("zh", "two thirds", "三分之二"),
    ("zh", "2026-2030", "2026至2030年"),
    ("zh", "the 1990s", "20世纪90年代"),
    ("zh", "Resolution 1540 (2004)", "第1540(2004)号决议"),
    ("zh", "Article 51 of the Charter", "《宪章》第五十一条"),
    ("zh", "at 10 a.m. on 3 May 2026", "2026年5月3日上午10时"),
    ("zh", "in May 2026", "2026年5月"),
    ("zh", "in 2026", "二〇二六年"),
    ("zh", "(a) one; (b) two", "(一)一个；(二)两个"),
    ("zh", 'the term "Participant" means', "“参与方”一语指"),
    ("ar", "within ten days", "في غضون عشرة أيام"),
    ("ar", "within 30 days", "في غضون ثلاثين يوما"),
    ("ar", "within thirty (30) days", "في غضون ثلاثين (٣٠) يوما"),
    ("ar", "50 per cent", "٥٠ في المائة"),
    ("ar", "50%", "٪٥٠"),
    ("ar", "0.5 per cent", "٠٫٥ في المائة"),
    ("ar", "1,000,000", "١٬٠٠٠٬٠٠٠"),
    ("ar", "1,000", "1.000"),
    ("ar", "2026-2030", "٢٠٢٦-٢٠٣٠"),
    ("ar", "Resolution 1540 (2004)", "القرار 1540 (2004)"),
    ("ar", "15 Rajab 1447 (4 January 2026)", "١٥ رجب ١٤٤٧ (٤ كانون الثاني/يناير ٢٠٢٦)"),
    ("ar", "on 14 September 2026", "في ١٤ أيلول/سبتمبر ٢٠٢٦"),
    ("ar", "on 14 September 2026", "في 2026/9/14"),
    ("ar", "on 14 September 2026", "في ١٤/٩/٢٠٢٦"),
    ("ar", "the 21st century", "القرن الحادي والعشرين"),
    ("ar", "in September 2026", "في سبتمبر ٢٠٢٦"),
    ("ar", 'the term "Participant" means', "مصطلح «المشارك» يعني"),
    ("ar", "(a) one; (b) two", "(أ) واحد؛ (ب) اثنان"),
    ("hi", "within ten days", "दस दिनों के भीतर"),
    ("hi", "within 30 days", "तीस दिनों के भीतर"),
    ("hi", "within thirty (30) days", "तीस (30) दिनों के भीतर"),
    ("hi", "50 per cent", "50 प्रतिशत"),
    ("hi", "100,000", "1 लाख"),
    ("hi", "100,000", "1,00,000"),
    ("hi", "10,000,000", "1 करोड़"),
    ("hi", "on 26 January 2026", "26 जनवरी 2026 को"),
    ("hi", "on 26 January 2026", "२६-०१-२०२६ को"),
    ("hi", "the 21st century", "21वीं सदी"),
    ("hi", "Resolution 1540 (2004)", "संकल्प 1540 (2004)"),
    ("hi", "(a) one; (b) two", "(क) एक; (ख) दो"),
    ("fa", "within ten days", "ظرف ده روز"),
    ("fa", "within 30 days", "ظرف سی روز"),
    ("fa", "within thirty (30) days", "ظرف سی (۳۰) روز"),
    ("fa", "50 per cent", "۵۰ درصد"),
    ("fa", "0.5 per cent", "۰٫۵ درصد"),
    ("fa", "0.5 per cent", "۰/۵ درصد"),
    ("fa", "on 14 September 2026", "در ۱۴ سپتامبر ۲۰۲۶"),
    ("fa", "the 21st century", "قرن بیست\u200cویکم"),
    ("fa", "1,000,000", "۱٬۰۰۰٬۰۰۰"),
    ("fa", "1,000,000", "یک میلیون"),
    ("fa", "(a) one; (b) two", "(الف) یک؛ (ب) دو"),
    ("fa", 'the term "Participant" means', "اصطلاح «مشارکت\u200cکننده» یعنی"),
]
OTHER_IN_WORDS = [
    ("ru", "within ten days", "в течение двадцати дней"),
    ("ru", "within ten (10) days", "в течение десяти (20) дней"),
    ("ru", "50 per cent", "5 процентов"),
    ("ru", 'the term "Participant" means', "термин Участник означает"),
    ("ru", "[number] days", "число дней"),
    ("zh", "within ten days", "二十天内"),
    ("zh", "50 per cent", "百分之六十"),
    ("zh", "within 30 days", "三十五天内"),
    ("zh", "1.5 million", "15万"),
    ("ar", "within ten days", "في غضون عشرين يوما"),
    ("ar", "50 per cent", "٦٠ في المائة"),
    ("ar", "within 30 days", "في غضون أربعين يوما"),
    ("hi", "within ten days", "बीस दिनों के भीतर"),
    ("hi", "within 30 days", "चालीस दिनों के भीतर"),
    ("fa", "within ten days", "ظرف بیست روز"),
    ("fa", "within 30 days", "ظرف چهل روز"),
]


@pytest.mark.parametrize(("language", "source", "other"), SAME_IN_WORDS)
def test_a_figure_is_the_same_in_digits_in_words_and_in_the_units_of_a_language(
    language: str, source: str, other: str
) -> None:
    assert differing(language, other, source) == {}


@pytest.mark.parametrize(("language", "source", "other"), OTHER_IN_WORDS)
def test_another_figure_and_words_without_their_marks_are_told(language: str, source: str, other: str) -> None:
    assert differing(language, other, source)


DENIED = "Participants shall not use force."
STILL_DENIED = {
    "ru": "Участники не применяют силу.", "zh": "各参与方不得使用武力。", "ar": "لا يستخدم المشاركون القوة.",
    "hi": "प्रतिभागी बल का प्रयोग नहीं करेंगे।", "fa": "مشارکت‌کنندگان نباید به زور متوسل شوند.",
    "fr": "Les participants ne recourent pas à la force.", "de": "Die Teilnehmer wenden keine Gewalt an.",
    "es": "Los participantes no usarán la fuerza.",
}  # fmt: skip
NO_MORE = {
    "ru": "Участники применяют силу.", "zh": "各参与方可使用武力。", "ar": "يستخدم المشاركون القوة.",
    "hi": "प्रतिभागी बल का प्रयोग करेंगे।", "fa": "مشارکت‌کنندگان به زور متوسل می‌شوند.",
    "fr": "Les participants recourent à la force.", "de": "Die Teilnehmer wenden Gewalt an.",
    "es": "Los participantes usarán la fuerza.",
}  # fmt: skip


@pytest.mark.parametrize("language", STILL_DENIED)
def test_a_translation_that_denies_nothing_is_asked_about_where_its_source_does(language: str) -> None:
    assert differing(language, STILL_DENIED[language], DENIED) == {}
    assert differing(language, NO_MORE[language], DENIED) == {"negation": ("not", "")}


@pytest.mark.parametrize(
    ("source", "russian"),
    [
        ("Notice is given no later than on the day before.", "Уведомление направляется самое позднее накануне."),
        ("Rules on No. 5 apply, whether or not they are used.", "Правила о пункте 5 применяются в любом случае."),
        ("Participants refrain from threats.", "Участники воздерживаются от угроз."),
    ],
)
def test_turns_that_deny_in_form_only_are_not_asked_about(source: str, russian: str) -> None:
    assert "negation" not in differing("ru", russian, source)


def test_a_language_whose_denials_are_not_known_is_not_asked() -> None:
    assert differing("kk", "Қатысушылар күш қолданады.", DENIED) == {}


def concordance_cases() -> Iterator[tuple[str, str, str, str]]:
    for file in sorted((Path(__file__).parents[1] / "cases" / "concordance").glob("*.md")):
        _, _, *rows = (line for line in file.read_text("utf-8").splitlines() if line.startswith("|"))
        for row in rows:
            source, other, kind = (cell.strip() for cell in row.strip("|").split("|"))
            yield file.stem, source, other, kind


@pytest.mark.parametrize(("language", "source", "other", "kind"), list(concordance_cases()))
def test_times_days_parts_and_ordinals_are_told_where_they_differ_and_nowhere_else(
    language: str, source: str, other: str, kind: str
) -> None:
    assert list(differing(language, other, source)) == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("english", "language", "text"),
    [
        ("chapter III of the accord and 45 days", "zh", "协定第三章和45天"),
        ("chapter III of the accord", "zh", "协定第3章"),
        ("chapter III of the accord", "ru", "глава 3 соглашения"),
        ("chapter IV of the accord", "hi", "समझौते का अध्याय 4"),
        ("Annex I and Article XI", "ru", "Приложение 1 и статья 11"),
        ("Part II and chapter VII apply.", "fa", "بخش ۲ و فصل هفتم اجرا می‌شود."),
        ("each year on 15 March", "zh", "每年3月15日"),
        ("on 31 December", "ko", "12월 31일에"),
        ("It is registered under PL-2027/14-b.", "fa", "آن را با شمارهٔ PL-2027/14-b ثبت می‌کند."),
        ("They have never asked.", "fa", "هرگز نپرسیده‌اند."),
    ],
)
def test_a_number_of_a_chapter_a_day_of_the_year_and_a_symbol_are_the_same_however_a_language_writes_them(
    english: str, language: str, text: str
) -> None:
    assert differing(language, text, english) == {}


@pytest.mark.parametrize(
    ("english", "language", "text", "said"),
    [
        ("chapter IV of the accord", "zh", "协定第五章", ("4", "5")),
        ("chapter IV of the accord", "ru", "глава 6 соглашения", ("4", "6")),
        ("each year on 15 March", "zh", "每年3月16日", ("15", "16")),
    ],
)
def test_another_chapter_or_day_is_told(english: str, language: str, text: str, said: tuple[str, str]) -> None:
    assert differing(language, text, english) == {"figures": said}


def test_a_letter_is_no_number_where_it_numbers_nothing() -> None:
    assert differing("ru", "Я согласен с группой V и со 2 статьёй.", "I agree with group V and Article 2.") == {}
