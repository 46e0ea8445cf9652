"""The decisions that agreed on words, adopted them, opened them again or corrected them, by what they speak of.

What they protect is worked out in ``drafting.protection``; here only those are found that have to do with a merge, of
thousands that may have been taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from charterkit.drafting.merging.outcomes import Merged
from charterkit.drafting.merging.past import Past
from charterkit.drafting.protection import Protection
from charterkit.history.memory_rows import Rows
from charterkit.model.charter import Charter, altered
from charterkit.model.decisions import OUTLINE, Decision

Read = Callable[[str], Decision | None]
"""Returns a decision by its id, None where there is none."""


def on_ladder(decision: Decision) -> bool:
    """Tell whether a decision puts words on a rung of the ladder, takes them off it, corrects or retranslates them.

    Those by which a participant leaves stand among them: they too are asked for again later.
    """
    ladder = ("agree", "reopen", "correct", "leave")
    altering = decision.corrects is not None or bool(decision.translations)
    return decision.action in ladder or decision.adoption is not None or altering


class Ladder:
    """The decisions in order; those of earlier runs are read when they are asked for."""

    def __init__(self, rows: Rows | None = None, read: Read | None = None) -> None:
        """Begin with nothing, or with the rows of decisions taken before and what reads these."""
        self.rows = rows or Rows()
        self._read = read
        self._known: dict[str, Decision] = {}

    def add(self, decision: Decision) -> None:
        """Add the next decision."""
        self._known[decision.id] = decision
        paths = (*decision.result, *decision.units, *(span.unit for span in decision.spans))
        for top in dict.fromkeys(map(_top, paths)) or ("",):
            self.rows.add(top, decision.id)

    def decision(self, key: str) -> Decision | None:
        """Return the decision with an id, None where none with it is on the ladder."""
        if key not in self._known and self._read is not None and (found := self._read(key)) is not None:
            self._known[key] = found
        return self._known.get(key)

    def around(self, tops: Iterable[str]) -> list[Decision]:
        """Return the decisions that speak of some provisions, or of the order of all, in order."""
        ids = {row[1] for top in tops for row in self.rows.newest_first(top)}
        found = (self.decision(key) for key in sorted(ids, key=int))
        return [decision for decision in found if decision is not None]

    def checked(self, before: Charter, merged: Merged, past: Past) -> Merged:
        """Return a merge with a collision for every change that would alter agreed words (see ``Protection``)."""
        if merged.charter is None or not self.rows:
            return merged
        tops = altered(before.provisions, merged.charter.provisions)
        tops |= {_top(path) for step in merged.steps for path in (step.path, step.after)}
        if merged.charter.settings != before.settings:
            tops.add(OUTLINE)
        speaking = self.around(tops)
        return Protection(before, speaking, past).checked(merged) if speaking else merged


def _top(path: str) -> str:
    """Return the provision that a path lies in; the order of provisions, of a module too, is one for itself."""
    return path.partition(":")[0].partition("/")[0]
