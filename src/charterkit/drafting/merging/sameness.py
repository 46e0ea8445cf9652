"""Whether what stands in a text is what stood in another: the same words, in the same order, or less of them.

What a change alters is said in ``reach``; which words changed, and how, by ``charterkit.words``.
"""

from __future__ import annotations

from collections.abc import Callable

from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.merging.edits import children, container_of
from charterkit.drafting.references import renamed
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Provision, walk


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
