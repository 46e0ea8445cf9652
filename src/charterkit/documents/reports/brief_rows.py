"""The rows of a delegation's view, for people; programs read ``brief_record``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.comparison.pieces import pieces
from charterkit.documents.references import Names
from charterkit.documents.reports.blocker_words import message, remedy
from charterkit.documents.reports.change_words import change_words
from charterkit.documents.reports.decision_words import action_words, fate
from charterkit.documents.reports.redlined import cut, on_one_line, plain_text
from charterkit.documents.reports.report import Cell, words
from charterkit.documents.reports.statistics_tables import held_words
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.wording.dates import moment_words
from charterkit.documents.wording.labels import aside, labels, language_name
from charterkit.documents.wording.numerals import cite, printed
from charterkit.documents.wording.phrases import in_tongue, line, phrases, recorded
from charterkit.drafting.holdings import Holding
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import Number, number
from charterkit.history.brief import Brief, Other, Presence, Proposal, collisions, speaks_in
from charterkit.history.comparing.changes import Change
from charterkit.history.comparing.sponsors import sponsors_at
from charterkit.model.charter import LISTS
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Add, Submission, operation

CONTEXT: Final = 4

_MARKS: Final[dict[str, Mark]] = {
    "insert": "insert", "delete": "delete", "moved_to": "insert", "moved_from": "delete",
}  # fmt: skip


class Writer:
    """Puts the parts of a view into rows, in the language of the page."""

    def __init__(self, found: Brief, language: str) -> None:
        self.found = found
        self.say = phrases("brief", language)
        self.language = self.say.language
        settings = found.now.charter.settings
        self.drafting = settings.drafting_language
        self.tongues = tuple(dict.fromkeys((self.language, self.drafting, *settings.authentic)))
        """The languages of which one's words are shown, the first that has any: the page's, those that bind."""
        self.numbers = number(found.now.charter)
        self.names = Names(self.numbers, None, found.now.charter.registry, self.language)

    def place(self, entry: Entry, path: str) -> str:
        """Return where a change speaks of; for an addition what it goes into, and its own id."""
        shown = self.cite(path)
        if isinstance(entry.change, Add) and entry.state != "merged":
            said, name = phrases("places", self.language), entry.change.add.id
            return said("new", place=shown, name=name) if shown else said("new_alone", name=name)
        return shown

    def cite(self, path: str) -> str:
        """Return the printed number of a path, or its name where it has none."""
        return labels(self.language)[path] if path in LISTS else cite(self.numbers, path, self.language)

    def words(self, entry: Entry) -> Runs:
        """Return the words of a change against its base."""
        return change_words(entry, self.found.now.bases.get(entry.submission.base), self.names)

    def moves(self) -> Iterator[tuple[Cell, ...]]:
        """Yield what is the participant's move."""
        say, waiting = self.say, self.found.waiting
        for silence in waiting.silence:
            where = self.cite(silence.path)
            until = moment_words(silence.until, self.language)
            told = say("silence", place=where, until=until, decision=silence.decision)
            yield told, say("silence_remedy")
        for blocker in waiting.blockers:
            yield message(blocker, self.language), remedy(blocker, self.language)

    def proposal(self, each: Proposal) -> tuple[Cell, ...]:
        """Return a row for one of the participant's own changes."""
        entry, say = each.entry, self.say
        beside = say.listed(code for code in entry.sponsors if code != self.found.code)
        told = (say("stance", code=one.voice, stance=self._stance(one.stance)) for one in each.said)
        said = labels(self.language)["list_semicolon"].join(told)
        return self._head(entry), self.place(entry, each.path), self.words(entry), beside, self.outcome(each), said

    def _head(self, entry: Entry) -> str:
        return self.say.listed((entry.ref, operation(entry.change)))

    def _stance(self, stance: str) -> str:
        return labels(self.language)[f"stance_{stance}"]

    def outcome(self, each: Proposal) -> str:
        """Return what became of a change so far."""
        entry, say = each.entry, self.say
        if entry.state != "open":
            return fate(entry, self.language)
        if not speaks_in(self.found.code, entry):
            return say("left")
        if each.outlook is None:
            return say("unknown_base")
        if each.outlook.awaited:
            return say("now_awaits", others=say.listed([other.ref for other in each.outlook.awaited]))
        told = say("now_agreed" if each.outlook.agreed else f"now_{each.outlook.result}")
        against = [rival.ref for rival in each.outlook.rivals]
        against += [other.ref for collision in each.outlook.against_text for other in collision.against]
        return say("not_beside", outcome=told, others=say.listed(dict.fromkeys(against))) if against else told

    def other(self, each: Other) -> tuple[Cell, ...]:
        """Return a row for a change of others."""
        entry, say = each.entry, self.say
        stance = self._stance(each.position.stance) if each.position else ""
        return (
            self._head(entry), say.listed(entry.sponsors) or say("nobody"), self.place(entry, each.path),
            self.words(entry), say.listed(each.collides), stance,
        )  # fmt: skip

    def collisions(self) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each pair of changes that cannot both stand."""
        say = self.say
        for mine, rival in collisions(self.found):
            theirs = say("theirs_of", ref=rival.ref, sponsors=say.listed(rival.sponsors))
            place = self.place(mine.entry, mine.path)
            yield mine.entry.ref, place, self.words(mine.entry), theirs, self.words(rival)

    def presence(self, each: Presence) -> tuple[Cell, ...]:
        """Return a row for a unit that holds words of the participant."""
        shown = cut(line(plain_text(each.text, replace(self.names, language=self.drafting))))
        quoted = in_tongue(shown, self.drafting, self.language)
        return self.cite(each.path), each.words, each.of, self.say.listed(each.changes), quoted

    def held(self, each: Holding) -> tuple[Cell, ...]:
        """Return a row for an alternative that the participant holds."""
        beside = self.say.listed(code for code in each.option.holders if code != self.found.code)
        shown = held_words(each, replace(self.names, language=self.drafting), self.language)
        size = phrases("statistics", self.language)(f"size_{each.size}")
        return self.cite(each.bracket.path), shown, beside or self.say("alone"), size

    def news(self, changes: Iterable[Change]) -> tuple[list[tuple[Cell, ...]], str]:
        """Return the rows of what changed in the text; of translations that the page does not show, how many did."""
        rows, besides = list[tuple[Cell, ...]](), Counter[str]()
        for each in changes:
            tongues = {text.language for text in each.texts}
            if each.kinds == ("changed",) and tongues.isdisjoint(self.tongues):
                besides.update(text.language for text in each.texts)
            else:
                rows.append(self._changed(each))
        named = ((language_name(tag, self.language), str(besides[tag])) for tag in sorted(besides))
        counted = (aside(name, number, self.language) for name, number in named)
        return rows, self.say("translated", texts=self.say.listed(counted)) if besides else ""

    def _changed(self, each: Change) -> tuple[Cell, ...]:
        numbered = each.new_number or each.old_number
        mine = self.say("yes") if each.path.partition("/")[0] in self.found.articles else ""
        news, said = self.found.news, phrases("changes", self.language)
        by = (sponsors_at(each.path, news.sponsors) or sponsors_at(each.old_path or "", news.sponsors)) if news else ()
        kinds = self.say.listed(said(f"kind_{kind}") for kind in each.kinds)
        return self._numbered(numbered, each.path), mine, kinds, cut(self._redline(each)), self.say.listed(by)

    def _numbered(self, found: Number | None, path: str) -> str:
        return printed(found, self.language, within=True) if found else self.cite(path)

    def _redline(self, each: Change) -> Runs:
        tongues = {text.language for text in each.texts}
        tongue = next((tag for tag in self.tongues if tag in tongues), self.drafting)
        found: list[Run] = []
        for text in each.texts:
            if text.language == tongue:
                found += [Run(" / ")] if found else []
                shown = pieces(text.shown, CONTEXT)
                found += [Run(self._piece(piece.text, tongue), _MARKS.get(piece.op, "keep")) for piece in shown]
        if found or each.move is None:
            return in_tongue(found, tongue, self.language)
        origin, goal = each.move.origin, each.move.goal
        old, new = self._numbered(origin.number, each.old_path or ""), self._numbered(goal.number, each.path)
        if old == new:  # a frozen number goes along: only the part or unit around it tells the two places apart
            old, new = self.cite(origin.container), self.cite(goal.container)
        if old == new and old:
            return words(labels(self.language)["moved_within"].format(place=new))
        return words(phrases("places", self.language)("from_to", old=old, new=new))

    def _piece(self, text: str, tongue: str) -> str:
        """Return a piece of a redline with its references printed, and the blanks at its ends kept."""
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        said = on_one_line(text, replace(self.names, language=tongue))
        return f"{before}{said}{after}" if said else text

    def decision(self, each: Decision) -> tuple[Cell, ...]:
        """Return a row for a decision."""
        note = cut(recorded(each.note or "", self.drafting, self.language))
        return each.id, each.date, action_words(each, self.language, self.cite), note

    def lodged(self, each: Submission) -> tuple[Cell, ...]:
        """Return a row for a submission."""
        say = self.say
        by = say.listed(each.sponsors)
        if each.on_behalf_of:
            by = phrases("changes", self.language)("behalf", sponsors=by, group=say.listed(each.on_behalf_of))
        return each.id, each.date, by, recorded(each.title, each.language, self.language)
