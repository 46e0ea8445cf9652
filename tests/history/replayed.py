"""Replay a whole negotiation at once: what ``verify`` does commit by commit with the same ``Replay``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from charterkit.history.replay import Memory, Replay, taken_as_one
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission


def replay(
    start: Charter,
    submissions: Iterable[Submission],
    decisions: Sequence[Decision],
    numbers: Mapping[str, int] | None = None,
) -> Charter:
    """Return the text that decisions make of submissions.

    Args:
        start: the charter before the first decision.
        submissions: everything lodged.
        decisions: all decisions in order.
        numbers: the last decision's number at each base that is a commit and no version.

    Raises:
        ReplayFailed: a merge collides, what was merged or its base is missing, or the words are not those decided.
    """
    bases: dict[str, Charter] = {}
    known = {submission.id: submission for submission in submissions}
    again = Replay(known.get, bases, Memory(numbers=dict(numbers or {})))
    text = start
    _reach(bases, numbers, 0, text)
    for group in taken_as_one(decisions):
        text = again.expected(text, group)
        again.remember(group)
        bases |= {decision.version: text for decision in group if decision.version}
        _reach(bases, numbers, group[-1].number, text)
    return text


def _reach(bases: dict[str, Charter], numbers: Mapping[str, int] | None, number: int, text: Charter) -> None:
    """Keep the text as the base of everything that was written against a commit after a decision."""
    bases |= {base: text for base, last in (numbers or {}).items() if last == number}
