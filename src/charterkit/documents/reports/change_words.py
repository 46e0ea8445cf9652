"""The words of one change on a line, for the cells of tables: what it puts in, takes out, or does else.

Whole paragraphs of a change are made in ``proposal_blocks``; redlines in ``redlined``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import cut, plain_text, redlined
from charterkit.documents.reports.report import words
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.wording.labels import labels, spoken_of
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import in_tongue, line, phrases
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.proposals import Slot, field_of, proposed_words, words_at
from charterkit.model.base import LanguageTexts
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Node, Part, walk
from charterkit.model.submissions import Add, Amend, Delete, Move, NewPart

CONTEXT: Final = 4
"""How many unchanged words stand on either side of a change."""


def change_words(entry: Entry, base: Charter | None, names: Names) -> Runs:
    """Return what a change puts in and takes out of its base, or where it would move something.

    Args:
        entry: the change.
        base: the text it was written against, None where that is not known.
        names: what references print.
    """
    change = entry.change
    match change:
        case Amend():
            return _amended(change, base, names, change.language or entry.submission.language)
        case Add():
            return _all(change.add, names, "insert")
        case Delete():
            node: Node | Part | None = base.standing(change.delete) if base else None
            return _all(node, names, "delete") if node else ()
        case Move():
            return words(_goal(change, base, names.language))
    return words(phrases("changes", names.language)("no_change"))


def _all(added: Node | Part | NewPart, names: Names, mark: Mark) -> Runs:
    """Return all words of something, each text in the language of the page or, where it has none in it, its first."""
    tongues = ((spoken_of(texts, names.language), texts) for texts in _texts(added) if texts)
    return cut(line(runs for tongue, texts in tongues for runs in _stretches([texts[tongue]], names, mark, tongue)))


def _texts(added: Node | Part | NewPart) -> Iterator[LanguageTexts]:
    """Yield headings and texts, those of what is added and of everything below it."""
    for each in (added,) if isinstance(added, Part | NewPart) else (below for _, below in walk(added)):
        yield each.heading
        yield {} if isinstance(each, Part | NewPart) else each.text


def _amended(change: Amend, base: Charter | None, names: Names, language: str) -> Runs:
    before = words_at(base, Slot(change.amend, field_of(change), language)) if base else None
    after = None if before is None else proposed_words(change, before)
    if before is not None and after is not None:
        theirs = replace(names, language=language)
        return in_tongue(line(redlined(before, after, theirs, CONTEXT)), language, names.language)
    put = change.with_ if change.with_ is not None else change.text or change.heading or ""
    taken = _whole([change.replace or ""], names, "delete", language)
    return (*taken, *([Run(" ")] if taken else []), *_whole([put], names, "insert", language))


def _whole(found: Iterable[str], names: Names, mark: Mark, language: str) -> Runs:
    return cut(line(_stretches(found, names, mark, language)))


def _stretches(found: Iterable[str], names: Names, mark: Mark, language: str) -> Iterator[Runs]:
    """Yield the paragraphs of texts in a language, which they bear where it is not the page's."""
    theirs = replace(names, language=language)
    paragraphs = (plain for text in found if text for plain in plain_text(text, theirs, mark))
    yield from (in_tongue(runs, language, names.language) for runs in paragraphs)


def _goal(change: Move, base: Charter | None, language: str) -> str:
    """Return where something would be moved: ``to after Article 5``."""
    numbers = number(base) if base else None
    there = change.neighbour or change.container or ""
    list_name = labels(language)[there] if there in LISTS else ""
    shown = list_name or (cite(numbers, there, language) if numbers else there)
    beside = "after" if change.after else "before"
    inside = "first" if change.at_start else "last"
    return phrases("places", language)(beside if change.neighbour else inside, place=shown)
