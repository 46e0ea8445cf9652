"""A window of a document laid out: some of its units, from a page break that is known, until another or the end.

WeasyPrint lays out page by page, and what a page holds follows from where it begins, so a page that begins where a page
of an earlier layout began is that page. Where a page begins is told by unit, which stays true when others change.
Which windows are wanted is left to ``pagination``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Final

import weasyprint
import weasyprint.layout.page as paging
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetLookupItem, anchor_name_from_token
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import initialize_page_maker
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.block import block_level_page_break, force_page_break
from weasyprint.urls import get_url_tuple

from charterkit.documents.press.drawing.typecase import Typecase
from charterkit.documents.press.lines.numbers import TEXT
from charterkit.documents.press.order import Lines
from charterkit.documents.press.places import Head, Place, Start, first_path, leading, one_path, pseudo, ways
from charterkit.documents.press.sheet import Sheet

Numbers = Mapping[str, int]
"""The page on which each anchor stands, the first page being 1."""

_UNITS: Final = ("article", "nav")


class Unfit(Exception):  # noqa: N818  it never leaves the press
    """The document can only be laid out whole."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page as it was laid out, without what stands in its margins."""

    start: Start
    page: Any
    """WeasyPrint's page; what is kept of it is its sheet."""
    head: Head
    anchors: tuple[str, ...]
    cited: Mapping[str, int]
    """The page numbers that it prints, as they were known, by the anchor that they lead to."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is kept: how it begins, what other pages need to know of it, and its sheet without margins."""

    start: Start
    sheet: Sheet
    head: Head
    anchors: tuple[str, ...]
    cited: Mapping[str, int]


@dataclass(slots=True)
class Bench:
    """What all windows of a press share: how HTML is read, and the fonts."""

    read: Callable[[str], Any]
    """From HTML to what WeasyPrint takes."""
    fonts: Any
    case: Typecase = field(default_factory=Typecase)
    lines: Lines | None = None
    """How lines are numbered, where they are."""


class Window:
    """The boxes of a window, ready to be laid out.

    Args:
        source: its HTML, as WeasyPrint takes it.
        units: the number of the first unit that is filled, and of the first that is not any more.
        among: the numbers of the units that it has, and how many there are in the document.
        numbers: the page numbers to print.
        fonts: WeasyPrint's configuration of fonts.
    """

    def __init__(
        self, source: Any, units: tuple[int, int], among: tuple[Sequence[int], int], numbers: Numbers, fonts: Any
    ) -> None:
        self.source, self.units, self.numbers = source, units, numbers
        present, self.last = among
        options = weasyprint.DEFAULT_OPTIONS | {"pdf_tags": True}
        styles = CounterStyle()
        self.context = Document._build_layout_context(source, fonts, styles, {}, options)  # noqa: SLF001  a part of render
        self._cite()
        self.root = build_formatting_structure(
            source.etree_element, self.context.style_for, self.context.get_image_from_uri, source.base_url,
            self.context.target_collector, styles, self.context.footnotes,
        )  # fmt: skip
        if any(token != "content" or _own_page(item)  # noqa: S105  a name of WeasyPrint's
               for (_, token), item in self.context.target_collector.counter_lookup_items.items()):  # fmt: skip
            raise Unfit
        elements = [element for element in source.etree_element.iter() if element.tag in _UNITS]
        self.paths = dict(ways(self.root, dict(zip(elements, present, strict=True)), ()))
        if len(self.paths) != len(elements):
            raise Unfit

    def text_style(self) -> Any:
        """Return the style of the text, that of the numbers of its lines too."""
        return self.context.style_for(next(self.source.etree_element.iter(TEXT)))

    def _cite(self) -> None:
        """Tell WeasyPrint the page numbers, those of anchors that are not in the window too."""
        items = self.context.target_collector.target_lookup_items
        for name, number in self.numbers.items():
            if name not in items:
                items[name] = TargetLookupItem("up-to-date")
                items[name].target_box = SimpleNamespace(cached_counter_values={})
            items[name].cached_page_counter_values = {"pages": [0], "page": [number]}

    def pages(self, start: Start, index: int, met: Callable[[Start], bool]) -> Iterator[tuple[Laid, Start | None]]:
        """Lay out pages from a start; yield each with the start of the next, None after the last of the document.

        Ends when ``met`` says so of the next start, and before the page that would need units which are not filled.
        """
        context = self.context
        initialize_page_maker(context, self.root)
        context.rendered_notes = []
        context.page_maker = [(None, None, None, None, {})] * index + [self._entry(start, index)]
        titled = _Titled(self._begun(start))
        following: Start | None = start
        while following is not None:
            page, resume_at = paging.remake_page(index, context, self.root, self.source)
            index += 1
            begun, following = following, self._start(index, resume_at)
            if following is None and self.units[1] < self.last:
                return
            if following and following.place and self.units[1] < self.last and following.place.unit > self.units[1] - 2:
                return
            if following and not following.place and self._beyond(resume_at):
                return
            yield self._laid(begun, page, index, titled), following
            if following and met(following):
                return

    def _entry(self, start: Start, index: int) -> tuple[Any, ...]:
        resume_at, next_page, right, state, remake = self.context.page_maker[0]
        if not start.open:
            return (resume_at, next_page, right, state, remake)
        resume_at = None
        for step in reversed(self.path(start)):
            resume_at = {step: resume_at}
        state[1]["page"] = [index]
        state[2][0].add("page")
        state[3][:] = [[name, 0, None] for name in start.groups]
        return (resume_at, {"break": start.forced, "page": start.name}, right ^ bool(index % 2), state, remake)

    def beginning(self, unit: int) -> Start:
        """Return how a page would begin with a unit, and with what begins with it, if a page did."""
        way = self.paths[unit]
        up = next((up for up in range(1, len(way)) if self._first_in(way[:-up]) != unit), len(way)) - 1
        path = way[: len(way) - up]
        parent = self.root
        for step in path[:-1]:
            parent = parent.children[step]
        box = parent.children[path[-1]]
        before = [child for child in parent.children[: path[-1]] if child.is_in_normal_flow()]
        wanted = block_level_page_break(before[-1], box) if before else "auto"
        forced = bool(before) and force_page_break(wanted, self.context)
        return Start(Place(unit, up, ()), wanted if forced else "any", box.page_values()[0])

    def _first_in(self, path: tuple[int, ...]) -> int:
        return next(unit for unit, way in self.paths.items() if way[: len(path)] == path)

    def path(self, start: Start) -> tuple[int, ...]:
        """Return the way to a start through this window's boxes."""
        if start.place is None:
            return ()
        path = self.paths[start.place.unit]
        return path[: len(path) - start.place.up] + start.place.inside

    def _begun(self, start: Start) -> set[tuple[Any, str]]:
        """Return the elements that begin before a start and go on after it: they have their bookmarks."""
        found, box = set(), self.root
        for step in self.path(start)[:-1]:
            if step >= len(getattr(box, "children", ())):
                break
            box = box.children[step]
            found.add((box.element, pseudo(box)))
        return found

    def _start(self, index: int, resume_at: Any) -> Start | None:
        """Return how the page with an index begins; None where there is none."""
        context = self.context
        carried = bool(context.reported_footnotes or context.broken_out_of_flow)
        if resume_at is None and not context.reported_footnotes:
            return None
        _, next_page, _, state, _ = context.page_maker[index]
        path = None if carried else one_path(resume_at)
        groups = tuple(name for name, *_ in state[3])
        place = self._place(path) if path else None
        return Start(None if groups else place, next_page["break"], next_page["page"], groups)

    def _place(self, path: tuple[int, ...]) -> Place | None:
        for unit, way in self.paths.items():
            if path[: len(way)] == way:
                return Place(unit, 0, path[len(way) :])
            if way[: len(path)] == path:
                return Place(unit, len(way) - len(path), ())
            if way > path:
                return None
        return None

    def _beyond(self, resume_at: Any) -> bool:
        """Tell whether a page ends where units are not filled any more."""
        if self.units[1] >= self.last:
            return False
        path = first_path(resume_at)
        return path >= self.paths[max(self.units[1] - 1, 0)]

    def _laid(self, start: Start, page: Any, number: int, titled: _Titled) -> Laid:
        strings: list[tuple[str, str]] = []
        for box in page.descendants():
            titled.once(box)
            if box.string_set and box.string_set != "none":
                strings += box.string_set
        root, footnotes, notes = page.children
        page.children = tuple(box for box in (root, footnotes, notes) if box is root or box.children)
        layout_backgrounds(page, self.context.get_image_from_uri)
        made = Page(page)
        lookups = self.context.target_collector.counter_lookup_items.items()
        cited = {
            name: self.numbers.get(name, 0)
            for (box, _), item in lookups
            if item.page_maker_index == number - 1
            for name in _cited(box)
        }
        head = Head(page.page_type.name, tuple(strings), tuple(leading(page)))
        return Laid(start, made, head, tuple(made.anchors), cited)


class _Titled:
    """Gives each element its bookmark once, on the page where it begins, as WeasyPrint does at the end of a layout."""

    def __init__(self, begun: set[tuple[Any, str]]) -> None:
        self.seen = begun

    def once(self, box: Any) -> None:
        if not box.bookmark_label:
            return
        key = (box.element, pseudo(box))
        if key in self.seen:
            box.bookmark_label = ""
        self.seen.add(key)


def _cited(box: Any) -> Iterator[str]:
    """Yield the anchors whose page numbers a box prints."""
    for kind, value in box.style["content"]:
        if kind not in ("target-counter()", "target-counters()"):
            continue
        token = value[0]
        if token[0] == "attr()":
            name, form, fallback = token[1]
            found = box.element.get(name, fallback)
            token = ("url", get_url_tuple(found, box.style.base_url)) if form == "url" else ("string", found)
        anchor = anchor_name_from_token(token)
        if anchor:
            yield anchor


def _own_page(item: Any) -> bool:
    """Tell whether a text prints the number of its own page; what WeasyPrint lists as missing may be a target's."""
    return bool(item.missing_counters) and not any(
        item.missing_counters is each for each in item.missing_target_counters.values()
    )
