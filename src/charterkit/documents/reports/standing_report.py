"""The standing of a negotiation as a report: provision by provision, who has yet to speak, what blocks, what was said.

What stands in it is worked out in ``drafting.readiness``; for programs it is put together in ``standing_record``, and
the formats are those of every report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from charterkit.documents.front import Front
from charterkit.documents.reports.blocker_words import called, message, move, remedy
from charterkit.documents.reports.decision_words import level_words
from charterkit.documents.reports.report import Block, Cell, Column, Grid, Heading, Prose, Report, report, words
from charterkit.documents.reports.standing_record import standing_record
from charterkit.documents.wording.dates import moment_words
from charterkit.documents.wording.numerals import digits
from charterkit.documents.wording.phrases import Phrases, phrases, recorded
from charterkit.drafting.agreement import LETTERS, Agreement
from charterkit.drafting.positions import Stated
from charterkit.drafting.readiness import GRAVITY, Readiness, Row
from charterkit.model.charter import Settings
from charterkit.model.paths import touching

MANY = 6
"""From how many participants on a list of nearly all says who is missing from it."""


def standing_report(settings: Settings, found: Readiness, front: Front, only: str | None = None) -> Report:
    """Return the standing of a text, or of one place in it.

    Args:
        settings: the charter's settings.
        found: what was worked out.
        front: the masthead.
        only: the path of the part, provision or unit that is asked about; None for the whole.
    """
    adoptable = found.adoptable
    found = found if only is None else _narrowed(found, only)
    paths = found.scope.paths if only is None else found.within(only)
    page = _Page(found, front.page_language(settings), only, paths)
    blocks = (*page.summary(), *page.provisions(), *page.views(), *page.blockers(), *page.said())
    return report(settings, front, "standing", blocks, record=standing_record(found, paths, adoptable=adoptable))


def _narrowed(found: Readiness, only: str) -> Readiness:
    """Return what concerns one place: what has no place itself, such as that nobody is asked, concerns them all."""
    around = {only, *found.within(only)}

    def concerned(paths: Iterable[str]) -> bool:
        return any(touching(path, only) or path in around for path in paths)

    return replace(
        found,
        rows=tuple(row for row in found.rows if concerned([row.path])),
        blockers=tuple(each for each in found.blockers if not each.paths or concerned(each.paths)),
        said=tuple(each for each in found.said if concerned(each.words)),
    )


class _Page:
    """The sections of the report, in one language."""

    def __init__(self, found: Readiness, language: str, only: str | None, paths: Sequence[str]) -> None:
        self.found, self.language, self.only, self.paths = found, language, only, paths
        self.say = phrases("standing", language)
        self.heads = phrases("heads", language)

    def summary(self) -> Iterator[Prose]:
        """Yield how many points block adoption, whose consent is asked, and who has yet to speak."""
        found, say = self.found, self.say
        who = say.listed(found.asked)
        rule = say(f"rule_{found.rule}")
        asked = say("asked", rule=rule, who=who) if who else say("asked_nobody", rule=rule)
        if found.adopted:
            level = level_words(found.adopted.adoption.level if found.adopted.adoption else "", self.language)
            adopted = say("adopted", date=found.adopted.date, level=level, decision=found.adopted.id)
            yield Prose(words(say.sentences(adopted, asked)))
            return
        waiting = found.waited_for(self.paths)
        waited = say("waited", who=self.few(waiting)) if waiting else say("all_spoken")
        yield Prose(words(say.sentences(self._blocked(len(found.blockers)), asked, waited)))

    def _blocked(self, count: int) -> str:
        found = self.found
        what = "place" if self.only is not None else "module" if found.module else "text"
        place = called(found.scope, self.only, self.language) if self.only is not None else ""
        return self.say(f"{'blocked' if count else 'free'}_{what}", n=count, module=found.module or "", place=place)

    def few(self, codes: Sequence[str]) -> str:
        """Return participants as a list; all of those asked, and nearly all, in words."""
        asked = self.found.asked
        rest = [code for code in asked if code not in codes]
        if len(codes) < MANY or len(rest) >= len(codes):
            return self.say.listed(codes)
        return self.say("all_but", who=self.say.listed(rest)) if rest else self.say("all", n=len(asked))

    def provisions(self) -> Iterator[Block]:
        """Yield the standing of each provision as a table."""
        say = self.say
        yield Heading(say("by_provision"), 2, "provisions")
        columns = (
            Column(self.heads("provision"), weight=5), Column(say("agreed"), weight=4),
            Column(say("consent"), weight=4), Column(say("yet_to_speak"), weight=5), Column(say("lapsed"), weight=3),
            Column(say("against"), weight=4), Column(say("open_changes"), weight=9),
        )  # fmt: skip
        yield Grid(say("each_provision"), columns, tuple(map(self._row, self.found.rows)), notes=(say("legend"),))

    def _row(self, row: Row) -> tuple[str, ...]:
        say, found = self.say, self.found
        consents = say("consented", n=len(row.with_attitude("consents", "reserves")), all=len(found.asked))
        for state, until in sorted({(each.state, each.until) for each in row.silence}):
            consents = say(f"silence_{state}", consents=consents, until=moment_words(until, self.language))
        return (
            called(found.scope, row.path, self.language),
            self._agreed(row),
            consents,
            self.few(row.with_attitude("silent", "none")),
            self.few(row.with_attitude("lapsed")),
            say.listed(row.with_attitude("objects", "withholds", "reserves")),
            say.listed(_short(row.open)),
        )

    def _agreed(self, row: Row) -> str:
        """Return what is agreed of a provision: a letter for all of it, or how many units and spans have which."""
        counts: dict[str, int] = {}
        for each in row.agreed:
            counts[each.state] = counts.get(each.state, 0) + 1
        whole = [state for state, number in counts.items() if number == row.units and not _spans(row)]
        if len(counts) == 1 and whole:
            return f"[{LETTERS.get(whole[0], '-')}] {self.say(f'state_{whole[0]}')}"
        told = {state: digits(str(number), self.say.language) for state, number in counts.items()}
        listed = self.say.listed(f"[{LETTERS.get(state, '-')}] {number}" for state, number in told.items())
        return listed or self.say("nothing_agreed")

    def views(self) -> Iterator[Block]:
        """Yield what each participant thinks of the words that are asked about: its gravest view of any of them."""
        found, say, heads = self.found, self.say, self.heads
        if self.only is None or not self.paths:
            return
        rows: list[tuple[Cell, ...]] = []
        for code in found.asked:
            view = min((found.held[path][code] for path in self.paths), key=lambda each: GRAVITY[each.attitude])
            stated, told = view.stated, say(f"view_{view.attitude}")
            source = say("stated", submission=stated.submission, date=stated.date) if stated else ""
            through = say("through", view=told, group=view.through) if view.through else told
            rows.append((code, through, source, recorded(stated.statement or "", stated.language, self.say.language)
                         if stated else ""))  # fmt: skip
        columns = (Column(heads("participant"), weight=2), Column(say("view"), weight=3),
                   Column(heads("position"), weight=4), Column(heads("statement"), weight=6))  # fmt: skip
        yield Heading(say("held"), 2, "positions")
        yield Grid(say("held_positions"), columns, tuple(rows), order=say("register_order"))

    def blockers(self) -> Iterator[Block]:
        """Yield what keeps it from being adopted, with whose move it is."""
        say, language, blockers = self.say, self.language, self.found.blockers
        yield Heading(say("blockers"), 2, "blockers")
        if self.found.adopted or not blockers:
            yield Prose(words(say("is_adopted" if self.found.adopted else "nothing")))
            return
        columns = (
            Column(self.heads("what"), weight=5), Column(say("move"), weight=2), Column(say("remedy"), weight=4),
        )  # fmt: skip
        rows = tuple((message(each, language), move(each, language), remedy(each, language)) for each in blockers)
        yield Grid(say("blocker_table"), columns, rows)

    def said(self) -> Iterator[Block]:
        """Yield the reservations and statements that stand, each in its participant's own words."""
        if self.found.said:
            yield Heading(self.say("said"), 2, "statements")
        for each in self.found.said:
            yield Prose(words(said_of(self.found, each, self.say)))
            if each.statement:
                yield Prose(recorded(each.statement, each.language, self.say.language), quoted=True)


def _spans(row: Row) -> list[Agreement]:
    return [each for each in row.agreed if each.span]


def said_of(found: Readiness, stated: Stated, say: Phrases) -> str:
    """Return who said something, of what and where: the line above a reservation or statement."""
    kind = "reservation" if stated.stance == "reserve" else stated.stance
    alone = stated.speaker == stated.voice
    who = stated.voice if alone else say("spoken_by", voice=stated.voice, speaker=stated.speaker)
    place = called(found.scope, stated.on, say.language)
    return say(f"said_{kind}", who=who, place=place, submission=stated.submission)


def _short(refs: Iterable[str]) -> Iterator[str]:
    """Yield changes, those of one submission behind its first by their numbers alone: ``XAA-2026-001#1``, ``#3``."""
    for _, members in groupby(refs, key=lambda ref: ref.partition("#")[0]):
        first, *others = members
        yield first
        yield from (f"#{other.partition('#')[2]}" for other in others)
