"""Several languages in parallel columns: every word in its own column, direction and numbers, in every format."""

# ruff: noqa: RUF001  Arabic numerals stand in it
from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from tests.documents.conftest import words
from tests.drafting.negotiations import Table, submission, written

from charterkit.documents import Front, clean
from charterkit.documents.formats import output
from charterkit.documents.pages.html import to_html
from charterkit.documents.synopsis.languages import SEPARATOR, parallel
from charterkit.documents.synopsis.value import Cell, Synopsis
from charterkit.drafting.translations import translations

Words = Callable[[str | bytes, str], str]

TEXT = """\
part general = General
  article notice = Notice
    when: Notice is given under [[hot-line]].
    how: It is given in writing.
  article hot-line = Hot line: A line is kept open."""

ARABIC = (
    {"amend": "general", "heading": "أحكام عامة"},
    {"amend": "notice", "heading": "الإخطار"},
    {"amend": "notice/when", "text": "يُوجَّه الإخطار وفقاً لأحكام [[hot-line]]."},
)
LATER = {"amend": "notice/when", "replace": "given", "with": "given in good time"}


@pytest.fixture(scope="module")
def table() -> Table:
    table = Table(written(TEXT, languages=["en", "ar"], language_standing={"ar": "official"}))
    table.submissions += [
        submission("XAA-2026-001", ARABIC, language="ar"),
        submission("XAB-2026-001", [LATER]),
    ]
    for each in table.submissions:
        assert table.merge([each.id]).charter is not None
    return table


@pytest.fixture(scope="module")
def made(table: Table) -> Synopsis:
    return parallel(table.present, ["en", "ar"], None, translations(table.present, table.past, table.versions))


def cells(made: Synopsis, path: str) -> tuple[Cell, ...]:
    return next(line.cells for line in made.lines() if line.path == path and not line.heading)


def text(cell: Cell) -> str:
    return " ".join("".join(run.text for run in row.runs) for row in cell.paragraphs)


def test_each_language_has_its_own_number_reference_and_direction(made: Synopsis) -> None:
    english, arabic = cells(made, "notice/when")
    assert text(english) == "1. Notice is given in good time under Article 2."
    assert text(arabic) == "١. يُوجَّه الإخطار وفقاً لأحكام المادة ٢."
    assert [(cell.lang, cell.direction) for cell in (english, arabic)] == [("en", "ltr"), ("ar", "rtl")]


def test_no_column_of_a_page_breaks_a_reference(made: Synopsis) -> None:
    page = to_html(made, paged=True)
    assert '<span class="reference whole">Article\u00a02</span>' in page
    assert '<span class="reference whole">المادة\u00a0٢</span>' in page


def test_what_translates_earlier_words_and_what_is_missing_say_so_in_their_language(made: Synopsis) -> None:
    (stale,) = cells(made, "notice/when")[1].notices
    (missing,) = cells(made, "notice/how")[1].notices
    assert "الإنكليزية" in stale.text or "الإنجليزية" in stale.text
    assert missing.text == "لم يُترجم بعد"
    assert cells(made, "notice/how")[1].paragraphs == ()


def test_the_standing_of_each_translation_stands_at_the_head(made: Synopsis) -> None:
    assert made.remarks == (
        "Arabic: Official translation of the text in English, which is the one negotiated.",
        "Arabic: Texts not translated yet: 3 of 6.",
        "Arabic: Texts that translate earlier words of the text in English: 1; each is marked.",
    )


def test_a_part_is_named_in_every_language_that_names_it(made: Synopsis) -> None:
    (section,) = made.sections
    assert section.title == "Part I. General · الجزء ١. أحكام عامة"
    assert [(run.text, run.lang) for run in section.runs] == [
        ("Part I. General", ""), (SEPARATOR, ""), ("الجزء ١. أحكام عامة", "ar"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_word_of_every_column_is_in_every_format(made: Synopsis, form: str, text_of: Words) -> None:
    shown = words(text_of(output(made, form), form))
    cells_of = [cell for line in made.lines() for cell in line.cells]
    expected = words(" ".join([*map(text, cells_of), *(each.text for cell in cells_of for each in cell.notices)]))
    assert expected - shown == Counter()


def test_every_letter_of_every_column_is_on_the_page(made: Synopsis, text_of: Words) -> None:
    """Letters, not words: in what order a reader of a PDF gives the letters of mixed directions is its own affair."""
    shown = Counter(text_of(output(made, "pdf"), "pdf"))
    cells_of = [cell for line in made.lines() for cell in line.cells]
    expected = Counter(each for cell in cells_of for each in text(cell) if each.isalnum())
    assert expected - shown == Counter()


def test_the_page_of_a_right_to_left_language_puts_its_column_at_the_right(table: Table) -> None:
    made = parallel(table.present, ["ar", "en"])
    assert (made.direction, made.sections[0].bands[0].columns) == ("rtl", ("العربية", "English"))
    page = str(output(made, "html"))
    assert '<html lang="ar" dir="rtl">' in page
    assert '<td lang="en" dir="ltr">' in page


def test_a_clean_text_in_another_language_marks_what_translates_earlier_words(table: Table) -> None:
    found = translations(table.present, table.past, table.versions)
    document = clean(table.present, Front(language="ar", translations=found))
    marked = {block.path: [notice.text for notice in block.notices] for block in document.blocks() if block.notices}
    assert list(marked) == ["notice/when", "notice/how", "hot-line"]
    assert "صياغة سابقة" in marked["notice/when"][0]


def test_words_that_are_not_translated_cite_in_their_own_language(table: Table) -> None:
    late = table.copy()
    late.submissions.append(submission("XAC-2026-001", [{"amend": "notice/how", "text": "As [[hot-line]] says."}]))
    assert late.merge(["XAC-2026-001"]).charter is not None
    document = clean(late.present, Front(language="ar"))
    (block,) = (each for each in document.blocks() if each.path == "notice/how")
    assert "".join(run.text for run in block.paragraphs[0].runs) == "As Article 2 says."


def test_points_stand_further_in_than_their_paragraph_and_subpoints_further_than_their_points() -> None:
    nested = written("""\
part general = General
  article notice = Notice
    what: Paragraph.
      how: Point.
        when: Subpoint.
          why: Deeper.""")
    page = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=output(parallel(nested, ["en"]), "pdf"), capture_output=True, check=True
    ).stdout.decode()
    edges = [
        float(found[1])
        for word in ("Paragraph.", "Point.", "Subpoint.", "Deeper.")
        if (found := re.search(rf'xMin="([\d.]+)"[^>]*>{re.escape(word)}<', page))
    ]
    assert len(edges) == 4
    assert all(after - before > 5 for before, after in pairwise(edges))
