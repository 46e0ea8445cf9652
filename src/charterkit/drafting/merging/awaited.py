"""What an open change waits for: open additions that bring the place where it goes, or what its words refer to.

Alone such a change cannot be merged, and collides with nobody: merged together with what it waits for it is clean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.past import REFERENCE, Past
from charterkit.drafting.proposals import paths_brought, words_put
from charterkit.model.charter import Charter
from charterkit.model.submissions import Add, Change, Move


class Awaiting:
    """The open additions by what they would bring, to be asked of one change after the other."""

    def __init__(self, present: Charter, entries: Sequence[Entry], bases: Mapping[str, Charter], past: Past) -> None:
        self.present, self.bases, self.past = present, bases, past
        self.bringing: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.state == "open" and isinstance(entry.change, Add) and entry.submission.base in bases:
                for path in paths_brought(entry.change):
                    self.bringing.setdefault(path, []).append(entry)

    def awaited(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the open additions together with which a change is clean; nothing where it waits for none.

        Of several additions of one path those of the change's own submission are meant, else the first declared.
        """
        found: dict[str, Entry] = {}
        asked = [entry]
        while asked:
            for path in self._missing(asked.pop().change):
                bringing = self._chosen(path, entry)
                if bringing is not None and bringing.ref not in (*found, entry.ref):
                    found[bringing.ref] = bringing
                    asked.append(bringing)
        together = sorted((*found.values(), entry), key=lambda each: each.order)
        if not found or merge(self.present, together, self.bases, self.past).charter is None:
            return ()
        return tuple(each for each in together if each.ref != entry.ref)

    def _missing(self, change: Change) -> Iterator[str]:
        """Yield the paths that a change goes by or refers to and that the present text lacks."""
        if isinstance(change, Add | Move):
            named = (change.after, change.before, change.container)
            yield from (path for path in named if path and self.present.standing(path) is None)
        for text in words_put(change):
            yield from (path for path in REFERENCE.findall(text) if self.present.standing(path) is None)

    def _chosen(self, path: str, entry: Entry) -> Entry | None:
        bringing = self.bringing.get(path, [])
        own = [each for each in bringing if each.submission.id == entry.submission.id]
        return next(iter((*own, *bringing)), None)
