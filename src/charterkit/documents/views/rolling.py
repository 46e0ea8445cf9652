"""The rolling text: the present text with every open change in its place, brackets and holders derived.

What is open and where it goes was found by ``charterkit.drafting.rolling``. How contested words print is in
``choices``, what is said beside the words in ``open_changes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from charterkit.documents.assemble import assemble
from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.runs import Mark
from charterkit.documents.tree import Document
from charterkit.documents.views.agreed_marks import with_agreements
from charterkit.documents.views.choices import DASH, Holders, contested
from charterkit.documents.views.clean import item, part_item, throughout
from charterkit.documents.views.items import Item, Sections, Strand, own
from charterkit.documents.views.open_changes import Sheet, notices, proposed_names, stranded
from charterkit.documents.views.spoken import spoken_annex, with_spoken
from charterkit.documents.views.translated import with_stale_notices
from charterkit.documents.views.vacant import tombstones
from charterkit.documents.wording.labels import labels, spoken_of
from charterkit.documents.wording.numerals import own as own_number
from charterkit.drafting.merging.variants import Variant, together, variants
from charterkit.drafting.numbering import Number, number, number_below
from charterkit.drafting.proposals import Field, Slot
from charterkit.drafting.rolling import Rolling
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
    language = front.page_language(charter.settings)
    style = charter.settings.alternatives or "bar"
    holders = Holders(rolling, front.attributed, language=language, style=style)
    sheet = Sheet(rolling, number(charter), language, holders)
    outline = charter.settings.outline
    parts = _merged("parts", ((part.id, _part(part, sheet)) for part in outline.parts), sheet)
    sections = Sections(
        _listed("preamble", outline.preamble, sheet),
        parts,
        _listed("closing", outline.closing, sheet),
        (*_listed("annexes", outline.annexes, sheet), *spoken_annex(charter, front, sheet.numbers)),
    )
    sections = with_agreements(with_spoken(sections, front, language), front.agreements, language)
    sections = with_stale_notices(sections, language, charter.settings.drafting_language, front.translations)
    names = Names(sheet.numbers, None, charter.registry, language, dict(proposed_names(sheet)))
    return assemble(charter, front, "rolling", sections, names, tuple(stranded(sheet, names)))


def _listed(container: str, ids: Sequence[str], sheet: Sheet) -> tuple[Item, ...]:
    provisions = sheet.rolling.charter.provisions
    present = ((key, _item(provisions[key], key, "keep", sheet)) for key in ids if key in provisions)
    return _merged(container, present, sheet)


def _part(part: Part, sheet: Sheet) -> Item:
    made = part_item(part, _listed(part.id, part.provisions, sheet), sheet.numbers, sheet.language)
    entries = sheet.rolling.deleted.get(part.id, ())
    mark: Mark = "delete" if entries else "keep"
    heading = _field(Slot(part.id, "heading", spoken_of(part.heading, sheet.language)), made.heading, sheet, mark)
    shown = replace(made, heading=heading, mark=mark, notices=(*made.notices, *notices(part.id, sheet)))
    return _bracketed(shown, sheet.codes(entries), sheet, "delete") if entries else shown


def _item(node: Node, path: str, mark: Mark, sheet: Sheet, around: str = "") -> Item:
    """Return a present provision or unit with what is open on it and below it; ``around`` as for ``clean.item``."""
    entries = sheet.rolling.deleted.get(path, ())
    inner: Mark = "delete" if entries or mark == "delete" else "keep"
    made = item(node, path, sheet.numbers, sheet.language, around)
    said = throughout(node, sheet.language)
    below = ((unit.id, _item(unit, f"{path}/{unit.id}", inner, sheet, said)) for unit in node.units)
    shown = replace(
        made,
        heading=_field(Slot(path, "heading", spoken_of(node.heading, sheet.language)), made.heading, sheet, inner),
        text=_field(Slot(path, "text", spoken_of(node.text, sheet.language)), made.text, sheet, inner),
        items=_merged(path, below, sheet, said),
        mark=inner,
        notices=(*made.notices, *notices(path, sheet)),
    )
    return _bracketed(shown, sheet.codes(entries), sheet, "delete") if entries else shown


def _field(slot: Slot, present: tuple[Strand, ...], sheet: Sheet, mark: Mark) -> tuple[Strand, ...]:
    """Return the words of a slot in the language in which they are shown, with what is open on them."""
    spans = sheet.rolling.spans.get(slot)
    if spans is None:
        return tuple(replace(strand, mark=mark) for strand in present)
    keepers = tuple(entry.ref for entry in sheet.rolling.kept.get(slot.path, ()))
    return tuple(contested(spans, replace(sheet.holders, keepers=keepers, inline=slot.field == "heading"), mark))


def _merged(container: str, present: Iterable[tuple[str, Item]], sheet: Sheet, around: str = "") -> tuple[Item, ...]:
    """Return the present members of a container with the proposed ones in their places, in the declared order."""
    waiting: dict[str | None, list[Variant]] = {}
    for group in variants(added for added in sheet.rolling.added if added.container == container):
        waiting.setdefault(group[0].after, []).append(together(group))

    def arriving(after: str | None) -> Iterator[Item]:
        path = f"{container}/{after}" if after and f"{container}/{after}" in sheet.numbers.by_path else after
        yield from tombstones(container, path, sheet.numbers, sheet.language)
        for new in waiting.pop(after, ()):
            yield _added(new, sheet, around)
            yield from arriving(new.node.id)

    found = list(arriving(None))
    for key, member in present:
        found += [member, *arriving(key)]
    for after in list(waiting):
        found += arriving(after)
    return tuple(found)


def _added(new: Variant, sheet: Sheet, around: str) -> Item:
    """Return a proposed part, provision or unit, with what others propose to put into it, in brackets."""
    node, path = new.node, new.path
    inner = () if isinstance(node, Part) else number_below(node, path, Number("article", "", ""), depth=path.count("/"))
    kind = "part" if isinstance(node, Part) else node.kind if isinstance(node, Provision) else "unit"
    numbered = {place: own_number(its, sheet.language) for place, its in inner}
    called = labels(sheet.language).get(_NEW.get(kind, ""), "")
    return _new(new, numbered | {path: called}, sheet, around, bracketed=True)


def _new(new: Variant, numbered: Mapping[str, str], sheet: Sheet, around: str, *, bracketed: bool) -> Item:
    """Return an item all of whose words are proposed; what only some of its variants have stands in brackets."""
    node = new.node
    if isinstance(node, Part):
        made = part_item(node, _listed(node.id, (), sheet), sheet.numbers, sheet.language)
    else:
        alone = item(node, new.path, sheet.numbers, sheet.language, around)
        below = ((unit.node.id, _new(unit, numbered, sheet, alone.lang, bracketed=unit.some)) for unit in new.units)
        made = replace(alone, items=_merged(new.path, below, sheet, alone.lang))
    language = made.lang or sheet.language
    whole = replace(
        made,
        label=numbered.get(new.path, made.label),
        mark="insert",
        heading=_proposed(new, "heading", language, sheet) or tuple(replace(s, mark="insert") for s in made.heading),
        text=_proposed(new, "text", language, sheet) or tuple(replace(s, mark="insert") for s in made.text),
    )
    entries = [sheet.rolling.entries[ref] for ref in new.refs]
    return _bracketed(whole, sheet.codes(entries), sheet) if bracketed else whole


def _proposed(new: Variant, field: Field, language: str, sheet: Sheet) -> tuple[Strand, ...]:
    spans = new.words.get((field, language), ())
    holders = replace(sheet.holders, inline=field == "heading")
    return tuple(strand for strand in contested(spans, holders, "insert") if strand.text)


def _bracketed(whole: Item, codes: str, sheet: Sheet, verb: str = "") -> Item:
    """Put an item and all below it between brackets, with who would add or delete it in front of the second."""
    said = sheet.holders.said(sheet.holders.words[verb] if verb else "", codes)
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
