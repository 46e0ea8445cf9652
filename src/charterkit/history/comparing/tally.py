"""Counts a comparison: provisions added, deleted, moved, renumbered and changed, words in and out; by part, by sponsor.

A provision counts once under each thing that happened to it or to anything in it; that its lines were wrapped anew is
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from charterkit.history.comparing.changes import Change, Comparison, Row
from charterkit.history.comparing.likeness import count_words
from charterkit.words import Change as Passage
from charterkit.words import Segment

Sponsors = Mapping[str, Sequence[str]]
"""Who put each change forward, by the path of the part, provision or unit (see ``sponsors``).

Who amended its words in a language stands at ``words_at``: a translator sponsors none of what is translated."""

UNATTRIBUTED: Final = ""
"""Stands for the sponsor of a change that the given sponsors don't account for."""


def words_at(path: str, language: str) -> str:
    """Return where the sponsors of words in one language stand: ``notice/one [ru]``."""
    return f"{path} [{language}]"


def move_of(path: str) -> str:
    """Return where the sponsors of a move stand: they sponsor none of the words that others changed in what moved."""
    return f"{path} [moved]"


class Tally(NamedTuple):
    """How many provisions, and how many words of headings and texts in all languages.

    Words that moved within a paragraph came neither in nor out; the sentences they stand in are counted instead.
    """

    added: int = 0
    deleted: int = 0
    moved: int = 0
    renumbered: int = 0
    changed: int = 0
    words_in: int = 0
    words_out: int = 0
    sentences_moved: int = 0


class Summary(NamedTuple):
    """The tally of a whole comparison and of its parts.

    Attributes:
        total: of all parts together.
        by_part: by the id of a part or list, in reading order; only those where something happened.
    """

    total: Tally
    by_part: dict[str, Tally]


def summarise(comparison: Comparison) -> Summary:
    """Count a comparison as a whole and by part."""
    renumbered = {line.new_path for line in comparison.renumbered if line.level == "provision"}
    tallies = {section.path: _tally_section(section, renumbered) for section in comparison.rows if not section.departed}
    by_part = {part: tally for part, tally in tallies.items() if tally != Tally()}
    sums = {name: sum(getattr(tally, name) for tally in by_part.values()) for name in Tally._fields}
    return Summary(Tally(**sums), by_part)


def tally_sponsors(comparison: Comparison, sponsors: Sponsors) -> dict[str, Tally]:
    """Count a comparison by sponsor.

    Args:
        comparison: what is counted.
        sponsors: who put each change forward, by the path of the part, provision or unit. A change at a path that is
            not named goes to the nearest that is named above it, else to ``UNATTRIBUTED``.

    Returns:
        The tallies by sponsor, in alphabetical order. What several put forward counts for each of them. Numbers change
        through everybody's changes and are nobody's: ``renumbered`` is 0.
    """
    changes: dict[str, list[Change]] = {}
    for change in (each for whole in comparison.changes for each in _by_language(whole)):
        movers = sponsors.get(move_of(change.path), ())
        found = _sponsors_of(change, sponsors, comparison.new.settings.drafting_language, movers)
        for sponsor in dict.fromkeys((*movers, *found)):
            own = change if sponsor in found else change._replace(texts=())
            changes.setdefault(sponsor, []).append(own)
    return {sponsor: _tally(changes[sponsor], _by_provision(changes[sponsor])) for sponsor in sorted(changes)}


def _by_language(change: Change) -> Iterator[Change]:
    """Yield a change once for each language whose words it changes: each has its own sponsors."""
    languages = dict.fromkeys(text.language for text in change.texts)
    for language in languages:
        yield change._replace(texts=tuple(text for text in change.texts if text.language == language))
    if not languages:
        yield change


def _sponsors_of(change: Change, sponsors: Sponsors, drafting: str, movers: Sequence[str]) -> Sequence[str]:
    """Return who changed words; of what only moved, or what nobody else speaks of, who moved it."""
    language = change.texts[0].language if change.texts else drafting
    path = change.path
    while path:
        own = sponsors.get(words_at(path, language), ())
        more = sponsors.get(path, ()) if language == drafting or not own else ()
        if own or more:
            return tuple(dict.fromkeys((*more, *own)))
        if movers:
            return movers
        path = path.rpartition("/")[0]
    return (UNATTRIBUTED,)


def _tally_section(section: Row, renumbered: Container[str | None]) -> Tally:
    present = [row for row in section.rows if not row.departed]
    changes = [row.change for row in section.walk() if row.change and not row.departed]
    count = sum(row.new_path in renumbered for row in present)
    return _tally(changes, [_kinds(row) for row in present], count)


def _kinds(row: Row) -> set[str]:
    """Return what happened to a provision; what happened to anything in it, or left it, changed it."""
    below = any(inner.change and inner.change.kinds_seen for outer in row.rows for inner in outer.walk())
    return {*(row.change.kinds_seen if row.change else ()), *(("changed",) if below else ())}


def _by_provision(changes: Iterable[Change]) -> Iterable[set[str]]:
    kinds: dict[str, set[str]] = {}
    for change in changes:
        if change.level != "part" and change.kinds_seen:
            own = change.kinds_seen if change.level == "provision" else ("changed",)
            kinds.setdefault(change.path.partition("/")[0], set()).update(own)
    return kinds.values()


def _tally(changes: Iterable[Change], provisions: Iterable[set[str]], renumbered: int = 0) -> Tally:
    totals = Counter("renumbered" for _ in range(renumbered))
    for kinds in provisions:
        whole = kinds & {"added", "deleted"}
        totals.update(whole or kinds & {"moved"})
        totals["changed"] += not whole and bool(kinds & {"changed", "metadata"})
    for part in (part for change in changes for text in change.texts for part in text.shown):
        totals.update(_words(part))
    return Tally(**totals)


def _words(part: Segment | Passage) -> dict[str, int]:
    """Count a run of a redline; a sentence that moved counts where it stands now, with what changed inside it."""
    match part.op:
        case "insert":
            return {"words_in": count_words(part.text)}
        case "delete":
            return {"words_out": count_words(part.text)}
        case "moved_to":
            return {"sentences_moved": 1} | sum(map(Counter, map(_words, part.inside)), Counter[str]())
    return {}
