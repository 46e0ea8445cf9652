"""The inline Markdown of a text as atoms with their places: words, references, footnotes, paragraph breaks.

A text is paragraphs with ``*emphasis*``, ``[[path]]`` references and ``[^n]`` footnotes; every other character is
itself. Each atom knows the characters that it stands for, so that a diff of two texts can be laid over both. What a
reference prints, and how atoms of several texts are put together, is left to ``references`` and ``weave``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from charterkit.drafting.footnotes import CALL

AtomKind = Literal["words", "reference", "note", "definition", "break", "gap", "markup"]
"""``break`` ends a paragraph; a ``gap`` is the blank line before a footnote, which ends none: the note stands apart."""

_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")
_DEFINITION: Final = re.compile(rf"{CALL.pattern}:[ \t]+")
_REFERENCE: Final = re.compile(r"\[\[([a-z0-9][a-z0-9/-]*)\]\]")


@dataclass(frozen=True, slots=True)
class Atom:
    """Some characters of a text and what they are; ``value`` is the words, the path or the footnote's name."""

    kind: AtomKind
    start: int
    end: int
    value: str
    emphasis: bool = False


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[Atom, ...]:
    """Return the atoms of a text, in order and without gaps: their places join to ``range(len(text))``."""
    called = {match.group(1) for match in CALL.finditer(text)}
    defined: set[str] = set()
    atoms: list[Atom] = []
    for first, end, closing in _paragraphs(text):
        start = first
        definition = _DEFINITION.match(text, start, end)
        name = definition.group(1) if definition else ""
        if definition and name not in defined and text.count(f"[^{name}]") > 1:
            defined.add(name)
            if atoms:
                atoms[-1] = replace(atoms[-1], kind="gap")
            atoms.append(Atom("definition", start, definition.end(), name))
            start = definition.end()
        atoms += _inline(text[start:end], start)
        if closing > end:
            atoms.append(Atom("break", end, closing, text[end:closing]))
    return tuple(_literal_note(atom, text) if _dangling(atom, called & defined) else atom for atom in atoms)


def cut(text: str, start: int, end: int) -> Iterator[Atom]:
    """Yield the atoms of ``text[start:end]``; words are cut, everything else belongs to where it starts."""
    for atom in parse(text):
        if start <= atom.start and atom.end <= end and (atom.kind == "words" or atom.start < end):
            yield atom
        elif atom.kind == "words" and atom.start < end and atom.end > start:
            first, last = max(atom.start, start), min(atom.end, end)
            yield replace(atom, start=first, end=last, value=text[first:last])
        elif atom.kind != "words" and start <= atom.start < end:
            yield atom


def note_at(text: str, place: int) -> str:
    """Return the name of the footnote whose definition goes on at a place of a text; nothing outside of all."""
    name = ""
    for atom in parse(text):
        if atom.start >= place:
            break
        if atom.kind in ("definition", "break", "gap"):
            name = atom.value if atom.kind == "definition" else ""
    return name


def splits_atom(text: str, place: int) -> bool:
    """Tell whether a cut at this place would go through a reference, a footnote or a paragraph break."""
    return any(atom.start < place < atom.end for atom in parse(text) if atom.kind != "words")


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each paragraph, and the end of the blank lines that close it."""
    start = 0
    for gap in _BREAK.finditer(text):
        yield start, gap.start(), gap.end()
        start = gap.end()
    yield start, len(text), len(text)


def _inline(text: str, offset: int) -> list[Atom]:
    """Walk the tokens beside the text. They leave out no character, so that every token's place is known."""
    tokens: list[Token] = []
    _PARSER.inline.parse(text, _PARSER, {}, tokens)
    atoms: list[Atom] = []
    depth, place = 0, 0
    for token in tokens:
        raw = token.content if token.type == "text" else token.markup
        emphasis = token.type in ("em_open", "em_close") and raw == "*"
        depth += token.nesting if emphasis else 0
        kind: AtomKind = "markup" if emphasis else token.meta["kind"] if token.meta else "words"
        value = token.content if token.meta else raw
        atoms.append(Atom(kind, offset + place, offset + place + len(raw), value, depth > 0))
        place += len(raw)
    whole = "".join(text[atom.start - offset : atom.end - offset] for atom in atoms)
    return atoms if place == len(text) and whole == text else [Atom("words", offset, offset + len(text), text)]


def _dangling(atom: Atom, known: set[str]) -> bool:
    return atom.kind == "note" and atom.value not in known


def _literal_note(atom: Atom, text: str) -> Atom:
    return replace(atom, kind="words", value=text[atom.start : atom.end])


def _rule(kind: AtomKind, pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content, token.markup, token.meta = match.group(1), match.group(), {"kind": kind}
    state.pos = match.end()
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    return _rule("reference", _REFERENCE, state, silent)


def _note(state: StateInline, silent: bool) -> bool:
    return _rule("note", CALL, state, silent)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable("emphasis")
    parser.inline.ruler.before("emphasis", "reference", _reference)
    parser.inline.ruler.before("emphasis", "note", _note)
    return parser


_PARSER: Final = _parser()
