"""Compares two charters: the complete list of what was added, deleted, moved, renumbered and changed.

Partners come from ``pairing``, moves from ``moves``, words and other fields from ``fields``; ``rows`` makes changes of
them. Counting is left to ``tally``, n versions at once to ``columns``, and every view to ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Collection

from charterkit.history.comparing.changes import Comparison
from charterkit.history.comparing.fields import changed_registry, changed_settings, stray_ids
from charterkit.history.comparing.moves import moved_keys
from charterkit.history.comparing.pairing import pair
from charterkit.history.comparing.rows import Rows, Side
from charterkit.history.comparing.sharing import with_shares
from charterkit.history.comparing.trees import ROOT, grow, numbers
from charterkit.model.charter import Charter, equal_provisions


def compare(old: Charter, new: Charter, *, moved: Collection[str] = ()) -> Comparison:
    """Return everything that became of one charter in another.

    Args:
        old: the earlier charter.
        new: the later charter; neither has to be free of problems.
        moved: paths in the later charter of what decisions moved, where they are known (``sponsors.moved_paths``): of
            two neighbours that changed places either may be said to have moved.

    Returns:
        The change list in the reading order of both charters together; the same for the same charters.
    """
    equal = equal_provisions(old.provisions, new.provisions)
    pairing = pair(grow(old, equal), grow(new, equal))
    sides = Side(pairing.old, numbers(old, pairing.old)), Side(pairing.new, numbers(new, pairing.new))
    rows = Rows(*sides, pairing, moved_keys(pairing, moved), equal, {})
    return Comparison(
        old=old,
        new=new,
        rows=with_shares(tuple(rows.below(ROOT, ROOT))),
        renumbered=tuple(rows.renumbered()),
        settings=(*changed_settings(old.settings, new.settings), *stray_ids(old, new)),
        registry=tuple(changed_registry(old.registry, new.registry)),
    )
