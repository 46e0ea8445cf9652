"""Tags and braces that a template opens and does not close, or closes and did not open: the first of them.

Browsers and WeasyPrint pass over such a fault in silence, and what follows it looks otherwise, or is gone. Words of the
records are escaped, so every tag of a page is a template's. Where in the templates it stands, ``style_places`` finds.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from charterkit.documents.pages.style_places import STYLE
from charterkit.documents.press.cutting import VOID

_TAG: Final = re.compile(
    r"""<!--.*?--> | <(style|script)\b.*?</\1\s*>
      | <(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?:[^<>"'] | "[^"]*" | '[^']*')*>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BRACE: Final = re.compile(
    r"""/\*(?:.*?\*/|.*) | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [{}]""", re.VERBOSE | re.DOTALL
)
_LEFT_OUT: Final = frozenset(
    ["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "option", "html", "head", "body"]
)
"""Elements whose end may be left out (HTML, 13.1.2.4)."""


class MarkupFault(NamedTuple):
    """What is wrong, and the words of the page where it is."""

    message: str
    words: str


def markup_fault(html: str) -> MarkupFault | None:
    """Return the first fault of a page's tags, or else of its styles; None where there is none."""
    styles = (_style_fault(style[1]) for style in STYLE.finditer(html))
    return _tag_fault(html) or next((fault for fault in styles if fault), None)


def _tag_fault(html: str) -> MarkupFault | None:
    opened: list[tuple[str, str]] = []
    for found in _TAG.finditer(html):
        name, tag = (found["name"] or "").lower(), found[0]
        if not name or name in VOID or tag.endswith("/>"):
            continue
        if not found["end"]:
            opened.append((name, tag))
            continue
        while opened and opened[-1][0] != name and opened[-1][0] in _LEFT_OUT:
            opened.pop()
        if opened and opened[-1][0] == name:
            opened.pop()
        elif any(name == each for each, _ in opened):
            return MarkupFault(f"{opened[-1][1]} is not closed before {tag}", opened[-1][1])
        else:
            return MarkupFault(f"{tag} closes nothing", tag)
    left = next((tag for name, tag in opened if name not in _LEFT_OUT), None)
    return MarkupFault(f"{left} is not closed", left) if left else None


def _style_fault(style: str) -> MarkupFault | None:
    opened: list[int] = []
    for found in _BRACE.finditer(style):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and not opened:
            return MarkupFault("a brace } closes nothing", _line_at(style, found.start()))
        elif found[0] == "}":
            opened.pop()
        elif found[0].startswith("/*") and not found[0].endswith("*/"):
            return MarkupFault("a comment /* is not closed", _line_at(style, found.start()))
        elif found[0].rfind("/*") > 0:
            return MarkupFault("a comment /* is not closed before the next one begins", _line_at(style, found.start()))
    return MarkupFault("a brace { is not closed", _line_at(style, opened[-1], "}")) if opened else None


def _line_at(text: str, place: int, after: str = "\n") -> str:
    """Return the line of a text in which a place is, without the space around it.

    With another sign that comes ``after``, only what stands behind that: what an included file ends with may stand on
    the line too.
    """
    start = max(text.rfind("\n", 0, place), text.rfind(after, 0, place)) + 1
    return text[start:].partition("\n")[0].strip()
