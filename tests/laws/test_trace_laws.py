"""What holds of every trace, whatever the versions are."""

from __future__ import annotations

import json
import random
import re
from array import array
from itertools import pairwise
from unittest import mock

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from charterkit.drafting.proposals import Slot
from charterkit.history import trace_texts
from charterkit.history.tracing import blocks as trace_blocks
from charterkit.history.tracing.attribution import Attribution
from charterkit.history.tracing.state import attribution_from, columns
from charterkit.words.tokens import tokenise

WORDS = (
    "the",
    "Parties",
    "shall",
    "meet",
    "report",
    "notice",
    "of",
    "exercises",
    "each",
    "year",
    "各方",
    "演习",
    "।",
    ".",
    ",",
)
any_text = st.text(max_size=40)
legal_text = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
texts = st.lists(any_text | legal_text, max_size=8)
legal_texts = st.lists(legal_text, min_size=1, max_size=8)


def numbered(found: list[str]) -> list[tuple[str, str]]:
    return [(f"v{number}", text) for number, text in enumerate(found)]


@given(texts)
def test_pieces_joined_are_the_last_text(found: list[str]) -> None:
    pieces = trace_texts(numbered(found))
    assert "".join(piece.text for piece in pieces) == (found[-1] if found else "")
    assert all(piece.text for piece in pieces)
    assert all(left.origin != right.origin for left, right in pairwise(pieces))


@given(texts)
def test_nobody_is_credited_with_a_word_that_was_not_in_the_text_that_they_brought(found: list[str]) -> None:
    held = {origin: set(tokenise(text).keys) for origin, text in numbered(found)}
    at = 0
    origins = [piece.origin for piece in trace_texts(numbered(found)) for _ in piece.text]
    tokens = tokenise(found[-1] if found else "")
    for full, key in zip(tokens.full, tokens.keys, strict=True):
        end = at + len(full)
        assert not key or all(key in held[origin] for origin in origins[at:end])
        at = end


@given(texts)
def test_no_border_between_pieces_splits_a_grapheme(found: list[str]) -> None:
    edges = {match.end() for match in regex.finditer(r"\X", found[-1] if found else "")}
    at = 0
    for piece in trace_texts(numbered(found)):
        at += len(piece.text)
        assert at in edges


@given(legal_texts)
def test_a_version_that_changes_nothing_changes_no_origin(found: list[str]) -> None:
    assert trace_texts([*numbered(found), ("again", found[-1])]) == trace_texts(numbered(found))


@given(legal_texts, legal_text)
def test_what_is_put_in_and_taken_out_again_leaves_every_word_with_who_brought_it(found: list[str], other: str) -> None:
    """Going to any other text and straight back restores every word."""
    there_and_back = [*numbered(found), ("there", other), ("back", found[-1])]
    assert [piece for piece in trace_texts(there_and_back) if words(piece.text)] == [
        piece for piece in trace_texts(numbered(found)) if words(piece.text)
    ]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(legal_texts)
def test_renaming_origins_only_renames_them(found: list[str]) -> None:
    other = [(f"x{origin}", text) for origin, text in numbered(found)]
    assert [(f"x{p.origin}", p.text) for p in trace_texts(numbered(found))] == [
        (p.origin, p.text) for p in trace_texts(other)
    ]


@given(
    st.lists(st.dictionaries(st.sampled_from("abcd"), legal_text.filter(bool), max_size=4), min_size=1, max_size=6),
    st.randoms(),
)
def test_the_texts_of_a_charter_are_made_of_their_own_words(versions: list[dict[str, str]], rng: random.Random) -> None:
    """Runs joined are the text, and marks are of commits that had the word somewhere, whatever moves between units."""
    fold, before = Attribution(), dict[Slot, str]()
    held: dict[str, set[str]] = {}
    for number, version in enumerate(versions):
        after = {Slot(key, "text", "en"): text for key, text in version.items()}
        changed = {slot: after.get(slot) for slot in {**before, **after} if before.get(slot) != after.get(slot)}
        order = list(changed)
        rng.shuffle(order)
        held[str(number)] = {key for text in after.values() for key in tokenise(text).keys}
        fold.take(str(number), {slot: changed[slot] for slot in order}, lambda _: None)
        before = after
    assert set(fold.slots()) == set(before)
    for slot, text in before.items():
        runs = list(fold.runs(slot))
        assert "".join(run for run, _ in runs) == text
        assert all(key in held[mark.commit] for run, mark in runs for key in tokenise(run).keys if key)


@pytest.mark.parametrize("searches", [0, 400])
@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), legal_text.filter(bool), max_size=3), min_size=1, max_size=8),
    st.integers(0, 7),
)
def test_a_trace_that_was_put_away_goes_on_as_if_it_had_not(
    searches: int, versions: list[dict[str, str]], when: int
) -> None:
    straight, kept = Attribution(), Attribution()
    before: dict[Slot, str] = {}
    with mock.patch.object(trace_blocks, "_SEARCHES", searches):
        for number, version in enumerate(versions):
            after = {Slot(key, "text", "en"): text for key, text in version.items()}
            changed = {slot: after.get(slot) for slot in {**before, **after} if before.get(slot) != after.get(slot)}
            if number >= when:
                found = columns(kept)
                assert found is not None
                plain = {name: value for name, value in found.items() if not isinstance(value, array | bytes)}
                kept = attribution_from({**found, **json.loads(json.dumps(plain))})
            for fold in (straight, kept):
                fold.take(str(number), changed, lambda _: None)
                fold.release([f"v{number}"] if number % 3 == 0 else [])
            before = after
    for slot in before:
        told = [[(text, mark, fold.version(mark)) for text, mark in fold.runs(slot)] for fold in (straight, kept)]
        assert told[0] == told[1]
