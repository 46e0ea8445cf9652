"""Who put forward what changed between two versions: read off the decisions that lie between them.

Only the records are asked, never the words: a change that no decision accounts for has no sponsor here. What counts for
whom is left to ``tally``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from charterkit.drafting.ledger import Entry, ledger
from charterkit.drafting.merging.past import Step, past
from charterkit.history.comparing.tally import move_of, words_at
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Amend, Keep, Move, Submission


def decisions_between(old: Collection[Decision], new: Collection[Decision]) -> list[Decision]:
    """Return the decisions that only one of two versions has, in order: those that lead from one to the other."""
    shared = {decision.id for decision in old} & {decision.id for decision in new}
    apart = {decision.id: decision for decision in (*old, *new) if decision.id not in shared}
    return sorted(apart.values(), key=lambda decision: decision.number)


def sponsors_by_path(
    decisions: Sequence[Decision], submissions: Iterable[Submission], between: Iterable[Decision]
) -> dict[str, tuple[str, ...]]:
    """Return who put forward the changes that were merged.

    Args:
        decisions: all decisions, which say with the submissions who sponsors what.
        submissions: all submissions.
        between: the decisions in question, in order (see ``decisions_between``).

    Returns:
        The sponsors, in the order in which they came, by the path at which what they changed stands after the last of
        the decisions; at its last path where it is no longer there. Who amended words in a language stands at
        ``tally.words_at``, who moved it at ``tally.move_of``: neither sponsors the other's words.
    """
    found: dict[str, tuple[str, ...]] = {}
    for step, here in _steps(decisions, submissions, between):
        if not isinstance(step.entry.change, Keep):
            place = _place(here, step.entry)
            sponsors = step.entry.sponsors or step.entry.submission.sponsors
            found[place] = tuple(dict.fromkeys((*found.get(place, ()), *sponsors)))
    return found


def sponsors_at(path: str, sponsors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return who put forward changes of the words at a path, in whatever language."""
    own = (codes for place, codes in sponsors.items() if place == path or place.startswith(words_at(path, "")[:-1]))
    return tuple(dict.fromkeys(code for codes in own for code in codes))


def moved_paths(
    decisions: Sequence[Decision], submissions: Iterable[Submission], between: Iterable[Decision]
) -> frozenset[str]:
    """Return the paths, after the last of all decisions, of what the changes merged by some of them moved."""
    steps = _steps(decisions, submissions, between)
    return frozenset(here for step, here in steps if isinstance(step.entry.change, Move))


def _steps(
    decisions: Sequence[Decision], submissions: Iterable[Submission], between: Iterable[Decision]
) -> Iterator[tuple[Step, str]]:
    """Yield the changes that some decisions merged, each with the path that its unit has after the last of all."""
    numbers = {decision.number for decision in between if decision.action == "merge"}
    if numbers:
        standing = past(ledger(submissions, decisions), decisions).standing
        yield from ((step, here) for step, here in standing if step.decision in numbers)


def _place(path: str, entry: Entry) -> str:
    change = entry.change
    if isinstance(change, Move):
        return move_of(path)
    language = (change.language or entry.submission.language) if isinstance(change, Amend) else None
    return words_at(path, language) if language else path
