"""Cross-references in the charter's texts: which there are and which lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.drafting.past import REFERENCE
from charterkit.model.charter import Charter


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
    return any(instrument.id == reference for instrument in charter.registry.instruments)


def dangling(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference that leads nowhere."""
    return ((path, name) for path, name in references(charter) if not leads_somewhere(charter, name))
