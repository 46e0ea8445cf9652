"""The redline: a comparison of two charters laid over the later one, with what left it shown where it stood.

Nothing is compared here: ``charterkit.history`` found the changes, and these are its rows as items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from charterkit.documents.assemble import assemble
from charterkit.documents.front import Front
from charterkit.documents.inline import splits_atom
from charterkit.documents.references import Names
from charterkit.documents.runs import Mark
from charterkit.documents.synopsis.summary import tallies
from charterkit.documents.tree import Document
from charterkit.documents.views.clean import item, label, part_item, throughout
from charterkit.documents.views.items import Item, Sections, Side, Strand, whole
from charterkit.documents.views.moved_strands import with_moves
from charterkit.documents.views.redline_notices import Pages, departure, remarks, row_notices
from charterkit.documents.views.translated import with_stale_notices
from charterkit.documents.views.vacant import tombstones
from charterkit.documents.wording.labels import labels, language_name
from charterkit.drafting.numbering import number
from charterkit.history.comparing.changes import UNPLACED, Change, Comparison, Row, TextChange
from charterkit.history.comparing.one_language import in_language, other_languages
from charterkit.history.comparing.tally import Sponsors
from charterkit.model.charter import LISTS
from charterkit.model.provisions import Node, Part, Provision
from charterkit.words import Segment, quiet


def redline(comparison: Comparison, front: Front | None = None, sponsors: Sponsors | None = None) -> Document:
    """Return the redline of a comparison as a document.

    Args:
        comparison: what became of one charter in another.
        front: version, date, commit and whatever else only the caller knows.
        sponsors: who put forward the change at each path; given, the summary counts by sponsor too.
    """
    front = front or Front()
    new = comparison.new
    language = front.page_language(new.settings)
    elsewhere = other_languages(comparison, language)
    comparison = in_language(comparison, language)
    pages = Pages(comparison.old, new, number(comparison.old), number(new), language)
    lists: dict[str, tuple[Item, ...]] = {}
    outer = [row for row in comparison.rows if row.path not in LISTS and row.path != UNPLACED]
    for row in comparison.rows:
        if row not in outer:
            lists[row.path] = tuple(_items(row.rows, pages, row.path))
    parts = _items(outer, pages, "parts")
    closing = (*lists.get("closing", ()), *lists.get(UNPLACED, ()))
    found = Sections(lists.get("preamble", ()), tuple(parts), closing, lists.get("annexes", ()))
    sections = with_stale_notices(found, language, new.settings.drafting_language, front.translations)
    names = Names(pages.new_numbers, pages.old_numbers, new.registry, language)
    summary = tallies(comparison, language, sponsors)
    said = tuple(_said(comparison, language, elsewhere, alike=not summary))
    return replace(assemble(new, front, "redline", sections, names, said), summary=summary)


def _said(comparison: Comparison, language: str, elsewhere: Sequence[str], *, alike: bool) -> Iterator[str]:
    """Yield what stands beside the text: what changed outside the provisions, or that nothing did; other languages."""
    words, found = labels(language), tuple(remarks(comparison, language))
    yield from found or ((words["no_differences"],) if alike else ())
    if elsewhere:
        names = words["list_comma"].join(language_name(tag, language) for tag in elsewhere)
        yield words["changed_elsewhere"].format(languages=names)


def _items(rows: Sequence[Row], pages: Pages, container: str, around: str = "") -> Iterator[Item]:
    """Yield the rows of a container as items; what was gone before already has its tombstone.

    ``around`` is the language of all that they stand in, where it is not the page's.
    """
    gone = [row.old_path or "" for row in rows if row.departed or row.new_path is None]

    def vacant(after: str | None) -> Iterator[Item]:
        return tombstones(container, after, pages.new_numbers, pages.language, gone)

    yield from vacant(None)
    for row in rows:
        yield _departed(row, pages) if row.departed else _here(row, pages, around)
        if row.new_path is not None and not row.departed:
            yield from vacant(row.new_path)


def _departed(row: Row, pages: Pages) -> Item:
    """Return the place that something left: its old number and where it went. Its words stand there."""
    old = row.old_path or ""
    node = pages.old.standing(old)
    kind = node.kind if isinstance(node, Provision) else "part" if isinstance(node, Part) else "unit"
    notice = departure(row, pages)
    return Item(
        old, kind, label(old, pages.old_numbers, pages.language), mark="delete", notices=(notice,), linkable=False
    )


def _here(row: Row, pages: Pages, around: str) -> Item:
    gone = row.new_path is None
    path = row.old_path if row.new_path is None else row.new_path
    node = (pages.old if gone else pages.new).standing(path or "")
    base = _plain(node, path or "", pages, around, gone=gone)
    mark: Mark = "delete" if gone else "insert" if row.old_path is None else "keep"
    below = (
        base.items
        if row.equal or not (row.rows or isinstance(node, Part))
        else tuple(_items(row.rows, pages, row.new_path or "", _throughout(node, pages)))
    )
    if mark != "keep" and not row.rows:
        below = tuple(_marked(child, mark) for child in base.items)
    return replace(
        base,
        heading=_words("heading", row.change, pages) or base.heading,
        text=_words("text", row.change, pages) or base.text,
        items=below,
        mark=mark,
        notices=(*base.notices, *row_notices(row, pages)),
    )


def _throughout(node: Node | Part | None, pages: Pages) -> str:
    return "" if node is None or isinstance(node, Part) else throughout(node, pages.language)


def _plain(node: Node | Part | None, path: str, pages: Pages, around: str, *, gone: bool) -> Item:
    numbers = pages.old_numbers if gone else pages.new_numbers
    if isinstance(node, Part):
        return part_item(node, (), numbers, pages.language)
    if node is None:
        return Item(path, "unit", label(path, numbers, pages.language))
    return item(node, path, numbers, pages.language, around)


def _marked(below: Item, mark: Mark) -> Item:
    """Return an item all of whose words, and those below it, came or went with what it stands in."""
    side: Side = "old" if mark == "delete" else "new"
    return replace(
        below,
        mark=mark,
        heading=tuple(replace(strand, mark=mark, side=side) for strand in below.heading),
        text=tuple(replace(strand, mark=mark, side=side) for strand in below.text),
        items=tuple(_marked(child, mark) for child in below.items),
    )


def _words(field: str, change: Change | None, pages: Pages) -> tuple[Strand, ...]:
    """Return the words of a field with their marks; nothing where they did not change."""
    found = next((text for text in change.texts if text.field == field), None) if change else None
    return strands(found, pages.language) if found else ()


def strands(change: TextChange, language: str) -> tuple[Strand, ...]:
    """Return a changed text as strands of its old and new words; sentences that moved are told so in a language."""
    if not change.moves:
        return segment_strands(change.segments)
    moves = quiet(change.moves)
    old, new = (
        "".join(part.text for part in moves if part.op not in elsewhere)
        for elsewhere in (("insert", "moved_to"), ("delete", "moved_from"))
    )
    return _or_whole(tuple(with_moves(moves, old, new, language)), old, new)


def segment_strands(segments: Sequence[Segment]) -> tuple[Strand, ...]:
    """Return segments of two texts as strands of both; lines that were wrapped anew are no change."""
    segments = quiet(segments)
    old, new = _sides(segments)
    return _or_whole(tuple(_laid(segments, old, new)), old, new)


def _sides(segments: Sequence[Segment]) -> tuple[str, str]:
    old = "".join(segment.text for segment in segments if segment.op != "insert")
    return old, "".join(segment.text for segment in segments if segment.op != "delete")


def _or_whole(laid: tuple[Strand, ...], old: str, new: str) -> tuple[Strand, ...]:
    """Return strands, or the whole text replaced where a change cuts through a reference or a footnote.

    So neither side loses it.
    """
    words = (strand for strand in laid if strand.role == "word")
    if any(splits_atom(strand.text, place) for strand in words for place in (strand.start, strand.end)):
        return (*whole(old, "delete", "old"), *whole(new, "insert"))
    return laid


def _laid(segments: Sequence[Segment], old: str, new: str) -> Iterator[Strand]:
    at_old, at_new = 0, 0
    for segment in segments:
        length = len(segment.text)
        if segment.op == "delete":
            yield Strand(old, at_old, at_old + length, "delete", "old")
        else:
            yield Strand(new, at_new, at_new + length, segment.op)
        at_old += length if segment.op != "insert" else 0
        at_new += length if segment.op != "delete" else 0
