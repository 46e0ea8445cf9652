"""What keeps a text from being adopted, as values: what it is, which words it concerns, and whose move it is.

They are found in ``obstacles`` (what is unfinished) and ``withheld`` (whose consent is missing).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from charterkit.drafting.modules import is_order
from charterkit.drafting.numbering import Numbers
from charterkit.model.charter import Charter
from charterkit.model.positions import WHOLE

Kind = Literal[
    "records", "adopted", "level", "nobody", "module", "open_change", "unheeded_keep", "placeholder", "reference",
    "language", "reopened", "objection", "withheld", "reservation", "lapsed", "silent", "quorum", "majority",
]  # fmt: skip

MEETING: Final = "the meeting"
SECRETARIAT: Final = "the secretariat"
"""Whose move it is, where it is no participant's."""

NAMED: Final = 6
"""How many places a message names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a text from being adopted."""

    kind: Kind
    message: str
    move: str
    """Whose move it is: a participant's code, or the meeting's or secretariat's."""
    remedy: str
    """What there is to do."""
    paths: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    """The changes, submissions or decisions that it is about."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be adopted: the core of a charter or one module, path by path, with how places are named."""

    charter: Charter
    numbers: Numbers
    paths: tuple[str, ...]
    order: str
    """The path that stands for the order of its provisions; one of ``paths``."""

    def joined(self, paths: Collection[str]) -> tuple[str, ...]:
        """Return paths with whole provisions named once in place of their units, or all as the whole text."""
        given = set(paths)
        if given >= set(self.paths):
            return (WHOLE,)
        found: list[str] = []
        for path in self.paths:
            if path in given and not any(path.startswith(f"{above}/") for above in found):
                below = [each for each in self.paths if each.startswith(f"{path}/")]
                found += [path] if given.issuperset(below) else [f"{path} (chapeau)"] if below else [path]
        return tuple(found)

    def named(self, paths: Collection[str]) -> str:
        """Return paths as a list of numbers in words; long lists are cut."""
        names = [self.cite(path) for path in self.joined(paths)]
        shown, more = names[:NAMED], len(names) - NAMED
        if more > 0:
            return f"{', '.join(shown)} and {more} more"
        return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1] if shown else "")))

    def cite(self, path: str) -> str:
        """Return how one place is called: its number, the order of provisions, the whole text."""
        if path == WHOLE:
            module = self.order.partition(":")[2]
            return f"the module '{module}'" if module else "the whole text"
        if is_order(path):
            return "the order of the provisions"
        place, _, rest = path.partition(" ")
        return f"{self.numbers.cite(place)} {rest}".strip()


def sorted_blockers(found: Sequence[Blocker], scope: Scope) -> tuple[Blocker, ...]:
    """Return blockers by kind, then in the order of the text, then by whose move it is."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    rank = {path: index for index, path in enumerate(scope.paths)}

    def key(blocker: Blocker) -> tuple[int, int, str, tuple[str, ...]]:
        place = min((rank.get(path, len(rank)) for path in blocker.paths), default=0)
        return kinds.index(blocker.kind), place, blocker.move, blocker.refs

    return tuple(sorted(found, key=key))
