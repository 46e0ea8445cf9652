"""What a change reaches: the units it alters, and whether something that another would delete or keep is among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import children, container_of
from charterkit.drafting.merging.past import Past, Step, landing
from charterkit.drafting.references import renamed
from charterkit.model.charter import Charter
from charterkit.model.paths import moved, within
from charterkit.model.provisions import Node, Part, Provision, Unit, walk
from charterkit.model.submissions import Add, Change, Keep, Move, target


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


def same_words(one: Node | Part, other: Node | Part) -> bool:
    """Tell whether two additions are of one kind and put the same words in the same units."""
    if isinstance(one, Part) or isinstance(other, Part):
        return isinstance(one, Part) and isinstance(other, Part) and (one.id, one.heading) == (other.id, other.heading)
    kinds = [node.kind if isinstance(node, Provision) else None for node in (one, other)]
    return kinds[0] == kinds[1] and digests(one) == digests(other)


def digests(node: Node) -> list[tuple[str, str]]:
    """Return the path within it and the digest of a provision or unit and of everything below it."""
    return [(path, digest(each)) for path, each in walk(node)]


def unchanged(base: Charter, old: str, now: Charter, path: str, carry: Callable[[str], str]) -> bool:
    """Tell whether what stood at ``old`` in a base reads the same at ``path``; references may follow moves."""
    part, standing = base.part(old), now.part(path)
    if part is not None or standing is not None:
        return part == standing and all(
            unchanged(base, name, now, name, carry) for name in (part.provisions if part else ())
        )
    before, here = base.find(old), now.find(path)
    if before is None or here is None:
        return False
    return digests(renamed(before, carry)) == digests(here)


def same_text(one: Charter, other: Charter) -> bool:
    """Tell whether two charters have the same provisions, with the same words, in the same order."""
    if outline_digest(one) != outline_digest(other) or one.provisions.keys() != other.provisions.keys():
        return False
    return all(
        provision is other.provisions[key] or digests(provision) == digests(other.provisions[key])
        for key, provision in one.provisions.items()
    )


def rearranged(base: Charter, old: str, now: Charter, path: str, carry: Callable[[str], str]) -> bool:
    """Tell whether what stood at ``old`` in a base stands elsewhere now, or in another order among what is left."""
    before, here = container_of(base, old), container_of(now, path)
    if before is None or here is None or carry(before) != here:
        return True
    then, today = children(base, before) or (), children(now, here) or ()
    return [name for name in then if name in today] != [name for name in today if name in then]


def reduced(before: Node, now: Node) -> bool:
    """Tell whether a text is an earlier one with nothing changed but units taken out."""
    if (before.heading, before.text) != (now.heading, now.text):
        return False
    units = iter(before.units)
    return all(any(unit.id == old.id and reduced(old, unit) for old in units) for unit in now.units)


def depth(node: Node | Part) -> int:
    """Return how many levels of units a provision holds; for a unit, with itself."""
    if isinstance(node, Part):
        return 0
    own = 1 if isinstance(node, Unit) else 0
    return own + max((depth(unit) for unit in node.units), default=0)


def reached(entry: Entry, base: Charter, past: Past) -> tuple[str, ...]:
    """Return the paths in the present text that a change alters."""
    return reach(entry.change, base, lambda path: past.present_path(path, entry.submission.base))
