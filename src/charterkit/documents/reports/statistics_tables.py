"""The figures of a negotiation as tables: brackets by part, provision and version, and who holds what.

The figures come from ``charterkit.drafting.statistics``; the report around them is made in ``statistics_report``, what
programs read in ``statistics_record``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Final

from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import excerpt, on_one_line
from charterkit.documents.reports.report import Cell, Column, Grid, words
from charterkit.documents.runs import Runs, plain
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.numerals import cite, percent
from charterkit.documents.wording.phrases import phrases, recorded, titled
from charterkit.drafting.brackets import Bracket
from charterkit.drafting.counts import Count
from charterkit.drafting.holdings import MANY_AT_LEAST, SIZES, Holding
from charterkit.drafting.numbering import number
from charterkit.drafting.statistics import Milestone, Statistics
from charterkit.model.charter import LISTS

_OWN: Final = 6
"""The columns of the table by participant that come before those of the parts."""

_PARTS: Final = 9
"""So many parts find room beside each other on a page."""


class Tables:
    """The tables of one text's figures, in one language."""

    def __init__(self, found: Statistics, language: str) -> None:
        self.found = found
        self.say = phrases("statistics", language)
        self.heads = phrases("heads", language)
        self.language = self.say.language
        self.numbers = number(found.charter)
        self.names = Names(self.numbers, registry=found.charter.registry, language=found.language)

    def part(self) -> Grid:
        """Return one row per part or list, and the total."""
        found, say = self.found, self.say
        rows = [(self.part_name(count.part), count.provisions, *self._figures(count)) for count in found.parts]
        names = ("provisions", "brackets", "options", "placeholders", "words", "share")
        return Grid(
            say("by_part"),
            (Column(self.heads("part")), *self._columns(*names)),
            (*rows, (say("total"), found.total.provisions, *self._figures(found.total))),
            notes=tuple(self._part_notes()),
            order=say("reading_order"),
        )

    def _part_notes(self) -> Iterator[str]:
        found, say = self.found, self.say
        if found.total.brackets:
            counts = found.total._asdict()
            yield say("kinds", **{name: counts[name] for name in ("additions", "deletions", "moves", "keeps")})
        if found.stranded:
            yield say("stranded", n=len(found.stranded))
        yield say("words_note")
        yield say("share_note")

    def provision(self) -> Grid:
        """Return one row per provision with something open or to be filled in."""
        found, say = self.found, self.say
        counted = [count for count in found.provisions if count.brackets or count.placeholders]
        still = sum(count.provisions for count in found.provisions) - sum(count.provisions for count in counted)
        names = ("brackets", "options", "placeholders", "words", "share")
        return Grid(
            say("by_provision"),
            (Column(self.heads("provision")), *self._columns(*names)),
            tuple((self._provision_name(count), *self._figures(count)) for count in counted),
            notes=(say("untouched", n=still, all=found.total.provisions), say("share_note")),
            order=say("reading_order"),
        )

    def version(self) -> Grid:
        """Return one row per version, and one for the text since the last."""
        heads, say = self.heads, self.say
        columns = (
            *(Column(heads(name)) for name in ("version", "symbol", "date")), *self._columns("provisions"),
            Column(say("open_changes"), "number"), *self._columns("brackets", "options", "placeholders", "words"),
        )  # fmt: skip
        return Grid(
            say("by_version"),
            columns,
            tuple(
                (self.label(each), each.symbol, each.date or "", each.count.provisions, each.open,
                 *self._figures(each.count)[:-1])
                for each in self.found.milestones
            ),
            order=say("release_order"),
        )  # fmt: skip

    def participant(self) -> Grid:
        """Return one row per participant that holds an alternative: how many, with how many others, in which parts."""
        found, say = self.found, self.say
        held = found.holdings
        parts = [count.part for count in found.parts if any(count.part in holder.parts for holder in held.holders)]
        kinds = (say("holds"), say("alone"), say("with_few"), say("with_many"), self.heads("words"))
        return Grid(
            say("by_participant"),
            (Column(self.heads("participant")), *(Column(title, "number") for title in kinds),
             *(Column(self.part_short(part), "number") for part in parts)),
            tuple(
                (each.code, each.held, each.alone, each.few, each.many, each.words,
                 *(each.parts.get(part, "") for part in parts))
                for each in held.holders
            ),
            notes=tuple(self._sizes()),
            order=say("code_order"),
        )  # fmt: skip

    def alternative(self) -> Grid:
        """Return one row per alternative that somebody holds, with its words."""
        say, heads = self.say, self.heads
        return Grid(
            say("one_by_one"),
            (Column(heads("place"), weight=4), Column(heads("what"), weight=8), Column(say("holders"), weight=5),
             Column(say("held_by"), weight=2)),
            tuple(map(self._alternative, self.found.holdings.held)),
            notes=tuple(self._sizes()),
            order=say("reading_order"),
        )  # fmt: skip

    def _alternative(self, each: Holding) -> tuple[Cell, ...]:
        shown = held_words(each, self.names, self.language)
        holders = self.say.listed(each.option.holders)
        return self._place(each.bracket), shown, holders, self.say(f"size_{each.size}")

    def _columns(self, *names: str) -> tuple[Column, ...]:
        return tuple(Column(self.heads(name), "number") for name in names)

    def label(self, each: Milestone) -> str:
        """Return how a version is called; the text since the last one has no name."""
        return each.name or self.say("now")

    def part_name(self, part: str) -> Runs:
        """Return a part's number and heading, or a list's name."""
        return self._with_heading(part)

    def part_short(self, part: str) -> str:
        """Return a part's number, or a list's name."""
        return phrases("words", self.language)(part) if part in LISTS else cite(self.numbers, part, self.language)

    def _provision_name(self, count: Count) -> Runs:
        """Return a provision's number and heading; of what is only proposed, the heading that it would have."""
        key = count.provision or count.part
        shown = self.part_short(key)
        if shown == key and not count.provisions:
            return self.say.runs("new", name=self._proposed_heading(key))
        return self._with_heading(key)

    def _with_heading(self, key: str) -> Runs:
        """Return the number and heading of a part or provision, or a list's name."""
        node = self.found.charter.provisions.get(key) or self.found.charter.part(key)
        if node is None:
            return words(self.part_short(key))
        shown = cite(self.numbers, key, self.language, within=False)
        found = titled(shown, node.heading, self.language)
        return words(shown) if plain(found[1:]).strip() == shown else found

    def _proposed_heading(self, key: str) -> Runs:
        added = (each for each in self.found.brackets if each.kind == "addition" and each.path == key)
        texts = (option.texts[0] for each in added for option in each.options if option.texts)
        return self._quoted(excerpt(next(texts, key)))

    def _quoted(self, text: str) -> Runs:
        return recorded(text, self.found.language, self.language)

    def _sizes(self) -> Iterator[str]:
        held, say = self.found.holdings, self.say
        one, few, many = (held.sized(size) for size in SIZES)
        none = held.sized("none")
        yield say("sizes_and_none" if none else "sizes", one=one, few=few, many=many, none=none)
        yield say("few_means_two" if held.many == MANY_AT_LEAST else "few_means", most=held.many - 1, many=held.many)

    def _figures(self, count: Count) -> tuple[Cell, ...]:
        share = percent(count.words / count.total, self.language) if count.total else ""
        return count.brackets, count.options, count.placeholders, count.words, share

    def _place(self, bracket: Bracket) -> str:
        """Return the printed number of a bracket's place; of what is proposed, where it would go."""
        shown = cite(self.numbers, bracket.path, self.language)
        if shown != bracket.path:
            return shown
        say = phrases("places", self.language)
        above, _, name = bracket.path.rpartition("/")
        around = cite(self.numbers, above, self.language) if above else self.part_short(bracket.part)
        return say("new", place=around, name=name) if around != name else say("new_alone", name=name)


def held_words(each: Holding, names: Names, language: str) -> Runs:
    """Return what an alternative is, in short; ``names`` says what references print, in the language of its words."""
    bracket, option, say = each.bracket, each.option, phrases("statistics", language)
    text = excerpt(" / ".join(on_one_line(text, names) for text in option.texts if text.strip()))
    shown = recorded(text, names.language, say.language)
    if option.present:
        return say.runs("present", words=shown or say("no_words"))
    if bracket.kind == "words":
        return shown or words(say("no_words"))
    return say.runs(f"kind_{bracket.kind}" if shown else f"only_{bracket.kind}", words=shown)


def on_pages(grid: Grid, language: str) -> Iterator[Grid]:
    """Yield the table by participant as pages take it: where there are many parts, these in tables of their own.

    A page is not made wider, and words beyond its edge fail the build.
    """
    own, parts = grid.columns[:_OWN], grid.columns[_OWN:]
    if len(parts) <= _PARTS:
        yield grid
        return
    yield replace(grid, columns=own, rows=tuple(row[:_OWN] for row in grid.rows))
    tables = ceil(len(parts) / _PARTS)
    for first, end in pairwise(len(parts) * table // tables for table in range(tables + 1)):
        some = parts[first:end]
        caption = f"{grid.caption}{labels(language)['colon']}{some[0].title} \N{EN DASH} {some[-1].title}"
        rows = ((row[0], *row[_OWN + first : _OWN + end]) for row in grid.rows)
        yield Grid(caption, (own[0], *some), tuple(row for row in rows if any(row[1:])), order=grid.order)
