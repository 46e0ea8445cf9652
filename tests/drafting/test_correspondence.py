"""What two languages of one text must have alike: counted, whatever the script."""

# ruff: noqa: RUF001  texts in many scripts are what this is about
from __future__ import annotations

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
