"""The words of a PDF as its pages draw them: glyph by glyph, through the fonts' tables, in the order of drawing.

Written for checking what another program wrote: nothing of WeasyPrint or of the press is used, and attached words
(``ActualText``), which nobody sees, are not believed. Where words stand on the page is not looked at.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

_RANGE: Final = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SINGLE: Final = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_HYPHEN: Final = "\N{HYPHEN}"
_NOTHING: Final = "\N{WORD JOINER}"
"""What a glyph stands for that is part of the letter beside it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the pages of a PDF draw: the text in order, the footnotes by themselves, and what stands in margins."""

    text: str
    notes: str
    margins: str
    pages: int
    added: tuple[str, ...]
    """What lies on pages and is no text and no link: comments, stamps, form fields, pictures."""


@dataclass(slots=True)
class _Hand:
    """What is being read: into which of the three texts, in which font."""

    fonts: Mapping[str, Mapping[int, str]]
    notes: frozenset[int]
    texts: dict[str, list[str]] = field(default_factory=lambda: {"text": [], "notes": [], "margins": []})
    opened: list[str] = field(default_factory=list)
    font: Mapping[int, str] = field(default_factory=dict)

    def take(self, operator: str, operands: Any) -> None:
        match operator:
            case "BMC" | "BDC":
                self.opened.append(self._home(operands))
            case "EMC" if self.opened:
                self.opened.pop()
            case "Tf":
                self.font = self.fonts.get(str(operands[0]), {})
            case "Tm" | "Td" | "T*":
                self._add("\n")
            case "Tj" | "'" | '"':
                self._show(operands[-1])
            case "TJ":
                for item in operands[0]:
                    if isinstance(item, pikepdf.String):
                        self._show(item)

    def _home(self, operands: Any) -> str:
        about: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
        inherited = self.opened[-1] if self.opened else "text"
        if str(operands[0]) == "/Artifact":
            return inherited if about.get("/Type") == "/Layout" else "margins"  # the dots that lead to a page number
        known = about.get("/MCID")
        return inherited if known is None else "notes" if int(known) in self.notes else "text"

    def _add(self, text: str) -> None:
        self.texts[self.opened[-1] if self.opened else "text"].append(text)

    def _show(self, drawn: pikepdf.String) -> None:
        raw = bytes(drawn)
        codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
        self._add("".join(self.font.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes))


def drawn_words(raw: bytes) -> Drawn:
    """Return what a PDF draws. Glyphs of which the file does not say what they stand for are U+FFFD."""
    texts: dict[str, list[str]] = {"text": [], "notes": [], "margins": []}
    added: list[str] = []
    known: dict[Any, Mapping[int, str]] = {}
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            hand = _Hand(_fonts(page.obj.get("/Resources"), known), _notes(pdf, page.obj))
            _read(page, page.obj.get("/Resources"), hand, known, 0)
            for name, pieces in hand.texts.items():
                texts[name] += pieces
            added += (f"page {number}: {what}" for what in _added(page.obj))
        whole = {name: _joined(pieces) for name, pieces in texts.items()}
        return Drawn(whole["text"], whole["notes"], whole["margins"], len(pdf.pages), tuple(added))


def _read(stream: Any, resources: Any, hand: _Hand, known: dict[Any, Mapping[int, str]], depth: int) -> None:
    for instruction in pikepdf.parse_content_stream(stream):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Do" and depth < 5:  # noqa: PLR2004  deeper than any document nests
            form = resources.get("/XObject", {}).get(str(operands[0]))
            if form is not None and form.get("/Subtype") == "/Form":
                inner = form.get("/Resources", resources)
                outer, hand.fonts = hand.fonts, _fonts(inner, known)
                _read(form, inner, hand, known, depth + 1)
                hand.fonts = outer
        else:
            hand.take(str(operator), operands)


def _fonts(resources: Any, known: dict[Any, Mapping[int, str]]) -> dict[str, Mapping[int, str]]:
    found = {}
    for name, font in (resources or {}).get("/Font", {}).items():
        if font.objgen not in known:
            table = font.get("/ToUnicode")
            known[font.objgen] = _table(table.read_bytes()) if table is not None else {}
        found[name] = known[font.objgen]
    return found


def _table(raw: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", raw, re.DOTALL):
        found |= {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                  for code, text in _SINGLE.findall(block)}  # fmt: skip
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", raw, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = ord(bytes.fromhex(text.decode()).decode("utf-16-be")[-1])
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def _notes(pdf: Any, page: Any) -> frozenset[int]:
    """Return the numbers of a page's marked contents that stand in footnotes."""
    root, number = pdf.Root.get("/StructTreeRoot"), page.get("/StructParents")
    if root is None or number is None:
        return frozenset()
    pairs = root.ParentTree.get("/Nums", pikepdf.Array())
    contents = next((pairs[at + 1] for at in range(int(number) * 2, len(pairs), 2) if pairs[at] == number), ())
    return frozenset(mcid for mcid, element in enumerate(contents) if _in_note(element))


def _in_note(element: Any) -> bool:
    while element is not None and "/S" in element:
        if element.S == "/Note":
            return True
        element = element.get("/P")
    return False


def _added(page: Any) -> Iterator[str]:
    for annotation in page.get("/Annots", ()):
        if annotation.get("/Subtype") != "/Link":
            yield f"a comment, stamp or field ({str(annotation.get('/Subtype', 'unknown')).removeprefix('/')})"
    for each in (page.get("/Resources") or {}).get("/XObject", {}).values():
        if each.get("/Subtype") == "/Image":
            yield "a picture"


def _joined(pieces: list[str]) -> str:
    """Return pieces as running text: a line that ends with the hyphen of a broken word is joined to the next."""
    text = re.sub(rf"{_HYPHEN}\s*\n", "", "".join(pieces).replace(_NOTHING, ""))
    return " ".join(text.split())
