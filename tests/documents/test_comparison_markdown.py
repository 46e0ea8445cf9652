"""The Markdown view of a comparison: it renders to the words and marks of the change list, whatever the words are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from charterkit.documents.comparison.markdown import comparison_markdown
from charterkit.documents.comparison.marks import marked_markdown
from charterkit.documents.comparison.pieces import Piece, pieces
from charterkit.history import compare
from charterkit.model.charter import Charter
from charterkit.words import diff

FORGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = {"s_open": "delete", "strong_open": "insert", "s_close": "keep", "strong_close": "keep"}
SPECIAL = st.text(alphabet="ab*_~`[]()<>#|\\.&!- \n1各。é", max_size=24)


def charter(text: str, heading: str = "Notice") -> Charter:
    provision: dict[str, Any] = {"id": "notice", "kind": "article", "heading": {"en": heading}, "text": {"en": text}}
    part = {"id": "general", "heading": {"en": "General provisions"}, "provisions": ["notice"]}
    settings = {"title": {"en": "Charter"}, "symbol": "TEST/1", "outline": {"parts": [part]}}
    return Charter.model_validate({"settings": settings, "provisions": {"notice": provision}})


OLD = charter("Participants give notice within thirty days.")
NEW = charter("Participants give notice within sixty days.", "Early notice")


def test_a_document_has_a_summary_and_a_heading_for_each_provision() -> None:
    assert (
        comparison_markdown(compare(OLD, NEW), labels=("zero-draft", "work tree"))
        == """\
# zero-draft → work tree

~~deleted~~ **inserted** (…) the same in both and left out here

| Part | Added | Deleted | Moved | Changed | Renumbered | Words in | Words out | Sentences moved |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Part I · General provisions | 0 | 0 | 0 | 1 | 0 | 3 | 2 | 0 |
| The whole charter | 0 | 0 | 0 | 1 | 0 | 3 | 2 | 0 |

## Part I · General provisions

### Article 1 · Early notice

`notice`

*heading:* ~~Notice~~**Early notice**

Participants give notice within ~~thirty~~**sixty** days.
"""
    )


def test_equal_charters_are_said_to_be_equal() -> None:
    assert comparison_markdown(compare(OLD, OLD), labels=("a", "b")) == "# a → b\n\nNo differences.\n"


@pytest.mark.parametrize(
    ("before", "after", "markdown"),
    [
        ("meet.", "meet every year.", "meet **every year**."),
        ("(a) meet", "(b) meet", "(~~a~~**b**) meet"),
        ("*b*", "*c*", "\\*~~b~~**c**\\*"),
        ("各方。应", "各国。应", "各~~方~~**国**。应"),
    ],
)
def test_marks_stand_where_they_render(before: str, after: str, markdown: str) -> None:
    assert marked_markdown(pieces(diff(before, after))) == markdown


@pytest.mark.parametrize("words", ["one.", "(one)", "。"])
def test_punctuation_at_the_edge_of_a_mark_does_not_undo_it(words: str) -> None:
    run = (Piece("keep", "a"), Piece("insert", words), Piece("keep", "b"))
    assert rendered(marked_markdown(run)) == [("keep", "a"), ("insert", words), ("keep", "b")]


def rendered(markdown: str) -> list[tuple[str, str]]:
    """Read Markdown as a forge does; return its words with their marks, neighbours joined, white space left out."""
    found: list[tuple[str, str]] = []
    for block in FORGE.parse(markdown):
        assert block.type in {"paragraph_open", "inline", "paragraph_close"}, f"{block.type} in {markdown!r}"
        op = "keep"
        for token in block.children or ():
            op = {"s_open": "delete", "strong_open": "insert", "s_close": "keep", "strong_close": "keep"}.get(
                token.type, op
            )
            words = "".join(token.content.split()) if token.type in {"text", "text_special"} else ""
            if words and found and found[-1][0] == op:
                found[-1] = (op, found[-1][1] + words)
            elif words:
                found.append((op, words))
    return found


def expected(run: tuple[Piece, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for piece in run:
        lines = piece.text.replace("\n", "¶\n").split("\n")
        changed = "".join("␣" if line and not line.strip() else line for line in lines)
        words = "".join((piece.text if piece.op == "keep" else changed).split())
        if words and found and found[-1][0] == piece.op:
            found[-1] = (piece.op, found[-1][1] + words)
        elif words:
            found.append((piece.op, words))
    return found


@given(SPECIAL, SPECIAL)
def test_any_words_render_as_they_are_with_their_marks(before: str, after: str) -> None:
    run = pieces(diff(before, after))
    assert rendered(marked_markdown(run)) == expected(run)


def test_a_moved_sentence_has_its_marks_and_number_at_both_places() -> None:
    stays = "Notice is given in writing. Answers are given without delay."
    old = charter(f"Every participant names a contact point. {stays}")
    new = charter(f"{stays} Every participant names a contact office.")
    text = comparison_markdown(compare(old, new), context=None)
    assert f"[moved 1> Every participant names a contact point. <1] {stays}" in text
    assert "{moved 1> Every participant names a contact ~~point~~**office**. <1}" in text
    assert "[moved 1> a sentence at its old place <1]" in FORGE.render(text).replace("&gt;", ">").replace("&lt;", "<")


def test_sponsors_have_a_table_of_their_own() -> None:
    text = comparison_markdown(compare(OLD, NEW), sponsors={"notice": ["XAA", "XAB"]})
    assert "| Sponsor | Added |" in text
    assert "\n| XAA | 0 | 0 | 0 | 1 | 0 | 3 | 2 | 0 |\n| XAB | 0 | 0 | 0 | 1 | 0 | 3 | 2 | 0 |\n" in text
