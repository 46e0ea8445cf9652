"""One new provision or unit as several propose it, each with other words: what they share once, the rest as choices.

Several additions of one id at one place are variants of one thing: an amendment to a proposal that is not in the text
yet. Whoever follows one proposal through the choices finds its words. Printing is left to ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from charterkit.drafting.merging.arrivals import Added
from charterkit.drafting.proposals import Field
from charterkit.model.provisions import Node, Part, Provision
from charterkit.words import Choice, Common, Group, Option, Span, nested

FEW: Final = 2
"""How many words two variants of one unit share at least to be set as one: they are the same unit already."""


class Variant(NamedTuple):
    """A part, provision or unit that is proposed, in all its variants.

    Attributes:
        path: the path it would get.
        node: its id and kind, with the units of all variants below it.
        words: its heading and text by field and language, as spans; no option is the present text.
        units: what stands below it in any of the variants, in order.
        refs: the changes that propose it.
        some: whether others of the changes around it propose to do without it.
    """

    path: str
    node: Node | Part
    words: Mapping[tuple[Field, str], tuple[Span, ...]]
    units: tuple[Variant, ...]
    refs: tuple[str, ...]
    some: bool = False


Proposed = Sequence[tuple[Node | Part, tuple[str, ...]]]
"""The variants of one thing, each with the changes that propose it."""


def variants(added: Iterable[Added]) -> tuple[tuple[Added, ...], ...]:
    """Return additions in their order, those of one id at one place together."""
    found: dict[tuple[str, str | None, str, str], list[Added]] = {}
    for each in added:
        kind = each.node.kind if isinstance(each.node, Provision) else type(each.node).__name__
        found.setdefault((each.container, each.after, each.node.id, kind), []).append(each)
    return tuple(tuple(group) for group in found.values())


def together(group: Sequence[Added]) -> Variant:
    """Return the additions of one id at one place as one."""
    first = group[0]
    top = isinstance(first.node, Part | Provision)
    path = first.node.id if top else f"{first.container}/{first.node.id}"
    proposed = [(each.node, tuple(entry.ref for entry in each.entries)) for each in group]
    return _variant(path, sorted(proposed, key=lambda pair: pair[1]), some=False)


def _variant(path: str, proposed: Proposed, *, some: bool) -> Variant:
    refs = tuple(sorted(ref for _, held in proposed for ref in held))
    fields: dict[tuple[Field, str], None] = {}
    for node, _ in proposed:
        fields |= {("heading", language): None for language in node.heading}
        fields |= {("text", language): None for language in ({} if isinstance(node, Part) else node.text)}
    words = {key: _spans(proposed, *key) for key in fields}
    units = tuple(_units(path, proposed))
    node = proposed[0][0]
    if not isinstance(node, Part):
        node = node.model_copy(update={"units": tuple(each.node for each in units)})
    return Variant(path, node, words, units, refs, some)


def _spans(proposed: Proposed, field: Field, language: str) -> tuple[Span, ...]:
    """Return the words of a field in all variants: what they share, and choices between what they don't."""
    holders: dict[str, list[str]] = {}
    for node, refs in proposed:
        texts: Mapping[str, str] = getattr(node, field, {})
        holders.setdefault(texts.get(language, ""), []).extend(refs)
    if len(holders) == 1:
        return (Common(next(iter(holders))),)
    options = (Option(text, tuple(sorted(held)), present=False) for text, held in sorted(holders.items()))
    choice = Choice(tuple(options))
    branches = nested(choice, FEW)
    return branches[0].spans if len(branches) == 1 and isinstance(branches[0], Group) else (choice,)


def _units(path: str, proposed: Proposed) -> Iterable[Variant]:
    """Yield what stands below in any variant; what only some have comes after what they have before it."""
    below: dict[str, list[tuple[Node | Part, tuple[str, ...]]]] = {}
    order: list[str] = []
    for node, refs in proposed:
        last = -1
        for unit in () if isinstance(node, Part) else node.units:
            if unit.id not in below:
                order.insert(last + 1, unit.id)
            last = order.index(unit.id)
            below.setdefault(unit.id, []).append((unit, refs))
    return (_variant(f"{path}/{name}", below[name], some=len(below[name]) < len(proposed)) for name in order)
