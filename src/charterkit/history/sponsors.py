"""Who put forward what changed between two versions: read off the decisions that lie between them.

Only the records are asked, never the words: a change that no decision accounts for has no sponsor here. What counts for
whom is left to ``tally``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from charterkit.drafting.ledger import Entry, decided, ledger
from charterkit.history.tally import words_at
from charterkit.model.decisions import Decision
from charterkit.model.paths import moved
from charterkit.model.provisions import Unit
from charterkit.model.submissions import Add, Amend, Change, Delete, Move, Submission


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
        ``tally.words_at``: a translator sponsors none of what is translated.
    """
    entries = ledger(submissions, decisions)
    found: dict[str, tuple[str, ...]] = {}
    for decision in between:
        if decision.action == "merge":
            for ref in decided(decision, entries):
                found = _with(found, entries[ref])
    return found


def sponsors_at(path: str, sponsors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return who put forward changes of the words at a path, in whatever language."""
    own = (codes for place, codes in sponsors.items() if place == path or place.startswith(words_at(path, "")[:-1]))
    return tuple(dict.fromkeys(code for codes in own for code in codes))


def moved_paths(submissions: Mapping[str, Submission], between: Iterable[Decision]) -> frozenset[str]:
    """Return the paths, after the last of some decisions, of what the changes merged by them moved."""
    found: list[str] = []
    for decision in between:
        submission = submissions.get(decision.submission or "")
        if decision.action != "merge" or submission is None:
            continue
        for number, change in enumerate(submission.changes, 1):
            path = path_after(change) if isinstance(change, Move) else None
            if isinstance(change, Move) and path and (not decision.changes or number in decision.changes):
                found = [*(moved(known, change.move, path) for known in found), path]
    return frozenset(found)


def _with(found: Mapping[str, tuple[str, ...]], entry: Entry) -> dict[str, tuple[str, ...]]:
    """Return the sponsors with those of one more change."""
    path = path_after(entry.change)
    if path is None:
        return dict(found)
    carried = dict(found)
    if isinstance(entry.change, Move) and path != entry.change.move:
        carried = {_moved(known, entry.change.move, path): codes for known, codes in found.items()}
    sponsors = entry.sponsors or entry.submission.sponsors
    place = _place(path, entry)
    carried[place] = tuple(dict.fromkeys((*carried.get(place, ()), *sponsors)))
    return carried


def _place(path: str, entry: Entry) -> str:
    change = entry.change
    language = (change.language or entry.submission.language) if isinstance(change, Amend) else None
    return words_at(path, language) if language else path


def _moved(place: str, old: str, new: str) -> str:
    """Return a path, or the place of words in a language, after what stands at ``old`` moved to ``new``."""
    path, bracket, language = place.partition(" [")
    return moved(path, old, new) + bracket + language


def path_after(change: Change) -> str | None:
    """Return where what a change speaks of stands after it, or stood before it was deleted; None for ``keep``."""
    match change:
        case Amend():
            return change.amend
        case Delete():
            return change.delete
        case Add():
            return _placed(change.add.id, change, whole=not isinstance(change.add, Unit))
        case Move():
            return _placed(change.move.rpartition("/")[2], change, whole="/" not in change.move)
    return None


def _placed(key: str, place: Add | Move, *, whole: bool) -> str:
    """Return the path of an id at a place; parts and provisions go by their ids wherever they stand."""
    container = place.container if place.neighbour is None else place.neighbour.rpartition("/")[0]
    return key if whole or not container else f"{container}/{key}"
