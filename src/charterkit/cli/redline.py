"""A redline as terminal text: deletions and insertions told apart by marks, and by colour where there is colour."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable

import click

from charterkit.words import Segment

_MARKS = {"keep": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}


def redline(segments: Iterable[Segment], indent: str = "") -> str:
    """Return segments as lines that fit the terminal: ``[-deleted-]``, ``{+inserted+}``, coloured where possible."""
    text = "".join(f"{_MARKS[s.op][0]}{s.text}{_MARKS[s.op][1]}" for s in segments)
    width = max(shutil.get_terminal_size((100, 24)).columns, 40)
    lines = [
        line
        for paragraph in text.split("\n")
        for line in textwrap.wrap(paragraph, width, initial_indent=indent, subsequent_indent=indent,
                                  break_long_words=False, break_on_hyphens=False) or [""]
    ]  # fmt: skip
    return "\n".join(_coloured(lines)) if coloured() else "\n".join(lines)


def coloured() -> bool:
    """Tell whether stdout shows colour: a terminal, and neither NO_COLOR nor TERM=dumb asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(lines: Iterable[str]) -> Iterable[str]:
    """Colour what stands between marks, also where it runs over lines."""
    style: dict[str, bool | str] = {}
    for line in lines:
        done, rest = "", line
        while rest:
            mark = min((m for m in ("[-", "-]", "{+", "+}") if m in rest), key=rest.index, default="")
            before, _, rest = rest.partition(mark) if mark else (rest, "", "")
            done += _styled(before, style)
            if mark in ("[-", "{+"):
                style = {"fg": "red", "strikethrough": True} if mark == "[-" else {"fg": "green", "underline": True}
                done += _styled(mark, style)
            elif mark:
                done += _styled(mark, style)
                style = {}
        yield done


def _styled(text: str, style: dict[str, bool | str]) -> str:
    return click.style(text, **style) if style and text else text  # type: ignore[arg-type]  styles by name
