"""A provision typed anew becomes exactly what was typed, whatever it was before; what is written out reads the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.drafting.negotiations import Table, submission, written
from tests.laws.drafting_strategies import SOME

from charterkit.drafting.numbering import number
from charterkit.drafting.typed.provisions import Typed, record, typed, written_out
from charterkit.drafting.typed.retyped import retyped
from charterkit.errors import UsageError
from charterkit.model.provisions import Node, Provision

VOCABULARY = ["notice", "is", "given", "of", "all", "exercises", "in", "good", "time", "and", "rivers", "flow"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join)
LABELS = (
    lambda place: f"{place + 1}.",
    lambda place: f"({'abcdefghijklmnopqrstuvwxyz'[place]})",
    lambda place: f"({['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'][place]})",
)


def typings(level: int = 0) -> st.SearchStrategy[Typed]:
    below = st.just(()) if level == len(LABELS) else st.lists(typings(level + 1), max_size=4 - level).map(tuple)
    return st.builds(Typed, WORDS, below)


def printed(words: Typed, level: int = 0) -> str:
    lines = [words.words]
    for place, unit in enumerate(words.units):
        lines.append(f"{LABELS[level](place)} {printed(unit, level + 1)}")
    return "\n".join(lines)


def article(words: Typed) -> Provision:
    return Provision.model_validate({"id": "notice", "kind": "article"} | record(words, "en"))


def table(words: Typed) -> Table:
    start = written("part general = General\n  article notice = Notice: Notice is given.")
    return Table(start.model_copy(update={"provisions": {"notice": article(words)}}))


@SOME
@given(typings())
def test_what_is_printed_reads_as_it_was_typed(words: Typed) -> None:
    assert typed(printed(words)) == words


@SOME
@given(typings())
def test_what_stands_is_written_out_and_reads_the_same(words: Typed) -> None:
    present = table(words).present
    assert typed(written_out(present.provisions["notice"], "notice", number(present), "en")) == words


@SOME
@given(typings(), typings())
def test_the_changes_make_what_was_typed(before: Typed, after: Typed) -> None:
    made = table(before)
    changes = list(retyped(made.present.provisions["notice"], "notice", after, "en", lambda _: False))
    assert bool(changes) == (before != after)
    if changes:
        made.submissions.append(submission("XAA-2026-001", changes))
        merged = made.merge(["XAA-2026-001"])
        assert not merged.collisions
        assert shape(made.present.provisions["notice"]) == shape(article(after))


@SOME
@given(
    st.permutations(
        [
            Typed(words)
            for words in ("Notice is given.", "Rivers flow freely.", "Visits are open.", "Costs lie where they fall.")
        ]
    )
)
def test_paragraphs_typed_in_another_order_only_move(units: list[Typed]) -> None:
    made = table(Typed("", tuple(sorted(units))))
    turned = Typed("", tuple(units))
    changes = list(retyped(made.present.provisions["notice"], "notice", turned, "en", lambda _: False))
    assert all("move" in change for change in changes)


def shape(node: Node) -> object:
    """Return texts and order alone, without ids."""
    return (dict(node.text), [shape(unit) for unit in node.units])


def test_opening_words_cannot_be_left_out() -> None:
    node = article(Typed("Notice", (Typed("one"),)))
    with pytest.raises(UsageError, match="opening words"):
        list(retyped(node, "notice", Typed("", (Typed("one"),)), "en", lambda _: False))
