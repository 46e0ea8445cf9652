"""The source table of a merge as a report: unit, contributor, from where, what was done, why.

What was done and why is found in ``charterkit.drafting.sources``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from charterkit.documents.change_words import CONTEXT, LONG, change_words, line
from charterkit.documents.comparison_pieces import ELISION
from charterkit.documents.front import Front
from charterkit.documents.numerals import cite
from charterkit.documents.redlined import redlined_segments
from charterkit.documents.references import Names
from charterkit.documents.report import Column, Grid, Heading, Prose, Report, Runs, report, stressed, words
from charterkit.documents.statistics_tables import excerpt
from charterkit.documents.tree import Run
from charterkit.drafting.numbering import number
from charterkit.drafting.sources import Done, SourceRow, SourceTable
from charterkit.model.submissions import operation

LEGEND: Final = (
    ((Run("words put in", "insert"),), "put in by the change"),
    ((Run("words taken out", "delete"),), "taken out by it"),
    ((Run(ELISION),), "words that it leaves as they are"),
)

SAID: Final[dict[Done, str]] = {
    "clean": "Clean",
    "rewritten": "Rewritten",
    "moot": "Moot",
    "resolved": "Resolved",
    "fallen": "Fallen",
    "left_open": "Left open",
    "withdrawn": "Withdrawn",
    "not_agreed": "Not agreed",
}

_JOINTS: Final[dict[Done, str]] = {
    "rewritten": " over", "left_open": " against", "resolved": " in place of", "fallen": " with",
}  # fmt: skip
"""What stands before the other changes that one has to do with."""

MEANINGS: Final[dict[Done, str]] = {
    "clean": "taken into the text as it was proposed",
    "rewritten": "taken into a text that had changed since the proposal's base",
    "moot": "its words stood in the text already",
    "resolved": "a compromise, taken in place of the proposals named",
    "fallen": "a compromise was taken in its place; its words stay on record",
    "left_open": "not decided on; it stays a proposal",
    "withdrawn": "nobody stands behind it any more",
    "not_agreed": "closed without agreement; its words stay on record",
}


def sources_report(found: SourceTable, front: Front) -> Report:
    """Return a source table as a report; the newest text is that after the last decision."""
    language = front.language or found.after.settings.drafting_language
    writer = _Writer(found, language)
    columns = (
        Column("Unit", weight=4), Column("Contributor", weight=3), Column("From", weight=5),
        Column("What was done", weight=5), Column("Words", weight=9), Column("Why", weight=8),
    )  # fmt: skip
    done = [row.done for row in found.rows]
    used = [f"{SAID[each]}: {MEANINGS[each]}." for each in SAID if each in done]
    blocks = (
        Heading("What was decided" if found.taken else "What would be decided"),
        Prose(words(*_taken(found))),
        Grid(
            "Source table", columns, tuple(writer.row(row) for row in found.rows), notes=tuple(used),
            order="decision by decision, in each by participant's code",
        ),
    )  # fmt: skip
    record = {"decisions": [each.id for each in found.decisions], "rows": [writer.record(row) for row in found.rows]}
    return report(found.after.settings, front, "sources", blocks, legend=LEGEND, landscape=True, record=record)


def _taken(found: SourceTable) -> Iterator[str | Run]:
    """Yield a sentence that says which decisions are meant."""
    if found.taken:
        yield from _decisions(found)
    else:
        yield "Nothing was decided: this is what the merge would do. "
    total: dict[str, int] = {}
    for row in found.rows:
        total[SAID[row.done].lower()] = total.get(SAID[row.done].lower(), 0) + 1
    changes = "1 change" if len(found.rows) == 1 else f"{len(found.rows)} changes"
    yield f"{changes}: {', '.join(f'{number} {name}' for name, number in total.items())}."


def _decisions(found: SourceTable) -> Iterator[str | Run]:
    count = len(found.decisions)
    yield "Decision " if count == 1 else "Decisions "
    first, last = found.decisions[0], found.decisions[-1]
    yield stressed(first.id if count == 1 else f"{first.id} to {last.id}")
    dates = f"{first.date}" if first.date == last.date else f"{first.date} to {last.date}"
    yield f", {dates}. "


class _Writer:
    """Puts rows into words, with the numbers that units have after the decisions, or had before."""

    def __init__(self, found: SourceTable, language: str) -> None:
        self.found = found
        self.language = language
        self.now, self.then = number(found.after), number(found.before)
        self.names = Names(self.now, self.then, found.after.registry, language)

    def row(self, row: SourceRow) -> tuple[str | Runs, ...]:
        """Return a row for people."""
        return self.unit(row), self.contributor(row), self.origin(row), self.done(row), self.words(row), self.why(row)

    def unit(self, row: SourceRow) -> str:
        """Return the number of a unit after the decisions, or the one that it had; its path where it never had one."""
        for numbers in (self.now, self.then):
            if row.path in numbers.by_path:
                return cite(numbers, row.path, self.language)
        return row.path

    def contributor(self, row: SourceRow) -> str:
        """Return who stood behind a change, and whom it spoke for."""
        codes = ", ".join(row.entry.sponsors) or f"nobody any more (lodged by {row.entry.submission.by})"
        behind = ", ".join(row.entry.submission.on_behalf_of)
        return f"{codes} (on behalf of {behind})" if behind else codes

    def origin(self, row: SourceRow) -> str:
        """Return from where it comes: the change, what it does, the path at its base."""
        change = row.entry.change
        return f"{row.entry.ref}, {operation(change)} {row.base_path} in {row.entry.submission.base[:12]}"

    def done(self, row: SourceRow) -> str:
        """Return what was done, by which decision and over, against or in place of what."""
        others = f"{_JOINTS.get(row.done, ',')} {', '.join(row.others)}" if row.others else ""
        said = f": {row.note}" if row.note else ""
        by = f" (decision {row.decision.id})" if self.found.taken else ""
        return f"{SAID[row.done]}{others}{said}{by}"

    def words(self, row: SourceRow) -> Runs:
        """Return the words that the change put in and took out, or what it did else."""
        if row.segments:
            return line(redlined_segments(row.segments, self.names, CONTEXT))
        return change_words(row.entry, self.found.bases.get(row.entry.submission.base), self.names)

    def why(self, row: SourceRow) -> str:
        """Return the reasons given, and the notes on the change and on the decision."""
        submission = row.entry.submission
        said = [excerpt(submission.reasons or submission.title, LONG)]
        said += [excerpt(note, LONG) for note in (row.entry.change.note,) if note]
        said += [f"Decision: {excerpt(row.decision.note, LONG)}"] if row.decision.note else []
        return "\n".join(said)

    def record(self, row: SourceRow) -> dict[str, Any]:
        """Return a row for programs, nothing shortened."""
        submission = row.entry.submission
        return {
            "unit": row.path, "number": self.unit(row), "change": row.entry.ref,
            "operation": operation(row.entry.change), "sponsors": list(row.entry.sponsors),
            "on_behalf_of": list(submission.on_behalf_of), "base": submission.base, "path_at_base": row.base_path,
            "done": row.done, "others": list(row.others), "decision": row.decision.id,
            "date": row.decision.date.isoformat(), "session": row.decision.session, "title": submission.title,
            "reasons": submission.reasons, "note": row.entry.change.note, "merge_note": row.note or None,
            "decision_note": row.decision.note,
            "words": [{"op": each.op, "text": each.text} for each in row.segments],
        }  # fmt: skip
