"""HTML and styles read with less: a style sheet is parsed once for all windows, and all orders of a press that stays.

To parse the style sheet of a window of a few pages takes as long as to lay the window out. A sheet is kept that does
nothing but match elements and pages: one that names fonts, counters, layers or other files is read anew.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import tinyhtml5.inputstream as reading
import weasyprint.css as styling

from charterkit.documents.press.replacing import replaced

_AT: Final = re.compile(r"@([\w\\-]*)")
_MATCHING: Final = re.compile(r"page|media|footnote|(?:top|bottom|left|right)-[a-z-]+")
"""At-rules that say for what a declaration is, and nothing else."""

Sheets = dict[tuple[str, str, str], Any]
"""Style sheets that were read: by their text, the folder they stand in and the medium."""


@contextmanager
def read_once(known: Sheets) -> Iterator[None]:
    """Read so while the block runs, with the style sheets that are known, and keep those that are read."""
    with replaced((styling, "CSS", _sheet(styling.CSS, known)), (reading, "characters_until_regex", _Stops())):
        yield


def _sheet(plain: Any, known: Sheets) -> Any:
    def sheet(string: str | None = None, base_url: str = "", media_type: str = "", **named: Any) -> Any:
        asked = {"string": string, "base_url": base_url, "media_type": media_type, **named}
        if string is None or not all(map(_MATCHING.fullmatch, _AT.findall(string))):
            return plain(**asked)
        key = (string, base_url, media_type)
        if key not in known:
            known[key] = plain(**asked | {"page_rules": [], "layers": []})
        made = copy.copy(known[key])
        made.page_rules, made.layers = named["page_rules"], named["layers"]
        made.page_rules += known[key].page_rules
        return made

    return sheet


class _Stops(dict[tuple[Any, bool], re.Pattern[str]]):
    """The patterns of characters up to which, or while which, is read; tinyhtml5 means to keep them and does not."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, among = key
        listed = "".join(map(re.escape, characters))
        self[key] = re.compile(f"[{'' if among else '^'}{listed}]+")
        return self[key]
