"""What may be merged apart and what only together: packages, and taking what is clean while the rest stays open.

A submission that requires others is a package: all of its changes are merged, with all that it requires, or none. What
is required is not bound in its turn: nobody else's proposal waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from charterkit.drafting.ledger import Entry, Ledger, refs
from charterkit.drafting.merging.outcomes import Collision, Merged, Outcome


@dataclass(frozen=True, slots=True)
class Missing:
    """A package that would be merged in part: the submission, and the changes that it cannot do without."""

    package: str
    refs: tuple[str, ...]


def missing(entries: Ledger, chosen: Iterable[Entry]) -> Iterator[Missing]:
    """Yield the packages among some changes that lack something that is neither merged nor chosen."""
    found = list(chosen)
    names = {entry.ref for entry in found}
    for submission in {entry.submission.id: entry.submission for entry in found}.values():
        if submission.requires:
            needed = [ref for name in (submission.id, *submission.requires) for ref in refs(entries, name)]
            lacking = [ref for ref in needed if ref not in names and not _settled(entries[ref], submission.id)]
            if lacking:
                yield Missing(submission.id, tuple(lacking))


def _settled(entry: Entry, package: str) -> bool:
    """Tell whether a package need not wait for a change: it is merged, or its own and taken off the table."""
    return entry.state == "merged" or (entry.submission.id == package and entry.state != "open")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a merge takes, and what it leaves open with the reason."""

    merged: Merged
    left: tuple[Outcome, ...]
    collisions: tuple[Collision, ...]


def taking_what_is_clean(chosen: Sequence[Entry], entries: Ledger, merge: Callable[[Sequence[Entry]], Merged]) -> Taken:
    """Merge what collides with nothing; what collides stays open, and so does a package that would not be whole.

    Of changes that collide with each other none is taken, so that it does not matter in which order they are named.

    Args:
        chosen: the changes to merge.
        entries: all changes.
        merge: merges changes into the present text.
    """
    taking = list(chosen)
    left: dict[str, Outcome] = {}
    collisions: list[Collision] = []
    while True:
        merged = merge(taking)
        reasons = _colliding(merged, taking) or _incomplete(entries, taking)
        collisions += merged.collisions
        left |= {
            each.entry.ref: each._replace(result="collides", note=reasons[each.entry.ref])
            for each in merged.outcomes
            if each.entry.ref in reasons
        }
        if not reasons:
            return Taken(merged, tuple(left.values()), tuple(collisions))
        taking = [entry for entry in taking if entry.ref not in reasons]


def _colliding(merged: Merged, taking: Sequence[Entry]) -> dict[str, str]:
    """Return the changes that cannot be taken together, each with the reason."""
    names = {entry.ref for entry in taking}
    found = {each.ref: each.reason for each in reversed(merged.collisions)}
    for each in merged.collisions:
        found |= {other.ref: each.reason for other in each.against if other.ref in names and other.ref not in found}
    return found


def _incomplete(entries: Ledger, taking: Sequence[Entry]) -> dict[str, str]:
    """Return the changes of packages that would be taken in part, each with the reason."""
    found: dict[str, str] = {}
    for each in missing(entries, taking):
        reason = f"{each.package} is a package with {', '.join(each.refs)}, which stays open"
        found |= {entry.ref: reason for entry in taking if entry.submission.id == each.package}
    return found
