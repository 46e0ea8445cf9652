"""What a change reaches: the units it alters, and whether something that another would delete or keep is among them.

Whether they read as before is said in ``sameness``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import container_of
from charterkit.drafting.merging.past import Past, Step, landing
from charterkit.model.charter import Charter, Settings
from charterkit.model.paths import moved, within
from charterkit.model.submissions import Add, Amend, Change, Keep, Move, Submission, target


def reach(change: Change, base: Charter, carry: Callable[[str], str]) -> tuple[str, ...]:
    """Return the paths that a change alters: what it speaks of, and the container that something comes into.

    Args:
        change: the change.
        base: the charter that it was written against.
        carry: gives the path that a unit of the base has in the present text.
    """
    if isinstance(change, Keep):
        return ()
    if isinstance(change, Add):
        return (_container(change, base, carry),)
    here = carry(target(change))
    return (here, _container(change, base, carry)) if isinstance(change, Move) else (here,)


def reached(entry: Entry, base: Charter, past: Past) -> tuple[str, ...]:
    """Return the paths in the present text that a change alters."""
    return reach(entry.change, base, past.carrying(entry.submission.base))


def translates(entry: Entry, charter: Charter) -> bool:
    """Tell whether a change puts words of a language that is only a translation, which nobody negotiates."""
    return is_translation(entry.change, entry.submission, charter.settings)


def is_translation(change: Change, submission: Submission, settings: Settings) -> bool:
    """Tell the same of a change that is not in the ledger."""
    return isinstance(change, Amend) and (change.language or submission.language) not in settings.authentic


def _container(change: Add | Move, base: Charter, carry: Callable[[str], str]) -> str:
    path = landing(change, carry)
    if "/" in path:
        return path.rpartition("/")[0]
    return change.container or container_of(base, change.neighbour or "") or ""


def below(charter: Charter, path: str, above: str) -> bool:
    """Tell whether a path is another one or lies below it; the provisions of a part lie below the part."""
    if within(path, above):
        return True
    part = charter.part(above)
    return part is not None and path.partition("/")[0] in part.provisions


def inside(path: str, base: str, past: Past) -> Iterator[tuple[Step, str]]:
    """Yield the steps since a base that altered something at or below a path, or moved something out of it.

    Each comes with the path that its unit has in the present text.

    Args:
        path: the path as the base has it.
        base: the base.
        past: the changes merged so far.
    """
    for step, here in past.present(base):
        if any(within(touched, path) for touched in _touched(step)):
            yield step, here
        path = moved(path, step.path, step.after)


def _touched(step: Step) -> tuple[str, ...]:
    change = step.entry.change
    if isinstance(change, Keep):
        return ()
    return (step.path, step.after) if isinstance(change, Move) else (step.path,)
