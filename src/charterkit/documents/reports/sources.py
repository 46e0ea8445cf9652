"""The source table of a merge as a report: unit, contributor, from where, what was done, why.

What was done and why is found in ``charterkit.drafting.sources``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from charterkit.documents.comparison.pieces import ELISION
from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.change_words import CONTEXT, change_words
from charterkit.documents.reports.redlined import cut, redlined_segments
from charterkit.documents.reports.report import Cell, Column, Grid, Heading, Prose, Report, report, stressed, words
from charterkit.documents.runs import Run, Runs
from charterkit.documents.views.legend import Legend
from charterkit.documents.wording.labels import ENGLISH, labels
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import in_tongue, line, phrases, recorded
from charterkit.drafting.numbering import number
from charterkit.drafting.sources import Done, SourceRow, SourceTable
from charterkit.model.submissions import Amend, Keep, base_shown, operation

DONE: Final[tuple[Done, ...]] = (
    "clean", "rewritten", "moot", "resolved", "fallen", "left_open", "withdrawn", "not_agreed",
)  # fmt: skip


def redline_legend(language: str) -> Legend:
    """Return what the marks of a change mean, in reports that show changes on a line."""
    say, said = phrases("sources", language), labels(language)
    return (
        ((Run(said["words_in_sample"], "insert"),), say("legend_insert")),
        ((Run(said["words_out_sample"], "delete"),), say("legend_delete")),
        ((Run(ELISION),), say("legend_untouched")),
    )


def sources_report(found: SourceTable, front: Front) -> Report:
    """Return a source table as a report; the newest text is that after the last decision."""
    writer = _Writer(found, front.page_language(found.after.settings))
    say, heads = writer.say, writer.heads
    columns = (
        Column(heads("unit"), weight=4), Column(say("contributor"), weight=3), Column(heads("from"), weight=5),
        Column(say("done"), weight=5), Column(heads("wording"), weight=9), Column(heads("why"), weight=8),
    )  # fmt: skip
    blocks = (
        Heading(say("decided" if found.taken else "tried")),
        Prose(writer.taken()),
        Grid(say("table"), columns, tuple(writer.row(row) for row in found.rows), notes=tuple(writer.meanings()),
             order=say("order")),
    )  # fmt: skip
    english = _Writer(found, ENGLISH)
    record = {"decisions": [each.id for each in found.decisions], "rows": [english.record(row) for row in found.rows]}
    legend = redline_legend(writer.language)
    return report(found.after.settings, front, "sources", blocks, legend=legend, landscape=True, record=record)


class _Writer:
    """Puts rows into words, with the numbers that units have after the decisions, or had before."""

    def __init__(self, found: SourceTable, language: str) -> None:
        self.found = found
        self.say, self.heads = phrases("sources", language), phrases("heads", language)
        self.language = self.say.language
        self.now, self.then = number(found.after), number(found.before)
        self.names = Names(self.now, self.then, found.after.registry, self.language)

    def taken(self) -> Runs:
        """Return which decisions are meant, and how many changes became what."""
        say, counts = self.say, dict[Done, int]()
        for row in self.found.rows:
            counts[row.done] = counts.get(row.done, 0) + 1
        named = (say("counted", done=say(f"done_{done}").lower(), n=count) for done, count in counts.items())
        total = say("count", n=len(self.found.rows), counts=say.listed(named))
        gap = labels(self.language)["sentence_gap"]
        return words(self._decisions() if self.found.taken else say.runs("not_taken"), gap, total)

    def _decisions(self) -> Runs:
        say, first, last = self.say, self.found.decisions[0], self.found.decisions[-1]
        if len(self.found.decisions) == 1:
            return say.runs("one_decision", decision=stressed(first.id), date=first.date)
        ends = {"first": stressed(first.id), "last": stressed(last.id)}
        if first.date == last.date:
            return say.runs("decisions_one_day", **ends, date=first.date)
        return say.runs("decisions", **ends, since=first.date, until=last.date)

    def meanings(self) -> Iterator[str]:
        """Yield what each outcome that occurs means."""
        used = {row.done for row in self.found.rows}
        for done in (each for each in DONE if each in used):
            yield self.say("meaning", done=self.say(f"done_{done}"), meaning=self.say(f"meaning_{done}"))

    def row(self, row: SourceRow) -> tuple[Cell, ...]:
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
        say, submission = self.say, row.entry.submission
        codes = say.listed(row.entry.sponsors) or say("nobody", code=submission.by)
        behind = say.listed(submission.on_behalf_of)
        return phrases("changes", say.language)("behalf", sponsors=codes, group=behind) if behind else codes

    def origin(self, row: SourceRow) -> str:
        """Return from where it comes: the change, what it does, the path at its base."""
        entry = row.entry
        return self.say("origin", ref=entry.ref, operation=operation(entry.change), path=row.base_path,
                        base=base_shown(entry.submission.base))  # fmt: skip

    def done(self, row: SourceRow) -> Runs:
        """Return what was done, by which decision and over, against or in place of what."""
        say = self.say
        others = say.listed(row.others)
        told = say.runs(f"over_{row.done}", others=others) if others else say.runs(f"done_{row.done}")
        if row.note and not isinstance(row.entry.change, Keep):  # what that one says stands among its words
            told = say.runs("noted", done=told, note=recorded(row.note, ENGLISH, self.language))
        return say.runs("by_decision", done=told, decision=row.decision.id) if self.found.taken else told

    def words(self, row: SourceRow) -> Runs:
        """Return the words that the change put in and took out, or what it did else."""
        change = row.entry.change
        if row.segments and isinstance(change, Amend):
            tongue = change.language or row.entry.submission.language
            names = replace(self.names, language=tongue)
            return in_tongue(line(redlined_segments(row.segments, names, CONTEXT)), tongue, self.language)
        return change_words(row.entry, self.found.bases.get(row.entry.submission.base), self.names)

    def why(self, row: SourceRow) -> Runs:
        """Return the reasons given, and the notes on the change and on the decision, a line each."""
        submission, page = row.entry.submission, self.language
        said = [cut(recorded(submission.reasons or submission.title, submission.language, page))]
        if row.entry.change.note:
            said.append(cut(recorded(row.entry.change.note, submission.language, page)))
        if row.decision.note:
            drafting = self.found.after.settings.drafting_language
            note = cut(recorded(row.decision.note, drafting, page))
            said.append(words(self.say("decision_note"), labels(page)["sentence_gap"], note))
        return line(said, "\n")

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
            "words": [each._asdict() for each in row.segments],
        }  # fmt: skip
