"""The compilation of proposals as submitted: every open proposal whole, with who put it, against the text it named.

One of the two forms in which conferences circulate proposals; the other, article by article and without names, is
``compilation_articles``. Neither replaces the submissions themselves. What is open was found by ``drafting.ledger``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from charterkit.documents.front import Front
from charterkit.documents.labels import date_words, labels
from charterkit.documents.legend import Legend
from charterkit.documents.proposal_blocks import Bench, change_blocks
from charterkit.documents.references import Names
from charterkit.documents.report import Block, Column, Grid, Heading, Listing, Prose, Report, Runs, report, words
from charterkit.documents.synopsis_summary import sponsor_name
from charterkit.documents.tree import Run
from charterkit.drafting.ledger import Entry, Ledger
from charterkit.drafting.numbering import number
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission

SHOWN: Final = ("open", "unsponsored", "information")
"""The states in which a change is printed whole: open, on the chair's list, filed for information."""


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
    language = front.language or charter.settings.drafting_language
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


def proposals_legend(language: str) -> Legend:
    """Return the marks of a compilation, as published ones explain them."""
    said = labels(language)
    return (
        ((Run(said["words_in_sample"], "insert"),), said["legend_proposal_insert"]),
        ((Run(said["words_out_sample"], "delete"),), said["legend_proposal_delete"]),
        ((Run("(\N{HORIZONTAL ELLIPSIS})"),), said["legend_untouched"]),
        ((Run("ADD, MOD, SUP, MOVE, NOC"),), said["legend_operations"]),
    )


def _open(tabled: Tabled, language: str) -> Iterator[Block]:
    """Yield a section for each participant, and in it one for each submission that holds something open."""
    live = {entry.submission.id for entry in tabled.entries.values() if entry.state in SHOWN}
    lodged = sorted(
        (each for each in tabled.submissions.values() if each.id in live or (each.positions and not each.changes)),
        key=lambda each: (each.by, each.id),
    )
    for code, members in groupby(lodged, key=lambda each: each.by):
        yield Heading(sponsor_name(code, tabled.charter.registry, language), 2, f"by-{code.lower()}")
        for submission in members:
            yield from _submission(submission, tabled, language)


def _submission(submission: Submission, tabled: Tabled, language: str) -> Iterator[Block]:
    said = labels(language)
    yield Heading(f"{submission.id}. {' '.join(submission.title.split())}", 3, submission.id.lower())
    yield Prose(words(*_facts(submission, tabled, language)))
    base = tabled.bases.get(submission.base, tabled.charter)
    bench = Bench(base, number(base), Names(number(base), registry=base.registry, language=language), language)
    for ref, change in submission.numbered():
        entry = tabled.entries[ref]
        if entry.state in SHOWN:
            yield from change_blocks(
                change, f"{ref.rpartition('#')[2]}.", bench, submission.language, _beside(entry, said)
            )
    if submission.reasons:
        yield from _titled(said["reasons"], submission.reasons)
    if submission.positions:
        yield Prose(words(Run(said["positions"], emphasis=True)))
        yield Listing(tuple(_positions(submission, tabled, language)))
    if submission.note:
        yield from _titled(said["note"], submission.note)


def _beside(entry: Entry, said: Mapping[str, str]) -> str:
    """Return what is to be known of a change: who joined it since, and that nobody stands behind it any more."""
    joined = [code for code in entry.sponsors if code not in entry.submission.sponsors]
    state = "" if entry.state == "open" else said[f"state_{entry.state}"]
    since = f"+ {said['list_comma'].join(joined)}" if joined else ""
    return "; ".join(filter(None, (since, state)))


def _titled(title: str, text: str) -> Iterator[Prose]:
    """Yield a record's own words below a title, a paragraph each."""
    for place, paragraph in enumerate(text.strip().split("\n\n")):
        lead = (Run(f"{title}. ", emphasis=True),) if place == 0 else ()
        yield Prose((*lead, Run(" ".join(paragraph.split()))))


def _facts(submission: Submission, tabled: Tabled, language: str) -> Iterator[str]:
    """Yield who put a submission, for whom and with whom, when, against what, and what it says of others."""
    said, registry = labels(language), tabled.charter.registry

    def names(codes: Iterable[str]) -> str:
        return said["list_comma"].join(sponsor_name(code, registry, language) for code in codes)

    lists = (
        ("on_behalf", names(submission.on_behalf_of)),
        ("co_sponsors", names(code for code in submission.with_ if code != submission.by)),
        ("dated", date_words(submission.date, language)),
        ("against", submission.base),
        ("revises", submission.revises or ""),
        ("withdraws", said["list_comma"].join(submission.withdraws)),
        ("joins", said["list_comma"].join(submission.joins)),
        ("resolves", said["list_comma"].join(submission.resolves)),
        ("requires", said["list_comma"].join(submission.requires)),
    )
    shown = [f"{said[f'proposal_{key}']}: {value}" for key, value in lists if value]
    yield "; ".join(shown) + said["sentence_end"]


def _positions(submission: Submission, tabled: Tabled, language: str) -> Iterator[Runs]:
    said, numbers = labels(language), number(tabled.charter)
    for position in submission.positions:
        where = position.on if "#" in position.on or position.on[:1].isupper() else numbers.cite(position.on)
        statement = f": {' '.join(position.statement.split())}" if position.statement else ""
        yield words(f"{where}: ", Run(said[f"stance_{position.stance}"], emphasis=True), statement)


def _closed(tabled: Tabled, language: str) -> Iterator[Block]:
    """Yield a table of the changes that are no longer open, so that none is missing from the page."""
    said = labels(language)
    gone = [entry for entry in tabled.entries.values() if entry.state not in SHOWN]
    if not gone:
        return
    yield Heading(said["no_longer_open"], 2, "no-longer-open")
    columns = (Column(said["proposal_change"]), Column(said["title"]), Column(said["became"]), Column(said["by"]))
    yield Grid("", columns, tuple(_row(entry, said) for entry in gone), order=said["by_code"])


def _row(entry: Entry, said: Mapping[str, str]) -> tuple[str, ...]:
    title = " ".join(entry.submission.title.split())
    return entry.ref, title, said[f"state_{entry.state}"], entry.by
