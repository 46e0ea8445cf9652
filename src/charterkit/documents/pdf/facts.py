"""What a PDF holds besides its words: what covers or hides them, what runs, what is attached, what it says of itself.

Written for checking what another program wrote, as ``words`` is. What two PDFs of one commit may differ in is known
here: other fonts and other sizes of pages set a text differently, and then only what no page of ours has is named.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

from charterkit.documents.document_words import Difference

_PAINTING: Final = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "BI", "W", "W*", "cm"})
"""Operators that paint, cover, clip or move what is painted."""
_FILLING: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_SHOWING: Final = frozenset({"Tj", "TJ", "'", '"'})
_UNSEEN_MODES: Final = (3, 7)
"""Ways to draw text that leave nothing on the page (ISO 32000-2, table 104)."""
_WHITE: Final = 0.97
_FAINT: Final = 0.03
_RUNNING: Final = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToR", "/GoToE")
_LEADING: Final = ("/URI", "/GoTo")
"""What a link may do."""
_ABOUT: Final = ("/Title", "/Author", "/Subject", "/Keywords")


@dataclass(slots=True)
class _Page:
    """What a page does besides drawing words."""

    painted: Counter[str] = field(default_factory=Counter)
    white: int = 0
    """Areas filled with white, which cover what lies below."""
    unseen: int = 0
    """Stretches of text that are drawn and not seen: without ink, white, or all but transparent."""
    box: tuple[float, ...] = ()
    cropped: bool = False
    """Whether less is shown than the page has."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF holds besides its words."""

    pages: tuple[_Page, ...]
    running: tuple[str, ...]
    layers: int
    attached: dict[str, str]
    """Names of attached files, each with its digest."""
    links: Counter[str]
    """Addresses that lead out of the document."""
    about: dict[str, str]
    fonts: frozenset[str]
    """Digests of the fonts inside."""
    states: int
    """How many states of the file lie in it, one over the other."""


def facts_in(raw: bytes) -> Facts:
    """Return what a PDF holds."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return Facts(
            pages=tuple(_page(page) for page in pdf.pages),
            running=tuple(sorted(_running(pdf))),
            layers=_layers(pdf.Root),
            attached={name: _digest(pdf.attachments[name].get_file().read_bytes()) for name in pdf.attachments},
            links=Counter(_addresses(pdf)),
            about={key: str(pdf.docinfo.get(key, "")) for key in _ABOUT},
            fonts=frozenset(_digest(program.read_bytes()) for program in _programs(pdf)),
            states=len(re.findall(rb"startxref", raw)),
        )


def fact_differences(found: Facts, expected: Facts) -> Iterator[Difference]:
    """Yield what a PDF holds that the one of the commit does not, or the other way round."""
    alike = len(found.pages) == len(expected.pages) and [page.box for page in found.pages] == [
        page.box for page in expected.pages
    ]
    for number, page in enumerate(found.pages, start=1):
        other = expected.pages[number - 1] if alike else _Page(white=_most(expected, "white"),
                                                               unseen=_most(expected, "unseen"))  # fmt: skip
        yield from _page_differences(f"page {number}", page, other, alike=alike)
    for name in sorted(found.attached.keys() | expected.attached.keys()):
        if found.attached.get(name) != expected.attached.get(name):
            yield Difference(f"the attached file {name}", found.attached.get(name, ""), expected.attached.get(name, ""))
    for kind in sorted({*found.running} - {*expected.running}):
        yield Difference("the document", f"something that runs ({kind.removeprefix('/')})", "")
    if found.layers > expected.layers:
        yield Difference("the document", "layers that can be shown and hidden", "")
    for address in sorted(found.links - expected.links):
        yield Difference("a page", f"a link to {address}", "")
    for key, value in expected.about.items():
        if found.about[key] != value:
            yield Difference(f"what the file says of itself ({key.removeprefix('/')})", found.about[key], value)


def remarks_on(found: Facts, expected: Facts) -> Iterator[str]:
    """Yield what is to be known of a PDF whose words are right, and decides nothing."""
    if found.states > expected.states:
        yield "it was saved by adding to it: earlier states of the file lie inside"
    if found.fonts != expected.fonts:
        yield "its fonts are not those of this computer, so the forms of its letters were not compared"


def _page_differences(place: str, page: _Page, other: _Page, *, alike: bool) -> Iterator[Difference]:
    if page.white > other.white:
        yield Difference(place, "a white area, which covers what lies below", "")
    if page.unseen > other.unseen:
        yield Difference(place, "words that are drawn and cannot be seen", "")
    if page.cropped and not other.cropped:
        yield Difference(place, "its edges are cut off", "")
    if not alike:
        return
    for operator, count in sorted(page.painted.items()):
        if count > other.painted[operator]:
            yield Difference(place, f"more that is painted, clipped or moved ({operator})", "")


def _most(facts: Facts, name: str) -> int:
    return max((getattr(page, name) for page in facts.pages), default=0)


def _page(page: Any) -> _Page:
    whole, shown = ([float(each) for each in box] for box in (page.mediabox, page.cropbox))
    found = _Page(box=(*whole, *shown, float(page.obj.get("/Rotate", 0))), cropped=whole != shown)
    _read(page, page.obj.get("/Resources", {}), found, 0)
    return found


@dataclass(slots=True)
class _Ink:
    """What is painted with: how light, how opaque, in which mode of text."""

    light: float = 0
    opaque: float = 1
    mode: int = 0
    saved: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def unseen(self) -> bool:
        return self.mode in _UNSEEN_MODES or self.light >= _WHITE or self.opaque <= _FAINT

    def take(self, operator: str, operands: Any, states: Any) -> None:
        match operator:
            case "q":
                self.saved.append((self.light, self.opaque, self.mode))
            case "Q" if self.saved:
                self.light, self.opaque, self.mode = self.saved.pop()
            case "g" | "rg" | "sc" | "scn" | "k":
                self.light = _light(operator, operands)
            case "gs":
                self.opaque = float(states.get(str(operands[0]), {}).get("/ca", self.opaque))
            case "Tr":
                self.mode = int(operands[0])


def _read(stream: Any, resources: Any, found: _Page, depth: int) -> None:
    ink = _Ink()
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), instruction.operands
        ink.take(operator, operands, resources.get("/ExtGState", {}))
        found.painted[operator] += operator in _PAINTING
        found.white += operator in _FILLING and ink.light >= _WHITE and ink.opaque > _FAINT
        found.unseen += operator in _SHOWING and ink.unseen
        if operator == "Do" and depth < 5:  # noqa: PLR2004  deeper than any document nests
            form = resources.get("/XObject", {}).get(str(operands[0]))
            if form is not None and form.get("/Subtype") == "/Form":
                _read(form, form.get("/Resources", resources), found, depth + 1)


def _light(operator: str, operands: Any) -> float:
    values = [float(each) for each in operands if not isinstance(each, pikepdf.Name)]
    if not values:
        return 0
    return 1 - max(values) if operator == "k" else min(values)


def _layers(root: Any) -> int:
    return len(root.get("/OCProperties", {}).get("/OCGs", ()))


def _running(pdf: Any) -> Iterator[str]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and (each.get("/S") in _RUNNING or "/JS" in each):
            yield "/JavaScript" if "/JS" in each else str(each.S)
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root:
        yield "/OpenAction"
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "/JavaScript"
    for action in _actions(pdf):
        if action.get("/S") not in _LEADING:
            yield str(action.get("/S"))


def _actions(pdf: Any) -> Iterator[Any]:
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            if "/A" in link:
                yield link.A


def _addresses(pdf: Any) -> Iterator[str]:
    return (str(action.URI) for action in _actions(pdf) if "/URI" in action)


def _programs(pdf: Any) -> Iterator[Any]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontName" in each:
            yield from (each[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in each)


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()[:16]}"
