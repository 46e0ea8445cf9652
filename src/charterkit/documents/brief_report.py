"""A delegation's view as a report: what waits for it, what is new, its proposals, who is against them, its words.

What stands in it is picked in ``charterkit.history.brief``; the rows are written by ``brief_rows``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from charterkit.documents.brief_rows import Writer, brief_record
from charterkit.documents.front import Front, in_language
from charterkit.documents.report import Block, Cell, Column, Grid, Heading, Prose, Report, link, report, words
from charterkit.documents.sources_report import LEGEND
from charterkit.history.brief import Brief

CODES: Final = "By participant's code."


def brief_report(found: Brief, front: Front) -> Report:
    """Return the view of one participant as a report."""
    charter = found.now.charter
    language = front.language or charter.settings.drafting_language
    writer = _Blocks(found, Writer(found, language))
    participant = charter.registry.participant(found.code)
    name = in_language(participant.name, language) if participant else found.code
    blocks = (
        Prose(words(f"For {found.code}" + (f", {name}" if name != found.code else "") + f". {_summary(found)}")),
        *writer.waiting(), *writer.news(), *writer.proposals(), *writer.against(), *writer.others(), *writer.present(),
    )  # fmt: skip
    record = brief_record(found)
    return report(charter.settings, front, "brief", blocks, legend=LEGEND, landscape=True, record=record)


def _summary(found: Brief) -> str:
    open_now = [each for each in found.proposals if each.entry.state == "open"]
    merged = sum(each.entry.state == "merged" for each in found.proposals)
    standing = sum(each.words for each in found.presence)
    ways = len(found.waiting.blockers) + len(found.waiting.silence)
    return (
        f"Open proposals: {len(open_now)}; merged so far: {merged}; words that stand in the text: {standing:,}; "
        f"points on which adoption waits for {found.code}: {ways}."
    )


class _Blocks:
    """Makes the sections; each says so where there is nothing in it."""

    def __init__(self, found: Brief, writer: Writer) -> None:
        self.found = found
        self.writer = writer

    def waiting(self) -> Iterator[Block]:
        """Yield what waits for the participant."""
        waiting = self.found.waiting
        yield Heading("What waits for you", 2, "waiting")
        if waiting.adopted:
            yield Prose(words(f"The text was adopted on {waiting.adopted.date} (decision {waiting.adopted.id})."))
        elif not waiting.asked:
            yield Prose(words(f"Adoption does not ask for the consent of {self.found.code}."))
        moves = [*self.writer.moves()]
        yield from _table(
            "Whose move it is: yours", (Column("What", weight=6), Column("What to do", weight=5)), moves,
            "No point that blocks adoption is yours." if waiting.asked and not waiting.adopted else "",
        )  # fmt: skip
        near = [each for each in waiting.proposals if each in self.found.others]
        if near:
            yield Prose(
                words(f"Proposals on your articles without a position of yours: {len(near)}; see ",
                      link("What others propose on your articles", "others"), ".")
            )  # fmt: skip
        yield from _table(
            "Proposals of others elsewhere, on which you took no position", _OTHERS,
            [self.writer.other(each) for each in waiting.proposals if each not in near],
            "" if near else "There is no open proposal of others that you took no position on.", (CODES,),
        )  # fmt: skip

    def news(self) -> Iterator[Block]:
        """Yield what happened since the earlier text."""
        news = self.found.news
        if news is None:
            yield Heading("What changed", 2, "news")
            yield Prose(words("There is no earlier version to compare with."))
            return
        yield Heading(f"What changed since {news.since}", 2, "news")
        yield from _table(
            "Changed words", (Column("Place", weight=3), Column("Yours", weight=1), Column("What", weight=2),
                              Column("Words", weight=9), Column("By", weight=3)),
            [self.writer.changed(each) for each in news.changes], "No words of the text changed.",
            ("Yours: on an article that you proposed something on, or that holds words of yours.",),
        )  # fmt: skip
        yield from _table(
            "Decisions", (Column("Decision", weight=2), Column("Date", weight=2), Column("What", weight=6),
                          Column("Note", weight=8)),
            [self.writer.decision(each) for each in news.decisions], "Nothing was decided.",
        )  # fmt: skip
        yield from _table(
            "Lodged", (Column("Submission", weight=3), Column("Date", weight=2), Column("By", weight=3),
                       Column("Title", weight=8)),
            [self.writer.lodged(each) for each in news.lodged], "Nothing was lodged.",
        )  # fmt: skip

    def proposals(self) -> Iterator[Block]:
        """Yield the participant's own proposals."""
        yield Heading("Your proposals and what became of them", 2, "proposals")
        ordered = sorted(self.found.proposals, key=lambda each: each.entry.state != "open")
        yield from _table(
            "Your proposals",
            (Column("Change", weight=3), Column("Place", weight=3), Column("Words", weight=8),
             Column("With", weight=2), Column("Outcome so far", weight=5), Column("What others say", weight=4)),
            [self.writer.proposal(each) for each in ordered], "You proposed nothing yet.", ("Open ones first.",),
        )  # fmt: skip

    def against(self) -> Iterator[Block]:
        """Yield the open changes of others that collide with the participant's."""
        yield Heading("Who collides with you", 2, "collisions")
        yield from _table(
            "Collisions",
            (Column("Yours", weight=3), Column("Place", weight=3), Column("Your words", weight=7),
             Column("Theirs", weight=4), Column("Their words", weight=7)),
            [*self.writer.collisions()], "No open proposal of others collides with yours.",
        )  # fmt: skip

    def others(self) -> Iterator[Block]:
        """Yield what others propose on the participant's articles."""
        yield Heading("What others propose on your articles", 2, "others")
        yield from _table(
            "Proposals of others on your articles", _OTHERS, [self.writer.other(each) for each in self.found.others],
            "Nobody else has an open proposal on an article that you have to do with.", (CODES,),
        )  # fmt: skip

    def present(self) -> Iterator[Block]:
        """Yield where the participant's words stand, and which alternatives it holds."""
        yield Heading("Where your words stand", 2, "words")
        yield from _table(
            "In the text",
            (Column("Place", weight=3), Column("Words", "number", 1), Column("Of", "number", 1),
             Column("From", weight=4), Column("The words", weight=10)),
            [self.writer.presence(each) for each in self.found.presence], "No words of yours stand in the text yet.",
        )  # fmt: skip
        yield from _table(
            "In brackets",
            (Column("Place", weight=3), Column("What", weight=9), Column("Held with", weight=4),
             Column("Held by", weight=2)),
            [self.writer.held(each) for each in self.found.held], "You hold nothing that is in brackets.",
        )  # fmt: skip


_OTHERS: Final = (
    Column("Change", weight=3), Column("By", weight=3), Column("Place", weight=3), Column("Words", weight=8),
    Column("Collides with yours", weight=3), Column("Your position", weight=2),
)  # fmt: skip


def _table(
    caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], none: str, notes: tuple[str, ...] = ()
) -> Iterator[Block]:
    if rows:
        yield Grid(caption, columns, tuple(rows), notes=notes)
    elif none:
        yield Prose(words(none))
