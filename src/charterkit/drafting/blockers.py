"""What keeps a text from being adopted, as values: what it is, which words it concerns, and whose move it is.

They are found in ``obstacles`` (what is unfinished) and ``withheld`` (whose consent is missing). How they are said, in
which language, is left to ``charterkit.documents.reports.blocker_words``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

from charterkit.drafting.numbering import Numbers
from charterkit.model.charter import Charter
from charterkit.model.positions import WHOLE

Kind = Literal[
    "records", "adopted", "level", "nobody", "module", "open_change", "unheeded_keep", "placeholder", "reference",
    "language", "reopened", "objection", "withheld", "reservation", "lapsed", "silent", "quorum", "majority",
]  # fmt: skip

MEETING: Final = "meeting"
SECRETARIAT: Final = "secretariat"
"""Whose move it is, where it is no participant's."""

CHAPEAU: Final = " (chapeau)"
"""Stands after a path where the words of a unit are meant without what is below it."""


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
                found += [path] if given.issuperset(below) else [f"{path}{CHAPEAU}"] if below else [path]
        return tuple(found)

    @property
    def module(self) -> str:
        """The module that is to be adopted; empty for the core."""
        return self.order.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a text from being adopted.

    Attributes:
        kind: what sort of thing it is.
        case: which sentence says it.
        move: whose move it is: a participant's code, ``MEETING`` or ``SECRETARIAT``.
        paths: the words that it concerns.
        refs: the changes, submissions or decisions that it is about.
        said: what fills the places of the sentence, besides the paths.
        command: what would be typed to settle it, where a command would.
        scope: what is to be adopted, which says how paths are called.
    """

    kind: Kind
    case: str
    move: str
    paths: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    said: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict, hash=False)
    command: str = ""
    scope: Scope | None = field(default=None, compare=False, repr=False)


def sorted_blockers(found: Sequence[Blocker], scope: Scope) -> tuple[Blocker, ...]:
    """Return blockers by kind, then in the order of the text, then by whose move it is; each with its scope."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    rank = {path: index for index, path in enumerate(scope.paths)}

    def key(blocker: Blocker) -> tuple[int, int, str, tuple[str, ...]]:
        place = min((rank.get(path, len(rank)) for path in blocker.paths), default=0)
        return kinds.index(blocker.kind), place, blocker.move, blocker.refs

    return tuple(replace(each, scope=scope) for each in sorted(found, key=key))
