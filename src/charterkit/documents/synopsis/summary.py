"""The summary of a synopsis: provisions and words in numbers, by part and by sponsor, as tables.

The counts of two texts are those of ``history.comparing.tally``; what participants propose is counted from the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from charterkit.documents.reports.tables import Table
from charterkit.documents.runs import Run, Runs, text_of
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.numerals import grouped, printed
from charterkit.documents.wording.phrases import named as in_words
from charterkit.documents.wording.phrases import phrases, titled
from charterkit.drafting.numbering import number
from charterkit.history.comparing.changes import Comparison
from charterkit.history.comparing.columns import COMPROMISE, Cell, Columns
from charterkit.history.comparing.likeness import count_words
from charterkit.history.comparing.tally import UNATTRIBUTED, Tally, summarise, tally_sponsors
from charterkit.model.charter import LISTS
from charterkit.model.registry import Registry


def tallies(
    comparison: Comparison, language: str, sponsors: Mapping[str, Sequence[str]] | None = None
) -> tuple[Table, ...]:
    """Return the tally of a comparison by part and, where sponsors are given, by sponsor; empty where all is alike."""
    words, summary = labels(language), summarise(comparison)
    if not summary.by_part:
        return ()
    named = [(_part_name(key, comparison, language), tally) for key, tally in summary.by_part.items()]
    tables = [_tally_table("part", [*named, ((Run(words["whole_charter"]),), summary.total)], language)]
    if sponsors:
        registry = comparison.new.registry
        found = tally_sponsors(comparison, sponsors)
        rows = [
            (sponsor(code, registry, language) if code else (Run(words["unattributed"]),), found[code])
            for code in sorted(found, key=_last)
        ]
        tables.append(_tally_table("sponsor", rows, language))
    return tuple(tables)


def _last(code: str) -> tuple[bool, str]:
    """Sort what has no sponsor behind everything that has one."""
    return code == UNATTRIBUTED, code


def sponsor_name(code: str, registry: Registry, language: str) -> str:
    """Return a participant's code with its name, where the registry has one."""
    return text_of(sponsor(code, registry, language))


def sponsor(code: str, registry: Registry, language: str) -> tuple[Run, ...]:
    """Return a participant's code with its name, which bears its language where that is not the page's."""
    record = registry.participant(code)
    if record is None:
        return (Run(code),)
    return phrases("words", language).runs("named_code", code=code, name=in_words(record.name, language))


def _part_name(key: str, comparison: Comparison, language: str) -> Runs:
    for charter in (comparison.new, comparison.old):
        part, found = charter.part(key), number(charter).by_path.get(key)
        if part:
            return titled(printed(found, language) if found else "", part.heading, language)
    return (Run(labels(language)[key or "unplaced"] if key in ("", *LISTS) else key),)


def _tally_table(what: str, rows: Sequence[tuple[Runs, Tally]], language: str) -> Table:
    words = labels(language)
    always = ("added", "deleted", "moved", "changed", "words_in", "words_out")
    names = list(Tally._fields)
    counted = [name for name in names if name in always or any(getattr(tally, name) for _, tally in rows)]
    return Table(
        title=words[f"summary_{what}s"],
        columns=(words[what], *(words[f"count_{name}"] for name in counted)),
        rows=tuple(
            (text_of(name), *(grouped(getattr(tally, key), language) for key in counted)) for name, tally in rows
        ),
        heads=tuple(name for name, _ in rows),
    )


@dataclass(slots=True)
class _Proposed:
    """What one participant proposes."""

    added: int = 0
    deleted: int = 0
    moved: int = 0
    texts: int = 0
    words_in: int = 0
    words_out: int = 0

    def add(self, cell: Cell, *, present: bool) -> None:
        """Count one cell of the participant's column."""
        segments = [segment for text in cell.texts for segment in text.segments]
        self.added += not present
        self.moved += cell.goal is not None
        self.deleted += present and cell.deletes
        self.texts += present and not cell.deletes and any(segment.op != "keep" for segment in segments)
        self.words_in += sum(count_words(segment.text) for segment in segments if segment.op == "insert")
        self.words_out += sum(count_words(segment.text) for segment in segments if segment.op == "delete")


def proposals(found: Columns, names: Sequence[str], language: str) -> tuple[Table, ...]:
    """Return what each column of proposals would add, delete and reword; ``names`` are the headings of the columns."""
    words = labels(language)
    rows = tuple(_proposed_rows(found, names, language))
    heads = ("count_added", "count_deleted", "count_moved", "count_texts", "count_words_in", "count_words_out")
    title = words["summary_proposed"]
    return (Table(title, (words["sponsor"], *(words[head] for head in heads)), rows),) if rows else ()


def _proposed_rows(found: Columns, names: Sequence[str], language: str) -> Iterator[tuple[str, ...]]:
    for place, label in enumerate(found.labels):
        if place == 0 or label == COMPROMISE:
            continue
        counted = _Proposed()
        for row in found.rows:
            cell = row.cells[place]
            if cell:
                counted.add(cell, present=row.cells[0] is not None)
        counts = (getattr(counted, field.name) for field in fields(_Proposed))
        yield names[place], *(grouped(count, language) for count in counts)
