"""The rows of a delegation's view, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from charterkit.documents.change_words import change_words, cut, line
from charterkit.documents.comparison_pieces import pieces
from charterkit.documents.numerals import cite
from charterkit.documents.redlined import plain_text
from charterkit.documents.references import Names
from charterkit.documents.report import Cell, Runs, words
from charterkit.documents.statistics_tables import excerpt, held_words
from charterkit.documents.tree import Mark, Run
from charterkit.drafting.holdings import Holding
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.outcomes import Result
from charterkit.drafting.states import became
from charterkit.history.brief import Brief, Other, Presence, Proposal, collisions, speaks_in
from charterkit.history.changes import Change, Kind
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Add, Submission, operation

CONTEXT: Final = 4
NAMED: Final = 6
"""How many units a row names; more are counted."""

NOW: Final[dict[Result, str]] = {
    "clean": "could be merged as it stands",
    "rewritten": "could be merged, into words that changed since",
    "moot": "its words stand already",
    "collides": "it collides with the text as it is now",
}
KINDS: Final[dict[Kind, str]] = {
    "added": "added", "deleted": "deleted", "moved": "moved", "changed": "reworded", "metadata": "noted otherwise",
}  # fmt: skip
_MARKS: Final[dict[str, Mark]] = {
    "insert": "insert", "delete": "delete", "moved_to": "insert", "moved_from": "delete",
}  # fmt: skip


class Writer:
    """Puts the parts of a view into rows."""

    def __init__(self, found: Brief, language: str) -> None:
        self.found = found
        self.language = language
        self.numbers = number(found.now.charter)
        self.names = Names(self.numbers, None, found.now.charter.registry, language)

    def place(self, entry: Entry, path: str) -> str:
        """Return where a change speaks of; for an addition what it goes into, and its own id."""
        shown = self.cite(path)
        if isinstance(entry.change, Add) and entry.state != "merged":
            return f"{shown}, new: {entry.change.add.id}"
        return shown

    def cite(self, path: str) -> str:
        """Return the printed number of a path, or its name where it has none."""
        shown = cite(self.numbers, path, self.language)
        return shown.capitalize() if shown == path and "/" not in path else shown

    def words(self, entry: Entry) -> Runs:
        """Return the words of a change against its base."""
        return change_words(entry, self.found.now.bases.get(entry.submission.base), self.names)

    def moves(self) -> Iterator[tuple[Cell, ...]]:
        """Yield what is the participant's move."""
        waiting = self.found.waiting
        for silence in waiting.silence:
            until = f"{self.cite(silence.path)}: silence procedure until {silence.until} (decision {silence.decision})"
            yield until, "object, or propose, before it ends; silence may count as consent"
        for blocker in waiting.blockers:
            yield blocker.message, blocker.remedy

    def proposal(self, each: Proposal) -> tuple[Cell, ...]:
        """Return a row for one of the participant's own changes."""
        entry = each.entry
        beside = ", ".join(code for code in entry.sponsors if code != self.found.code)
        said = "; ".join(f"{stated.voice}: {stated.stance.replace('_', ' ')}" for stated in each.said)
        head = f"{entry.ref}, {operation(entry.change)}"
        return head, self.place(entry, each.path), self.words(entry), beside, self.outcome(each), said

    def outcome(self, each: Proposal) -> str:
        """Return what became of a change so far."""
        entry = each.entry
        if entry.state != "open":
            return became(entry)
        if not speaks_in(self.found.code, entry):
            return "open, but you left it"
        if each.outlook is None:
            return "open; the text it was written against is not known here"
        against = [rival.ref for rival in each.outlook.rivals]
        against += [other.ref for collision in each.outlook.against_text for other in collision.against]
        more = f", but not beside {', '.join(dict.fromkeys(against))}" if against else ""
        return f"open; {NOW[each.outlook.result]}{more}"

    def other(self, each: Other) -> tuple[Cell, ...]:
        """Return a row for a change of others."""
        entry = each.entry
        stance = each.position.stance.replace("_", " ") if each.position else ""
        head = f"{entry.ref}, {operation(entry.change)}"
        return (
            head, ", ".join(entry.sponsors) or "nobody any more", self.place(entry, each.path), self.words(entry),
            ", ".join(each.collides), stance,
        )  # fmt: skip

    def collisions(self) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each pair of changes that cannot both stand."""
        for mine, rival in collisions(self.found):
            theirs = f"{rival.ref} ({', '.join(rival.sponsors)})"
            place = self.place(mine.entry, mine.path)
            yield mine.entry.ref, place, self.words(mine.entry), theirs, self.words(rival)

    def presence(self, each: Presence) -> tuple[Cell, ...]:
        """Return a row for a unit that holds words of the participant."""
        shown = cut(line(plain_text(each.text, self.names)))
        return self.cite(each.path), each.words, each.of, ", ".join(each.changes), shown

    def held(self, each: Holding) -> tuple[Cell, ...]:
        """Return a row for an alternative that the participant holds."""
        beside = ", ".join(code for code in each.option.holders if code != self.found.code)
        return self.cite(each.bracket.path), held_words(each), beside or "nobody else", each.size

    def changed(self, each: Change) -> tuple[Cell, ...]:
        """Return a row for what changed in the text."""
        shown = str(each.new_number or each.old_number or self.cite(each.path))
        mine = "yes" if each.path.partition("/")[0] in self.found.articles else ""
        news = self.found.news
        by = news.sponsors.get(each.path, news.sponsors.get(each.old_path or "", ())) if news else ()
        kinds = ", ".join(KINDS[kind] for kind in each.kinds)
        return shown, mine, kinds, cut(self._redline(each)), ", ".join(by)

    def _redline(self, each: Change) -> Runs:
        found: list[Run] = []
        for text in each.texts:
            if text.language == self.language:
                found += [Run(" / ")] if found else []
                found += [Run(piece.text, _MARKS.get(piece.op, "keep")) for piece in pieces(text.shown, CONTEXT)]
        if found or each.move is None:
            return tuple(found)
        return words(f"from {each.move.origin.number or each.old_path} to {each.move.goal.number or each.path}")

    def decision(self, each: Decision) -> tuple[Cell, ...]:
        """Return a row for a decision."""
        outcome = f" ({each.outcome.replace('_', ' ')})" if each.outcome else ""
        what = f"{each.action} {', '.join(self._objects(each))}{outcome}"
        return each.id, str(each.date), what.strip(), excerpt(each.note or "", 240)

    def _objects(self, each: Decision) -> Iterator[str]:
        """Yield what a decision speaks of."""
        if each.submission:
            yield f"{each.submission}{''.join(f'#{one}' for one in each.changes)}"
        if each.participation:
            module = each.participation.module
            yield f"{each.participation.participant}{f' (module {module})' if module else ''}"
        if each.adoption:
            yield f"{f'module {each.adoption.module}' if each.adoption.module else 'the text'} ({each.adoption.level})"
        elif len(each.units) > NAMED:
            yield f"{len(each.units)} provisions and units"
        else:
            yield from (self.cite(path) for path in each.units)
        yield from (f"{self.cite(span.unit)} '{span.words}'" for span in each.spans)
        yield from (piece for piece in (each.version, f"by {each.by}" if each.by else "") if piece)

    @staticmethod
    def lodged(each: Submission) -> tuple[Cell, ...]:
        """Return a row for a submission."""
        behind = f" (on behalf of {', '.join(each.on_behalf_of)})" if each.on_behalf_of else ""
        return each.id, str(each.date), f"{', '.join(each.sponsors)}{behind}", " ".join(each.title.split())


def brief_record(found: Brief) -> dict[str, Any]:
    """Return a view for programs."""
    news, waiting = found.news, found.waiting
    return {
        "participant": found.code,
        "proposals": [_proposal(each) for each in found.proposals],
        "collisions": [{"change": mine.entry.ref, "path": mine.path, "against": rival.ref,
                        "sponsors": list(rival.sponsors)} for mine, rival in collisions(found)],
        "others": [_other(each) for each in found.others],
        "words": [{"path": each.path, "words": each.words, "of": each.of, "changes": list(each.changes),
                   "text": each.text} for each in found.presence],
        "held": [{"path": each.bracket.path, "kind": each.bracket.kind, "texts": list(each.option.texts),
                  "holders": list(each.option.holders), "held_by": each.size} for each in found.held],
        "news": None if news is None else {
            "since": news.since,
            "decisions": [each.id for each in news.decisions],
            "changes": [{"path": each.path, "kinds": list(each.kinds),
                         "sponsors": list(news.sponsors.get(each.path, ()))} for each in news.changes],
            "lodged": [each.id for each in news.lodged],
        },
        "waiting": {
            "asked": waiting.asked,
            "adopted": waiting.adopted.id if waiting.adopted else None,
            "blockers": [{"kind": each.kind, "message": each.message, "remedy": each.remedy,
                          "paths": list(each.paths), "refs": list(each.refs)} for each in waiting.blockers],
            "silence": [{"path": each.path, "until": each.until, "decision": each.decision}
                        for each in waiting.silence],
            "proposals": [_other(each) for each in waiting.proposals],
        },
        "articles": sorted(found.articles),
    }  # fmt: skip


def _proposal(each: Proposal) -> dict[str, Any]:
    outlook = each.outlook
    return {
        "change": each.entry.ref, "operation": operation(each.entry.change), "path": each.path,
        "sponsors": list(each.entry.sponsors), "state": each.entry.state, "by": each.entry.by or None,
        "merging_now": outlook.result if outlook else None,
        "rivals": [rival.ref for rival in outlook.rivals] if outlook else [],
        "positions": [{"by": one.voice, "stance": one.stance, "submission": one.submission} for one in each.said],
    }  # fmt: skip


def _other(each: Other) -> dict[str, Any]:
    return {
        "change": each.entry.ref, "operation": operation(each.entry.change), "path": each.path,
        "sponsors": list(each.entry.sponsors), "collides_with": list(each.collides),
        "position": each.position.stance if each.position else None,
    }  # fmt: skip
