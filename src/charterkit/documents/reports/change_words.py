"""The words of one change on a line, for the cells of tables: what it puts in, takes out, or does else.

Whole paragraphs of a change are made in ``proposal_blocks``; redlines in ``redlined``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from charterkit.documents.labels import labels
from charterkit.documents.numerals import cite
from charterkit.documents.phrases import in_tongue, line, phrases
from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import cut, plain_text, redlined
from charterkit.documents.reports.report import words
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.drafting.brackets import texts
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.proposals import Slot, field_of, proposed_words, words_at
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Node, Part
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
            return _all(change.add, names, entry.submission.language, "insert")
        case Delete():
            node: Node | Part | None = base.standing(change.delete) if base else None
            drafting = base.settings.drafting_language if base else names.language
            return _all(node, names, drafting, "delete") if node else ()
        case Move():
            return words(_goal(change, base, names.language))
    return words(phrases("changes", names.language)("no_change"))


def _all(added: Node | Part | NewPart, names: Names, other: str, mark: Mark) -> Runs:
    """Return all words of something, in the language of the page or, where it has none in it, in another."""
    for language in (names.language, other):
        heading = [added.heading[language]] if isinstance(added, NewPart) and language in added.heading else []
        found = heading if isinstance(added, NewPart) else list(texts(added, language))
        if found:
            return _whole(found, names, mark, language)
    return ()


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
    theirs = replace(names, language=language)
    runs = cut(line(plain for text in found if text for plain in plain_text(text, theirs, mark)))
    return in_tongue(runs, language, names.language)


def _goal(change: Move, base: Charter | None, language: str) -> str:
    """Return where something would be moved: ``to after Article 5``."""
    numbers = number(base) if base else None
    there = change.neighbour or change.container or ""
    list_name = labels(language)[there] if there in LISTS else ""
    shown = list_name or (cite(numbers, there, language) if numbers else there)
    beside = "after" if change.after else "before"
    inside = "first" if change.at_start else "last"
    return phrases("places", language)(beside if change.neighbour else inside, place=shown)
