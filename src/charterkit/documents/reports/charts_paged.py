"""A chart for the printed page: its words stand over the drawing as words of the page.

WeasyPrint draws the text of an SVG letter by letter from the left, which breaks every script whose letters join, change
order or run from the right. Words of the page are shaped as all others. The drawing itself is ``charts_svg``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

_SIZE: Final = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')
_TEXT: Final = re.compile(r'<text x="([^"]+)" y="([^"]+)" text-anchor="([a-z]+)">(.*?)</text>')
_ROOM: Final = 60
"""How much of the width a word in the middle of its place may take, in hundredths."""


def on_paper(drawing: str) -> Markup:
    """Return a drawing without its words, and these as elements placed over it; words are escaped in it already."""
    found = _SIZE.search(drawing)
    if found is None:
        return Markup(drawing)  # noqa: S704  our own drawing
    width, height = map(float, found.groups())
    words = "".join(_placed(width, height, drawing))
    return Markup(f"{_TEXT.sub('', drawing)}{words}")  # noqa: S704  likewise


def _placed(width: float, height: float, drawing: str) -> Iterator[str]:
    for x, y, anchor, words in _TEXT.findall(drawing):
        across, down = 100 * float(x) / width, 100 * float(y) / height
        if anchor == "middle":
            side = f"left: {across - _ROOM / 2:.2f}%; width: {_ROOM}%; text-align: center"
        else:
            side = f"left: {across:.2f}%" if anchor == "start" else f"right: {100 - across:.2f}%"
        yield f'<span class="chart-word" style="{side}; top: {down:.2f}%">{words}</span>'
