"""Who holds what is not agreed: every alternative with its holders, and what each participant holds and with whom.

The brackets are listed by ``brackets``; nothing here weighs one participant against another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final, Literal

from charterkit.drafting.brackets import Bracket, Held
from charterkit.model.registry import Registry
from charterkit.words.count import number_of_words

Size = Literal["none", "one", "few", "many"]
SIZES: Final[tuple[Size, ...]] = ("one", "few", "many")
"""How many hold an alternative; ``none`` stands for those on the chair's list."""

MANY: Final = Fraction(1, 3)
"""From which share of those who may propose changes an alternative is held by many."""

MANY_AT_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Holding:
    """One alternative that somebody holds, or held: what nobody holds any more is on the chair's list."""

    bracket: Bracket
    option: Held
    size: Size
    words: int


@dataclass(frozen=True, slots=True)
class Holder:
    """What one participant holds."""

    code: str
    held: int
    alone: int
    few: int
    many: int
    words: int
    parts: dict[str, int]
    """How many alternatives by part or list, in reading order; those without any are left out."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The map of who holds what."""

    held: tuple[Holding, ...]
    holders: tuple[Holder, ...]
    """By code; who holds nothing is left out."""
    many: int
    """From how many holders on an alternative is held by many."""

    def sized(self, size: Size) -> int:
        """Return how many alternatives are held by one, few or many."""
        return sum(each.size == size for each in self.held)


def holdings(found: Sequence[Bracket], registry: Registry) -> Holdings:
    """Return who holds which alternative; the present text counts where participants ask to keep it.

    Args:
        found: the brackets of a rolling text.
        registry: who may propose changes; groups and the secretariat are no part of the whole that shares are of.
    """
    many = threshold(registry)
    held = tuple(_held(found, many))
    codes = sorted({code for each in held for code in each.option.holders})
    return Holdings(held, tuple(_holder(code, held) for code in codes), many)


def threshold(registry: Registry) -> int:
    """Return from how many holders on an alternative is held by many."""
    whole = [each for each in registry.participants if each.may_amend and each.kind not in ("group", "secretariat")]
    return max(MANY_AT_LEAST, ceil(len(whole) * MANY))


def size_of(holders: Sequence[str], many: int) -> Size:
    """Return whether an alternative is held by nobody, one, few or many."""
    if not holders:
        return "none"
    return "one" if len(holders) == 1 else "few" if len(holders) < many else "many"


def _held(found: Iterable[Bracket], many: int) -> Iterator[Holding]:
    for bracket in found:
        for option in bracket.options:
            if option.refs:
                counted = sum(map(number_of_words, option.texts))
                yield Holding(bracket, option, size_of(option.holders, many), counted)


def _holder(code: str, held: Sequence[Holding]) -> Holder:
    mine = [each for each in held if code in each.option.holders]
    parts: dict[str, int] = {}
    for each in mine:
        parts[each.bracket.part] = parts.get(each.bracket.part, 0) + 1
    sizes = [each.size for each in mine]
    return Holder(
        code, len(mine), sizes.count("one"), sizes.count("few"), sizes.count("many"),
        sum(each.words for each in mine), parts,
    )  # fmt: skip
