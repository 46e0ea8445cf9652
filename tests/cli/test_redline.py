"""What commands print of a redline: the same marks as every other view, and nothing that steers the terminal."""

from __future__ import annotations

import pytest

from charterkit.cli.redline import redline
from charterkit.words import Segment, diff


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")


def test_deletions_and_insertions_are_in_brackets_and_indented() -> None:
    assert redline(diff("within thirty days", "within sixty days"), "  ") == "  within [-thirty-]{+sixty+} days"


def test_lines_fit_the_terminal_and_keep_their_indent() -> None:
    lines = redline([Segment("insert", "notice " * 30)], "    ").splitlines()
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("    ") for line in lines)


def test_wide_characters_count_as_two_columns() -> None:
    lines = redline([Segment("keep", "各参加方应随时保持直接通信线路畅通以便磋商" * 3)]).splitlines()
    assert max(map(len, lines)) <= 20


def test_controls_are_shown_and_not_sent() -> None:
    assert redline([Segment("keep", "one\x1b[2J\u202etwo")]) == "one<U+001B>[2J<U+202E>two"


def test_a_paragraph_break_that_comes_in_can_be_seen() -> None:
    assert redline([Segment("keep", "One."), Segment("insert", "\n\nTwo.")], "  ") == "  One.{+¶\n\n  Two.+}"


def test_no_words_are_no_lines() -> None:
    assert redline([]) == ""
