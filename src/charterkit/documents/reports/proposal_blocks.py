"""One change of a submission as paragraphs: what it does, where, and its words, marked against the text it names.

``ADD``, ``MOD``, ``SUP``, ``MOVE`` and ``NOC`` stand before each as at conferences of the ITU. What becomes of the
change is no matter here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import plain_text, redlined
from charterkit.documents.reports.report import Prose, words
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.wording.labels import aside, foreign, labels, spoken_of
from charterkit.documents.wording.numerals import cite, own
from charterkit.documents.wording.phrases import recorded
from charterkit.drafting.numbering import Number, Numbers, number_below
from charterkit.drafting.proposals import Slot, field_of, proposed_words, words_at
from charterkit.model.base import LanguageTexts
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Node, Part, walk
from charterkit.model.submissions import Add, Amend, Change, Delete, Keep, Move, NewPart, Place, operation, target

CONTEXT: Final = 12
"""How many untouched words stand on either side of a change."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The text that changes are read against, its numbers, what references print, and the language of the page.

    ``only`` is the language whose words are told of what is added or deleted as a whole. Without it an addition is told
    in all its languages, that of the page before the others, and a deletion in that of the page.
    """

    charter: Charter
    numbers: Numbers
    names: Names
    language: str
    only: str = ""

    def tongues(self, texts: LanguageTexts, mark: Mark) -> tuple[str, ...]:
        """Return the languages in which the words of something added or deleted are told."""
        first = spoken_of(texts, self.only or self.language)
        alone = self.only or mark != "insert"
        return (first,) if alone else tuple(dict.fromkeys((first, *texts)))

    def cite(self, path: str) -> str:
        """Return the number of a part, provision or unit as the page cites it."""
        return cite(self.numbers, path, self.language)

    def title(self, path: str) -> str:
        """Return the number of a part, provision or unit as a heading says it."""
        return cite(self.numbers, path, self.language, within=False)

    def container(self, path: str) -> str:
        """Return what something goes into, as the page names it: a list, a part, a provision or a unit."""
        return self.said[path] if path in LISTS else self.cite(path)

    @property
    def said(self) -> Mapping[str, str]:
        """The fixed words of the page."""
        return labels(self.language)

    def speaking(self, tongue: str) -> Names:
        """Return what references print in words of a language."""
        return replace(self.names, language=tongue)


def change_blocks(change: Change, label: str, bench: Bench, language: str, beside: str = "") -> Iterator[Prose]:
    """Yield a change: its operation and place with its number before them, then its words and its note.

    Args:
        change: the change.
        label: its number in the submission.
        bench: the text it was written against.
        language: the language of the submission, for changes that name none.
        beside: what is said of it behind its place, in brackets.
    """
    said = bench.said
    place = place_words(change, bench)
    known = aside(place, beside, bench.language) if beside else place
    yield Prose(words(Run(operation(change), emphasis=True), f" {known}"), label=label, leads=True)
    yield from _words_of(change, bench, language)
    if change.note:
        lead = Run(f"{said['note']}{said['title_end']}{said['sentence_gap']}", emphasis=True)
        yield Prose(words(lead, recorded(change.note, language, bench.language)), depth=1)


def titled(title: str, text: str, tongue: str, language: str) -> Iterator[Prose]:
    """Yield a record's own words in their language behind a title, a paragraph each."""
    for place, paragraph in enumerate(text.strip().split("\n\n")):
        lead = (Run(f"{title}{labels(language)['sentence_gap']}", emphasis=True),) if place == 0 else ()
        yield Prose((*lead, *recorded(paragraph, tongue, language)))


def place_words(change: Change, bench: Bench) -> str:
    """Return the place that a change speaks of: by its number, or by what it goes next to."""
    said = bench.said
    if isinstance(change, Add):
        return destination(change, bench)
    path = target(change)
    where = bench.cite(path)
    if isinstance(change, Amend) and change.heading is not None:
        return said["list_comma"].join((where, said["the_heading"]))
    if isinstance(change, Move):
        return said["list_comma"].join((where, destination(change, bench)))
    return where


def destination(place: Place, bench: Bench) -> str:
    """Return where an addition or a move goes: ``after Article 5``."""
    said = bench.said
    if place.neighbour:
        return said["place_after" if place.after else "place_before"].format(place=bench.cite(place.neighbour))
    container = place.container or ""
    return said["place_first" if place.at_start else "place_last"].format(place=bench.container(container))


def _words_of(change: Change, bench: Bench, language: str) -> Iterator[Prose]:
    match change:
        case Amend():
            yield from _amended(change, bench, language)
        case Add():
            yield from new_words(change.add, bench, "" if "/" not in target(change) else target(change))
        case Delete() | Move() | Keep():
            path = target(change)
            node = bench.charter.standing(path)
            mark: Mark = "delete" if isinstance(change, Delete) else "keep"
            if node is not None and not isinstance(change, Move):
                yield from _whole(node, path, bench, mark)


def _amended(change: Amend, bench: Bench, language: str) -> Iterator[Prose]:
    tag = change.language or language
    before = words_at(bench.charter, Slot(change.amend, field_of(change), tag)) or ""
    after = proposed_words(change, before)
    if after is None:  # the words to replace do not stand there: what was put is shown, as everything that is lodged
        yield from _quoted(plain_text(change.replace or "", bench.speaking(tag), "delete"), tag, bench)
        yield from _quoted(plain_text(change.with_ or "", bench.speaking(tag), "insert"), tag, bench)
        return
    yield from _quoted(redlined(before, after, bench.speaking(tag), CONTEXT), tag, bench)


def _quoted(paragraphs: tuple[Runs, ...], tag: str, bench: Bench, label: str = "", depth: int = 0) -> Iterator[Prose]:
    """Yield paragraphs of a text, the first behind its number; the others stand as far in as its words."""
    lang = foreign(tag, bench.language)
    for place, runs in enumerate(paragraphs):
        inner = depth + bool(place and label)
        yield Prose(runs, label="" if place else label, quoted=True, lang=lang, depth=inner)


def new_words(added: Node | Part | NewPart, bench: Bench, path: str = "") -> Iterator[Prose]:
    """Yield the words of something that would be added, all of them as put in."""
    if isinstance(added, Part | NewPart):
        yield from _heading(added.heading, bench, "insert")
        return
    yield from _whole(added, path or added.id, bench, "insert")


def _whole(node: Node | Part, path: str, bench: Bench, mark: Mark) -> Iterator[Prose]:
    """Yield a provision or unit with everything below it, each with its number, all words with one mark."""
    yield from _heading(node.heading, bench, mark)
    if isinstance(node, Part):
        return
    known = bench.numbers.by_path.get(path)
    above = known or Number("article", "", "")
    labelled = dict(number_below(node, path, above, bench.charter if known else None, path.count("/")))
    for below, each in walk(node, path):
        here = labelled.get(below)
        depth = max(below.count("/") - path.count("/") - 1, 0)
        if below != path:
            yield from _heading(each.heading, bench, mark)
        label = own(here, bench.language) if here else ""
        for place, tag in enumerate(bench.tongues(each.text, mark)):
            paragraphs = plain_text(each.text.get(tag, ""), bench.speaking(tag), mark)
            yield from _quoted(paragraphs, tag, bench, "" if place else label, depth + bool(place and label))


def _heading(heading: LanguageTexts, bench: Bench, mark: Mark) -> Iterator[Prose]:
    for tag in bench.tongues(heading, mark):
        runs = tuple(Run(run.text, mark, emphasis=True) for run in recorded(heading.get(tag, ""), tag, tag))
        if runs:
            yield Prose(runs, quoted=True, lang=foreign(tag, bench.language), leads=True)
