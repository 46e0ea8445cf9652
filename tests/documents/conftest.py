"""Charters, amended charters and proposals for the documents' tests, and the words that come out of each format."""

from __future__ import annotations

import html.parser
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import regex
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from tests.documents.charters import NASTY, charter_of
from tests.presses import presses

from charterkit.demo.build import build
from charterkit.drafting.numbering import number
from charterkit.model.charter import Charter
from charterkit.store.workspace import Workspace

__all__ = ["presses"]


@pytest.fixture(scope="session")
def nasty() -> Charter:
    return charter_of(list(NASTY))


@pytest.fixture(scope="session")
def make() -> Callable[..., Charter]:
    return charter_of


def words(text: str) -> Counter[str]:
    return Counter(regex.findall(r"[\p{L}\p{M}\u200c\u200d]+|\p{N}+", text))


def record_words(charter: Charter) -> Counter[str]:
    """Return every word of the records: references as they print, footnote names left out."""
    numbers = number(charter)

    def cited(match: re.Match[str]) -> str:
        instrument = charter.registry.instrument(match.group(1))
        return instrument.short_title["en"] if instrument else numbers.cite(match.group(1))

    found: Counter[str] = Counter()
    for _, node in charter.walk():
        for text in (*node.heading.values(), *node.text.values()):
            found += words(re.sub(r"\[\^[1x]\]:?", "", re.sub(r"\[\[([a-z0-9/-]+)\]\]", cited, text)))
    return found


class _Text(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.style = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.style = tag == "style"
        self.pieces += (
            [" "]
            if tag in ("p", "li", "td", "th", "h1", "h2", "h3", "div", "br", "sup", "dt", "dd", "ins", "del")
            else []
        )

    def handle_endtag(self, tag: str) -> None:
        self.style = False
        self.pieces += (
            [" "] if tag in ("p", "li", "td", "th", "h1", "h2", "h3", "div", "sup", "caption", "ins", "del") else []
        )

    def handle_data(self, data: str) -> None:
        self.pieces += [] if self.style else [data]


def html_text(source: str) -> str:
    parser = _Text()
    parser.feed(source)
    return "".join(parser.pieces)


def markdown_text(source: str) -> str:
    """Return what a forge shows of Markdown: tables, strikethrough and footnotes on, raw HTML through."""
    forge = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return html_text(forge.render(source))


def pdf_text(made: bytes, folder: Path) -> str:
    """Return the words that a reader copies out of a PDF, hyphenated ones joined again."""
    path = folder / "made.pdf"
    path.write_bytes(made)
    found = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return found.replace("\N{SOFT HYPHEN}\n", "")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the worked negotiation while most is open."""
    *_, last = build(tmp_path_factory.mktemp("demo") / "charter", to_the_end=False)
    return last


@pytest.fixture(scope="session")
def text_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str | bytes, str], str]:
    """Return a function from a made document and its format to the text in it."""
    folder = tmp_path_factory.mktemp("pdf")

    def read(made: str | bytes, form: str) -> str:
        if isinstance(made, bytes):
            return pdf_text(made, folder)
        return markdown_text(made) if form == "md" else html_text(made)

    return read


@pytest.fixture(scope="session")
def lost(text_of: Callable[[str | bytes, str], str]) -> Callable[[Charter, str | bytes, str], Counter[str]]:
    """Return a function that says which words of a charter's records are not in a made document."""

    def missing(charter: Charter, made: str | bytes, form: str) -> Counter[str]:
        return record_words(charter) - words(text_of(made, form))

    return missing
