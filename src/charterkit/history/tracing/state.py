"""An attribution in columns of texts and numbers, from which it goes on as if it had never been put away.

Values to values: where the columns are kept, and whether they may be trusted, is left to the store.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from charterkit.drafting.proposals import Slot
from charterkit.history.tracing.archive import Archive
from charterkit.history.tracing.attribution import Attribution, Mark
from charterkit.history.tracing.blocks import Memory
from charterkit.history.tracing.trace import Standing, TextFold

Columns = dict[str, Any]
"""Lists of texts and small values by name, and ``array`` and ``bytes`` columns."""

_NUMBERS: Final = ("starts", "first", "marks", "died", "cuts", "credits")
"""The columns of an archive that are numbers."""

_NONE: Final = "-"
"""Stands for the decision of words that no decision brought."""


def columns(attribution: Attribution) -> Columns | None:
    """Return an attribution in columns; None where its words cannot be packed."""
    archive = attribution.texts.memory.archived()
    if archive is None:
        return None
    return {**_marks(attribution.marks), **_texts(attribution.texts), **_archive(archive),
            "releases": attribution.releases}  # fmt: skip


def attribution_from(found: Columns) -> Attribution:
    """Return the attribution that columns were made of; raise ValueError or KeyError where they are none."""
    slots = [Slot(*slot) for slot in found["mark_slots"]]
    commits, numbers = commits_in(found), iter(found["mark_numbers"])
    decisions = [None if key == _NONE else key for key in found["mark_decisions"].decode().split()]
    marks = [
        Mark(commits[commit], decisions[decision], slots[slot], since)
        for commit, decision, slot, since in zip(numbers, numbers, numbers, numbers, strict=True)
    ]
    texts = TextFold(dict(_standing(found)), found["taken"], Memory(_archive_from(found)))
    return Attribution(marks, [(step, name) for step, name in found["releases"]], texts)


def commits_in(found: Columns) -> list[str]:
    """Return the commits that marks name, in the order of their numbers."""
    commits: list[str] = found["mark_commits"].decode().split()
    return commits


def _marks(marks: Sequence[Mark]) -> Columns:
    commits = {mark.commit: None for mark in marks}
    decisions = {mark.decision: None for mark in marks}
    slots = {mark.slot: None for mark in marks}
    places: list[Mapping[Any, int]] = [{key: at for at, key in enumerate(keys)} for keys in (commits, decisions, slots)]
    rows = ((places[0][m.commit], places[1][m.decision], places[2][m.slot], m.since) for m in marks)
    return {
        "mark_commits": " ".join(commits).encode(),
        "mark_decisions": " ".join(decision or _NONE for decision in decisions).encode(),
        "mark_slots": [(slot.path, slot.field, slot.language) for slot in slots],
        "mark_numbers": array("q", chain.from_iterable(rows)),
    }


def _texts(texts: TextFold[Slot]) -> Columns:
    standing = texts.standing
    return {
        "taken": texts.taken,
        "text_slots": [(slot.path, slot.field, slot.language) for slot in standing],
        "texts": [each.text for each in standing.values()],
        "texts_before": [each.before[0] for each in standing.values()],
        "text_sizes": array(
            "q", chain.from_iterable((each.since, len(each.marks), len(each.before[1])) for each in standing.values())
        ),
        "text_marks": array("q", chain.from_iterable((*each.marks, *each.before[1]) for each in standing.values())),
    }


def _standing(found: Columns) -> Iterator[tuple[Slot, Standing]]:
    sizes, marks = iter(found["text_sizes"]), found["text_marks"].tolist()
    at = 0
    rows = zip(found["text_slots"], found["texts"], found["texts_before"], sizes, sizes, sizes, strict=True)
    for slot, text, before, since, own, earlier in rows:
        yield Slot(*slot), Standing(text, marks[at : at + own], since, (before, marks[at + own : at + own + earlier]))
        at += own + earlier


def _archive(archive: Archive) -> Columns:
    between = array("q", chain.from_iterable(archive.between.values()))
    return {
        **{f"archive_{name}": getattr(archive, name) for name in _NUMBERS},
        "archive_words": archive.words,
        "archive_dead": archive.dead,
        "archive_sentences": array("Q", sorted(archive.sentences)),
        "archive_keys": array("Q", archive.between),
        "archive_between": between,
    }


def _archive_from(found: Columns) -> Archive:
    numbers = {name: found[f"archive_{name}"] for name in _NUMBERS}
    rows = iter(found["archive_between"])
    return Archive(
        words=found["archive_words"],
        dead=found["archive_dead"],
        sentences=frozenset(found["archive_sentences"]),
        between=dict(zip(found["archive_keys"], zip(rows, rows, rows, strict=True), strict=True)),
        **numbers,
    )
