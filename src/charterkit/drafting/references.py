"""Cross-references in the charter's texts: which there are, which lead nowhere, and how they follow what moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from charterkit.drafting.past import REFERENCE, moved, with_references
from charterkit.model.charter import Charter
from charterkit.model.provisions import Part, Provision, Unit

_N = TypeVar("_N", bound=Provision | Unit | Part)


def references(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every ``[[reference]]`` in the texts, in reading order."""
    for path, node in charter.walk():
        for text in node.text.values():
            for found in REFERENCE.finditer(text):
                yield path, found[1]


def leads_somewhere(charter: Charter, reference: str) -> bool:
    """Tell whether a reference names a provision, unit or part of the charter or an instrument of its registry."""
    if charter.find(reference) is not None or charter.part(reference) is not None:
        return True
    return charter.registry.instrument(reference) is not None


def dangling(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference that leads nowhere."""
    return ((path, name) for path, name in references(charter) if not leads_somewhere(charter, name))


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
    """Return the charter with the references to what stood at ``old`` leading to ``new``."""
    provisions = {
        key: renamed(provision, lambda name: moved(name, old, new)) for key, provision in charter.provisions.items()
    }
    return charter.model_copy(update={"provisions": provisions})
