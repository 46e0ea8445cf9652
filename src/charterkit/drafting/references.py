"""Cross-references in the charter's texts: which there are, which lead nowhere, and how they follow what moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar, cast

from charterkit.drafting.merging.past import REFERENCE, with_references
from charterkit.model.charter import Charter, altered
from charterkit.model.paths import moved, within
from charterkit.model.provisions import Part, Provision, Unit, walk

_N = TypeVar("_N", bound=Provision | Unit | Part)


def references(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every ``[[reference]]`` in the texts, in reading order."""
    return (found for provision in charter.ordered() for found in _in(provision))


def leads_somewhere(charter: Charter, reference: str) -> bool:
    """Tell whether a reference names a provision, unit or part of the charter or an instrument of its registry."""
    if charter.standing(reference) is not None:
        return True
    return charter.registry.instrument(reference) is not None


def dangling(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference that leads nowhere."""
    return ((path, name) for path, name in references(charter) if not leads_somewhere(charter, name))


def newly_dangling(before: Charter, after: Charter, deleted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference that leads nowhere in a text and was not so in an earlier one.

    Args:
        before: the earlier text.
        after: the later one.
        deleted: the paths of all that was taken out in between.
    """
    touched = altered(before.provisions, after.provisions) & after.provisions.keys()
    known = Counter(name for _, name in _of(before, touched) if not leads_somewhere(before, name))
    for path, name in references(after) if deleted else _of(after, touched):
        if leads_somewhere(after, name):
            continue
        if path.partition("/")[0] in touched:
            known[name] -= 1
            if known[name] < 0:
                yield path, name
        elif any(within(name, gone) for gone in deleted):
            yield path, name


def _of(charter: Charter, provisions: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference in some provisions."""
    standing = {key for key in provisions if key in charter.provisions}
    several = len(standing) > 1  # most times it is one, and then their order need not be known
    for key in charter.settings.outline.order() if several else filter(charter.container_of, standing):
        if key in standing:
            yield from _in(charter.provisions[key])


def _in(provision: Provision) -> Iterator[tuple[str, str]]:
    for path, node in walk(provision):
        for text in node.text.values():
            if "[[" in text:
                yield from ((path, found[1]) for found in REFERENCE.finditer(text))


def renamed(node: _N, rename: Callable[[str], str]) -> _N:
    """Return a provision or unit with the path in every reference renamed, in its text and in all below it.

    What refers to nothing that is renamed is returned as it was; a part has no text, so it stays as it is.
    """
    if isinstance(node, Part):
        return node
    texts = {key: with_references(text, rename) for key, text in node.text.items() if "[[" in text}
    units = tuple(renamed(unit, rename) for unit in node.units)
    reworded = {key: text for key, text in texts.items() if text != node.text[key]}
    if not reworded and all(new is old for new, old in zip(units, node.units, strict=True)):
        return node
    return cast("_N", node.model_copy(update={"text": {**node.text, **reworded}, "units": units}))


def following(charter: Charter, old: str, new: str) -> Charter:
    """Return the charter with the references to what stood at ``old`` leading to ``new``, and its number known of."""
    provisions = {
        key: renamed(provision, lambda name: moved(name, old, new)) for key, provision in charter.provisions.items()
    }
    return charter.model_copy(update={"provisions": provisions, "frozen": charter.frozen.moved(old, new)})
