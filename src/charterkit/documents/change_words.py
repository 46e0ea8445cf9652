"""The words of one change on a line, for the cells of tables: what it puts in, takes out, or does else.

Whole paragraphs of a change are made in ``proposal_blocks``; redlines in ``redlined``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.numerals import cite
from charterkit.documents.redlined import plain_text, redlined
from charterkit.documents.references import Names
from charterkit.documents.report import Runs, words
from charterkit.documents.tree import Mark, Run
from charterkit.drafting.brackets import texts
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.proposals import Slot, field_of, proposed_words, words_at
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part
from charterkit.model.submissions import Add, Amend, Delete, Move, NewPart

CONTEXT: Final = 4
"""How many unchanged words stand on either side of a change."""

LONG: Final = 240
"""How many characters of an addition or a deletion are shown."""

BREAK: Final = " / "
"""Stands between paragraphs, and between the texts of a unit and what is below it."""


def change_words(entry: Entry, base: Charter | None, names: Names) -> Runs:
    """Return what a change puts in and takes out of its base, or where it would move something.

    Args:
        entry: the change.
        base: the text it was written against, None where that is not known.
        names: what references print.
    """
    change, language = entry.change, names.language
    match change:
        case Amend():
            return _amended(change, base, names, change.language or entry.submission.language)
        case Add(add=NewPart() as part):
            return _whole([part.heading.get(language, "")], names, "insert")
        case Add():
            return _whole(texts(change.add, language) if not isinstance(change.add, NewPart) else [], names, "insert")
        case Delete():
            node: Node | Part | None = (base.find(change.delete) or base.part(change.delete)) if base else None
            return _whole(texts(node, language) if node else [], names, "delete")
        case Move():
            return words(f"to {_place(change, base, language)}")
    return words("no change here")


def line(paragraphs: Iterable[Runs]) -> Runs:
    """Return paragraphs on one line, with a sign between them."""
    found: list[Run] = []
    for runs in paragraphs:
        found += [Run(BREAK)] if found else []
        found += runs
    return tuple(found)


def cut(runs: Runs, most: int = LONG) -> Runs:
    """Return runs of so many characters at most, cut at a word."""
    return tuple(_cut(runs, most))


def _cut(runs: Runs, most: int) -> Iterator[Run]:
    left = most
    for run in runs:
        if len(run.text) > left:
            yield replace(run, text=f"{run.text[:left].rsplit(' ', 1)[0]} ...")
            return
        left -= len(run.text)
        yield run


def _amended(change: Amend, base: Charter | None, names: Names, language: str) -> Runs:
    before = words_at(base, Slot(change.amend, field_of(change), language)) if base else None
    after = None if before is None else proposed_words(change, before)
    if before is not None and after is not None:
        return line(redlined(before, after, names, CONTEXT))
    put = change.with_ if change.with_ is not None else change.text or change.heading or ""
    taken = _whole([change.replace or ""], names, "delete")
    return (*taken, *([Run(" ")] if taken else []), *_whole([put], names, "insert"))


def _whole(found: Iterable[str], names: Names, mark: Mark) -> Runs:
    return cut(line(plain for text in found if text for plain in plain_text(text, names, mark)))


def _place(change: Move, base: Charter | None, language: str) -> str:
    numbers = number(base) if base else None
    there = change.neighbour or change.container or ""
    shown = cite(numbers, there, language) if numbers else there
    if change.neighbour:
        return f"{'after' if change.after else 'before'} {shown}"
    return f"the {'beginning' if change.at_start else 'end'} of {shown}"
