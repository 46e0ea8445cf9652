"""Brackets of the rolling text: balanced in every form, as many as are counted, the same with names or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from tests.documents.conftest import html_text, markdown_text
from tests.drafting.negotiations import Table
from tests.laws.drafting_strategies import CODES, SOME, tables

from charterkit.documents.front import Front
from charterkit.documents.markdown.document import to_markdown
from charterkit.documents.pages.html import to_html
from charterkit.documents.runs import Run
from charterkit.documents.tree import Document
from charterkit.documents.views.rolling import rolling_text
from charterkit.drafting.brackets import brackets
from charterkit.drafting.counts import counts
from charterkit.words import Choice, Common, Group, Option, Span, compile, nested  # noqa: A004  the verb's public name

NOTICED = {"move", "keep"}
"""What is printed as a notice beside the words, not as brackets around them."""


def runs(document: Document) -> Iterator[Run]:
    for block in document.blocks():
        yield from block.heading
        for paragraph in block.paragraphs:
            yield from paragraph.runs


def balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


@settings(SOME, max_examples=20)
@given(tables(4))
def test_brackets_are_balanced_in_markdown_and_html(table: Table) -> None:
    note(repr(table))
    document = rolling_text(table.rolling())
    for text in (markdown_text(to_markdown(document)), html_text(to_html(document))):
        assert balanced(text)


@SOME
@given(tables(4))
def test_the_page_has_as_many_brackets_as_are_counted(table: Table) -> None:
    note(repr(table))
    rolled = table.rolling()
    document = rolling_text(rolled)
    found = brackets(rolled, "en")
    printed = [run.text for run in runs(document) if run.role == "bracket"]
    assert printed.count("[") == printed.count("]") == sum(each.kind not in NOTICED for each in found)
    assert sum(len(block.notices) for block in document.blocks()) == sum(each.kind in NOTICED for each in found)
    assert sum(each.brackets for each in counts(rolled.charter, rolled)) == len(found)


@SOME
@given(tables(4), st.sampled_from(["bar", "slash", "option", "bis"]))
def test_with_and_without_names_the_words_and_brackets_are_the_same(table: Table, style: str) -> None:
    rolled = table.rolling()
    set_ = rolled.charter.settings.model_copy(update={"alternatives": style})
    rolled = replace(rolled, charter=rolled.charter.model_copy(update={"settings": set_}))
    named, anonymous = (rolling_text(rolled, Front(attributed=named)) for named in (True, False))
    both = [
        [(run.text, run.mark, run.role) for run in runs(each) if run.role != "holders"] for each in (named, anonymous)
    ]
    assert joined(both[0]) == joined(both[1])
    told = [run.text for run in runs(anonymous)] + [each.text for block in anonymous.blocks() for each in block.notices]
    assert not [text for text in told if any(code in text for code in CODES)]


def joined(found: Sequence[tuple[str, str, str]]) -> str:
    return " ".join("".join(text for text, _, _ in found).split())


WORDS = st.lists(
    st.sampled_from(["all", "give", "notice", "of", "exercises", "in", "good", "time", "before", "they", "begin"]),
    max_size=14,
)


@settings(max_examples=150)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=5))
def test_following_one_proposal_through_brackets_within_brackets_gives_its_words(
    base: list[str], others: list[list[str]]
) -> None:
    present = " ".join(base)
    proposals = {f"p{place}": " ".join(words) for place, words in enumerate(others)}
    spans = compile(present, proposals)
    for name, text in proposals.items():
        assert "".join(followed(span, name) for span in spans) == text


def followed(span: Span, name: str) -> str:
    if isinstance(span, Common):
        return span.text
    branches = nested(span)
    held = [branch for branch in branches if name in branch.holders]
    assert len(held) <= 1
    if not held:
        return next(each.text for each in branches if isinstance(each, Option) and each.present)
    branch = held[0]
    return "".join(followed(each, name) for each in branch.spans) if isinstance(branch, Group) else branch.text


@pytest.mark.parametrize("names", [("a", "b", "c"), ("c", "a", "b")])
def test_what_is_alike_is_bracketed_once_whoever_proposes_it(names: tuple[str, str, str]) -> None:
    present = "Notice is given in good time to all."
    said = [
        "Notice is given no later than thirty days before they begin to all.",
        "Notice is given no later than sixty days before they begin to all.",
        "Notice is given early to all.",
    ]
    (choice,) = [each for each in compile(present, dict(zip(names, said, strict=True))) if isinstance(each, Choice)]
    (group,) = [branch for branch in nested(choice) if isinstance(branch, Group)]
    inner = [each for each in group.spans if isinstance(each, Choice)]
    assert [[option.text for option in each.options] for each in inner] == [["sixty", "thirty"]]
    assert [option.holders for option in inner[0].options] == [(names[1],), (names[0],)]
