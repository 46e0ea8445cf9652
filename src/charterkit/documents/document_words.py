"""Two documents compared by the words that a reader sees in them, whatever their pages look like.

Line breaks, hyphens of broken words and spaces are left out of account where documents are set differently, and so are
the page numbers of the contents and what stands in margins.
"""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from charterkit.words import diff

_LEADERS: Final = re.compile(r"(?:\.\s?){4,}\s*\d+")
_AROUND: Final = 40
"""How many characters are shown before a difference."""
_MOST: Final = 200
"""How many characters of a difference are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand in one document and not in the other, and what stands before them."""

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        """What stands there, and what should."""
        return f"after '{self.place}': it has {_told(self.found)} where the commit has {_told(self.expected)}"


def _told(words: str) -> str:
    if len(words) > _MOST:
        return f"{len(words):,} characters, '{words[:_MOST].rstrip()} ...',"
    return f"'{words}'" if words.strip() else "a space" if words else "nothing"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document: its texts by name, and how many pages it has (0 where it has no pages)."""

    texts: Mapping[str, str]
    pages: int = 0
    added: tuple[str, ...] = ()


def words_in(raw: bytes, form: str) -> Words:
    """Return the words of a PDF, of HTML or of Markdown."""
    if form == "pdf":
        from charterkit.documents.pdf.words import drawn_words  # noqa: PLC0415  only a PDF pays for it

        drawn = drawn_words(raw)
        return Words({"text": drawn.text, "notes": drawn.notes, "margins": drawn.margins}, drawn.pages, drawn.added)
    text = raw.decode("utf-8", "replace")
    return Words({"text": " ".join((_shown(text) if form == "html" else text).split())})


def differences(found: Words, expected: Words) -> Iterator[Difference]:
    """Yield where the words of two documents differ."""
    for each in found.added:
        if each not in expected.added:
            yield Difference("the page", each, "")
    alike = found.pages == expected.pages and _leaders(found) == _leaders(expected)
    for name, text in expected.texts.items():
        if name == "margins" and not alike:
            continue
        have = found.texts[name]
        if have == text or _loose(have, alike=alike) == _loose(text, alike=alike):
            continue
        yield from _spans(have, text)


def _leaders(words: Words) -> list[int]:
    """Return the lengths of the dotted lines in the contents: they tell whether two documents are set alike."""
    return [found.group().count(".") for found in _LEADERS.finditer(words.texts["text"])]


def _loose(text: str, *, alike: bool) -> str:
    """Return a text without what follows from how it is set."""
    if alike:
        return text
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}]+", "", _LEADERS.sub("", text))


def _spans(found: str, expected: str) -> Iterator[Difference]:
    before, waiting = "", {"delete": "", "insert": ""}
    for segment in diff(found, expected):
        if segment.op != "keep":
            waiting[segment.op] += segment.text
            continue
        if any(waiting.values()):
            yield _difference(before, waiting)
            waiting = {"delete": "", "insert": ""}
        before = segment.text
    if any(waiting.values()):
        yield _difference(before, waiting)


def _difference(before: str, waiting: Mapping[str, str]) -> Difference:
    """Return a difference without the white around its words; where there is nothing else, with it."""
    found, expected = (waiting[side].strip() for side in ("delete", "insert"))
    if found == expected:
        found, expected = waiting["delete"], waiting["insert"]
    return Difference(before[-_AROUND:].strip(), found, expected)


class _Shown(html.parser.HTMLParser):
    """Collects the text of HTML, and every attribute that a browser shows or speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        shown = [value or "" for name, value in attributes if name in ("alt", "title", "aria-label", "content", "href")]
        self.pieces += (" ", *shown, " ") if tag != "meta" or not any("charterkit" in each for each in shown) else ()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _shown(text: str) -> str:
    parser = _Shown()
    parser.feed(text)
    return "".join(parser.pieces)
