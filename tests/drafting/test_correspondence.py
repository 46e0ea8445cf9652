"""What two languages of one text must have alike: counted, whatever the script."""

# ruff: noqa: RUF001  texts in many scripts are what this is about
from __future__ import annotations

import re

import pytest

from charterkit.documents.labels import month_names
from charterkit.drafting.correspondence import disagreements
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
    found = disagreements(Slot("a", "text", language), source, text, "en", month_names)
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
        ("figures", ("30 дней", "тридцати дней"), ("30", "")),
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
