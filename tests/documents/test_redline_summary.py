"""A redline says in numbers what it comes to: by part, and by sponsor where it is known who put what forward."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.drafting.negotiations import written

from charterkit.documents import Front, output, redline
from charterkit.documents.pdf.making import to_pdf
from charterkit.history import compare

OLD = written("part general = General\n  article notice = Notice: Notice is given.\n  article terms = Terms: A State.")
NEW = written("part general = General\n  article notice = Notice: Early notice is always given.")


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_summary_stands_at_the_head_in_every_format(form: str) -> None:
    made = str(output(redline(compare(OLD, NEW), sponsors={"notice": ("XAA",)}), form))
    words = " ".join(re.sub(r"<[^>]*>|\||\\", " ", made).split())
    assert "General 0 1 0 1 3 4" in words
    assert "XAA 0 0 0 1 3 1" in words
    assert "No proposal found 0 1 0 0 0 3" in words
    assert words.index("Summary") < words.index("Contents")


def test_without_sponsors_it_counts_by_part_alone() -> None:
    assert [table.title for table in redline(compare(OLD, NEW)).summary] == ["Provisions and words, by part"]


def test_a_long_word_in_the_title_of_a_part_goes_on_in_its_cell_and_short_ones_stay_whole(tmp_path: Path) -> None:
    """A part in Russian, whose words for the columns are long; a word that no language hyphenates."""
    text = "part general = {}\n  article notice = Notice: {}"
    old, new = (
        written(text.format(f"General {'w' * 45}", words)) for words in ("Notice is given.", "Notice is early.")
    )
    (tmp_path / "made.pdf").write_bytes(to_pdf(redline(compare(old, new), Front(language="ru"))))
    pages = subprocess.run(
        ["pdftotext", "-layout", "-l", "1", tmp_path / "made.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert re.search(r"^ *Приложения|^ *Вся хартия +0", pages, re.MULTILINE)


def test_where_nothing_differs_that_is_said_at_the_head_and_nothing_is_counted() -> None:
    made = redline(compare(OLD, OLD))
    assert made.summary == ()
    assert [run.text for said in made.remarks for run in said] == ["No differences."]
    assert not redline(compare(OLD, NEW)).remarks


def test_a_page_counts_the_words_it_shows_and_names_the_other_languages_that_changed() -> None:
    texts = {"en": "Early notice is always given.", "ru": "Всегда заранее даётся уведомление."}
    notice = NEW.provisions["notice"].model_copy(update={"text": texts})
    settings = NEW.settings.model_copy(update={"languages": ("en", "ru")})
    later = NEW.model_copy(update={"settings": settings, "provisions": {**NEW.provisions, "notice": notice}})
    translated = redline(compare(NEW.model_copy(update={"settings": settings}), later))
    assert not translated.summary
    assert [run.text for said in translated.remarks for run in said] == [
        "No differences.",
        "Words in these languages changed too, and are not shown here: Russian.",
    ]
    (table,) = redline(compare(OLD, later), Front(language="ru")).summary
    assert table.rows[-1][-2:] == ("4", "3"), (
        "the four words in Russian; of the article that left, the three in English"
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["standing of languages (Arabic): (none) → courtesy translation", "status: Working draft → Adopted text"],
        ),
        (
            "zh",
            [
                "语文地位\uff08阿拉伯语\uff09\N{FULLWIDTH COLON}\uff08无\uff09 → 参考译文",
                "状态\N{FULLWIDTH COLON}工作草案 → 已通过案文",
            ],
        ),
    ],
)
def test_a_setting_is_said_in_the_words_of_the_page(language: str, said: list[str]) -> None:
    changed = {"status": "adopted", "language_standing": {"ar": "courtesy"}}
    later = NEW.model_copy(update={"settings": NEW.settings.model_copy(update=changed)})
    made = redline(compare(NEW, later), Front(language=language))
    assert [run.text for found in made.remarks for run in found] == said
