"""A delegation's view as a report: what waits for it, what is new, its proposals, who is against them, its words.

What stands in it is picked in ``charterkit.history.brief``; the rows are written by ``brief_rows``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charterkit.documents.front import Front
from charterkit.documents.reports.brief_record import brief_record
from charterkit.documents.reports.brief_rows import Writer
from charterkit.documents.reports.report import Block, Cell, Column, Grid, Heading, Prose, Report, link, report, words
from charterkit.documents.reports.sources import redline_legend
from charterkit.documents.runs import text_of
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.phrases import named, phrases
from charterkit.history.brief import Brief


def brief_report(found: Brief, front: Front) -> Report:
    """Return the view of one participant as a report."""
    settings = found.now.charter.settings
    page = _Blocks(found, Writer(found, front.page_language(settings)))
    blocks = (*page.head(), *page.waiting(), *page.news(), *page.proposals(), *page.against(), *page.others(),
              *page.present())  # fmt: skip
    legend = redline_legend(page.writer.language)
    return report(settings, front, "brief", blocks, legend=legend, landscape=True, record=brief_record(found))


class _Blocks:
    """Makes the sections; each says so where there is nothing in it."""

    def __init__(self, found: Brief, writer: Writer) -> None:
        self.found = found
        self.writer = writer
        self.say = writer.say
        self.heads = phrases("heads", writer.language)

    def head(self) -> Iterator[Block]:
        """Yield whose view it is, and its figures."""
        found, say = self.found, self.say
        participant = found.now.charter.registry.participant(found.code)
        name = named(participant.name, self.writer.language) if participant else ()
        known = say.runs("head_named", code=found.code, name=name) if text_of(name) not in ("", found.code) else None
        gap = labels(self.writer.language)["sentence_gap"]
        yield Prose(words(known or say("head", code=found.code), gap, self._summary()))

    def _summary(self) -> str:
        found = self.found
        return self.say(
            "summary",
            open=sum(each.entry.state == "open" for each in found.proposals),
            merged=sum(each.entry.state == "merged" for each in found.proposals),
            words=sum(each.words for each in found.presence),
            points=len(found.waiting.blockers) + len(found.waiting.silence),
            code=found.code,
        )

    def waiting(self) -> Iterator[Block]:
        """Yield what waits for the participant."""
        waiting, say, code = self.found.waiting, self.say, self.found.code
        yield Heading(say("waiting"), 2, "waiting")
        if waiting.adopted:
            yield Prose(say.runs("adopted", date=waiting.adopted.date, decision=waiting.adopted.id))
        elif not waiting.asked:
            yield Prose(say.runs("not_asked", code=code))
        yield from _table(
            say("your_moves"), (Column(self.heads("what"), weight=6), Column(say("what_to_do"), weight=5)),
            [*self.writer.moves()], say("no_moves") if waiting.asked and not waiting.adopted else "",
        )  # fmt: skip
        near = [each for each in waiting.proposals if each in self.found.others]
        if near:
            yield Prose(say.runs("near", n=len(near), section=link(say("others"), "others")))
        yield from _table(
            say("far"), self._of_others(), [self.writer.other(each) for each in waiting.proposals if each not in near],
            "" if near else say("none_far"), order=labels(self.writer.language)["by_code"],
        )  # fmt: skip

    def news(self) -> Iterator[Block]:
        """Yield what happened since the earlier text."""
        news, say, heads = self.found.news, self.say, self.heads
        if news is None:
            yield Heading(say("news"), 2, "news")
            yield Prose(say.runs("no_earlier"))
            return
        yield Heading(say("news_since", version=news.since), 2, "news")
        rows, besides = self.writer.news(news.changes)
        yield from _table(
            say("changed_words"),
            (Column(heads("place"), weight=3), Column(say("yours"), weight=1), Column(heads("what"), weight=2),
             Column(heads("wording"), weight=9), Column(heads("by"), weight=3)),
            rows, say("no_changed_words"), notes=(say("yours_means"),),
        )  # fmt: skip
        if besides:
            yield Prose(words(besides))
        yield from _table(
            heads("decisions"),
            (Column(heads("decision"), weight=2), Column(heads("date"), weight=2), Column(heads("what"), weight=6),
             Column(heads("note"), weight=8)),
            [self.writer.decision(each) for each in news.decisions], say("nothing_decided"),
        )  # fmt: skip
        yield from _table(
            say("lodged"),
            (Column(heads("submission"), weight=3), Column(heads("date"), weight=2), Column(heads("by"), weight=3),
             Column(heads("title"), weight=8)),
            [self.writer.lodged(each) for each in news.lodged], say("nothing_lodged"),
        )  # fmt: skip

    def proposals(self) -> Iterator[Block]:
        """Yield the participant's own proposals."""
        say, heads = self.say, self.heads
        yield Heading(say("proposals"), 2, "proposals")
        ordered = sorted(self.found.proposals, key=lambda each: each.entry.state != "open")
        yield from _table(
            say("your_proposals"),
            (Column(heads("change"), weight=3), Column(heads("place"), weight=3), Column(heads("wording"), weight=8),
             Column(heads("with"), weight=2), Column(say("outcome"), weight=5), Column(say("others_say"), weight=4)),
            [self.writer.proposal(each) for each in ordered], say("no_proposals"), order=say("open_first"),
        )  # fmt: skip

    def against(self) -> Iterator[Block]:
        """Yield the open changes of others that collide with the participant's."""
        say = self.say
        yield Heading(say("collisions"), 2, "collisions")
        yield from _table(
            say("collision_table"),
            (Column(say("yours"), weight=3), Column(self.heads("place"), weight=3), Column(say("your_words"), weight=7),
             Column(say("theirs"), weight=4), Column(say("their_words"), weight=7)),
            [*self.writer.collisions()], say("no_collisions"),
        )  # fmt: skip

    def others(self) -> Iterator[Block]:
        """Yield what others propose on the participant's articles."""
        say = self.say
        yield Heading(say("others"), 2, "others")
        rows = [self.writer.other(each) for each in self.found.others]
        order = labels(self.writer.language)["by_code"]
        yield from _table(say("others_table"), self._of_others(), rows, say("no_others"), order=order)

    def present(self) -> Iterator[Block]:
        """Yield where the participant's words stand, and which alternatives it holds."""
        say, heads = self.say, self.heads
        yield Heading(say("standing"), 2, "words")
        yield from _table(
            say("in_text"),
            (Column(heads("place"), weight=3), Column(heads("words"), "number", 1), Column(say("of"), "number", 1),
             Column(heads("from"), weight=4), Column(say("the_words"), weight=10)),
            [self.writer.presence(each) for each in self.found.presence], say("no_words"),
        )  # fmt: skip
        yield from _table(
            say("in_brackets"),
            (Column(heads("place"), weight=3), Column(heads("what"), weight=9), Column(say("held_with"), weight=4),
             Column(say("held_by"), weight=2)),
            [self.writer.held(each) for each in self.found.held], say("no_brackets"),
        )  # fmt: skip

    def _of_others(self) -> tuple[Column, ...]:
        say, heads = self.say, self.heads
        return (
            Column(heads("change"), weight=3), Column(heads("by"), weight=3), Column(heads("place"), weight=3),
            Column(heads("wording"), weight=8), Column(say("collides"), weight=3),
            Column(say("your_position"), weight=2),
        )  # fmt: skip


def _table(
    caption: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    none: str,
    *,
    order: str = "",
    notes: tuple[str, ...] = (),
) -> Iterator[Block]:
    if rows:
        yield Grid(caption, columns, tuple(rows), notes, order)
    elif none:
        yield Prose(words(none))
