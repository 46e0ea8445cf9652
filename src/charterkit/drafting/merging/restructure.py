"""Merge changes of structure: the half of ``merge`` that adds, moves and takes out units, provisions and parts.

Additions come first, then moves, then deletions; ``lineup`` sees to it that the order of members is the same whichever
came first. Words are the other half's business, requests to keep a unit that of ``keeping``.
"""

from __future__ import annotations

from collections.abc import Sequence

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.additions import add_all
from charterkit.drafting.merging.deletions import delete
from charterkit.drafting.merging.moves import move
from charterkit.drafting.merging.structure import Structure
from charterkit.model.submissions import Add, Delete, Move


def restructure(structure: Structure, ordered: Sequence[Entry]) -> None:
    """Merge every addition, move and deletion among changes, given in the declared order."""
    add_all(structure, [(entry, entry.change) for entry in ordered if isinstance(entry.change, Add)])
    for entry in ordered:
        if isinstance(entry.change, Move):
            move(structure, entry, entry.change)
    for entry in ordered:
        if isinstance(entry.change, Delete):
            delete(structure, entry, entry.change)
