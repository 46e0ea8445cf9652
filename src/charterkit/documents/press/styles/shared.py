"""Styles computed once: elements that get the same declarations from alike parents share one computed style.

WeasyPrint shares the styles of siblings only, since an anchor makes each unit's style another one, and with it those of
everything in it: in a redline, of every changed word. An anchor is not inherited, so here what is inside an element
inherits from its twin without one. Pages that the same rules are for share theirs, too. What follows from a style alone
(margins, padding, the height of a line, that there is no background) is kept with it. The pages are the same to the
byte (``tests/documents/test_parts.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.etree.ElementTree import Element

import weasyprint.css as styling
import weasyprint.layout.background as grounds
import weasyprint.layout.inline as lines
import weasyprint.layout.page as paging
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from charterkit.documents.press.replacing import replaced

_OWN: Final = "anchor"
"""The property that is an element's own; no style sheet inherits it."""
_SIDES: Final = ("top", "right", "bottom", "left")
_LENGTHS: Final = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{side}" for limit in ("", "min_", "max_") for side in ("width", "height")),
)
_BORDERS: Final = tuple(f"border_{side}_width" for side in _SIDES)
_CORNERS: Final = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_left", "bottom_right")
)
_FOOTNOTES: Final = frozenset({"footnote-call", "footnote-marker"})
_IN_FLOW: Final = ("static", "relative")
_FLAT: Final = dict.fromkeys(_CORNERS, (0, 0))


@contextmanager
def shared_styles() -> Iterator[None]:
    """Share styles, and what follows from them, while the block runs."""
    with replaced(
        (styling.StyleFor, "set_computed_styles", _sharing(styling.StyleFor.set_computed_styles)),
        (paging, "set_page_type_computed_styles", _paging(paging.set_page_type_computed_styles)),
        (lines, "resolve_percentages", _resolving(lines.resolve_percentages)),
        (lines, "strut", _measuring(lines.strut)),
        (grounds, "layout_box_backgrounds", _grounding(grounds.layout_box_backgrounds)),
        (boxes.Box, "is_in_normal_flow", _flowing(boxes.Box.is_in_normal_flow)),
    ):
        yield


def _sharing(plain: Any) -> Any:
    def set_computed_styles(  # noqa: PLR0917  as WeasyPrint calls it
        self: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        computed = self.get_computed_styles()
        if parent is None or not isinstance(element, Element):
            plain(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        above = computed[parent, None]
        if pseudo_type in _FOOTNOTES and above["float"] != "footnote":
            return  # WeasyPrint asks for these of footnotes alone
        declared = self.get_cascaded_styles().get((element, pseudo_type), {})
        rest = (_twin(above), pseudo_type, computed[root, None], base_url, self.font_config, self.initial_page_sizes)
        style = _shared(self, declared, *rest)
        if _OWN in declared:
            twin, style = style, _computed(declared, *rest)
            style.charterkit_twin = twin
        computed[element, pseudo_type] = style
        if target_collector and style[_OWN]:
            target_collector.collect_anchor(style[_OWN])

    return set_computed_styles


def _twin(style: Any) -> Any:
    """Return the style that is the same but for the anchor."""
    return getattr(style, "charterkit_twin", style)


def _shared(styles: Any, declared: Any, above: Any, pseudo_type: str | None, *rest: Any) -> Any:
    """Return the style of all elements that have these declarations below this parent.

    Declarations are told by identity: the rules of a sheet are read once, and a shared style keeps its own alive.
    """
    others = {name: value for name, value in declared.items() if name != _OWN}
    key = (id(above), pseudo_type, *((name, id(value), weight) for name, (value, weight) in others.items()))
    known = styles.__dict__.setdefault("charterkit_shared", {})
    if "position" in others:  # WeasyPrint gives notes their anchors in the style
        return _computed(others, above, pseudo_type, *rest)
    if key not in known:
        known[key] = _computed(others, above, pseudo_type, *rest)
    return known[key]


def _computed(declared: Any, above: Any, *rest: Any) -> Any:
    return styling.ComputedStyle(above, declared, *rest)


def _paging(plain: Any) -> Any:
    """Return a function that computes the styles of a page and its margins once for all that the same rules match."""

    def set_page_type_computed_styles(page: Any, html: Any, styles: Any) -> None:
        kind = tuple(
            styles._page_type_match(wanted, page)  # noqa: SLF001  there is no public way
            for sheet, *_ in styles._sheets  # noqa: SLF001  likewise
            for _, selectors, _ in sheet.page_rules
            for *_, wanted in selectors
        )
        known, computed = styles.__dict__.setdefault("charterkit_pages", {}), styles.get_computed_styles()
        if kind not in known:
            plain(page, html, styles)
            known[kind] = {part: style for (element, part), style in computed.items() if element == page}
        computed.update({(page, part): style for part, style in known[kind].items()})

    return set_page_type_computed_styles


def _resolving(plain: Any) -> Any:
    """Return a function that gives boxes inside of lines the lengths that their style always gives."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if not isinstance(box, boxes.TextBox | boxes.InlineBox):
            plain(box, containing_block)
            return
        known = box.style.__dict__.get("charterkit_lengths")
        if known:
            box.__dict__.update(known)
            return
        plain(box, containing_block)
        if known is None:
            names = (*_LENGTHS, *_BORDERS)
            fixed = _fixed(box.style)
            box.style.charterkit_lengths = {name: getattr(box, name) for name in names} if fixed else {}

    return resolve_percentages


def _fixed(style: Any) -> bool:
    """Tell whether no length of a style depends on what is around it."""
    if style["border_collapse"] == "collapse":
        return False
    return all(style[name] == "auto" or getattr(style[name], "unit", "%") != "%" for name in _LENGTHS)


def _measuring(plain: Any) -> Any:
    """Return a function that measures the height of a line once for a style."""

    def strut(style: Any) -> Any:
        known = style.__dict__.get("charterkit_strut")
        if known is None:
            known = style.charterkit_strut = plain(style)
        return known

    return strut


def _flowing(plain: Any) -> Any:
    """Return a function that tells of most boxes at once that they are neither floated nor taken out of the flow."""

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] in _IN_FLOW) or bool(plain(box))

    return is_in_normal_flow


def _grounding(plain: Any) -> Any:
    """Return a function that lays out no backgrounds and corners where a style has none."""

    def layout_box_backgrounds(page: Any, box: Any, *rest: Any, **named: Any) -> None:
        if rest[1:] or named or box is page or not _bare(box.style):
            plain(page, box, *rest, **named)
            return
        box.__dict__.update(_FLAT)
        box.background = None
        for child in box.all_children():
            grounds.layout_box_backgrounds(page, child, *rest)

    return layout_box_backgrounds


def _bare(style: Any) -> bool:
    """Tell whether boxes of a style are drawn without background, picture in the border or round corners."""
    known = style.__dict__.get("charterkit_bare")
    if known is None:
        pictures = ("border_image_source", "mask_border_source")
        known = style.charterkit_bare = (
            all(style[name][0] == "none" for name in pictures)
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
            and all((0, "px") in style[corner] for corner in _CORNERS)
        )
    return bool(known)
