"""What the charter's provisions rest on and what they leave open: ideas of the sources, organisations, tracks.

A provision rests on an idea where its ``basis`` names the idea, and on a theme also where it is filed under the theme's
topic. Nothing is judged here: a gap is a fact, not a fault. Tables for people are ``documents.reports.coverage``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args

from charterkit.drafting.proposals import texts_in
from charterkit.model.charter import Charter
from charterkit.model.provisions import Commitment, LegalNature, Provision
from charterkit.model.registry import Idea, Organisation

_PAST: Final = frozenset({"historical_organisation", "historical_process"})
_REFERENCE: Final = re.compile(r"\[\[[^\]\n]*\]\]")


@dataclass(frozen=True, slots=True)
class IdeaCoverage:
    """An idea of a source and the ids of the provisions that rest on it, in reading order."""

    source: str
    idea: Idea
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every idea of every source, in the order of the registry."""

    ideas: tuple[IdeaCoverage, ...]

    @property
    def open(self) -> tuple[IdeaCoverage, ...]:
        """The ideas that no provision rests on yet."""
        return tuple(covered for covered in self.ideas if not covered.provisions)


@dataclass(frozen=True, slots=True)
class OrganisationShare:
    """An organisation, the provisions filed as concerning it, and the paths of texts and headings that name it."""

    organisation: str
    concerned: tuple[str, ...]
    named: tuple[str, ...]

    @property
    def provisions(self) -> frozenset[str]:
        """The ids of all provisions that concern or name it."""
        return frozenset((*self.concerned, *(path.split("/")[0] for path in self.named)))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A provision or topic, and the organisations that meet in it."""

    place: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DivisionOfLabour:
    """Which organisation has a share in which provision and topic, in the order of the registry and the text."""

    shares: tuple[OrganisationShare, ...]
    provisions: tuple[Meeting, ...]
    topics: tuple[Meeting, ...]

    @property
    def shared_provisions(self) -> tuple[Meeting, ...]:
        """The provisions in which two organisations or more meet."""
        return tuple(place for place in self.provisions if len(place.organisations) > 1)

    @property
    def shared_topics(self) -> tuple[Meeting, ...]:
        """The topics in which two organisations or more meet: where labour may overlap."""
        return tuple(place for place in self.topics if len(place.organisations) > 1)

    @property
    def idle(self) -> tuple[str, ...]:
        """The organisations without a share in any provision."""
        return tuple(share.organisation for share in self.shares if not share.provisions)

    @property
    def unassigned_topics(self) -> tuple[str, ...]:
        """The topics in which no organisation has a share."""
        return tuple(topic.place for topic in self.topics if not topic.organisations)


@dataclass(frozen=True, slots=True)
class Tracks:
    """The provisions of each legal nature and of each level of commitment; under None those that state no level."""

    natures: dict[LegalNature, tuple[str, ...]]
    commitments: dict[Commitment | None, tuple[str, ...]]


def coverage(charter: Charter) -> Coverage:
    """Return, for every idea of the charter's sources, the provisions that rest on it."""
    resting: dict[tuple[str, str], dict[str, None]] = {}
    for provision in charter.ordered():
        for key in _ideas_of(provision, charter):
            resting.setdefault(key, {})[provision.id] = None
    return Coverage(
        tuple(
            IdeaCoverage(source.id, idea, tuple(resting.get((source.id, idea.id), ())))
            for source in charter.registry.sources
            for idea in source.ideas
        )
    )


def by_organisation(charter: Charter) -> DivisionOfLabour:
    """Return which provisions concern or name which organisation, and where organisations meet."""
    shares = tuple(_shares(charter))
    provisions = tuple(
        Meeting(provision.id, tuple(share.organisation for share in shares if provision.id in share.provisions))
        for provision in charter.ordered()
    )
    return DivisionOfLabour(shares, provisions, tuple(_topics(charter, shares)))


def by_nature(charter: Charter) -> Tracks:
    """Return the provisions of each legal nature and level of commitment, every value of the model listed."""
    provisions = tuple(charter.ordered())
    levels: tuple[Commitment | None, ...] = (*get_args(Commitment), None)
    return Tracks(
        {
            nature: tuple(item.id for item in provisions if item.legal_nature == nature)
            for nature in get_args(LegalNature)
        },
        {level: tuple(item.id for item in provisions if item.commitment == level) for level in levels},
    )


def _ideas_of(provision: Provision, charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (source id, idea id) of everything that a provision rests on."""
    for basis in provision.basis:
        if basis.source:
            yield from ((basis.source, idea) for idea in basis.ideas)
    for topic_id in provision.topics:
        topic = charter.registry.topic(topic_id)
        if topic and topic.source and topic.idea:
            yield topic.source, topic.idea


def _shares(charter: Charter) -> Iterator[OrganisationShare]:
    organisations = charter.registry.organisations
    named: dict[str, dict[str, None]] = {body.id: {} for body in organisations}
    spellings = {spelling: body.id for body in reversed(organisations) for spelling in _spellings(body)}
    pattern = _pattern(spellings)
    for path, words in _texts(charter):
        for found in pattern.finditer(words):
            named[spellings[found.group()]][path] = None
    for body in organisations:
        concerned = tuple(provision.id for provision in charter.ordered() if body.id in provision.organisations)
        yield OrganisationShare(body.id, concerned, tuple(named[body.id]))


def _spellings(body: Organisation) -> Iterator[str]:
    """Yield the words that name an organisation. Abbreviations of past ones are in use for others (WTO)."""
    yield from body.name.values()
    if body.abbreviation and body.kind not in _PAST:
        yield body.abbreviation


def _texts(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, words) of every text and heading, references taken out: what they print is no text of the path."""
    for provision in charter.ordered():
        yield from ((slot.path, _REFERENCE.sub(" ", text)) for slot, text in texts_in(provision).items())


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any spelling as whole words, the longest first: UN is not found in UN Security Council."""
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def _topics(charter: Charter, shares: tuple[OrganisationShare, ...]) -> Iterator[Meeting]:
    for topic in charter.registry.topics:
        filed = {provision.id for provision in charter.ordered() if topic.id in provision.topics}
        yield Meeting(topic.id, tuple(share.organisation for share in shares if filed & share.provisions))
