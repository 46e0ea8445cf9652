"""What a comparison says beside the words: moved, renumbered, split, joined, other facts and settings that changed.

Where the words stand is the business of ``redline`` and ``synopsis.pairs``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from charterkit.documents.tree import Notice
from charterkit.documents.views.clean import label
from charterkit.documents.wording.labels import aside, labels, language_name
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import phrases
from charterkit.drafting.numbering import Numbers
from charterkit.history.comparing.changes import Attribute, Comparison, Place, Row
from charterkit.model.charter import LISTS, Charter


@dataclass(frozen=True, slots=True)
class Pages:
    """Both charters, their numbers and the language of the page."""

    old: Charter
    new: Charter
    old_numbers: Numbers
    new_numbers: Numbers
    language: str

    @property
    def words(self) -> dict[str, str]:
        """The fixed words of the language."""
        return labels(self.language)

    def cite_old(self, path: str) -> str:
        """Return the number that a path had."""
        return cite(self.old_numbers, path, self.language)

    def cite_new(self, path: str) -> str:
        """Return the number that a path has."""
        return cite(self.new_numbers, path, self.language)


def departure(row: Row, pages: Pages) -> Notice:
    """Return what stands at the place that something left."""
    return Notice(_moved(row, pages, "moved_to"), row.new_path or "")


def _moved(row: Row, pages: Pages, way: Literal["moved_to", "moved_from"]) -> str:
    """Return where something moved from or to; where it took its number along, what is around it tells them apart."""
    old, new = pages.cite_old(row.old_path or ""), pages.cite_new(row.new_path or "")
    move = row.change.move if row.change else None
    if move and old == new and move.origin.container:
        old, new = (_around(move.origin, pages.old_numbers, pages), _around(move.goal, pages.new_numbers, pages))
        if old == new:
            return pages.words["moved_within"].format(place=new)
    return pages.words[way].format(place=new if way == "moved_to" else old)


def _around(place: Place, numbers: Numbers, pages: Pages) -> str:
    """Return what a place lies in, as it is cited: ``Article 1(2)``, ``Part III``, ``Annexes``."""
    name = place.container
    return pages.words[name] if name in LISTS else cite(numbers, name, pages.language)


def row_notices(row: Row, pages: Pages) -> Iterator[Notice]:
    """Yield what a reader has to know of a row beside its words."""
    change, words = row.change, pages.words
    if change and change.move and row.old_path:
        yield Notice(_moved(row, pages, "moved_from"))
    elif row.old_path and row.new_path:
        was = label(row.old_path, pages.old_numbers, pages.language)
        if was and was != label(row.new_path, pages.new_numbers, pages.language):
            yield Notice(words["formerly"].format(number=was.rstrip(".")))
    if change and change.shares_with:
        shared = change.shares_with
        if row.new_path is None:
            yield Notice(words["joined_into"].format(place=pages.cite_new(shared)), shared)
        else:
            yield Notice(words["split_from"].format(place=pages.cite_old(shared)))
    for attribute in change.attributes if change else ():
        yield Notice(_altered(attribute, pages.language))


def fact(name: str, language: str) -> str:
    """Return how a field of a provision, a setting or a list of the registry is called: ``topics``, ``title.ru``."""
    plain, _, tag = name.partition(".")
    say = phrases("facts", language)
    called = say(plain) if say.has(plain) else plain.replace("_", " ")
    return aside(called, language_name(tag, language), language) if tag else called


def _altered(attribute: Attribute, language: str) -> str:
    words = labels(language)
    removed, added = attribute.removed, attribute.added
    listed = (("less", removed), ("now", added))
    pieces = [words[verb].format(entries=words["list_comma"].join(entries)) for verb, entries in listed if entries]
    return f"{fact(attribute.name, language)}{words['colon']}{words['list_semicolon'].join(pieces)}"


def remarks(comparison: Comparison, language: str) -> Iterator[str]:
    """Yield what changed outside the provisions."""
    words = labels(language)
    for setting in comparison.settings:
        field = setting.name.partition(".")[0].removeprefix("language_")
        old, new = (
            words.get(f"{field}_{value}", value) if value else words["none"] for value in (setting.old, setting.new)
        )
        yield f"{fact(setting.name, language)}{words['colon']}{old} \N{RIGHTWARDS ARROW} {new}"
    for found in comparison.registry:
        changes = (("added", found.added), ("deleted", found.deleted), ("changed", found.changed))
        comma = words["list_comma"]
        listed = words["list_semicolon"].join(
            words[f"register_{verb}"].format(entries=comma.join(ids)) for verb, ids in changes if ids
        )
        register = words["register"].format(name=fact(found.name, language))
        yield f"{register}{words['colon']}{listed or words['order_changed']}"
