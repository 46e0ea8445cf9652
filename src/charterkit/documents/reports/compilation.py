"""The compilation of proposals as submitted: every open proposal whole, with who put it, against the text it named.

One of the two forms in which conferences circulate proposals; the other, article by article and without names, is
``compilation_articles``. Neither replaces the submissions themselves. What is open was found by ``drafting.ledger``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.proposal_blocks import Bench, change_blocks, titled
from charterkit.documents.reports.report import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Listing,
    Prose,
    Report,
    headed,
    report,
    words,
)
from charterkit.documents.runs import Run, Runs
from charterkit.documents.synopsis.summary import sponsor
from charterkit.documents.views.legend import Legend
from charterkit.documents.wording.dates import date_words
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.numerals import cite, digits
from charterkit.documents.wording.phrases import line, phrases, recorded
from charterkit.drafting.ledger import PENDING, Entry, Ledger
from charterkit.drafting.numbering import number
from charterkit.model.charter import Charter
from charterkit.model.positions import WHOLE
from charterkit.model.submissions import Submission, base_shown


@dataclass(frozen=True, slots=True)
class Tabled:
    """What a compilation is made of: the present text, all that was lodged and what became of it, and the bases."""

    charter: Charter
    submissions: Mapping[str, Submission]
    entries: Ledger
    bases: Mapping[str, Charter]


def compilation(tabled: Tabled, front: Front | None = None) -> Report:
    """Return every open proposal as it was submitted; what is no longer open is named in a table at the end."""
    front = front or Front()
    charter = tabled.charter
    language = front.page_language(charter.settings)
    said = labels(language)
    blocks = (*_open(tabled, language), *_closed(tabled, language))
    return report(
        charter.settings,
        front,
        "compilation",
        blocks or (Prose(words(said["no_proposals"])),),
        legend=proposals_legend(language),
        remarks=(said["order_codes"],) if blocks else (),
        contents=bool(blocks),
    )


_LEFT: Final = "\N{MINUS SIGN}"
"""Stands before who left a proposal, as a plus sign does before who joined it."""
_OPERATIONS: Final = ("ADD", "MOD", "SUP", "MOVE", "NOC")


def proposals_legend(language: str) -> Legend:
    """Return the marks of a compilation, as published ones explain them."""
    said = labels(language)
    return (
        ((Run(said["words_in_sample"], "insert"),), said["legend_proposal_insert"]),
        ((Run(said["words_out_sample"], "delete"),), said["legend_proposal_delete"]),
        ((Run("(\N{HORIZONTAL ELLIPSIS})"),), said["legend_untouched"]),
        ((Run(phrases("changes", language).listed(_OPERATIONS)),), said["legend_operations"]),
    )


def _open(tabled: Tabled, language: str) -> Iterator[Block]:
    """Yield a section for each participant, and in it one for each submission that holds something open."""
    live = {entry.submission.id for entry in tabled.entries.values() if entry.state in PENDING}
    lodged = sorted(
        (each for each in tabled.submissions.values() if each.id in live or (each.positions and not each.changes)),
        key=lambda each: (each.by, each.id),
    )
    for code, members in groupby(lodged, key=lambda each: each.by):
        yield headed(sponsor(code, tabled.charter.registry, language), 2, f"by-{code.lower()}")
        for submission in members:
            yield from _submission(submission, tabled, language)


def _submission(submission: Submission, tabled: Tabled, language: str) -> Iterator[Block]:
    said = labels(language)
    title = words(submission.id, said["heading_gap"], recorded(submission.title, submission.language, language))
    yield headed(title, 3, submission.id.lower())
    yield Prose(_facts(submission, tabled, language), leads=True)
    base = tabled.bases.get(submission.base, tabled.charter)
    bench = Bench(base, number(base), Names(number(base), registry=base.registry, language=language), language)
    for ref, change in submission.numbered():
        entry = tabled.entries[ref]
        if entry.state in PENDING:
            yield from change_blocks(
                change, f"{digits(ref.rpartition('#')[2], language)}.", bench, submission.language, _beside(entry, said)
            )
    if submission.reasons:
        yield from titled(f"{said['reasons']}{said['title_end']}", submission.reasons, submission.language, language)
    if submission.positions:
        yield Prose(words(Run(said["positions"], emphasis=True)), leads=True)
        yield Listing(tuple(_positions(submission, tabled, language)))
    if submission.note:
        yield from titled(f"{said['note']}{said['title_end']}", submission.note, submission.language, language)


def _beside(entry: Entry, said: Mapping[str, str]) -> str:
    """Return what is to be known of a change: who joined or left it since, and that nobody stands behind it now."""
    state = "" if entry.state == "open" else said[f"state_{entry.state}"]
    since = (
        f"{sign} {said['list_comma'].join(codes)}"
        for sign, codes in (("+", entry.joined), (_LEFT, entry.left))
        if codes
    )
    return said["list_semicolon"].join((*since, *filter(None, (state,))))


def _facts(submission: Submission, tabled: Tabled, language: str) -> Runs:
    """Return who put a submission, for whom and with whom, when, against what, and what it says of others."""
    said, registry = labels(language), tabled.charter.registry
    comma, semicolon = said["list_comma"], said["list_semicolon"]

    def names(codes: Iterable[str]) -> Runs:
        return line((sponsor(code, registry, language) for code in codes), comma)

    lists = (
        ("on_behalf", names(submission.on_behalf_of)),
        ("co_sponsors", names(code for code in submission.with_ if code != submission.by)),
        ("dated", words(date_words(submission.date, language))),
        ("against", words(base_shown(submission.base))),
        ("revises", words(submission.revises or "")),
        ("withdraws", words(comma.join(submission.withdraws))),
        ("joins", words(comma.join(submission.joins))),
        ("resolves", words(comma.join(submission.resolves))),
        ("requires", words(comma.join(submission.requires))),
    )
    facts = (words(said[f"proposal_{key}"], said["colon"], value) for key, value in lists if value)
    shown = line(facts, semicolon)
    return words(shown, said["sentence_end"])


def _positions(submission: Submission, tabled: Tabled, language: str) -> Iterator[Runs]:
    said, numbers = labels(language), number(tabled.charter)
    for position in submission.positions:
        whole = position.on == WHOLE
        where = phrases("places", language)("whole_text") if whole else cite(numbers, position.on, language)
        said_of = recorded(position.statement or "", submission.language, language)
        stance = Run(said[f"stance_{position.stance}"], emphasis=True)
        yield words(f"{where}{said['colon']}", stance, said["colon"] if said_of else "", said_of)


def _closed(tabled: Tabled, language: str) -> Iterator[Block]:
    """Yield a table of the changes that are no longer open, so that none is missing from the page."""
    said = labels(language)
    gone = [entry for entry in tabled.entries.values() if entry.state not in PENDING]
    if not gone:
        return
    yield Heading(said["no_longer_open"], 2, "no-longer-open")
    columns = (Column(said["proposal_change"]), Column(said["title"]), Column(said["became"]), Column(said["by"]))
    alike = groupby(
        enumerate(gone), lambda each: (each[1].submission.id, each[1].state, each[1].by, each[1].order[2] - each[0])
    )
    rows = tuple(_row([entry for _, entry in found], language) for _, found in alike)
    yield Grid("", columns, rows, order=said["by_code"])


def _row(entries: Sequence[Entry], language: str) -> tuple[Cell, ...]:
    """Return the row of changes of one submission that follow each other and became the same."""
    first, last = entries[0], entries[-1]
    refs = first.ref if first is last else f"{first.ref}\N{EN DASH}#{last.order[2]}"
    title = recorded(first.submission.title, first.submission.language, language)
    return refs, title, labels(language)[f"state_{first.state}"], first.by
