"""Which characters a text may hold, by example: every kind that is refused, and honest texts that pass."""

# ruff: noqa: RUF001  honest texts in many scripts are what is tested here
from __future__ import annotations

import pytest

from charterkit.drafting.validate.text import TextFault, text_faults

REFUSED = {
    **{
        f"bidirectional control U+{code:04X}": f"no{chr(code)}tice"
        for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
    },
    "zero-width space in Chinese": "各\u200b方",
    "zero-width space": "no\u200btice",
    "zero-width non-joiner in Latin": "no\u200ctice",
    "zero-width joiner in Latin": "no\u200dtice",
    "joiner after an accent": "cafe\u0301\u200ds",
    "left-to-right mark": "no\u200etice",
    "right-to-left mark": "no\u200ftice",
    "Arabic letter mark": "no\u061ctice",
    "word joiner": "no\u2060tice",
    "invisible times": "no\u2062tice",
    "byte order mark": "\ufeffnotice",
    "combining grapheme joiner": "no\u034ftice",
    "Mongolian vowel separator in Latin": "no\u180etice",
    "Hangul filler": "no\u3164tice",
    "halfwidth Hangul filler": "no\uffa0tice",
    "Braille blank": "no\u2800tice",
    "Khmer inherent vowel": "no\u17b4tice",
    "variation selector in Latin": "no\ufe00tice",
    "emoji selector in Latin": "no\ufe0ftice",
    "ideographic variation selector in Latin": "no\U000e0100tice",
    "tag character": "no\U000e0041tice",
    "language tag": "no\U000e0001tice",
    "private use": "no\ue000tice",
    "private use, plane 16": "no\U0010fffdtice",
    "replacement character": "no\ufffdtice",
    "object replacement character": "no\ufffctice",
    "NUL": "no\0tice",
    "tab": "no\ttice",
    "carriage return": "no\rtice",
    "escape": "no\x1b[31mtice",
    "delete": "no\x7ftice",
    "C1 control": "no\x85tice",
    "line separator": "no\u2028tice",
    "paragraph separator": "no\u2029tice",
    "soft hyphen": "no\u00adtice",
    "noncharacter": "no\ufdd0tice",
    "half a surrogate pair": "no\ud800tice",
    "interlinear annotation": "no\ufff9tice",
}

MIXED = (
    "n\u043etice",
    "\u0441\u043e\u0441\u043el",
    "p\u03bfint",
    "C\u041e2",
    "\u0410BC",
    "n\u0585tice",
    "\u13a0BC",
    "\u043c\u03bf\u0441\u043a\u0432\u0430",
)

HONEST = {
    "Arabic with harakat": "تُعْلِنُ الدُّوَلُ الْمُشَارِكَةُ عَنِ التَّدْرِيبَاتِ؛ هَلْ تَكْفِي ٣٠ يَوْمًا؟",
    "Arabic end of ayah": "نص\u06dd٣",
    "Farsi with ZWNJ": "شرکت‌کنندگان می‌توانند نامه‌هایی بفرستند.",
    "Urdu": "شرکاء تیس دن پہلے اطلاع دیں گے۔",
    "Hebrew": "המשתתפים יודיעו בכתב, ולא יאוחר משלושים יום מראש; ארה״ב.",
    "Hindi": "सहभागी कम से कम तीस दिन पहले सूचना देंगे। क्ष त्र ज्ञ क्‍ष",
    "Bengali with ZWNJ and ZWJ": "র‍্যাব এবং উদ্‌যোগ",
    "Malayalam with ZWJ": "അവന്‍ പറഞ്ഞു",
    "Sinhala with ZWJ": "ශ්‍රී ලංකා",
    "Thai": "ผู้เข้าร่วมแจ้งล่วงหน้าอย่างน้อยสามสิบวันต่อASEANและทุกฝ่าย",
    "Thai with zero-width spaces": "ผู้เข้าร่วม\u200bแจ้ง\u200bล่วงหน้า",
    "Burmese": "ပါဝင်သူများသည် ရက်သုံးဆယ် ကြိုတင်၍ အကြောင်းကြားရမည်။",
    "Khmer with zero-width spaces": "អ្នក\u200bចូល\u200bរួម ត្រូវ\u200bជូន\u200bដំណឹង",
    "Lao": "ຜູ້ເຂົ້າຮ່ວມແຈ້ງລ່ວງໜ້າ",
    "Tibetan": "མཉམ་ཞུགས་གནང་མཁན་ཚོས་",
    "Mongolian script": "ᠮᠣᠩᠭᠣᠯ\u180eᠠ ᠤᠯᠤᠰ᠋",
    "Chinese with fullwidth punctuation": "各方应提前三十天（以书面形式）通知；“演习”包括：陆上、海上。",
    "Japanese": "参加国は、少なくとも三十日前に「演習」を通報する。Ｔシャツ、Tシャツ、ー々〆",
    "Japanese with a variation selector": "葛\U000e0100城市",
    "Korean": "참가국은 최소 30일 전에 EU와 NATO에 통보한다.",
    "Greek": "Οι συμμετέχοντες ενημερώνουν εγκαίρως· άρθρο 5ʹ.",
    "Georgian": "მონაწილეები აცნობებენ ერთმანეთს ოცდაათი დღით ადრე.",
    "Armenian": "Մասնակիցները ծանուցում են միմյանց։",
    "Russian": "Участники уведомляют друг друга не позднее чем за 30 дней; ёлка, «кавычки» — тире.",
    "Ukrainian with an apostrophe": "об’єднання зобов'язань",
    "Kazakh": "Қатысушылар отыз күн бұрын хабарлайды.",
    "Serbian in both scripts, word by word": "Учесници (učesnici) обавештавају",
    "Vietnamese": "Các bên thông báo trước ít nhất ba mươi ngày.",
    "Turkish": "Katılımcılar en az otuz gün önce bildirir; İstanbul, ığdır.",
    "French with narrow spaces": "Les participants : « notification » ; 30\u00a0jours\u202f!",
    "Latin acronym with a Cyrillic ending": "БРИКС, BRICS-овский, NATO-вский, XXI-й",
    "formula": "CO₂, H₂O, m², 10⁻³, 5 °C, ½",
    "micrograms, ohms, differences": "5 µg, 5 μg, 3 kΩ, ΔT, 2 π, λmax",
    "Greek letter and a hyphen": "α-particle and β-carotene",
    "ordinal signs": "1º, 2ª, №5, § 3, ½",
    "Gothic": "𐌰𐌱𐌲",
    "line ends": "one\n\ntwo\nthree",
}

LITERAL = (
    "<script>alert(1)</script>", "{{ 7*7 }} and {% raw %}", "[Note]: x",
    "<link rel=attachment href=file:///etc/passwd>",
    "[to be decided]", "[30](days)", "[Participants](a) shall", "[[notice/when]] (see there)", "![",
    "a*b*c _d_ ~e~ `f`",
    "^[a footnote]", "https://example.org/ stands as it is", "1. 3. 7.", "| a | b |", "&nbsp; &lt;",
)  # fmt: skip


def codes(text: str) -> list[str]:
    return [fault.code for fault in text_faults(text)]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_character_that_cannot_be_seen_is_refused_with_its_code_point_and_place(text: str) -> None:
    errors = [fault for fault in text_faults(text) if fault.severity == "error"]
    assert [fault.code for fault in errors] == ["bad-character"]
    assert f"U+{ord(text[errors[0].offset]):04X}" in errors[0].message
    assert errors[0].hint


@pytest.mark.parametrize("text", MIXED)
def test_word_that_mixes_scripts_which_look_alike_is_refused(text: str) -> None:
    assert codes(f"The {text} is given.") == ["mixed-script"]


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST.keys())
def test_honest_text_passes(text: str) -> None:
    assert [fault for fault in text_faults(text) if fault.severity == "error"] == []


@pytest.mark.parametrize("text", LITERAL)
def test_what_looks_like_markup_of_other_programs_is_accepted(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("see ![a map](map.png)", "image"),
        ("see [here](https://example.org)", "link"),
        ("see [here](javascript:alert)", "link"),
        ("see [here](/etc/passwd)", "link"),
        ("see [here](example.org/page)", "link"),
        ("see [here](#part)", "link"),
    ],
)
def test_image_or_link_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_text_that_is_not_in_normal_form_c_is_warned_of_at_its_first_place() -> None:
    assert [(fault.code, fault.offset, fault.severity) for fault in text_faults("cafe\u0301")] == [
        ("not-nfc", 3, "warning")
    ]


def test_faults_come_in_the_order_of_the_text() -> None:
    found: list[TextFault] = list(text_faults("a\u200bb n\u043etice c\u200bd"))
    assert [(fault.offset, fault.code) for fault in found] == [
        (1, "bad-character"), (4, "mixed-script"), (12, "bad-character"),
    ]  # fmt: skip


def test_of_very_many_faults_the_first_are_told_and_how_many_follow() -> None:
    found = list(text_faults("x" + "\u200b" * 120))
    assert [fault.offset for fault in found] == list(range(1, 52))
    assert found[-1].message.endswith("70 faults from here on, told as one")


@pytest.mark.parametrize(
    "text", ["see ![a ![map](map.png)", "see ![![a](b)", "see [[a] [b](//c) ![", "x [a](b.org (c))"]
)
def test_image_or_link_is_found_among_brackets_of_others(text: str) -> None:
    assert len(codes(text)) == 1
