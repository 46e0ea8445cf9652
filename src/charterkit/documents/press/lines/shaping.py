"""Text shaped once: what WeasyPrint asks Pango for again and again is asked once and kept.

A redline is made of short stretches of text. WeasyPrint lays out each to break lines, again where it tries a line
anew, and again to draw it, and sets up Pango for each of these. Here Pango is set up once for a style; a short stretch
that fits is shaped once for a style, and drawn as it was drawn before. Pages are the same to the byte
(``tests/documents/test_parts.py``). Which boxes share a style is left to ``styles.shared``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import weasyprint.layout.inline as lines
import weasyprint.text.line_break as breaking
from weasyprint.css import Style
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from charterkit.documents.press.replacing import replaced

_SHORT: Final = 40
"""How many characters a stretch of text has at most that is kept."""
_MOST: Final = 20_000
"""How many stretches are kept, each some two kilobytes."""
_BREAKS: Final = 65_536
OTHER: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\xad\u2028\u2029]")
"""Characters that end a line, or may: what is kept has none."""
_SPACE: Final = re.compile("[ \xa0]")
_METRICS: Final = ("ascent", "underline_position", "underline_thickness", "strikethrough_position",
                   "strikethrough_thickness")  # fmt: skip
_FEATURES: Final = ("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
                    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
                    "font_feature_settings")  # fmt: skip


@contextmanager
def shaped_once() -> Iterator[Shapes]:
    """Keep what Pango says while the block runs."""
    shapes = Shapes()
    with replaced(
        (breaking.Layout, "setup", _setting_up(breaking.Layout.setup)),
        (lines, "split_first_line", _splitting(lines.split_first_line, shapes)),
        (lines, "create_layout", _Later),
        (lines, "can_break_text", lru_cache(_BREAKS)(lines.can_break_text)),
    ):
        yield shapes


@dataclass(slots=True)
class _Face:
    """Pango set up for a style."""

    context: Any
    description: Any
    language: Any
    features: bytes
    metrics: dict[str, float | None]


def _setting_up(plain: Any) -> Any:
    """Return what sets up a layout as WeasyPrint does, from what is kept with the style."""

    def setup(self: Any, style: Any) -> None:
        if not isinstance(style, Style):  # of a text in a picture
            plain(self, style)
            return
        face = _face_of(style)
        self.style, self.language, self.first_line_direction = style, face.language, 0
        self.__dict__.update(face.metrics)
        self.layout = ffi.gc(pango.pango_layout_new(face.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)  # noqa: FBT003  a function of C
        pango.pango_layout_set_font_description(self.layout, face.description)
        if face.features:
            known = style.font_config.font_features
            if face.features not in known:
                known[face.features] = pango.pango_attr_font_features_new(face.features)
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, known[face.features])
            pango.pango_layout_set_attributes(self.layout, attributes)

    return setup


def _face_of(style: Any) -> _Face:
    known: _Face | None = style.__dict__.get("charterkit_face")
    if known is None:
        known = style.charterkit_face = _face(style)
    return known


def _face(style: Any) -> _Face:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003  a function of C
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    if named := _language(style):
        pointer, _alive = unicode_to_char_p(named)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    description = get_font_description(style)
    features = font_features(*(style[name] for name in _FEATURES))
    written = ",".join(f"{key} {value}" for key, value in features.items()).encode()
    return _Face(context, description, language, written, _metrics(style, context, description, language))


def _language(style: Any) -> str:
    override = style["font_language_override"]
    return str(style["lang"] or "") if override == "normal" else LST_TO_ISO.get(override.lower(), override)


def _metrics(style: Any, context: Any, description: Any, language: Any) -> dict[str, float | None]:
    if style["text_decoration_line"] == "none":
        return dict.fromkeys(_METRICS)
    asked = pango.pango_context_get_metrics(context, description, language)
    found = ffi.gc(asked, pango.pango_font_metrics_unref)
    return {name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(found) for name in _METRICS}


@dataclass(slots=True)
class Shape:
    """A stretch of text as Pango lays it out in one line."""

    layout: Any
    style: Any
    """Kept alive: the shape is found by its identity."""
    length: int
    width: float
    height: float
    baseline: float
    spaced: bool
    written: Any = None
    """How its glyphs are written, for ``drawing.glyphs``."""


class Kept(breaking.Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A layout of WeasyPrint's whose shape is kept."""

    shape: Shape | None = None

    @classmethod
    def of(cls, text: str, style: Any) -> Kept:
        """Lay out a stretch of text."""
        made = cls(style)
        made.set_text(text)
        first, second = made.get_first_line()
        if second is None:
            width, height = breaking.line_size(first, style)
            baseline = pango.pango_layout_get_baseline(made.layout) * FROM_UNITS
            spaced = bool(_SPACE.search(made.text))
            made.shape = Shape(made.layout, style, first.length, width, height, baseline, spaced)
        made.deactivate()
        return made

    def again(self, justification_spacing: float, max_width: float | None) -> Kept:
        """Return a layout of the same shape."""
        made = object.__new__(Kept)
        made.__dict__.update(self.__dict__)
        made.justification_spacing, made.max_width = justification_spacing, max_width
        return made

    def reactivate(self, style: Any) -> None:
        """Make ready to draw: as it was laid out, where no spaces grow to fill the line."""
        if self.shape is None or (self.justification_spacing and self.shape.spaced):
            self.shape = None  # it will be drawn otherwise
            super().reactivate(style)
        else:
            self.style, self.layout, self.language = style, self.shape.layout, None


class _Later(breaking.Layout):  # type: ignore[misc]  # likewise
    """A layout of words in a justified line: only what it is made of, for it is laid out when it is drawn."""

    def __init__(
        self, text: str, style: Any, _context: Any, max_width: float | None, justification_spacing: float
    ) -> None:
        self.text, self.max_width, self.justification_spacing = text, max_width, justification_spacing
        self.first_line_direction = 0
        self.__dict__.update(_face_of(style).metrics)

    def deactivate(self) -> None:
        """Give up what was set up to be laid out, if anything was."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)


class Shapes:
    """Short stretches of text as they are laid out, each once for a style."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], Kept] = {}

    def fitting(self, text: str, style: Any, width: float | None) -> Kept | None:
        """Return the layout of a text in a style; None where it is no short stretch, or is wider."""
        if len(text) > _SHORT or OTHER.search(text):
            return None
        found = self._kept.get((id(style), text))
        if found is None:
            if len(self._kept) > _MOST:
                self._kept.clear()
            found = self._kept[id(style), text] = Kept.of(text, style)
        shape = found.shape
        return found if shape and (width is None or shape.width <= width) else None


def _splitting(plain: Any, shapes: Shapes) -> Any:
    """Return what finds the first line of a text: of a short one that fits, at once."""

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **how: bool
    ) -> Any:
        found = shapes.fitting(text, style, max_width)
        if found is None or found.shape is None:
            return plain(text, style, context, max_width, spacing, **how)
        shape = found.shape
        return found.again(spacing, max_width), shape.length, None, shape.width, shape.height, shape.baseline

    return split_first_line
