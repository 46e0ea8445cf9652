"""Charts drawn as SVG; legible in black and white, and at home on a dark page.

Drawing by arithmetic: the same chart gives the same characters. Series are told apart by dashes and markers, or by
shades and hatching, never by colour, and named above. The ink is that of the text around (``currentColor``), the fonts
are the document's. Bars lie on their side, so that their labels may be long and as many as there are articles. Where a
language is written from the right, the drawing begins there too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from charterkit.documents.fonts.families import css_families
from charterkit.documents.fonts.scripts import direction
from charterkit.documents.reports.charts import Chart, Value, alternative
from charterkit.documents.wording.numerals import grouped

_WIDTH: Final = 640
_SIZE: Final = 11
_LETTER: Final = 6.2
"""How wide a letter is on average, for leaving room; wide scripts take twice as much."""
_PLOT: Final = 200
_BAR: Final = 13
_DASHES: Final = ("", "7 4", "2 3", "9 3 2 3", "4 2", "1 5")
_MARKERS: Final = (
    ("m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z", True),
    ("m-3 -3h6v6h-6z", True),
    ("m-3.6 3h7.2l-3.6 -6.8z", True),
    ("m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0z", False),
    ("m-3.2 -3.2h6.4v6.4h-6.4z", False),
    ("m-3 -3l6 6m0 -6l-6 6", False),
)
"""Disc, square, triangle, ring, box and cross, drawn around a point; and whether they are filled."""
_FILLS: Final = (
    (1.0, 0, False), (0.42, 0, False), (0.14, 0, False), (0.0, 0, False), (0.0, 5, False), (0.14, 3, False),
    (0.0, 0, True), (0.42, 0, True), (0.14, 0, True), (0.0, 9, False), (0.0, 5, True), (0.14, 9, True),
)  # fmt: skip
"""Shade, the distance of the strokes across it, and whether one goes along it."""
_STEPS: Final = 5


@dataclass(slots=True)
class _Sheet:
    """Marks as they are drawn; for a language written from the right everything is set from the other edge."""

    language: str
    marks: list[str] = field(default_factory=list)

    @property
    def mirrored(self) -> bool:
        return direction(self.language) == "rtl"

    def across(self, x: float) -> float:
        return _WIDTH - x if self.mirrored else x

    def add(self, name: str, **attributes: object) -> None:
        self.marks.append(_tag(name, "", **attributes))

    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        """Set words; ``anchor`` is the side of them that stands at ``x``, as if written from the left."""
        other = {"start": "end", "end": "start", "middle": "middle"}
        side = other[anchor] if self.mirrored else anchor
        self.marks.append(_tag("text", escape(words, quote=False), x=self.across(x), y=y, text_anchor=side))

    def number(self, x: float, y: float, value: float, anchor: str) -> None:
        self.text(x, y, grouped(int(value) if value == int(value) else value, self.language), anchor)

    def line(self, x: float, y: float, to_x: float, to_y: float, **attributes: object) -> None:
        self.add("line", x1=self.across(x), y1=y, x2=self.across(to_x), y2=to_y, stroke="currentColor", **attributes)

    def box(self, x: float, y: float, width: float, height: float, place: int) -> None:
        """Draw a bar with the shade and hatching of a series."""
        shade, apart, along = _FILLS[place % len(_FILLS)]
        left = self.across(x + width) if self.mirrored else x
        self.add("rect", x=left, y=y, width=width, height=height, fill="currentColor", fill_opacity=shade,
                 stroke="currentColor", stroke_width=0.8)  # fmt: skip
        for stroke in range(apart, math.ceil(width), apart or 1) if apart else ():
            self.line(x + stroke, y, x + stroke, y + height, stroke_width=0.8)
        if along:
            self.line(x, y + height / 2, x + width, y + height / 2, stroke_width=0.8)


def svg(chart: Chart, language: str = "en") -> str:
    """Return a chart as one SVG element, ready to stand in HTML or in a file of its own."""
    sheet = _Sheet(language)
    top = _named(sheet, chart)
    bottom = _lines(sheet, chart, top) if chart.kind == "lines" else _bars(sheet, chart, top)
    told = _tag("title", escape(chart.title)) + _tag("desc", escape(alternative(chart, language)))
    return _tag(
        "svg",
        told + "".join(sheet.marks),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {_WIDTH} {math.ceil(bottom)}",
        font_family=css_families(language),
        font_size=_SIZE,
        fill="currentColor",
    )


def _tag(element: str, content: str = "", **attributes: object) -> str:
    given = ((name.replace("_", "-") if name != "viewBox" else name, value) for name, value in attributes.items())
    listed = "".join(f' {name}="{escape(_figure(value))}"' for name, value in given if value != "")
    return f"<{element}{listed}>{content}</{element}>" if content else f"<{element}{listed}/>"


def _figure(value: object) -> str:
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)


def _long(words: str) -> float:
    """Return about how long words are when they are set."""
    return sum(_LETTER if ord(letter) < 0x1100 else 2 * _LETTER for letter in words)  # noqa: PLR2004  the first wide script


def _dash(place: int) -> str:
    """Return the dashes of a series; where the markers begin again, they are others."""
    return _DASHES[(place + place // len(_MARKERS)) % len(_DASHES)]


def _named(sheet: _Sheet, chart: Chart) -> float:
    """Name the series above the plot, as many in a row as fit; one series alone is named by the title."""
    if len(chart.series) < 2:  # noqa: PLR2004  nothing to tell apart
        return 8
    x, y = 0.0, 12.0
    for place, series in enumerate(chart.series):
        wide = 34 + _long(series.name) + 16
        if x and x + wide > _WIDTH:
            x, y = 0.0, y + 17
        if chart.kind == "lines":
            sheet.line(x, y - 4, x + 26, y - 4, stroke_width=1.6, stroke_dasharray=_dash(place))
            _marker(sheet, x + 13, y - 4, place)
        else:
            sheet.box(x, y - 10, 26, 11, place)
        sheet.text(x + 32, y, series.name)
        x += wide
    return y + 14


def _ticks(highest: float) -> list[float]:
    """Return round numbers from 0 to the first at or above the highest figure."""
    rough = max(highest, 1) / _STEPS
    size = 10 ** math.floor(math.log10(rough))
    step = next(factor * size for factor in (1, 2, 5, 10) if factor * size >= rough)
    step = max(step, 1) if highest == int(highest) else step
    return [step * place for place in range(math.ceil(max(highest, 1) / step) + 1)]


def _lines(sheet: _Sheet, chart: Chart, top: float) -> float:
    scale = _ticks(chart.highest)
    left = 14 + max(_long(grouped(int(tick), sheet.language)) for tick in scale)
    base, step = top + _PLOT, (_WIDTH - left - 24) / max(len(chart.labels) - 1, 1)

    def height(value: float) -> float:
        return base - _PLOT * value / scale[-1]

    for tick in scale:
        sheet.line(left, height(tick), _WIDTH - 8, height(tick), stroke_opacity=0.25 if tick else 1, stroke_width=0.8)
        sheet.number(left - 6, height(tick) + 4, tick, "end")
    for place, series in enumerate(chart.series):
        points = [(left + 8 + at * step, value) for at, value in enumerate(series.values)]
        for run in _unbroken(points):
            drawn = " ".join(f"{_figure(sheet.across(x))},{_figure(height(value))}" for x, value in run)
            sheet.add("polyline", points=drawn, fill="none", stroke="currentColor", stroke_width=1.6,
                      stroke_dasharray=_dash(place))  # fmt: skip
            for x, value in run:
                _marker(sheet, x, height(value), place)
    return _below(sheet, chart.labels, left + 8, step, base)


def _unbroken(points: Iterable[tuple[float, Value]]) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches in which no figure is missing."""
    run: list[tuple[float, float]] = []
    for x, value in points:
        if value is not None:
            run.append((x, float(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _below(sheet: _Sheet, names: tuple[str, ...], left: float, step: float, base: float) -> float:
    """Set the labels below the axis: on a slant where they would touch, and not all where even that is too dense."""
    longest = max(map(_long, names), default=0)
    slanted = longest > step - 6 and len(names) > 1
    every = math.ceil(_SIZE * 1.6 / step) if slanted else 1
    for at, name in enumerate(names):
        x = left + at * step
        if at % every:
            continue
        sheet.line(x, base, x, base + 4, stroke_width=0.8)
        if slanted:
            turn = 35 if sheet.mirrored else -35
            placed = f"translate({_figure(sheet.across(x))} {_figure(base + 15)}) rotate({turn})"
            side = "start" if sheet.mirrored else "end"
            sheet.marks.append(_tag("text", escape(name, quote=False), text_anchor=side, transform=placed))
        else:
            last = at == len(names) - 1 and at > 0
            sheet.text(
                min(x, _WIDTH) + (12 if last else 0), base + 17, name, "end" if last else "middle" if at else "start"
            )
    return base + (24 + 0.58 * longest if slanted else 26)


def _marker(sheet: _Sheet, x: float, y: float, place: int) -> None:
    """Draw the marker of a series, so that dots of one line are not those of another."""
    shape, filled = _MARKERS[place % len(_MARKERS)]
    path = f"M{_figure(sheet.across(x))} {_figure(y)}{shape}"
    sheet.add("path", d=path, fill="currentColor" if filled else "none", stroke="currentColor", stroke_width=1.2)


def _bars(sheet: _Sheet, chart: Chart, top: float) -> float:
    stacked = chart.kind == "stacked"
    scale = _ticks(chart.highest)
    left = 10 + min(max(map(_long, chart.labels), default=0), _WIDTH / 2.4)
    room = _WIDTH - left - 44
    thick = _BAR * (1 if stacked else max(len(chart.series), 1)) + 7
    bottom = top + thick * len(chart.labels) + 4
    for tick in scale:
        x = left + room * tick / scale[-1]
        sheet.line(x, top, x, bottom, stroke_opacity=0.25 if tick else 1, stroke_width=0.8)
        sheet.number(x, bottom + 14, tick, "middle")
    for at, name in enumerate(chart.labels):
        y = top + 5 + at * thick
        sheet.text(left - 8, y + (thick - 7) / 2 + 4, _shortened(name, left - 8), "end")
        end = 0.0
        for place, series in enumerate(chart.series):
            value = series.values[at]
            if value is None:
                continue
            wide = room * value / scale[-1]
            if value:
                sheet.box(left + end, y, wide, _BAR - 1, place)
            if stacked:
                end += wide
            else:
                sheet.number(left + wide + 5, y + _BAR - 3, value, "start")
                y += _BAR
        if stacked:
            sheet.number(left + end + 5, y + _BAR - 3, sum(series.values[at] or 0 for series in chart.series), "start")
    return bottom + 20


def _shortened(words: str, room: float) -> str:
    """Return words cut to the room there is; they stand whole in the table of figures."""
    if _long(words) <= room:
        return words
    kept = words
    while kept and _long(kept + "\N{HORIZONTAL ELLIPSIS}") > room:
        kept = kept[:-1]
    return kept.rstrip() + "\N{HORIZONTAL ELLIPSIS}"
