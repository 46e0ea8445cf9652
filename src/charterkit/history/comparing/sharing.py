"""Finds splits and joinings: additions whose words were cut from elsewhere, deletions whose words went elsewhere.

Looks only at the words that changes take out and put in, so that a passage is never said to come from words that still
stand where they stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from charterkit.history.comparing.changes import Change, Row
from charterkit.history.comparing.likeness import Words, candidates, share_within, words_of

_LONE: Final = ("added", "deleted")

MOST: Final = 0.8
"""The share of a passage's words that must stand in the other one, in order."""

FEWEST: Final = 8
"""Passages of fewer words share too easily."""


def with_shares(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows with ``shares_with`` filled in for additions and deletions."""
    changes = [row.change for top in rows for row in top.walk() if row.change and not row.departed]
    lone = {change.path for change in changes if change.kinds[0] in _LONE}
    if not lone:
        return rows
    inserted = {change.new_path: _words(change, "insert") for change in changes if change.new_path}
    deleted = {change.old_path: _words(change, "delete") for change in changes if change.old_path}
    shares = {
        "added": _partners({path: words for path, words in inserted.items() if path in lone}, deleted),
        "deleted": _partners({path: words for path, words in deleted.items() if path in lone}, inserted),
    }
    return tuple(_filled(row, shares) for row in rows)


def _words(change: Change, op: Literal["delete", "insert"]) -> Words:
    segments = (segment for text in change.texts for segment in text.segments)
    return tuple(word for segment in segments if segment.op == op for word in words_of(segment.text))


def _partners(lone: Mapping[str, Words], passages: Mapping[str, Words]) -> dict[str, str]:
    """Return, for each of the lone passages, the one that holds most of its words, where one does."""
    best: dict[str, tuple[float, str]] = {}
    for path, other in sorted(candidates(lone, passages)):
        share = share_within(lone[path], passages[other]) if len(lone[path]) >= FEWEST else 0.0
        if share >= MOST and share > best.get(path, (0.0, ""))[0]:
            best[path] = (share, other)
    return {path: other for path, (_, other) in best.items()}


def _filled(row: Row, shares: Mapping[str, Mapping[str, str]]) -> Row:
    rows = tuple(_filled(below, shares) for below in row.rows)
    change = row.change
    if change and change.kinds[0] in _LONE:
        change = change._replace(shares_with=shares[change.kinds[0]].get(change.path))
    return row._replace(rows=rows, change=change)
