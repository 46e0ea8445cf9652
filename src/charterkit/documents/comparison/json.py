"""A comparison for programs: plain dictionaries, ready for ``json.dumps``, with stable keys.

Everything that the comparison found is here, at full length; the other views shorten. Keys are only ever added; should
one have to change its meaning, ``format`` gets the next number.
"""

from __future__ import annotations

from typing import Any, Final

from charterkit.drafting.numbering import Vacancy
from charterkit.history import (
    Change,
    Columns,
    Comparison,
    Move,
    Place,
    RegistryChange,
    Renumbering,
    TextChange,
    summarise,
    tally_sponsors,
)
from charterkit.history.comparing.columns import Cell
from charterkit.history.comparing.tally import UNATTRIBUTED, Sponsors
from charterkit.words import Change as Passage

COMPARISON_FORMAT: Final = "charterkit-comparison/1"
COLUMNS_FORMAT: Final = "charterkit-columns/1"


def comparison_json(
    comparison: Comparison,
    labels: tuple[str, str] = ("old", "new"),
    sponsors: Sponsors | None = None,
) -> dict[str, Any]:
    """Return a comparison as plain values.

    Args:
        comparison: what became of one charter in another.
        labels: what the two are called.
        sponsors: who put forward the change at each path; given, the summary counts by sponsor too.

    Returns:
        ``format``, ``old`` and ``new`` (the labels), ``equal``, ``summary`` (``total``, ``by_part`` and
        ``by_sponsor``: counts of provisions, words and sentences), ``changes`` in reading order,
        ``renumbered``, ``settings``, ``registry``. A change has ``level``, ``kinds``, ``path``, ``old_path``,
        ``new_path``, ``part``, ``old_number``, ``new_number``, ``likeness``, ``shares_with``, ``move``
        (``from`` and ``to``: ``container``, ``after``, ``number``), ``texts`` (``field``, ``language``,
        ``segments`` of ``op`` and ``text``; where sentences moved, ``moves`` has the same redline with ``op``
        ``moved_from`` and ``moved_to``, the number ``move`` that these two share, and at the new place the
        segments ``inside`` of a sentence that was also changed) and ``attributes`` (``name``, ``removed``,
        ``added``). What there is none of is null or empty; numbers are as printed in English.
    """
    summary = summarise(comparison)
    by_sponsor = tally_sponsors(comparison, sponsors) if sponsors is not None else {}
    return {
        "format": COMPARISON_FORMAT,
        "old": labels[0],
        "new": labels[1],
        "equal": comparison.empty,
        "summary": {
            "total": summary.total._asdict(),
            "by_part": [{"part": part, **tally._asdict()} for part, tally in summary.by_part.items()],
            "by_sponsor": [
                {"sponsor": None if sponsor == UNATTRIBUTED else sponsor, **tally._asdict()}
                for sponsor, tally in by_sponsor.items()
            ],
        },
        "changes": [_change(change) for change in comparison.changes],
        "renumbered": [_renumbering(line) for line in comparison.renumbered],
        "settings": [setting._asdict() for setting in comparison.settings],
        "registry": [_registry(change) for change in comparison.registry],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "level": change.level,
        "kinds": list(change.kinds),
        "path": change.path,
        "old_path": change.old_path,
        "new_path": change.new_path,
        "part": change.part,
        "old_number": _printed(change.old_number),
        "new_number": _printed(change.new_number),
        "likeness": change.likeness,
        "shares_with": change.shares_with,
        "move": _move(change.move) if change.move else None,
        "texts": [_text(text) for text in change.texts],
        "attributes": [
            {"name": attribute.name, "removed": list(attribute.removed), "added": list(attribute.added)}
            for attribute in change.attributes
        ],
    }


def _move(move: Move) -> dict[str, Any]:
    return {"from": _place(move.origin), "to": _place(move.goal)}


def _place(place: Place) -> dict[str, Any]:
    return {"container": place.container or None, "after": place.after, "number": _printed(place.number)}


def _text(text: TextChange) -> dict[str, Any]:
    segments = [segment._asdict() for segment in text.segments]
    return {"field": text.field, "language": text.language, "segments": segments, "moves": [*map(_passage, text.moves)]}


def _passage(passage: Passage) -> dict[str, Any]:
    inside = [segment._asdict() for segment in passage.inside]
    return {"op": passage.op, "text": passage.text, "move": passage.move or None, "inside": inside}


def _renumbering(line: Renumbering) -> dict[str, Any]:
    return {
        "level": line.level,
        "old_path": line.old_path,
        "new_path": line.new_path,
        "old_number": str(line.old),
        "new_number": str(line.new),
    }


def _registry(change: RegistryChange) -> dict[str, Any]:
    return {
        "list": change.name,
        "old_count": change.old_count,
        "new_count": change.new_count,
        "added": list(change.added),
        "deleted": list(change.deleted),
        "changed": list(change.changed),
    }


def _printed(number: object) -> str | None:
    return None if number is None else str(number)


def columns_json(found: Columns) -> dict[str, Any]:
    """Return texts in columns as plain values.

    Returns:
        ``format``, ``labels`` and ``rows`` in reading order: ``level``, ``path``, ``differs`` and ``cells``, one for
        each label: null, or ``path``, ``number``, ``moved``, ``goal`` (where its sponsor would move it: ``container``,
        ``after``, null where it would not), ``keeps`` (its sponsor asks that it stay unchanged) and ``texts`` as in
        ``comparison_json``. Where a column once had it and its number is frozen, ``gone`` has an entry for each label:
        null, or ``number`` and ``moved_to``.
    """
    rows = [
        {"level": row.level, "path": row.path, "differs": row.differs, "cells": [_cell(cell) for cell in row.cells]}
        | ({"gone": [_vacated(vacancy) for vacancy in row.gone]} if row.gone else {})
        for row in found.rows
    ]
    return {"format": COLUMNS_FORMAT, "labels": list(found.labels), "rows": rows}


def _vacated(vacancy: Vacancy | None) -> dict[str, Any] | None:
    return {"number": str(vacancy.number), "moved_to": vacancy.moved_to or None} if vacancy else None


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    texts = [_text(text) for text in cell.texts]
    return {
        "path": cell.path,
        "number": _printed(cell.number),
        "moved": cell.moved,
        "goal": {"container": cell.goal.container, "after": cell.goal.after} if cell.goal else None,
        "keeps": cell.keeps,
        "texts": texts,
    }
