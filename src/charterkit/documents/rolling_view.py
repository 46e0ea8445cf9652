"""The rolling text: the present text with every open change in its place, brackets and holders derived.

What is open and where it goes was found by ``charterkit.drafting.rolling``. How contested words print is in
``choices``, what is said beside the words in ``open_changes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from charterkit.documents.agreed_marks import with_agreements
from charterkit.documents.assemble import assemble
from charterkit.documents.choices import DASH, Holders, contested
from charterkit.documents.front import Front
from charterkit.documents.items import Item, Sections, Strand, own
from charterkit.documents.labels import labels
from charterkit.documents.numerals import own as own_number
from charterkit.documents.open_changes import Sheet, notices, proposed_names, stranded
from charterkit.documents.outline import item, part_item
from charterkit.documents.references import Names
from charterkit.documents.spoken import spoken_annex, with_spoken
from charterkit.documents.tree import Document, Mark
from charterkit.documents.vacant import tombstones
from charterkit.drafting.numbering import Number, number, number_below
from charterkit.drafting.proposals import Field, Slot
from charterkit.drafting.rolling import Added, Rolling
from charterkit.model.provisions import Node, Part, Provision

_NEW: Final = {
    "article": "new_article",
    "principle": "new_article",
    "annex": "new_annex",
    "part": "new_part",
    "unit": "new_unit",
}
"""Which word stands for the number of something that is only proposed."""


def rolling_text(rolling: Rolling, front: Front | None = None) -> Document:
    """Return a rolling text as a document; ``front.attributed`` says whether holders are named."""
    front = front or Front()
    charter = rolling.charter
    language = front.language or charter.settings.drafting_language
    sheet = Sheet(rolling, number(charter), language, Holders(rolling.sponsors, front.attributed, language=language))
    outline = charter.settings.outline
    parts = _merged("parts", ((part.id, _part(part, sheet)) for part in outline.parts), sheet)
    sections = Sections(
        _listed("preamble", outline.preamble, sheet),
        parts,
        _listed("closing", outline.closing, sheet),
        (*_listed("annexes", outline.annexes, sheet), *spoken_annex(charter, front, sheet.numbers)),
    )
    sections = with_agreements(with_spoken(sections, front), front.agreements, language)
    names = Names(sheet.numbers, None, charter.registry, language, dict(proposed_names(sheet)))
    return assemble(charter, front, "rolling", sections, names, tuple(stranded(sheet)))


def _listed(container: str, ids: Sequence[str], sheet: Sheet) -> tuple[Item, ...]:
    provisions = sheet.rolling.charter.provisions
    present = ((key, _item(provisions[key], key, "keep", sheet)) for key in ids if key in provisions)
    return _merged(container, present, sheet)


def _part(part: Part, sheet: Sheet) -> Item:
    made = part_item(part, _listed(part.id, part.provisions, sheet), sheet.numbers, sheet.language)
    entries = sheet.rolling.deleted.get(part.id, ())
    mark: Mark = "delete" if entries else "keep"
    heading = _field(part.id, "heading", made.heading, sheet, mark)
    shown = replace(made, heading=heading, mark=mark, notices=tuple(notices(part.id, sheet)))
    return _bracketed(shown, sheet.codes(entries), labels(sheet.language)["delete"]) if entries else shown


def _item(node: Node, path: str, mark: Mark, sheet: Sheet, around: str = "") -> Item:
    """Return a present provision or unit with what is open on it and below it; ``around`` as for ``outline.item``."""
    entries = sheet.rolling.deleted.get(path, ())
    inner: Mark = "delete" if entries or mark == "delete" else "keep"
    made = item(node, path, sheet.numbers, sheet.language, around)
    below = ((unit.id, _item(unit, f"{path}/{unit.id}", inner, sheet, made.lang)) for unit in node.units)
    shown = replace(
        made,
        heading=_field(path, "heading", made.heading, sheet, inner),
        text=_field(path, "text", made.text, sheet, inner),
        items=_merged(path, below, sheet),
        mark=inner,
        notices=(*made.notices, *notices(path, sheet)),
    )
    return _bracketed(shown, sheet.codes(entries), labels(sheet.language)["delete"]) if entries else shown


def _field(path: str, field: Field, present: tuple[Strand, ...], sheet: Sheet, mark: Mark) -> tuple[Strand, ...]:
    spans = sheet.rolling.spans.get(Slot(path, field, sheet.language))
    if spans is None:
        return tuple(replace(strand, mark=mark) for strand in present)
    keepers = sheet.sponsors(sheet.rolling.kept.get(path, ()))
    return tuple(contested(spans, replace(sheet.holders, keepers=keepers), mark))


def _merged(container: str, present: Iterable[tuple[str, Item]], sheet: Sheet) -> tuple[Item, ...]:
    """Return the present members of a container with the proposed ones in their places, in the declared order."""
    waiting: dict[str | None, list[Added]] = {}
    for added in sheet.rolling.added:
        if added.container == container:
            waiting.setdefault(added.after, []).append(added)

    def arriving(after: str | None) -> Iterator[Item]:
        path = f"{container}/{after}" if after and f"{container}/{after}" in sheet.numbers.by_path else after
        yield from tombstones(container, path, sheet.numbers, sheet.language)
        for added in waiting.pop(after, ()):
            yield _added(added, sheet)
            yield from arriving(added.node.id)

    found = list(arriving(None))
    for key, member in present:
        found += [member, *arriving(key)]
    for after in list(waiting):
        found += arriving(after)
    return tuple(found)


def _added(added: Added, sheet: Sheet) -> Item:
    """Return a proposed part, provision or unit, with what others propose to put into it."""
    node, unit_of = added.node, "" if isinstance(added.node, Part | Provision) else added.container
    path = f"{unit_of}/{node.id}" if unit_of else node.id
    made = (
        part_item(node, _listed(node.id, (), sheet), sheet.numbers, sheet.language)
        if isinstance(node, Part)
        else item(node, path, sheet.numbers, sheet.language)
    )
    inner = () if isinstance(node, Part) else number_below(node, path, Number("article", "", ""), depth=path.count("/"))
    new = labels(sheet.language).get(_NEW.get(made.kind, ""), "")
    numbered = {place: own_number(its, sheet.language) for place, its in inner} | {path: new}
    return _bracketed(_new(made, numbered, sheet), sheet.codes(added.entries), "")


def _new(made: Item, numbered: dict[str, str], sheet: Sheet) -> Item:
    """Return an item all of whose words are proposed, with what others propose to put into it."""
    below = ((child.path.rpartition("/")[2], _new(child, numbered, sheet)) for child in made.items)
    return replace(
        made,
        label=numbered.get(made.path, made.label),
        mark="insert",
        heading=tuple(replace(strand, mark="insert") for strand in made.heading),
        text=tuple(replace(strand, mark="insert") for strand in made.text),
        items=_merged(made.path, below, sheet) if made.kind != "part" else made.items,
    )


def _bracketed(whole: Item, codes: str, verb: str) -> Item:
    """Put an item and all below it between brackets, with who would add or delete it in front of the second."""
    said = ": ".join(piece for piece in (verb, codes) if piece)
    closing = (*((own(DASH + said, "holders"),) if said else ()), own("]", "bracket"))
    return _closed(_opened(whole, (own("[", "bracket"),)), closing)


def _opened(whole: Item, strands: tuple[Strand, ...]) -> Item:
    if whole.heading:
        return replace(whole, heading=(*strands, *whole.heading))
    return replace(whole, text=(*strands, *whole.text))


def _closed(whole: Item, strands: tuple[Strand, ...]) -> Item:
    if whole.items:
        return replace(whole, items=(*whole.items[:-1], _closed(whole.items[-1], strands)))
    if whole.text or not whole.heading:
        return replace(whole, text=(*whole.text, *strands))
    return replace(whole, heading=(*whole.heading, *strands))
