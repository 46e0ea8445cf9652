"""Charts: well-formed drawings that need no colour, say what they show, and stay on their sheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charterkit.documents.reports.charts import Chart, Series, alternative
from charterkit.documents.reports.charts_svg import svg

SVG = "{http://www.w3.org/2000/svg}"
KINDS: tuple[Literal["lines", "bars", "stacked"], ...] = ("lines", "bars", "stacked")

names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=60)
"""XML has no place for control characters, nor for U+FFFE and U+FFFF; ``check`` refuses them in the registry."""

figures = st.none() | st.integers(0, 10**7) | st.floats(0, 10**4)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(0, 40))
    labels = tuple(draw(st.lists(names, min_size=count, max_size=count)))
    rows = st.lists(figures, min_size=count, max_size=count).map(tuple)
    series = draw(st.lists(st.builds(Series, names, rows), max_size=8))
    return Chart(draw(st.sampled_from(KINDS)), draw(names), labels, tuple(series))


def _read(drawing: str) -> Xml.Element:
    return Xml.fromstring(drawing)  # noqa: S314  our own drawing


@settings(max_examples=40, deadline=None)
@given(charts(), st.sampled_from(["en", "ar", "ru"]))
def test_every_chart_is_well_formed_and_stays_on_its_sheet(chart: Chart, language: str) -> None:
    root = _read(svg(chart, language))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert root.find(f"{SVG}title") is not None
    for box in root.iter(f"{SVG}rect"):
        x, y = float(box.attrib["x"]), float(box.attrib["y"])
        assert x >= -0.01
        assert x + float(box.attrib["width"]) <= width + 0.01
        assert y + float(box.attrib["height"]) <= height


def test_a_chart_uses_no_colour_and_nothing_from_elsewhere() -> None:
    chart = Chart("bars", "Open", ("Article 1",), (Series("open", (3,)), Series("agreed", (1,))))
    drawing = svg(chart)
    paints = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing))
    assert paints == {"currentColor"}
    assert "href" not in drawing


def test_series_differ_by_dashes_in_lines_and_by_shades_in_bars() -> None:
    several = tuple(Series(name, (1, 2)) for name in ("one", "two", "three", "four"))
    lines = svg(Chart("lines", "Trend", ("a", "b"), several))
    assert len(set(re.findall(r'<polyline[^>]*?stroke-width="1.6"([^>]*)/>', lines))) == 4
    bars = _read(svg(Chart("stacked", "Layers", ("a", "b"), several)))
    assert len({box.attrib["fill-opacity"] for box in bars.iter(f"{SVG}rect")}) == 4


def test_twelve_versions_are_told_apart_in_a_chart() -> None:
    several = tuple(Series(f"v{place}", (1, 2)) for place in range(12))
    keys = svg(Chart("stacked", "Layers", ("a", "b"), several)).split("<rect")[1:13]
    shades = [re.search(r'fill-opacity="([^"]+)"', key) for key in keys]
    strokes = [sorted(set(re.findall(r'x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"', key))) for key in keys]
    ways = [(len(found), any(start != end for start, end in found)) for found in strokes]
    assert len({(shade and shade[1], *way) for shade, way in zip(shades, ways, strict=True)}) == 12
    lines = svg(Chart("lines", "Trend", ("a", "b"), several))
    dashes = re.findall(r'<polyline[^>]*?stroke-width="1.6"([^>]*)/>', lines)
    assert [*map(dashes.count, dashes[:6])] == [2] * 6
    assert all(first != again for first, again in zip(dashes[:6], dashes[6:], strict=True))


def test_a_missing_figure_breaks_the_line_and_is_no_zero() -> None:
    drawing = svg(Chart("lines", "Trend", ("a", "b", "c", "d", "e"), (Series("open", (1, 2, None, 4, 5)),)))
    assert drawing.count("<polyline") == 2


def test_what_a_chart_says_stands_in_its_words() -> None:
    chart = Chart("lines", "Brackets", ("5 December", "9 December", "12 December"), (Series("open", (916, 367, 50)),))
    assert alternative(chart, "en") == "Brackets. open: 5 December 916, 9 December 367, 12 December 50."
    fallen = Chart("lines", "Brackets", ("a",), (Series("open", (1,)),), said="They fell.")
    assert alternative(fallen, "en") == "They fell."


@pytest.mark.parametrize("values", [(1,), (1, -2)])
def test_figures_that_cannot_be_drawn_are_refused(values: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="'open' has"):
        Chart("bars", "Open", ("a", "b"), (Series("open", values),))
