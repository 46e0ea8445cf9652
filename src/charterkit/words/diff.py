"""The redline of two texts: what was kept, deleted and inserted, exact to the character in both directions.

Brings together ``tokens``, ``align``, ``tidy`` and ``items`` and puts the white space back. Knows nothing of charters;
moved sentences are recognised in ``changes``, and colours and mark-up are the documents' business.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from charterkit.words.align import align
from charterkit.words.items import whole_items
from charterkit.words.slides import Hunk
from charterkit.words.tidy import tidy
from charterkit.words.tokens import Tokens, tokenise

Op = Literal["keep", "delete", "insert"]


class Segment(NamedTuple):
    """A run of text that was kept, deleted or inserted."""

    op: Op
    text: str


def diff(before: str, after: str) -> list[Segment]:
    """What leads from one text to another.

    Args:
        before: the old text, any string.
        after: the new text, any string.

    Returns:
        Segments in reading order, none empty, no two neighbours alike, a deletion before the insertion that replaces
        it. Keep and delete joined are ``before``; keep and insert joined are ``after``. No border between two
        segments splits a grapheme cluster.
    """
    if before == after:
        return [Segment("keep", before)] if before else []
    old, new = tokenise(before), tokenise(after)
    return _segments(old, new, changed(old, new))


def changed(old: Tokens, new: Tokens) -> list[Hunk]:
    """What a reader is shown as changed from one text to another: as few tokens as reads well, new items whole."""
    return whole_items(tidy(align(old, new), old, new), old, new)


def _segments(old: Tokens, new: Tokens, hunks: list[Hunk]) -> list[Segment]:
    """Write hunks out as segments: the white space between two tokens goes to the change beside it where it differs.

    Args:
        old: the text before, in tokens.
        new: the text after, in tokens.
        hunks: what changed, in order; tokens between hunks are equal.

    Returns:
        The segments, as ``diff`` gives them.
    """
    line = _Line()
    at, to = 0, 0
    for hunk in hunks:
        _write_kept(line, old, new, Hunk(at, hunk.start, to, hunk.first))
        _write_hunk(line, old, new, hunk)
        at, to = hunk.end, hunk.last
    _write_kept(line, old, new, Hunk(at, len(old.keys), to, len(new.keys)))
    return line.segments()


class _Line:
    """Collects pieces of text; joins neighbours alike and puts deletions before insertions."""

    __slots__ = ("_deleted", "_done", "_inserted", "_kept", "head")

    def __init__(self) -> None:
        self._done: list[Segment] = []
        self._kept: list[str] = []
        self._deleted: list[str] = []
        self._inserted: list[str] = []
        self.head = True  # the white space before the next kept token is still to be written

    def keep(self, text: str) -> None:
        if text:
            if self._deleted or self._inserted:
                self._flush()
            self._kept.append(text)

    def change(self, deleted: str, inserted: str) -> None:
        if deleted:
            self._deleted.append(deleted)
        if inserted:
            self._inserted.append(inserted)

    def _flush(self) -> None:
        done = self._done
        if kept := "".join(self._kept):
            done.append(Segment("keep", kept))
        if deleted := "".join(self._deleted):
            done.append(Segment("delete", deleted))
        if inserted := "".join(self._inserted):
            done.append(Segment("insert", inserted))
        self._kept, self._deleted, self._inserted = [], [], []

    def segments(self) -> list[Segment]:
        self._flush()
        return self._done


def _write_kept(line: _Line, old: Tokens, new: Tokens, same: Hunk) -> None:
    """Kept tokens; the first one without its white space where the hunk before has written that."""
    start, end, first, last = same
    if start >= end:
        return
    if not line.head:
        line.keep(old.keys[start])
        start, first = start + 1, first + 1
    line.head = True
    kept = old.full[start:end]
    if kept == new.full[first:last]:
        line.keep("".join(kept))
        return
    for index, token in enumerate(kept, start):
        other = first + index - start
        if token == new.full[other]:
            line.keep(token)
        else:
            line.change(old.gap(index), new.gap(other))
            line.keep(old.keys[index])


def _write_hunk(line: _Line, old: Tokens, new: Tokens, hunk: Hunk) -> None:
    """A hunk with as little of the white space at its two ends as is needed."""
    start, end, first, last = hunk
    ahead, ahead_new = old.gap(end), new.gap(last)
    behind, behind_new = old.gap(start), new.gap(first)
    deleted, inserted = old.text(start, end), new.text(first, last)
    same_ahead = ahead == ahead_new
    replaced = start < end and first < last
    if behind == behind_new and (replaced or not same_ahead):
        line.keep(behind)
        deleted, inserted = deleted[len(behind) :], inserted[len(behind) :]
        if not same_ahead and not replaced:
            # An insertion (or deletion) that takes the white space after it: the one before it has been kept.
            deleted, inserted = (deleted + ahead, "") if start < end else ("", inserted + ahead_new)
            line.change(deleted, inserted)
            line.head = False
            return
    if not same_ahead:
        deleted, inserted = deleted + ahead, inserted + ahead_new
        line.head = False
    line.change(deleted, inserted)
