"""Where in the templates a fault stands that WeasyPrint tells by its line in the whole page, or by an address.

The page's style is put together from several templates. A line is looked for in each of them, as it is or, where it was
written with Jinja2's signs, by the words around the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

_AT: Final = re.compile(r" at (\d+):(\d+)\b")
STYLE: Final = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_QUOTED: Final = re.compile(r"`([^`]{4,})`|'([^']{4,})'")
_FETCHED: Final = re.compile(r"'(?:file:///[^']*/|(?=\w+://))([^']+)'")
"""What could not be fetched, as a template names it: a file of its folder by its name alone."""
_SHEETS: Final = ("*.css", "*.html")


def placed(report: str, html: str, folders: Sequence[Path]) -> str:
    """Return a report of WeasyPrint's with template and line in the place of the page's line, where they are found.

    Args:
        report: such as ``Ignored `colour: red` at 215:5, unknown property.``
        html: the page.
        folders: where templates are looked for, in this order.
    """
    told = _AT.search(report)
    if told is None:
        fetched = _FETCHED.search(report)
        found = next(places(fetched[1], sheets(folders)), "") if fetched else ""
        return f"{found}: {report}" if found else report
    quoted = next((match[1] or match[2] for match in _QUOTED.finditer(report)), "").strip()
    name, colon, _ = quoted.partition(":")
    wanted = (_line(html, int(told[1])), quoted, f"{name}:" if colon else "")
    found = next((place for words in wanted if words for place in places(words, sheets(folders))), "")
    return f"{found}: {report[: told.start()]}{report[told.end() :]}" if found else report


def _line(html: str, number: int) -> str:
    """Return a line of the page's style."""
    for style in STYLE.findall(html):
        lines = style.split("\n")
        if number <= len(lines):
            return str(lines[number - 1]).strip()
    return ""


def places(words: str, files: Iterable[Path]) -> Iterator[str]:
    """Yield template and line of every place in files where some words stand: ``page.css:12``."""
    for path in files:
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
            if words in line:
                yield f"{path.name}:{number}"


def sheets(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the templates of pages, folder by folder."""
    for folder in folders:
        for pattern in _SHEETS:
            yield from sorted(folder.glob(pattern))
