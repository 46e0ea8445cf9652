"""The drafting history of a provision as a report: origin, every version as a redline, proposals, positions, decisions.

What belongs to it was found by ``history.travaux``, whose words stand today by ``history.tracing.attribution``;
the formats are those of every report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.decision_words import action_words, fate
from charterkit.documents.reports.history_record import history_record
from charterkit.documents.reports.proposal_blocks import Bench, change_blocks, titled
from charterkit.documents.reports.redlined import plain_text, redlined
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
from charterkit.documents.trace.view import label as label_of
from charterkit.documents.views.source_notes import source_note
from charterkit.documents.wording.labels import foreign, labels
from charterkit.documents.wording.numerals import cite, digits, own
from charterkit.documents.wording.phrases import line, named, phrases, recorded
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.positions import Stated
from charterkit.history.tracing.origins import Trace
from charterkit.history.travaux import Stage, Travaux, Wording
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Provision
from charterkit.model.submissions import Submission, base_shown
from charterkit.words.count import words as counted


def history_report(found: Travaux, traced: Trace | None, front: Front) -> Report:
    """Return the drafting history of a provision or unit.

    Args:
        found: what belongs to it.
        traced: whose words it is made of today, in every language; None where it does not stand any more.
        front: the masthead.
    """
    settings = found.now.charter.settings
    page = _Page(found, front.page_language(settings))
    if traced is not None:
        traced = replace(traced, texts=tuple(text for text in traced.texts if text.language == found.language))
    blocks = (*page.origin(traced), *page.versions(), *page.proposals(), *page.said(), *page.decisions())
    return report(settings, front, "history", blocks, contents=True, record=history_record(found, traced))


class _Page:
    """The sections of a history, in one language."""

    def __init__(self, found: Travaux, language: str) -> None:
        self.found = found
        self.say, self.heads = phrases("history", language), phrases("heads", language)
        self.language = self.say.language
        self.drafting = found.now.charter.settings.drafting_language

    def _bench(self, charter: Charter) -> Bench:
        """Return what tells of a text; a reference to what stands in the present text only prints its number there."""
        numbers = number(charter)
        names = Names(numbers, number(self.found.now.charter), charter.registry, self.language)
        return Bench(charter, numbers, names, self.language, self.found.language)

    def _titled(self, stage: Stage) -> str:
        return cite(number(stage.charter), stage.path or "", self.language, within=False)

    def _version(self, stage: Stage) -> str:
        if not stage.name:
            return self.say("present")
        key = "version_symbol" if stage.symbol else "version"
        return self.say(key, name=stage.name, symbol=stage.symbol, date=stage.date or "")

    def origin(self, traced: Trace | None) -> Iterator[Block]:
        """Yield since when it stands in the text, its sources, and whose words it is made of."""
        found, say = self.found, self.say
        last = next(stage for stage in reversed(found.stages) if stage.path)
        yield Heading(say("head", place=self._titled(last), path=found.path), 2, "origin")
        first = self._version(found.stages[0])
        if found.stages[-1].path:
            yield Prose(say.runs("standing_since", version=first))
        else:
            yield Prose(say.runs("standing_until", since=first, until=self._version(found.stages[-1])))
        provision = last.charter.find((last.path or "").partition("/")[0])
        names = self._bench(last.charter).names
        if isinstance(provision, Provision) and (
            note := source_note(provision.basis, names, last.charter.settings.drafting_language)
        ):
            yield Prose(note)
        if traced is not None:
            yield self._words_today(traced)

    def _words_today(self, traced: Trace) -> Grid:
        """Return whose words it is made of today, by proposal."""
        say, heads = self.say, self.heads
        rows: dict[str, list[Cell]] = {}
        totals: dict[str, int] = {}
        for text in traced.texts:
            for run in text.runs:
                origin, label = run.origin, label_of(run.origin, self.language)
                codes = [code for code in (origin.participant, *origin.co_sponsors) if code]
                who = self._sponsors(codes) if codes else words(say("nobody"))
                rows.setdefault(label, [label, who, origin.decision or say("none"), origin.date])
                totals[label] = totals.get(label, 0) + len(counted(run.text))
        columns = (
            Column(heads("from"), weight=3), Column(heads("brought_by"), weight=5), Column(heads("decision"), weight=2),
            Column(heads("date"), weight=3), Column(heads("words"), "number", weight=2),
        )  # fmt: skip
        made = tuple((*row, totals[label]) for label, row in rows.items())
        return Grid(say("words_today"), columns, made, order=say("appearance"))

    def _sponsors(self, codes: Iterable[str]) -> Runs:
        registry = self.found.now.charter.registry
        return line((sponsor(code, registry, self.language) for code in codes), labels(self.language)["list_comma"])

    def versions(self) -> Iterator[Block]:
        """Yield every version of it, as a redline against the one before."""
        say = self.say
        yield Heading(say("versions"), 2, "versions")
        for place, stage in enumerate(self.found.stages):
            name = self._version(stage) if stage.name else say("present_head")
            title = say("stage", version=name, place=self._titled(stage)) if stage.path else ""
            yield Heading(title or say("stage_deleted", version=name), 3, f"version-{place + 1}")
            if place and stage.path and not stage.changed:
                yield Prose(say.runs("unchanged"))
                continue
            bench = self._bench(stage.charter)
            for wording in stage.wordings:
                yield from self._wording(wording, bench, stage.path or wording.path)

    def _wording(self, wording: Wording, bench: Bench, top: str) -> Iterator[Prose]:
        tongue = self.found.language
        names = replace(bench.names, language=tongue)
        same = wording.before == wording.after
        paragraphs = plain_text(wording.after, names) if same else redlined(wording.before, wording.after, names)
        printed = bench.numbers.by_path.get(wording.path)
        depth = max(0, wording.path.count("/") - top.count("/"))
        label = own(printed, self.language) if printed and depth else ""
        lang = foreign(tongue, self.language)
        for place, runs in enumerate(paragraphs):
            lead = tuple(Run(run.text, run.mark, run.role, emphasis=True) for run in runs)
            shown = lead if wording.field == "heading" else runs
            leads = wording.field == "heading"
            inner = depth + bool(place and label)
            yield Prose(shown, label="" if place else label, quoted=True, depth=inner, lang=lang, leads=leads)

    def proposals(self) -> Iterator[Block]:
        """Yield every proposal on it, with what became of it and what was said of it."""
        found, say = self.found, self.say
        yield Heading(self.heads("proposals"), 2, "proposals")
        if not found.proposals:
            yield Prose(say.runs("no_proposals"))
        for entry in found.proposals:
            submission = entry.submission
            title = recorded(submission.title, submission.language, self.language)
            yield headed(say.runs("title", ref=entry.ref, title=title), 3, entry.ref.lower().replace("#", "-"))
            yield Prose(self._facts(entry), leads=True)
            bench = self._bench(found.now.bases.get(submission.base, found.now.charter))
            yield from change_blocks(
                entry.change, f"{digits(entry.ref.rpartition('#')[2], self.language)}.", bench, submission.language
            )
            if submission.reasons:
                yield from titled(say("reasons"), submission.reasons, submission.language, self.language)
            stated = (*found.positions.get(entry.ref, ()), *found.positions.get(submission.id, ()))
            if stated:
                yield Listing(tuple(self._stance(each) for each in stated))

    def _facts(self, entry: Entry) -> Runs:
        submission = entry.submission
        changed = (("facts_joined", entry.joined), ("facts_left", entry.left))
        since = [run for key, some in changed if some for run in self.say.runs(key, codes=self._sponsors(some))]
        return self.say.runs(
            "facts", sponsors=self._proposers(submission), date=submission.date, base=base_shown(submission.base),
            state=fate(entry, self.language), since=tuple(since),
        )  # fmt: skip

    def _proposers(self, submission: Submission) -> Runs:
        who, groups = self._sponsors(submission.sponsors), submission.on_behalf_of
        say = phrases("changes", self.language)
        return say.runs("behalf", sponsors=who, group=self._sponsors(groups)) if groups else who

    def _stance(self, each: Stated) -> Runs:
        return self.say.runs(
            "stance_said" if each.statement else "stance",
            code=each.voice, date=each.date, submission=each.submission,
            stance=Run(labels(self.language)[f"stance_{each.stance}"], emphasis=True),
            statement=recorded(each.statement or "", each.language, self.language),
        )  # fmt: skip

    def said(self) -> Iterator[Block]:
        """Yield the positions that were taken on its words."""
        found = self.found
        if found.said:
            numbers = number(found.now.charter)
            yield Heading(self.say("on_text"), 2, "positions")
            yield Listing(
                tuple(
                    self.say.runs("on_stance", place=cite(numbers, each.on, self.language), said=self._stance(each))
                    for each in found.said
                )
            )

    def decisions(self) -> Iterator[Block]:
        """Yield every decision that concerns it."""
        say, heads = self.say, self.heads
        yield Heading(heads("decisions"), 2, "decisions")
        if not self.found.decisions:
            yield Prose(say.runs("no_decisions"))
            return
        columns = (
            Column(heads("decision"), weight=2), Column(heads("date"), weight=2), Column(heads("session"), weight=3),
            Column(heads("what"), weight=4), Column(heads("note"), weight=5),
        )  # fmt: skip
        rows = tuple(map(self._decision, self.found.decisions))
        yield Grid(heads("decisions"), columns, rows, order=say("by_number"))

    def _decision(self, each: Decision) -> tuple[Cell, ...]:
        charter = self.found.now.charter
        session = next((one for one in charter.registry.sessions if one.id == each.session), None)
        title = named(session.title, self.language) if session else each.session or ""
        numbers = number(charter)
        what = action_words(each, self.language, lambda path: cite(numbers, path, self.language))
        return each.id, each.date, title, what, recorded(each.note or "", self.drafting, self.language)
