"""Running heads and page numbers: what stands in the margins of pages, made once for all pages that say the same there.

An edit changes the digest at the foot of every page, or how many pages there are, and little else in the margins. So
what stands in one place of a margin is laid out and painted by itself, and found again by what it says. Boxes on one
side of a page that divide its room between them are made together, and what says more than words is made anew for each
page. The bytes are those of all margins painted at once (``tests/documents/test_parts.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

import weasyprint.layout.page as paging
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds

from charterkit.documents.press.lines.numbers import Numbering
from charterkit.documents.press.replacing import replaced
from charterkit.documents.press.sheet import Layer, Sheet, around_pieces, joined, margins_of, piece_of
from charterkit.documents.press.window import Bench, Leaf, Window

_SIDES: Final = {
    side: tuple(f"@{side}-{place}" for place in places)
    for side, places in {
        "top": ("left", "center", "right"),
        "bottom": ("left", "center", "right"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
}
"""The margin boxes of each side of a page, in the order in which WeasyPrint draws them."""
_CORNERS: Final = ("@top-left-corner", "@top-right-corner", "@bottom-left-corner", "@bottom-right-corner")
_ALL: Final = frozenset((*_CORNERS, *(box for side in _SIDES.values() for box in side)))
_EMPTY: Final = ("normal", "inhibit", "none")
"""What a margin box holds that is not there."""
_COUNTED: Final = ("page", "pages")
_SPARE: Final = 4
"""How many times the pages' number of pieces are kept before those that no page shows any more are dropped."""

Kind = tuple[str, bool]
"""What the style of a page depends on: how the style sheet calls it, and whether it is the first."""


@dataclass(slots=True)
class Heads:
    """The margins of a document's pages as they were last made."""

    made: list[tuple[object, Layer | None]] = field(default_factory=list)
    """Those of each page, with all that they were made from."""
    pieces: dict[object, Layer | None] = field(default_factory=dict)
    """What stands in one place, by what it says; None where it has to be made anew."""

    def on(self, leaves: Sequence[Leaf], window: Window, bench: Bench) -> list[Sheet]:
        """Return the sheets of all pages with their margins; ``window`` is any window of the document."""
        easel = _Easel(window, bench, len(leaves), _strings(leaves), self.pieces)
        made = self.made[: len(leaves)]
        running: dict[str, str] = {}
        lines, before = bench.lines, 0
        for index, leaf in enumerate(leaves):
            rows = (before, leaf.sheet.rows) if lines else ()
            text = leaf.sheet.text
            made_from = (leaf.head, len(leaves), tuple(running.items()), tuple(text.resources), *rows)
            running |= dict(leaf.head.strings)
            if index == len(made):
                made.append((None, None))
            if made[index][0] != made_from:
                made[index] = (made_from, easel.painted(leaf, index, before))
            before += len(leaf.sheet.rows.baselines) if lines and lines.through else 0
        self.made = made
        if len(self.pieces) > _SPARE * len(_ALL) * len(leaves):
            self.pieces.clear()
        return [replace(leaf.sheet, margins=margins) for leaf, (_, margins) in zip(leaves, made, strict=True)]


def _strings(leaves: Iterable[Leaf]) -> Any:
    """Return all values for running heads, by name and page number, as WeasyPrint keeps them."""
    strings: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, leaf in enumerate(leaves, start=1):
        for name, value in leaf.head.strings:
            strings[name][number].append(value)
    return strings


class _Empty(NamedTuple):
    """A page without text and margins: as WeasyPrint paints it, and its box."""

    page: Any
    box: Any
    groups: tuple[tuple[str, ...], ...]
    """The margin boxes that it has, those together that depend on each other."""
    around: Layer
    """What is painted around them."""


@dataclass(slots=True)
class _Easel:
    """Paints the margins of pages of one document as it is now."""

    window: Window
    bench: Bench
    total: int
    strings: Any
    pieces: dict[object, Layer | None]
    kinds: dict[Kind, _Empty] = field(default_factory=dict)

    def painted(self, leaf: Leaf, index: int, before: int) -> Layer | None:
        """Return the margins of a page; ``before`` lines are counted on the pages before it."""
        context = self.window.context
        context.string_set, context.current_page = self.strings, index + 1
        kind = (leaf.head.name, index == 0)
        empty = self.kinds.get(kind) or self.kinds.setdefault(kind, self._empty(kind, leaf))
        page = empty.box
        begins = {"string_set": [(name, None) for name in leaf.head.leading] or "none"}
        page.children = (SimpleNamespace(style=begins, children=()),)  # for what the page begins with, "start"
        lines, rows = self.bench.lines, leaf.sheet.rows
        numbering = Numbering(self.window.text_style(), rows, lines, before) if lines and rows.baselines else None
        found: list[Layer] = []
        for together in empty.groups:
            piece = self._piece(kind, together)
            if piece is None:
                whole = page.copy_with_children(self._boxes(page, _ALL))
                return margins_of(Page(whole), whole, self.bench.case, leaf.sheet.text, numbering)
            found.append(piece)
        if numbering:
            return joined(around_pieces(empty.page, self.bench.case, leaf.sheet.text, numbering), found)
        return joined(empty.around, found) if found else None

    def _empty(self, kind: Kind, leaf: Leaf) -> _Empty:
        """Return a page of a kind, of which there is this leaf, without text and margins."""
        box = self._box(kind)
        page = Page(box)
        around = around_pieces(page, self.bench.case, leaf.sheet.text)
        return _Empty(page, box, tuple(self._groups(box)), around)

    def _box(self, kind: Kind) -> Any:
        context = self.window.context
        name, first = kind
        called = paging.PageType(side="right", blank=False, name=name, index=0 if first else 1, groups=())
        paging.set_page_type_computed_styles(called, self.window.source, context.style_for)
        style = context.style_for(called)
        style["overflow"] = self.window.root.viewport_overflow
        page = boxes.PageBox(called, style)
        width, height = style["size"]
        paging.resolve_percentages(page, (width, height))
        page.position_x = page.position_y = 0
        paging.page_width(page, context, width)
        paging.page_height(page, context, height)
        page.children = ()
        return page

    def _style(self, page: Any, box: str) -> Any:
        return self.window.context.style_for(page.page_type, box)

    def _groups(self, page: Any) -> Iterator[tuple[str, ...]]:
        """Yield the margin boxes that a page has, those together that depend on each other."""
        for side, names in _SIDES.items():
            there = tuple(name for name in names if self._there(page, name))
            length = "width" if side in {"top", "bottom"} else "height"
            if any(self._style(page, name)[length] == "auto" for name in there):
                yield there
            else:
                yield from ((name,) for name in there)
        yield from ((name,) for name in _CORNERS if self._there(page, name))

    def _there(self, page: Any, name: str) -> bool:
        style = self._style(page, name)
        return style is not None and style["content"] not in _EMPTY

    def _piece(self, kind: Kind, together: tuple[str, ...]) -> Layer | None:
        page = self.kinds[kind].box
        said = [self._said(page, each) for name in together for each in self._style(page, name)["content"]]
        if None in said:
            return None
        key = (kind, together, tuple(said))
        if key not in self.pieces:
            part = page.copy_with_children(self._boxes(page, together))
            self.pieces[key] = piece_of(Page(part), part, self.bench.case)  # a page turns what is to be turned
        return self.pieces[key]

    def _said(self, page: Any, content: tuple[str, Any]) -> str | None:
        """Return what a part of a margin box says; None where it is not known without laying it out."""
        kind, value = content
        context = self.window.context
        match kind:
            case "string":
                return str(value)
            case "string()":
                return "".join(context.get_string_set_for(page.children[0], *value))
            case "counter()" if value[0] in _COUNTED and value[-1] != "none":
                number = context.current_page if value[0] == "page" else self.total
                return str(context.counter_style.render_value(number, value[-1]))
        return None

    def _boxes(self, page: Any, names: Iterable[str]) -> tuple[Any, ...]:
        """Return some of a page's margin boxes, laid out."""
        context = self.window.context
        state: tuple[Any, ...] = (
            [0], {"pages": [self.total], "page": [context.current_page]}, [{"pages", "page"}], [],
        )  # fmt: skip
        with replaced((context, "style_for", partial(_only, context.style_for, frozenset(names)))):
            made = tuple(paging.make_margin_boxes(context, page, state))
        for box in made:
            layout_box_backgrounds(page, box, context.get_image_from_uri)
        return made


def _only(styles: Any, names: frozenset[str], element: Any, part: str | None = None) -> Any:
    """Return a style as WeasyPrint asks for it; none for a margin box that is not named."""
    return None if part in _ALL and part not in names else styles(element, part)
