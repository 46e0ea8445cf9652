"""The concordance of languages as a report: how each translation stands, what it is behind in, what does not agree.

What is stale or missing is worked out in ``drafting.translations``, what disagrees in
``drafting.correspondence.compared``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import plain_text, redlined_segments
from charterkit.documents.reports.report import Block, Cell, Column, Grid, Heading, Prose, Report, report
from charterkit.documents.runs import Run, Runs
from charterkit.documents.views.redline_notices import fact
from charterkit.documents.wording.labels import labels, language_name
from charterkit.documents.wording.number_names import spoken_in
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import in_tongue, line, recorded, spoken
from charterkit.drafting.correspondence.compared import Disagreement, disagreements
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.proposals import Slot
from charterkit.drafting.titles import SETTINGS, Place, Title
from charterkit.drafting.translations import State, Translation
from charterkit.model.charter import Charter
from charterkit.words import diff

STATES: Final[tuple[State, ...]] = ("current", "stale", "missing", "unrecorded")


@dataclass(frozen=True, slots=True)
class Concordance:
    """The languages of a charter beside its drafting language."""

    charter: Charter
    languages: tuple[str, ...]
    translations: tuple[Translation, ...]
    disagreements: tuple[Disagreement, ...]
    titles: tuple[Title, ...] = ()
    """The titles and names that wait to be translated."""

    @property
    def settled(self) -> bool:
        """Whether every text and title of every language is there, in step, and agrees in what can be counted."""
        waiting = self.disagreements or self.titles
        return not waiting and all(each.state == "current" for each in self.translations)


def concordance(
    charter: Charter,
    translations: Sequence[Translation],
    languages: Sequence[str] = (),
    titles: Sequence[Title] = (),
) -> Concordance:
    """Lay the translations of a charter beside their sources, those of some languages or of all but the drafting one.

    What is stale is compared too: a translation may be both behind and wrong.
    """
    own, *others = charter.settings.languages
    wanted = tuple(languages or others)
    mine = tuple(each for each in translations if each.slot.language in wanted)
    found = (
        each
        for one in mine
        if one.text and one.source
        for each in disagreements(one.slot, one.rendered or one.source, one.text, own, spoken_in)
    )
    return Concordance(charter, wanted, mine, tuple(found), tuple(titles))


def languages_report(found: Concordance, front: Front | None = None) -> Report:
    """Return a concordance of languages as a document, in the drafting language or in ``front.language``."""
    front = front or Front()
    settings = found.charter.settings
    page = _Page(found, spoken(front.page_language(settings)))
    return report(settings, front, "languages", tuple(page.blocks()), record=page.record())


class _Page:
    """The words of the report, in one language."""

    def __init__(self, found: Concordance, language: str) -> None:
        self.found = found
        self.language = language
        self.words = labels(language)
        self.numbers: Numbers = number(found.charter)
        self.own = found.charter.settings.drafting_language

    def blocks(self) -> Iterator[Block]:
        """Yield the summary, then what is stale, what is missing and what disagrees."""
        if not self.found.languages:
            yield Prose((Run(self.words["languages_none"].format(language=self._name(self.own))),))
            return
        yield self._summary()
        yield from self._stale()
        yield from self._table("missing", self._missing())
        yield from self._table("disagreements", self._disagreements())
        yield from self._table("names", self._names_waiting())

    def record(self) -> Mapping[str, Any]:
        """Return the same for programs."""
        return {
            "drafting_language": self.own,
            "languages": [self._counts(language) for language in self.found.languages],
            "texts": [
                {**_address(each.slot), "state": each.state, "by": each.by.ref if each.by else None,
                 "source": each.source, "text": each.text, "made_of": each.rendered or None}
                for each in self.found.translations
            ],
            "disagreements": [
                {**_address(each.slot), "kind": each.kind, "source": each.source, "translation": each.other}
                for each in self.found.disagreements
            ],
            "titles": [
                {"register": each.place.register, "record": each.place.record or None, "field": each.place.field,
                 "language": each.language, "state": each.state, "source": each.source, "text": each.text,
                 "made_of": each.rendered or None}
                for each in self.found.titles
            ],
        }  # fmt: skip

    def _counts(self, language: str) -> dict[str, Any]:
        mine = [each.state for each in self.found.translations if each.slot.language == language]
        settings = self.found.charter.settings
        return {
            "language": language,
            "standing": settings.standing_of(language),
            "texts": len(mine),
            **{state: mine.count(state) for state in STATES},
            "disagreements": sum(each.slot.language == language for each in self.found.disagreements),
        }

    def _summary(self) -> Grid:
        numbered = ("texts", *STATES, "disagreements")
        columns = (
            Column(self.words["language"]),
            Column(self.words["standing"]),
            *(Column(self.words[f"languages_{name}"], "number") for name in numbered),
        )
        rows = tuple(
            (self._name(counts["language"]), self.words[f"standing_{counts['standing']}"],
             *(counts[name] for name in numbered))
            for counts in map(self._counts, self.found.languages)
        )  # fmt: skip
        notes = (self.words["languages_note"].format(language=self._name(self.own)),)
        return Grid(self.words["languages_summary"], columns, rows, notes)

    def _stale(self) -> Iterator[Block]:
        """Yield what changed in the source since each stale translation was made, and the translation."""
        stale = [each for each in self.found.translations if each.state == "stale"]
        if stale:
            yield Heading(self.words["languages_behind"], 2, "stale")
        for each in stale:
            place, tongue = self._place(each, within=False), self._name(each.slot.language)
            yield Heading(self.words["in_tongue"].format(document=place, language=tongue), 3, _anchor(each))
            changed = redlined_segments(each.segments, self._names(self.own))
            yield Prose(in_tongue(line(changed), self.own, self.language))
            yield Prose(self._read(each.text, each.slot.language), quoted=True)

    def _table(self, name: str, made: tuple[tuple[Column, ...], list[tuple[Cell, ...]]]) -> Iterator[Block]:
        columns, rows = made
        if rows:
            yield Grid(self.words[f"languages_{name}"], columns, tuple(rows))

    def _missing(self) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
        """Return what is not translated, each text once with the languages in which it is missing."""
        waiting: dict[tuple[str, str, str], list[str]] = {}
        places = {(each.slot.path, each.slot.field): None for each in self.found.translations}
        order = {place: index for index, place in enumerate(places)}
        for each in sorted(self.found.translations, key=lambda each: order[each.slot.path, each.slot.field]):
            if each.state == "missing":
                key = (self._place(each), each.slot.path, each.source)
                waiting.setdefault(key, []).append(self._name(each.slot.language))
        return self._columns_of_waiting(), [
            (place, path, self._read(source, self.own), self.words["list_comma"].join(names))
            for (place, path, source), names in waiting.items()
        ]

    def _names_waiting(self) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
        """Return the titles and names to translate, each once with its languages; redlined where they have changed."""
        waiting: dict[tuple[Place, str], list[str]] = {}
        for each in self.found.titles:
            waiting.setdefault((each.place, each.rendered), []).append(self._name(each.language))
        words = {(each.place, each.rendered): each for each in self.found.titles}
        return self._columns_of_waiting(), [
            (fact(place.field if place.register == SETTINGS else place.register, self.language), _file(place),
             self._changed(words[place, made_of]), self.words["list_comma"].join(names))
            for (place, made_of), names in waiting.items()
        ]  # fmt: skip

    def _changed(self, title: Title) -> Runs:
        """Return the words to translate: with what has changed in them, where they were translated before."""
        if title.state == "missing":
            return self._read(title.source, self.own)
        changed = redlined_segments(tuple(diff(title.rendered, title.source)), self._names(self.own))
        return in_tongue(line(changed), self.own, self.language)

    def _columns_of_waiting(self) -> tuple[Column, ...]:
        titles = ("provision", "languages_address", "languages_source", "language")
        return tuple(Column(self.words[title], weight=w) for title, w in zip(titles, (3, 3, 8, 3), strict=True))

    def _disagreements(self) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
        columns = (
            Column(self.words["provision"], weight=3),
            Column(self.words["languages_address"], weight=4),
            Column(self.words["language"], weight=2),
            Column(self.words["languages_what"], weight=2),
            Column(self.words["languages_only"].format(language=self._name(self.own)), weight=4),
            Column(self.words["languages_only_translation"], weight=4),
        )
        return columns, [
            (cite(self.numbers, each.slot.path, self.language), each.slot.path, self._name(each.slot.language),
             self.words[f"languages_{each.kind}"], recorded(each.source, self.own, self.language),
             recorded(each.other, each.slot.language, self.language))
            for each in self.found.disagreements
        ]  # fmt: skip

    def _place(self, translation: Translation, *, within: bool = True) -> str:
        place = cite(self.numbers, translation.slot.path, self.language, within=within)
        return (
            place
            if translation.slot.field == "text"
            else f"{place}{self.words['colon']}{self.words['languages_heading']}"
        )

    def _read(self, text: str, tongue: str) -> Runs:
        """Return a text on one line as it is printed, in its language."""
        return in_tongue(line(plain_text(text, self._names(tongue))), tongue, self.language)

    def _names(self, tongue: str) -> Names:
        return Names(self.numbers, registry=self.found.charter.registry, language=tongue)

    def _name(self, language: str) -> str:
        return language_name(language, self.language)


def _file(place: Place) -> str:
    record = f"{place.record}." if place.record else ""
    return f"{place.register}.yaml: {record}{place.field}"


def _address(slot: Slot) -> dict[str, str]:
    return {"path": slot.path, "field": slot.field, "language": slot.language}


def _anchor(translation: Translation) -> str:
    slot = translation.slot
    return f"stale-{slot.language}-{slot.field}-{slot.path}"
