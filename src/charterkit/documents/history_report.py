"""The drafting history of a provision as a report: origin, every version as a redline, proposals, positions, decisions.

What belongs to it was found by ``history.travaux``, whose words stand today by ``history.attribution``; the formats
are those of every report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from charterkit.documents.front import Front, in_language
from charterkit.documents.history_record import history_record
from charterkit.documents.labels import labels
from charterkit.documents.numerals import cite, own
from charterkit.documents.proposal_blocks import Bench, change_blocks
from charterkit.documents.redlined import plain_text, redlined
from charterkit.documents.references import Names
from charterkit.documents.report import Block, Column, Grid, Heading, Listing, Prose, Report, Runs, report, words
from charterkit.documents.source_notes import source_note
from charterkit.documents.synopsis_summary import sponsor_name
from charterkit.documents.trace_view import UNATTRIBUTED
from charterkit.documents.trace_view import label as label_of
from charterkit.documents.tree import Run
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.positions import Stated
from charterkit.history.attribution_origins import Trace
from charterkit.history.travaux import Stage, Travaux, Wording
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Provision
from charterkit.words.count import words as counted

_STATES: Final = {
    "open": "open", "unsponsored": "on the chair's list: nobody stands behind it", "information": "information",
    "merged": "merged", "withdrawn": "withdrawn", "not_agreed": "not agreed", "fallen": "fallen", "moot": "moot",
}  # fmt: skip


def history_report(found: Travaux, traced: Trace | None, front: Front) -> Report:
    """Return the drafting history of a provision or unit.

    Args:
        found: what belongs to it.
        traced: whose words it is made of today; None where it does not stand any more.
        front: the masthead.
    """
    settings = found.now.charter.settings
    language = front.language or settings.drafting_language
    blocks = (
        *_origin(found, traced, language),
        *_versions(found, language),
        *_proposals(found, language),
        *_said(found, language),
        *_decisions(found),
    )
    return report(settings, front, "history", blocks, contents=True, record=history_record(found, traced))


def _bench(charter: Charter, language: str) -> Bench:
    numbers = number(charter)
    return Bench(charter, numbers, Names(numbers, registry=charter.registry, language=language), language)


def _origin(found: Travaux, traced: Trace | None, language: str) -> Iterator[Block]:
    last = next(stage for stage in reversed(found.stages) if stage.path)
    bench = _bench(last.charter, language)
    yield Heading(f"{_cited(last, last.path or '', language)} ({found.path})", 2, "origin")
    first = found.stages[0]
    entered = f"It stands in the text since {_named(first)}."
    gone = "" if found.stages[-1].path else f" It was deleted with {_named(found.stages[-1])}."
    yield Prose(words(entered + gone))
    provision = last.charter.find((last.path or "").partition("/")[0])
    if isinstance(provision, Provision) and (note := source_note(provision.basis, bench.names)):
        yield Prose(words(note))
    if traced is not None:
        yield _standing(traced, found, language)


def _standing(traced: Trace, found: Travaux, language: str) -> Grid:
    """Return whose words it is made of today, by proposal."""
    rows: dict[str, list[str | int]] = {}
    for text in traced.texts:
        for run in text.runs:
            origin = run.origin
            label = label_of(origin)
            codes = [code for code in (origin.participant, *origin.co_sponsors) if code]
            who = ", ".join(sponsor_name(code, found.now.charter.registry, language) for code in codes)
            row = rows.setdefault(label, [label, who or UNATTRIBUTED, origin.decision or "none", str(origin.date), 0])
            row[-1] = int(row[-1]) + len(counted(run.text))
    columns = (
        Column("From", weight=3),
        Column("Brought by", weight=5),
        Column("Decision", weight=2),
        Column("Date", weight=2),
    )
    return Grid(
        "Words standing today",
        (*columns, Column("Words", "number")),
        tuple(tuple(row) for row in rows.values()),
        order="as their words appear",
    )


def _named(stage: Stage) -> str:
    if not stage.name:
        return "the present text"
    symbol = f" ({stage.symbol})" if stage.symbol else ""
    return f"{stage.name}{symbol}, {stage.date}"


def _cited(stage: Stage, path: str, language: str) -> str:
    return cite(number(stage.charter), path, language)


def _versions(found: Travaux, language: str) -> Iterator[Block]:
    yield Heading("Versions", 2, "versions")
    for place, stage in enumerate(found.stages):
        where = f": {_cited(stage, stage.path, language)}" if stage.path else ": deleted"
        yield Heading(f"{_named(stage)}{where}", 3, f"version-{place + 1}")
        if place and stage.path and not stage.changed:
            yield Prose(words("Unchanged."))
            continue
        bench = _bench(stage.charter, language)
        for wording in stage.wordings:
            yield from _wording(wording, bench, stage.path or wording.path, language)


def _wording(wording: Wording, bench: Bench, top: str, language: str) -> Iterator[Prose]:
    same = wording.before == wording.after
    paragraphs = plain_text(wording.after, bench.names) if same else redlined(
        wording.before, wording.after, bench.names
    )  # fmt: skip
    printed = bench.numbers.by_path.get(wording.path)
    depth = max(0, wording.path.count("/") - top.count("/"))
    label = own(printed, language) if printed and depth else ""
    for place, runs in enumerate(paragraphs):
        lead = tuple(Run(run.text, run.mark, run.role, emphasis=True) for run in runs)
        yield Prose(
            lead if wording.field == "heading" else runs, label="" if place else label, quoted=True, depth=depth
        )


def _proposals(found: Travaux, language: str) -> Iterator[Block]:
    yield Heading("Proposals", 2, "proposals")
    if not found.proposals:
        yield Prose(words("Nobody proposed anything."))
    for entry in found.proposals:
        submission = entry.submission
        yield Heading(f"{entry.ref}. {' '.join(submission.title.split())}", 3, entry.ref.lower().replace("#", "-"))
        yield Prose(words(*_facts(entry, found, language)))
        bench = _bench(found.now.bases.get(submission.base, found.now.charter), language)
        yield from change_blocks(entry.change, f"{entry.ref.rpartition('#')[2]}.", bench, submission.language)
        if submission.reasons:
            yield from _titled(labels(language)["reasons"], submission.reasons)
        stated = (*found.positions.get(entry.ref, ()), *found.positions.get(submission.id, ()))
        if stated:
            yield Listing(tuple(_stance(each, language) for each in stated))


def _facts(entry: Entry, found: Travaux, language: str) -> Iterator[str]:
    submission, registry = entry.submission, found.now.charter.registry

    def names(codes: Iterable[str]) -> str:
        return ", ".join(sponsor_name(code, registry, language) for code in codes)

    yield f"{names(submission.sponsors)}, {submission.date}, against {submission.base}: {_STATES[entry.state]}"
    if entry.by:
        yield f" ({'decision ' if entry.by.isdigit() else 'by '}{entry.by})"
    later = [code for code in entry.sponsors if code not in submission.sponsors]
    if later:
        yield f"; joined by {names(later)}"
    yield "."


def _titled(title: str, text: str) -> Iterator[Prose]:
    for place, paragraph in enumerate(text.strip().split("\n\n")):
        lead = (Run(f"{title}. ", emphasis=True),) if place == 0 else ()
        yield Prose((*lead, Run(" ".join(paragraph.split()))))


def _stance(each: Stated, language: str) -> Runs:
    statement = f": {' '.join(each.statement.split())}" if each.statement else ""
    stance = Run(labels(language)[f"stance_{each.stance}"], emphasis=True)
    return words(f"{each.voice}, {each.date} ({each.submission}): ", stance, statement)


def _said(found: Travaux, language: str) -> Iterator[Block]:
    if found.said:
        yield Heading("Positions on the text", 2, "positions")
        yield Listing(tuple((Run(f"{each.on}. "), *_stance(each, language)) for each in found.said))


def _decisions(found: Travaux) -> Iterator[Block]:
    yield Heading("Decisions", 2, "decisions")
    if not found.decisions:
        yield Prose(words("There is no decision on it."))
        return
    sessions = {each.id: each for each in found.now.charter.registry.sessions}
    language = found.now.charter.settings.drafting_language
    columns = (
        Column("Decision"),
        Column("Date"),
        Column("Session"),
        Column("What", weight=3),
        Column("Note", weight=3),
    )
    rows = []
    for each in found.decisions:
        session = sessions.get(each.session or "")
        title = in_language(session.title, language) if session else each.session or ""
        rows.append((each.id, str(each.date), title, _action(each), " ".join((each.note or "").split())))
    yield Grid("Decisions", columns, tuple(rows), order="by number")


def _action(each: Decision) -> str:
    changes = "".join(f"#{number}" for number in each.changes)
    what = f" {each.submission}{changes}" if each.submission else f" {', '.join(each.units)}" if each.units else ""
    how = each.outcome or each.level
    return f"{each.action}{what}" + (f": {how.replace('_', ' ').replace('-', ' ')}" if how else "")
