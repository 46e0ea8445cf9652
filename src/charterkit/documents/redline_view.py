"""The redline: a comparison of two charters laid over the later one, with what left it shown where it stood.

Nothing is compared here: ``charterkit.history`` found the changes, and these are its rows as items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from charterkit.documents.assemble import assemble
from charterkit.documents.front import Front
from charterkit.documents.inline import splits_atom
from charterkit.documents.items import Item, Sections, Side, Strand, whole
from charterkit.documents.outline import item, label, part_item, spoken
from charterkit.documents.references import Names
from charterkit.documents.tree import Document, Mark, Notice
from charterkit.drafting.numbering import Numbers, number
from charterkit.history.changes import UNPLACED, Change, Comparison, Row, TextChange
from charterkit.model.base import LanguageTexts
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Node, Part, Provision
from charterkit.words import Segment

_MARKS: dict[str, Mark] = {"keep": "keep", "insert": "insert", "delete": "delete"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Both charters, their numbers and the language of the page."""

    old: Charter
    new: Charter
    old_numbers: Numbers
    new_numbers: Numbers
    language: str


def redline(comparison: Comparison, front: Front | None = None) -> Document:
    """Return the redline of a comparison as a document."""
    front = front or Front()
    new = comparison.new
    language = front.language or new.settings.drafting_language
    sheet = _Sheet(comparison.old, new, number(comparison.old), number(new), language)
    lists: dict[str, tuple[Item, ...]] = {}
    parts: list[Item] = []
    for row in comparison.rows:
        if row.path in LISTS or row.path == UNPLACED:
            lists[row.path] = tuple(_items(row.rows, sheet))
        else:
            parts += _items((row,), sheet)
    closing = (*lists.get("closing", ()), *lists.get(UNPLACED, ()))
    sections = Sections(lists.get("preamble", ()), tuple(parts), closing, lists.get("annexes", ()))
    names = Names(sheet.new_numbers, sheet.old_numbers, new.registry, language)
    return assemble(new, front, "redline", sections, names, tuple(_remarks(comparison)))


def _items(rows: Iterable[Row], sheet: _Sheet) -> Iterator[Item]:
    for row in rows:
        yield _departed(row, sheet) if row.departed else _here(row, sheet)


def _departed(row: Row, sheet: _Sheet) -> Item:
    """Return the place that something left: its old number and where it went. Its words stand there."""
    old, new = row.old_path or "", row.new_path or ""
    node = _node(sheet.old, old)
    kind = node.kind if isinstance(node, Provision) else "part" if isinstance(node, Part) else "unit"
    notice = Notice(f"moved to {sheet.new_numbers.cite(new)}", new)
    return Item(old, kind, label(old, sheet.old_numbers), mark="delete", notices=(notice,), linkable=False)


def _here(row: Row, sheet: _Sheet) -> Item:
    gone = row.new_path is None
    path = row.old_path if row.new_path is None else row.new_path
    node = _node(sheet.old if gone else sheet.new, path or "")
    base = _plain(node, path or "", sheet, gone=gone)
    before = _node(sheet.old, row.old_path) if row.old_path else None
    mark: Mark = "delete" if gone else "insert" if row.old_path is None else "keep"
    below = base.items if row.equal or not row.rows else tuple(_items(row.rows, sheet))
    if mark != "keep" and not row.rows:
        below = tuple(_marked(child, mark) for child in base.items)
    return replace(
        base,
        heading=_words("heading", row.change, before, node, sheet) or base.heading,
        text=_words("text", row.change, before, node, sheet) or base.text,
        items=below,
        mark=mark,
        notices=tuple(_notices(row, sheet)),
    )


def _node(charter: Charter, path: str) -> Node | Part | None:
    return charter.find(path) or charter.part(path)


def _plain(node: Node | Part | None, path: str, sheet: _Sheet, *, gone: bool) -> Item:
    numbers = sheet.old_numbers if gone else sheet.new_numbers
    if isinstance(node, Part):
        return part_item(node, (), numbers, sheet.language)
    if node is None:
        return Item(path, "unit", label(path, numbers))
    return item(node, path, numbers, sheet.language)


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


def _words(
    field: str, change: Change | None, before: Node | Part | None, after: Node | Part | None, sheet: _Sheet
) -> tuple[Strand, ...]:
    """Return the words of a field with their marks; nothing where they did not change."""
    language = _language(field, before, after, sheet)
    texts = change.texts if change else ()
    found = next((text for text in texts if text.field == field and text.language == language), None)
    return strands(found) if found else ()


def _language(field: str, before: Node | Part | None, after: Node | Part | None, sheet: _Sheet) -> str:
    """Return the language to show: the page's, or where neither text has it the first that one of them has."""
    for node in (after, before):
        texts: LanguageTexts = getattr(node, field, {}) if node else {}
        if sheet.language in texts:
            return sheet.language
    return (after and not isinstance(after, Part) and spoken(after, sheet.language)) or sheet.language


def strands(change: TextChange) -> tuple[Strand, ...]:
    """Return a changed text as strands of its old and new words.

    A change that cuts through a reference or a footnote is shown as the whole text replaced, so that neither side
    loses it.
    """
    segments = change.segments
    old = "".join(segment.text for segment in segments if segment.op != "insert")
    new = "".join(segment.text for segment in segments if segment.op != "delete")
    laid = tuple(_laid(segments, old, new))
    if any(splits_atom(strand.text, place) for strand in laid for place in (strand.start, strand.end)):
        return (*whole(old, "delete", "old"), *whole(new, "insert"))
    return laid


def _laid(segments: Sequence[Segment], old: str, new: str) -> Iterator[Strand]:
    at_old, at_new = 0, 0
    for segment in segments:
        length = len(segment.text)
        if segment.op == "delete":
            yield Strand(old, at_old, at_old + length, "delete", "old")
        else:
            yield Strand(new, at_new, at_new + length, _MARKS[segment.op])
        at_old += length if segment.op != "insert" else 0
        at_new += length if segment.op != "delete" else 0


def _notices(row: Row, sheet: _Sheet) -> Iterator[Notice]:
    """Yield what a reader has to know beside the words: moved, renumbered, split, joined, other facts changed."""
    change = row.change
    if change and change.move and row.old_path:
        yield Notice(f"moved from {sheet.old_numbers.cite(row.old_path)}")
    elif row.old_path and row.new_path:
        was, now = label(row.old_path, sheet.old_numbers), label(row.new_path, sheet.new_numbers)
        if was != now and was:
            yield Notice(f"formerly {was.rstrip('.')}")
    if change and change.shares_with:
        gone = row.new_path is None
        cited = (sheet.new_numbers if gone else sheet.old_numbers).cite(change.shares_with)
        yield Notice(f"joined into {cited}" if gone else f"split from {cited}", change.shares_with if gone else "")
    for attribute in change.attributes if change else ():
        yield Notice(_altered(attribute.name, attribute.removed, attribute.added))


def _altered(name: str, removed: Sequence[str], added: Sequence[str]) -> str:
    pieces = [f"{verb} {', '.join(entries)}" for verb, entries in (("less", removed), ("now", added)) if entries]
    return f"{name.replace('_', ' ')}: {'; '.join(pieces)}"


def _remarks(comparison: Comparison) -> Iterator[str]:
    """Yield what changed outside the provisions."""
    for setting in comparison.settings:
        yield f"{setting.name}: {setting.old or '(none)'} \N{RIGHTWARDS ARROW} {setting.new or '(none)'}"
    for found in comparison.registry:
        changes = (("added", found.added), ("deleted", found.deleted), ("changed", found.changed))
        listed = "; ".join(f"{verb} {', '.join(ids)}" for verb, ids in changes if ids)
        yield f"register of {found.name}: {listed or 'order changed'}"
