"""Strands of several texts become paragraphs of runs: the inline Markdown of each text, with the marks laid over it.

Each text is parsed as a whole and then cut, so that a change inside an emphasis, or one that ends it, is read rightly
on both sides. Footnotes come out beside the paragraphs, by name; ``assemble`` numbers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from charterkit.documents.inline import Atom, cut
from charterkit.documents.references import Names
from charterkit.documents.tree import Paragraph, Run
from charterkit.documents.views.items import Strand

PILCROW: Final = "\N{PILCROW SIGN}"
"""Stands for a paragraph break that was put in or taken out."""

_SAID: Final = {"label", "holders"}
"""Roles of what the document says in words."""

_LEAD: Final = re.compile(r"^\W+")
"""The dash before the names of holders; it goes the way of the words that it stands after."""

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

    def add(self, run: Run) -> None:
        self.pages.setdefault(self.note, [[]])[-1].append(run)

    def take(self, strand: Strand) -> None:
        if strand.opens:
            self.note = ""
            self.pages[""].append([])
        if strand.opens == "alternative":
            self.alternatives.add(len(self.pages[""]) - 1)
        if strand.role != "word":
            self._own(Run(strand.text, strand.mark, strand.role, by=strand.by, move=strand.move, rung=strand.rung))
            return
        for atom in cut(strand.text, strand.start, strand.end):
            self._atom(atom, strand)

    def _own(self, run: Run) -> None:
        """Add what the document says among words in another language: in its own, codes apart."""
        said = _LEAD.sub("", run.text)
        codes_only = not any(char.isalpha() and not char.isupper() for char in said)
        if not self.tongue or run.role not in _SAID or codes_only:
            self.add(run)
            return
        if said != run.text:
            self.add(replace(run, text=run.text.removesuffix(said)))
        self.add(replace(run, text=said, lang=self.tongue))

    def _atom(self, atom: Atom, strand: Strand) -> None:
        match atom.kind:
            case "break":
                self._end_paragraph(strand)
            case "definition":
                self.note = atom.value
                self.pages.setdefault(self.note, [])
                self.pages[self.note].append([])
            case "note":
                self.add(Run(atom.value, strand.mark, "note"))
            case "markup":
                pass
            case _:
                for run in _words(atom, strand, self.names):
                    self.add(run)

    def _end_paragraph(self, strand: Strand) -> None:
        if strand.mark != "keep":
            self.add(Run(PILCROW, strand.mark, "sign"))
        if not self.note:
            self.pages[""].append([])
        self.note = ""


def weave(strands: Iterable[Strand], names: Names, page: str = "") -> Woven:
    """Return the paragraphs and footnotes of a text given as strands, on a page in a language."""
    loom = _Loom(names, "" if page == names.language else page)
    for strand in strands:
        loom.take(strand)
    notes = {name: _paragraphs(rows) for name, rows in loom.pages.items() if name}
    return Woven(_paragraphs(loom.pages[""], loom.alternatives), notes)


def _paragraphs(rows: list[list[Run]], alternatives: Iterable[int] = ()) -> tuple[Paragraph, ...]:
    marked = set(alternatives)
    joined = ((place, tuple(_joined(row))) for place, row in enumerate(rows))
    return tuple(Paragraph(runs, place in marked) for place, runs in joined if runs)


def _words(atom: Atom, strand: Strand, names: Names) -> Iterator[Run]:
    pattern = Run("", strand.mark, emphasis=atom.emphasis, by=strand.by, move=strand.move, rung=strand.rung)
    if atom.kind == "reference":
        cited = names.cite(atom.value, strand.side)
        words, target = cited or (f"[[{atom.value}]]", "")
        tongue = names.tongue(atom.value) if cited and not target else names.language
        lang = "" if tongue == names.language else tongue
        yield replace(pattern, text=words, role="reference" if cited else "word", target=target, lang=lang)
        return
    for piece in _PLACEHOLDER.split(atom.value.replace("\n", " ")):
        if piece:
            yield replace(pattern, text=piece, role="placeholder" if _PLACEHOLDER.fullmatch(piece) else "word")


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours of one kind joined, and without space at the ends of the paragraph."""
    waiting: Run | None = None
    for run in _trimmed(runs):
        if waiting and run.role == "word" and replace(waiting, text="") == replace(run, text=""):
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
