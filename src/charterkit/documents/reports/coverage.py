"""Coverage as tables: what rests on what, the division of labour, and the political and legal tracks.

Everything in them is worked out in ``charterkit.drafting.coverage``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from charterkit.documents.reports.registry_tables import party_name, places, short_name
from charterkit.documents.reports.tables import Table
from charterkit.documents.wording.labels import in_language
from charterkit.drafting.coverage import Coverage, DivisionOfLabour, OrganisationShare, Tracks
from charterkit.drafting.numbering import WORDS, Numbers
from charterkit.model.registry import IdeaKind, Registry

KINDS: Final[dict[IdeaKind, str]] = {
    "principle": "Principles",
    "requirement": "Requirements of the process",
    "structure": "Structural ideas",
    "theme": "Themes",
}
NONE_YET: Final = "none yet"
RUN: Final = 2
"""How many consecutive numbers are still written out."""


def idea_table(coverage: Coverage, numbers: Numbers) -> Table:
    """Return one row per idea of the sources: what it is, where it stands, which provisions rest on it."""
    counted = [
        f"{title}: {sum(bool(item.provisions) for item in items)} of {len(items)} covered"
        for kind, title in KINDS.items()
        if (items := [item for item in coverage.ideas if item.idea.kind == kind])
    ]
    return Table(
        title="Coverage of the sources' ideas",
        columns=("Idea", "Title", "Places", "Provisions"),
        rows=tuple(
            (item.idea.id, item.idea.title, places(item.idea), _cited(item.provisions, numbers))
            for item in coverage.ideas
        ),
        notes=(*counted, f"Not covered: {', '.join(item.idea.id for item in coverage.open) or 'none'}"),
        order="in the order of the sources",
        records=tuple(
            {
                "source": item.source,
                "idea": item.idea.id,
                "kind": item.idea.kind,
                "title": item.idea.title,
                "at": list(item.idea.at),
                "provisions": list(item.provisions),
            }
            for item in coverage.ideas
        ),
    )


def organisation_table(division: DivisionOfLabour, registry: Registry, numbers: Numbers, language: str = "en") -> Table:
    """Return one row per organisation; overlaps and gaps stand below."""
    return Table(
        title="Division of labour",
        columns=("Organisation", "Concerned by", "Named in"),
        rows=tuple(
            (
                party_name(share.organisation, registry, language),
                _cited(share.concerned, numbers),
                _cited(share.named, numbers),
            )
            for share in division.shares
        ),
        notes=(
            *_overlaps(division, registry, numbers, language),
            f"No provision: {_names(division.idle, registry, language) or 'none'}",
            f"No organisation: {_topic_names(division.unassigned_topics, registry, language) or 'none'}",
        ),
        order="in the order of the registry",
        records=tuple(_share_record(share) for share in division.shares),
    )


def topic_table(division: DivisionOfLabour, registry: Registry, language: str = "en") -> Table:
    """Return one row per topic with the organisations that have a share in it."""
    return Table(
        title="Organisations by topic",
        columns=("Topic", "Organisations"),
        rows=tuple(
            (
                _topic_names([topic.place], registry, language),
                _names(topic.organisations, registry, language) or NONE_YET,
            )
            for topic in division.topics
        ),
        order="in the order of the registry",
        records=tuple({"topic": topic.place, "organisations": list(topic.organisations)} for topic in division.topics),
    )


def nature_table(tracks: Tracks, numbers: Numbers) -> Table:
    """Return one row per legal nature and level of commitment with its provisions."""
    lines = [
        *(("legal nature", nature, ids) for nature, ids in tracks.natures.items()),
        *(("commitment", level or "not stated", ids) for level, ids in tracks.commitments.items()),
    ]
    return Table(
        title="Political and legal tracks, and levels of commitment",
        columns=("Track", "Value", "Count", "Provisions"),
        rows=tuple((track, value, str(len(ids)), _cited(ids, numbers)) for track, value, ids in lines),
        order="from the weakest to the strongest commitment",
        records=tuple({"track": track, "value": value, "provisions": list(ids)} for track, value, ids in lines),
    )


def _share_record(share: OrganisationShare) -> dict[str, object]:
    return {"organisation": share.organisation, "concerned": list(share.concerned), "named": list(share.named)}


def _cited(paths: Iterable[str], numbers: Numbers) -> str:
    """Return the numbers of provisions, gathered by series: ``Recital 2; Articles 1, 5-7, 39``."""
    gathered: dict[str, list[str]] = {}
    for path in paths:
        number = numbers.by_path.get(path)
        gathered.setdefault(WORDS[number.series] if number else path, []).append(number.full if number else "")
    series = (f"{_counted(word, full)} {', '.join(_runs(full))}".rstrip() for word, full in gathered.items())
    return "; ".join(series) or NONE_YET


def _counted(word: str, numbers: Collection[str]) -> str:
    return word if len(numbers) == 1 else f"{word}es" if word.endswith("x") else f"{word}s"


def _runs(numbers: Iterable[str]) -> list[str]:
    """Join three or more numbers that follow each other: 5, 6, 7 become 5-7."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdecimal() and runs[-1][-1].isdecimal() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [item for run in runs for item in ([f"{run[0]}-{run[-1]}"] if len(run) > RUN else run)]


def _names(organisations: Iterable[str], registry: Registry, language: str) -> str:
    return ", ".join(party_name(body, registry, language) for body in organisations)


def _topic_names(topics: Iterable[str], registry: Registry, language: str) -> str:
    found = ((topic_id, registry.topic(topic_id)) for topic_id in topics)
    return "; ".join(in_language(topic.name, language) if topic else topic_id for topic_id, topic in found)


def _overlaps(division: DivisionOfLabour, registry: Registry, numbers: Numbers, language: str) -> Iterator[str]:
    for topic in division.shared_topics:
        where = _topic_names([topic.place], registry, language)
        yield f"Overlap in the topic {where}: {_short_names(topic.organisations, registry, language)}"
    for provision in division.shared_provisions:
        where = numbers.cite(provision.place)
        yield f"Overlap in {where}: {_short_names(provision.organisations, registry, language)}"


def _short_names(organisations: Iterable[str], registry: Registry, language: str) -> str:
    return ", ".join(short_name(body, registry, language) for body in organisations)
