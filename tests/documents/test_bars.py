"""The later text with a bar beside what changed: in every format, without the words that went."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.drafting.negotiations import written

from charterkit.documents import output
from charterkit.documents.views.bars import bars, bars_text
from charterkit.history import compare

OLD = written("""\
part general = General
  article notice = Notice
    when: Notice is given in good time.
    how: Notice is given in writing.
    cost: Each pays its own costs.
  article terms = Terms: A participant is a State.""")
NEW = written("""\
part general = General
  article notice = Early notice
    when: Notice is given thirty days before.
    how: Notice is given in writing.
  article terms = Terms: A participant is a State.""")
COMPARISON = compare(OLD, NEW)


def test_a_terminal_shows_the_later_text_with_bars_in_its_first_column() -> None:
    assert bars_text(bars(COMPARISON)).splitlines()[4:] == [
        "  Part I  General",
        "",
        "  Article 1  Early notice [heading changed]",
        "|   1. Notice is given thirty days before.",
        "    2. Notice is given in writing.",
        "|   3. —",
        "",
        "  Article 2  Terms",
        "  A participant is a State.",
    ]


@pytest.mark.parametrize("width", [30, 60])
def test_every_row_of_a_changed_paragraph_has_its_bar(width: int) -> None:
    rows = bars_text(bars(COMPARISON), width).splitlines()
    first = next(place for place, row in enumerate(rows) if "1. Notice" in row)
    upto = next(place for place, row in enumerate(rows) if "2. Notice" in row)
    assert all(row.startswith("|") and len(row) <= width for row in rows[first:upto])
    assert not rows[upto].startswith("|")


def test_markdown_puts_the_bar_before_the_paragraph() -> None:
    made = str(output(bars(COMPARISON, signs=True), "md"))
    assert "**1.** | Notice is given thirty days before." in made
    assert "<ins>" not in made
    assert "in good time" not in made


def test_html_has_the_bar_in_its_style_and_says_nothing_of_insertions() -> None:
    made = str(output(bars(COMPARISON), "html")).partition("<body")[2]
    assert made.count('class="changed first"') == 2
    assert made.count('<span class="unseen">[changed] </span>') == 2
    assert "<ins" not in made
    assert "<del" not in made


def test_a_pdf_says_in_its_tags_what_a_bar_stands_beside() -> None:
    made = output(bars(COMPARISON), "pdf")
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as opened:
        said = [str(each.Alt) for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert sorted(map(str.strip, said)) == ["[changed] Notice is given", "[changed] —"]


def test_the_same_text_has_no_bar() -> None:
    made = bars_text(bars(compare(OLD, OLD)))
    assert not [row for row in made.splitlines()[3:] if row.startswith("|")]
