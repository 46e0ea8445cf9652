"""The document as one value: masthead, contents, parts, provisions and units, down to paragraphs of ``runs``.

Every output (Markdown, HTML, PDF) is a template over this tree, so all of them show the same words and changes. How a
charter becomes a tree is the business of ``views.clean``, ``views.redline`` and ``views.rolling``; what it looks like,
of the templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from charterkit.documents.reports.tables import Table
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.wording.labels import version_words
from charterkit.drafting.agreement import LETTERS

MarginKind = Literal["agreed", "ad_referendum", "informals", "reopened", "origin"]

View = Literal["clean", "redline", "rolling"]

MARGIN_LINE: Final = 16
"""So many characters fit into a line of the margin, ``SEC-2026-002#123``; a longer mark is broken at its ``#``."""

UNTITLED: Final = ("recital", "testimonium")
"""Kinds of provision whose headings stand in the contents and the bookmarks only, as in treaties."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of runs. An alternative is a paragraph that one of several proposals would put here."""

    runs: Runs
    alternative: bool = False
    bar: bool = False
    """Whether it says by a bar alone that its words differ from the text compared with."""

    @property
    def changed(self) -> bool:
        """Whether any of its words differ from the text compared with, or are not agreed."""
        return self.bar or self.alternative or any(run.mark != "keep" or run.role == "bracket" for run in self.runs)


@dataclass(frozen=True, slots=True)
class Footnote:
    """One footnote: a note of the text, or the sources of a provision."""

    number: int
    paragraphs: tuple[Paragraph, ...]
    lang: str = ""
    """The language of its words, where it is not the document's."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the document says about an item, beside its words: ``moved to Article 7(2)``, ``new, XAA``."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class MarginMark:
    """What stands in the margin beside words: ``A`` for agreed, ``XAB-2026-002`` for who brought them.

    ``meaning`` says it in full; ``kind`` is what templates tell agreement and origin apart by.
    """

    text: str
    meaning: str
    kind: MarginKind


@dataclass(frozen=True, slots=True)
class Block:
    """A part, provision or unit with its number, its words and what stands below it."""

    path: str
    kind: str
    label: str
    """Its printed number: ``Part III``, ``Article 5``, ``1.``, ``(a)``."""
    title: str = ""
    """Number and heading as one line of plain text, for bookmarks and the heads of pages."""
    heading: Runs = ()
    paragraphs: tuple[Paragraph, ...] = ()
    blocks: tuple[Block, ...] = ()
    mark: Mark = "keep"
    notices: tuple[Notice, ...] = ()
    tables: tuple[Table, ...] = ()
    lang: str = ""
    """The language of its words, where it is not the document's."""
    margin: tuple[MarginMark, ...] = ()
    rung: str = ""
    """How far its own words are agreed: a rung of the ladder, or ``reopened``; empty where they are open."""
    linkable: bool = True
    """Whether references lead here; they never lead to the old place of something that moved."""

    @property
    def margin_lines(self) -> int:
        """How many lines what stands in its margin takes."""
        return sum(-(-len(mark.text) // MARGIN_LINE) for mark in self.margin)

    @property
    def letter(self) -> str:
        """The letter that says how far its words are agreed."""
        return LETTERS.get(self.rung, "")

    @property
    def untitled(self) -> bool:
        """Whether its heading stands in the contents and the bookmarks only, as for a recital."""
        return self.kind in UNTITLED

    @property
    def heading_changed(self) -> bool:
        """Whether its heading differs from that of the text compared with, or is not agreed."""
        return Paragraph(self.heading).changed

    def walk(self) -> Iterator[Block]:
        """Yield it and every block below it, in reading order."""
        yield self
        for block in self.blocks:
            yield from block.walk()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the table of contents."""

    level: int
    label: str
    title: str
    target: str
    mark: Mark = "keep"
    lang: str = ""
    """The language of its title, where it is not the document's."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the head of the first page, each field ready to print."""

    symbol: str
    version: str
    distribution: str
    date: str
    original: str
    title: str
    view: str
    status: str
    disclaimer: str
    watermark: str = ""
    """What stands behind every page."""
    digest: str = ""
    """The digest of the charter's words, as it is printed at the foot of pages."""
    origin: str = ""
    """What the file says of its own making (``origin.Origin`` as JSON); it is not printed."""
    title_language: str = ""
    """The language of the title, where the charter has none in that of the page; likewise of the disclaimer."""
    disclaimer_language: str = ""
    conference: str = ""
    """The conference and its place, line by line."""
    conference_language: str = ""

    def called(self, words: Mapping[str, str]) -> str:
        """Return the version in the fixed words of a page: ``after zero-draft``."""
        return version_words(self.version, words)


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who may sign: code and name."""

    code: str
    name: str
    lang: str = ""
    """The language of the name, where it is not the page's."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reservation or statement: who, what it is, on what, and its words."""

    name: str
    stance: str
    on: str
    words: str
    name_lang: str = ""
    words_lang: str = ""
    """The languages of name and words, where they are not the page's."""
    runs: tuple[Run, ...] = ()
    """The words with their emphasis."""


@dataclass(frozen=True, slots=True)
class Signing:
    """The signature pages of an adopted text; ``authentic`` says in which languages it is authentic."""

    signatories: tuple[Signatory, ...]
    authentic: str
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class LineNumbers:
    """How lines are numbered in the margin."""

    every: int
    """1 numbers every line, 5 each fifth."""
    through: bool = False
    """Whether they are counted through the text, and not from 1 on every page."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``words`` holds the fixed words of its language (``wording.labels``)."""

    language: str
    direction: Literal["ltr", "rtl"]
    view: View
    iso_date: str
    commit: str
    masthead: Masthead
    legend: tuple[tuple[Runs, str], ...]
    """Samples of every mark that the document uses, each with its meaning."""
    remarks: tuple[Runs, ...]
    """What is to be known of the document as a whole: settings that changed, proposals that stand nowhere."""
    contents: tuple[ContentsEntry, ...]
    preamble: tuple[Block, ...]
    parts: tuple[Block, ...]
    closing: tuple[Block, ...]
    annexes: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    words: dict[str, str]
    numbered: bool = False
    """Whether paragraphs are numbered through."""
    line_numbers: LineNumbers | None = None
    """How the lines of a PDF are numbered, where they are; other formats have no lines of their own."""
    signing: Signing | None = None
    """The signature pages of an adopted text."""
    summary: tuple[Table, ...] = ()
    """What a redline comes to in numbers, by part and by sponsor."""

    def blocks(self) -> Iterator[Block]:
        """Yield every part, provision and unit in reading order."""
        for block in (*self.preamble, *self.parts, *self.closing, *self.annexes):
            yield from block.walk()

    @property
    def noted(self) -> bool:
        """Whether anything stands in the margin."""
        return any(block.margin for block in self.blocks())

    def footnote(self, number: int) -> Footnote:
        """Return the footnote with this number."""
        return self.footnotes[number - 1]
