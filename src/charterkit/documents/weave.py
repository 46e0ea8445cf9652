"""Strands of several texts become paragraphs of runs: the inline Markdown of each text, with the marks laid over it.

Each text is parsed as a whole and then cut, so that a change inside an emphasis, or one that ends it, is read rightly
on both sides. Footnotes come out beside the paragraphs, by name; ``assemble`` numbers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import partial
from operator import attrgetter
from typing import Final

from charterkit.documents.inline import Atom, cut, note_at
from charterkit.documents.references import Names
from charterkit.documents.runs import Run
from charterkit.documents.tree import Paragraph
from charterkit.documents.views.items import Strand
from charterkit.documents.wording.labels import foreign

PILCROW: Final = "\N{PILCROW SIGN}"
"""Stands for a paragraph break that was put in or taken out."""

_SAID: Final = {"label", "holders"}
"""Roles of what the document says in words."""

_SAID_WORDS: Final = re.compile(r"(\W*)(.*?)(\s*)", re.DOTALL)
"""The dash before the names of holders, what is said, and the space after a label: both go the way of the text."""

_PLACEHOLDER: Final = re.compile(r"(\[(?:\.\.\.|\N{HORIZONTAL ELLIPSIS})\])")


@dataclass(frozen=True, slots=True)
class Woven:
    """The paragraphs of a text, and its footnotes by the name that calls them."""

    paragraphs: tuple[Paragraph, ...]
    notes: dict[str, tuple[Paragraph, ...]]


@dataclass(slots=True)
class _Loom:
    """Where the next run goes: into the text, or into the footnote whose definition is being read."""

    names: Names
    tongue: str = ""
    """The language of what the document itself adds, where the words have another."""
    pages: dict[str, list[list[Run]]] = field(default_factory=lambda: {"": [[]]})
    alternatives: set[int] = field(default_factory=set)
    note: str = ""
    opened: list[str] = field(default_factory=list)
    """Where each bracket that is open stands: in the text, or in which footnote."""
    waiting: list[Run] = field(default_factory=list)
    """A bracket and what is said behind it, until it is known where its words stand."""

    def take(self, strand: Strand) -> None:
        if strand.role == "word":
            self.note = note_at(strand.text, strand.start)
        elif self.opened or strand.opens:
            self.note = self.opened[-1] if self.opened else ""
        if strand.opens:
            self.pages.setdefault(self.note, []).append([])
        if strand.opens == "alternative" and not self.note:
            self.alternatives.add(len(self.pages[""]) - 1)
        if strand.role == "word":
            for atom in cut(strand.text, strand.start, strand.end):
                self._atom(atom, strand)
        else:
            self._say(Run(strand.text, strand.mark, strand.role, by=strand.by, move=strand.move, rung=strand.rung))

    def add(self, run: Run) -> None:
        """Add a run where it belongs, behind what waited for it."""
        self.settle()
        self.pages.setdefault(self.note, [[]])[-1].append(run)

    def settle(self) -> None:
        """Put what waits where the words stand that are at hand."""
        self.opened += [self.note for run in self.waiting if run.text == "["]
        self.pages.setdefault(self.note, [[]])[-1].extend(self.waiting)
        self.waiting = []

    def _say(self, run: Run) -> None:
        """Add what the document says: with the bracket that it stands behind, be it in a footnote."""
        if run.text == "[" or (self.waiting and run.role != "bracket"):
            self.waiting += self._spoken(run)
            return
        for each in self._spoken(run):
            self.add(each)
        if run.text == "]" and self.opened:
            self.opened.pop()

    def _spoken(self, run: Run) -> Iterator[Run]:
        """Yield what the document says; among words of another language in its own, codes apart."""
        found = _SAID_WORDS.fullmatch(run.text)
        lead, said, space = found.groups() if found else ("", run.text, "")
        codes_only = not any(char.isalpha() and not char.isupper() for char in said)
        if not self.tongue or run.role not in _SAID or codes_only:
            yield run
            return
        for text, lang in ((lead, ""), (said, self.tongue), (space, "")):
            if text:
                yield replace(run, text=text, lang=lang)

    def _atom(self, atom: Atom, strand: Strand) -> None:
        match atom.kind:
            case "break":
                self._end_paragraph(strand)
            case "gap":
                self.note = ""
            case "definition":
                self.note = atom.value
                if self.note not in self.opened:
                    self.pages.setdefault(self.note, []).append([])
            case "note":
                self.add(Run(atom.value, strand.mark, "note"))
            case "markup":
                pass
            case _:
                for run in _words(atom, strand, self.names):
                    self.add(run)

    def _end_paragraph(self, strand: Strand) -> None:
        if strand.mark != "keep" and not self.note:
            self.add(Run(PILCROW, strand.mark, "sign"))
        self.pages[""].append([])
        self.note = ""


def weave(strands: Iterable[Strand], names: Names, page: str = "") -> Woven:
    """Return the paragraphs and footnotes of a text given as strands, on a page in a language."""
    loom = _Loom(names, foreign(page, names.language))
    for strand in strands:
        loom.take(strand)
    loom.settle()
    notes = {name: _paragraphs(rows) for name, rows in loom.pages.items() if name}
    return Woven(_paragraphs(loom.pages[""], loom.alternatives), notes)


def _paragraphs(rows: list[list[Run]], alternatives: Iterable[int] = ()) -> tuple[Paragraph, ...]:
    marked = set(alternatives)
    joined = ((place, tuple(_joined(row))) for place, row in enumerate(rows))
    return tuple(Paragraph(runs, place in marked) for place, runs in joined if runs)


def _words(atom: Atom, strand: Strand, names: Names) -> Iterator[Run]:
    run = partial(Run, mark=strand.mark, emphasis=atom.emphasis, by=strand.by, move=strand.move, rung=strand.rung)
    if atom.kind == "reference":
        cited = names.cite(atom.value, strand.side)
        words, target = cited or (f"[[{atom.value}]]", "")
        tongue = names.tongue(atom.value) if cited and not target else names.language
        yield run(words, role="reference" if cited else "word", target=target, lang=foreign(tongue, names.language))
        return
    for place, piece in enumerate(_PLACEHOLDER.split(atom.value.replace("\n", " "))):
        if piece:
            yield run(piece, role="placeholder" if place % 2 else "word")


_kind: Final = attrgetter(*(each.name for each in fields(Run) if each.name != "text"))
"""All that a run says of its words."""


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours of one kind joined, and without space at the ends of the paragraph."""
    waiting: Run | None = None
    for run in _trimmed(runs):
        if waiting and run.role == "word" and _kind(waiting) == _kind(run):
            waiting = replace(waiting, text=waiting.text + run.text)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting


def _trimmed(runs: list[Run]) -> list[Run]:
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept and kept[0].text[0].isspace():
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and kept[-1].text[-1].isspace():
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept
