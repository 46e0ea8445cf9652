"""Markdown, case by case: what a text, and a change of it, looks like in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from charterkit.documents import render
from charterkit.drafting.merging.edits import with_words
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter

CASES = Path(__file__).parents[1] / "cases" / "markdown"


def cases(name: str, parts: int) -> list[tuple[str, ...]]:
    """Return title and parts of every case in a file; the title is the last line before the first part."""
    pieces = (CASES / name).read_text("utf-8").split("\n.\n")
    starts = range(0, len(pieces) - parts, parts + 1)
    return [(pieces[at].rpartition("\n")[2], *pieces[at + 1 : at + 1 + parts]) for at in starts]


def paragraph(markdown: str) -> str:
    """Return the paragraph of the case: all that stands under Article 2 and is no source note."""
    return markdown.partition("### Article 2. Title 0\n")[2].partition("\n---\n")[0].strip()


@pytest.mark.parametrize(("text", "printed"), [pytest.param(*case[1:], id=case[0]) for case in cases("text.md", 2)])
def test_a_text_is_printed_as_the_case_says(make: Callable[[list[str]], Charter], text: str, printed: str) -> None:
    assert paragraph(render(make([text]), "clean", "md")) == printed


@pytest.mark.parametrize(
    ("old", "new", "printed"), [pytest.param(*case[1:], id=case[0]) for case in cases("redline.md", 3)]
)
def test_a_change_is_printed_as_the_case_says(
    make: Callable[[list[str]], Charter], old: str, new: str, printed: str
) -> None:
    before = make([old])
    after = with_words(before, "t0/u", "text", "en", new)
    assert paragraph(render(compare(before, after), "redline", "md")) == printed
