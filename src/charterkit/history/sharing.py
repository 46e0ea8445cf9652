"""Finds splits and joinings: additions whose words were cut from elsewhere, deletions whose words went elsewhere.

Looks only at the words that changes take out and put in, so that a passage is never said to come from words that still
stand where they stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from charterkit.history.changes import Change, Level, Row
from charterkit.history.likeness import Words, share_within, words_of

_Key: TypeAlias = tuple[Level, str | None, str | None]

_LONE: Final = ("added", "deleted")

MOST: Final = 0.8
"""The share of a passage's words that must stand in the other one, in order."""

FEWEST: Final = 8
"""Passages of fewer words share too easily."""


def with_shares(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows with ``shares_with`` filled in for additions and deletions."""
    changes = [row.change for top in rows for row in top.walk() if row.change and not row.departed]
    if not any(change.kinds[0] in _LONE for change in changes):
        return rows
    deleted = {change.old_path: _words(change, "delete") for change in changes if change.old_path}
    inserted = {change.new_path: _words(change, "insert") for change in changes if change.new_path}
    shares = {
        _key(change): partner
        for change in changes
        if (partner := _partner(change, {"added": deleted, "deleted": inserted}.get(change.kinds[0], {})))
    }
    return tuple(_filled(row, shares) for row in rows) if shares else rows


def _words(change: Change, op: Literal["delete", "insert"]) -> Words:
    return tuple(
        word
        for text in change.texts
        for segment in text.segments
        if segment.op == op
        for word in words_of(segment.text)
    )


def _partner(change: Change, passages: Mapping[str, Words]) -> str | None:
    """Return the path of the passage that holds most of an addition's or deletion's words, where one does."""
    words = _words(change, "insert" if change.kinds[0] == "added" else "delete")
    if len(words) < FEWEST:
        return None
    shares = {path: share_within(words, passage) for path, passage in passages.items() if len(passage) >= FEWEST}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= MOST else None


def _filled(row: Row, shares: Mapping[_Key, str]) -> Row:
    rows = tuple(_filled(below, shares) for below in row.rows)
    partner = shares.get(_key(row.change)) if row.change else None
    change = replace(row.change, shares_with=partner) if row.change and partner else row.change
    return replace(row, rows=rows, change=change)


def _key(change: Change) -> _Key:
    return change.level, change.old_path, change.new_path
