"""Tombstones: ``[Article 7: deleted]`` where something stood whose number is frozen, among the items that stand there.

Which places are vacant is worked out in ``charterkit.drafting.numbering``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from charterkit.documents.tree import UNTITLED
from charterkit.documents.views.items import Item, own
from charterkit.documents.wording import numerals
from charterkit.documents.wording.labels import labels
from charterkit.drafting.numbering import Numbers, Vacancy

VACANT = "vacant"
"""The kind of an item that stands for what is gone."""


def tombstones(
    container: str, after: str | None, numbers: Numbers, language: str, shown: Collection[str] = ()
) -> Iterator[Item]:
    """Yield the tombstones that stand in a container after a member (None: before the first).

    Recitals and a testimonium are printed without numbers, so nothing marks where one had been; ``shown`` names what
    the page shows by other means.
    """
    for vacancy in numbers.vacant_in(container):
        if vacancy.after == after and vacancy.path not in shown and not _unprinted(vacancy):
            yield Item(vacancy.path, VACANT, "", text=(own(said(vacancy, numbers, language), "label"),), linkable=False)


def with_tombstones(
    container: str, present: Iterable[tuple[str, Item]], numbers: Numbers, language: str
) -> tuple[Item, ...]:
    """Return items, each given with its path, with the tombstones of their container at their places."""
    found = list(tombstones(container, None, numbers, language))
    for path, item in present:
        found += [item, *tombstones(container, path, numbers, language)]
    return tuple(found)


def said(vacancy: Vacancy, numbers: Numbers, language: str) -> str:
    """Return what a tombstone says: ``[Article 7: deleted]``, ``[Article 7(2): moved to Article 8(1 bis)]``."""
    return f"[{became(vacancy, numbers, language)}]"


def became(vacancy: Vacancy, numbers: Numbers, language: str) -> str:
    """Return the same without brackets."""
    words = labels(language)
    place = numerals.cite(numbers, vacancy.moved_to, language) if vacancy.moved_to else ""
    fate = words["moved_to"].format(place=place) if place else words["deleted"]
    return f"{numerals.printed(vacancy.number, language)}{words['colon']}{fate}"


def _unprinted(vacancy: Vacancy) -> bool:
    return vacancy.number.series in UNTITLED and "/" not in vacancy.path
