"""An amendment to an amendment, on a terminal: what the earlier one changes, and what the later one changes in it.

Where the two layers part is found by ``charterkit.words``; which submission revises which is in the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from charterkit.cli.redline import redline
from charterkit.drafting.ledger import Entry, Ledger, refs
from charterkit.drafting.proposals import Rewording, rewording
from charterkit.words import Segment, layers

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.words.diff import Op


def layer_lines(entry: Entry, entries: Ledger, bases: Mapping[str, Charter]) -> Iterator[str]:
    """Yield both layers of a change that revises another one of the same words; nothing for any other.

    Args:
        entry: the change.
        entries: every change.
        bases: the texts that changes were written against, by the names that submissions give them.
    """
    child = _words(entry, bases)
    for ref in refs(entries, entry.submission.revises or ""):
        parent = _words(entries[ref], bases)
        if child and parent and parent.slot == child.slot:
            found = layers(child.base, parent.proposed, child.proposed)
            yield f"  {ref} changes the text:"
            yield redline(_joined((layer.parent, layer.text) for layer in found), "    ")
            yield f"  {entry.ref} changes {ref}:"
            yield redline(_joined((layer.child, layer.text) for layer in found), "    ")


def _words(entry: Entry, bases: Mapping[str, Charter]) -> Rewording | None:
    base = bases.get(entry.submission.base)
    return rewording(base, entry) if base else None


def _joined(runs: Iterable[tuple[Op | None, str]]) -> Iterator[Segment]:
    """Yield the runs that one layer has, neighbours alike as one."""
    present = [Segment(op, text) for op, text in runs if op]
    for op, group in groupby(present, lambda segment: segment.op):
        yield Segment(op, "".join(segment.text for segment in group))
