"""The truth table of collisions, as a lawyer can read it in ``tests/cases/merge``, and what cases can't say."""

from __future__ import annotations

from typing import Protocol

from charterkit.words import Collision, Merge, Segment, merge, rebase


class Case(Protocol):
    parts: tuple[str, ...]


def shown(result: Merge) -> str:
    if result.text is not None:
        return result.text
    lines = (f"{collision.base} | {collision.ours} | {collision.theirs}" for collision in result.collisions)
    return "\n".join(("COLLISION", *lines))


def stripped(text: str) -> list[str]:
    """The lines, without the blanks at their ends that an editor takes away from a file of cases."""
    return [line.rstrip(" ") for line in text.split("\n")] if text.startswith("COLLISION") else [text]


def test_case_comes_out_as_written(merge_case: Case) -> None:
    base, ours, theirs, expected = merge_case.parts
    assert stripped(shown(merge(base, ours, theirs))) == stripped(expected)


def test_exchanging_the_sides_exchanges_only_the_sides(merge_case: Case) -> None:
    base, ours, theirs, _ = merge_case.parts
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.text == other.text
    assert [(c.base, c.ours, c.theirs, c.start) for c in one.collisions] == [
        (c.base, c.theirs, c.ours, c.start) for c in other.collisions
    ]


def test_collision_says_where_it_is_in_the_base() -> None:
    result = merge("one two three", "one 2 three", "one II three")
    assert result.collisions == (Collision("two", "2", "II", 4),)
    assert result.text is None


def test_collision_leaves_the_base_standing_in_the_segments() -> None:
    result = merge("one two three four five six", "one 2 three four five 6", "one II three four five six")
    assert result.segments == (
        Segment("keep", "one two three four five "),
        Segment("delete", "six"),
        Segment("insert", "6"),
    )


def test_rebase_on_an_unchanged_text_is_clean() -> None:
    assert rebase("thirty days", "thirty days", "sixty days").outcome == "clean"


def test_rebase_on_a_text_that_moved_on_is_rewritten_and_shown() -> None:
    result = rebase("within thirty days of it all", "within thirty days of them all", "within sixty days of it all")
    assert (result.outcome, result.text) == ("rewritten", "within sixty days of them all")


def test_rebase_of_words_that_stand_already_is_moot() -> None:
    assert rebase("thirty days", "sixty days", "sixty days").outcome == "moot"


def test_rebase_of_a_proposal_that_changes_nothing_is_moot() -> None:
    assert rebase("thirty days", "sixty days", "thirty days").outcome == "moot"


def test_rebase_on_words_changed_otherwise_collides() -> None:
    result = rebase("thirty days", "sixty days", "ninety days")
    assert (result.outcome, result.text) == ("collides", None)
    assert result.collisions == (Collision("thirty", "sixty", "ninety", 0),)


def test_sentence_that_stands_twice_is_not_lost_when_another_moves() -> None:
    base = "It is so here. All parties meet every year. It is so here. The host pays for all. Minutes are kept."
    moved = "All parties meet every year. Minutes are kept. It is so here. The host pays for all."
    edited = base.replace("Minutes are kept", "Minutes are written").replace("for all", "for it all")
    result = merge(base, moved, edited)
    assert (result.text is None) == bool(result.collisions)
    assert result.text is None or "written" in result.text
