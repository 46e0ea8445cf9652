"""What a comparison says beside the words: moved, renumbered, split, joined, other facts and settings that changed.

Where the words stand is the business of ``redline_view`` and ``synopsis_pairs``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charterkit.documents.labels import labels
from charterkit.documents.numerals import cite
from charterkit.documents.outline import label
from charterkit.documents.tree import Notice
from charterkit.drafting.numbering import Numbers
from charterkit.history.changes import Comparison, Row
from charterkit.model.charter import Charter


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


def departure(new: str, pages: Pages) -> Notice:
    """Return what stands at the place that something left."""
    return Notice(pages.words["moved_to"].format(place=pages.cite_new(new)), new)


def row_notices(row: Row, pages: Pages) -> Iterator[Notice]:
    """Yield what a reader has to know of a row beside its words."""
    change, words = row.change, pages.words
    if change and change.move and row.old_path:
        yield Notice(words["moved_from"].format(place=pages.cite_old(row.old_path)))
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
        yield Notice(_altered(attribute.name, attribute.removed, attribute.added, words))


def _altered(name: str, removed: Sequence[str], added: Sequence[str], words: dict[str, str]) -> str:
    listed = (("less", removed), ("now", added))
    pieces = [words[verb].format(entries=words["list_comma"].join(entries)) for verb, entries in listed if entries]
    return f"{name.replace('_', ' ')}: {'; '.join(pieces)}"


def remarks(comparison: Comparison, language: str) -> Iterator[str]:
    """Yield what changed outside the provisions."""
    words = labels(language)
    for setting in comparison.settings:
        old, new = setting.old or words["none"], setting.new or words["none"]
        yield f"{setting.name}: {old} \N{RIGHTWARDS ARROW} {new}"
    for found in comparison.registry:
        changes = (("added", found.added), ("deleted", found.deleted), ("changed", found.changed))
        comma = words["list_comma"]
        listed = "; ".join(words[f"register_{verb}"].format(entries=comma.join(ids)) for verb, ids in changes if ids)
        yield f"{words['register'].format(name=found.name)}: {listed or words['order_changed']}"
