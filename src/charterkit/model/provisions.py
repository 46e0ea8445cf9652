"""Provisions and their units: the records that make up the charter's text.

Numbers are no part of them (``charterkit.drafting.numbering`` computes those), nor is their order among each other
(the outline in ``charter.yaml`` holds it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Final, Literal

from charterkit.model.base import Id, LanguageTexts, Locators, Prose
from charterkit.model.record import After, Record, field, refusal

Kind = Literal["recital", "principle", "article", "testimonium", "annex"]
LegalNature = Literal["political", "legal", "undecided"]
Commitment = Literal["dialogue", "confidence-building", "non-aggression", "guarantee", "alliance"]
Generated = Literal["memberships", "instruments", "modules"]

FOLDERS: Final[dict[Kind, str]] = {
    "recital": "preamble",
    "principle": "principles",
    "article": "clauses",
    "testimonium": "clauses",
    "annex": "annexes",
}
"""The folder under ``charter/`` that holds the provisions of each kind."""

MAX_DEPTH: Final = 5
"""How many levels of units a provision may have: paragraph, point, subpoint and two more."""


class Basis(Record):
    """Where words come from: places in a source, an instrument, or drafting practice."""

    source: Id | None = None
    at: Locators = ()
    ideas: tuple[str, ...] = ()
    instrument: Id | None = None
    practice: str | None = None

    def check(self) -> None:
        """Refuse a basis that names nothing."""
        if not (self.source or self.instrument or self.practice):
            raise refusal("empty_basis", "a basis names a source, an instrument or a practice")


def _distinct(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    if len({unit.id for unit in units}) < len(units):
        ((twice, _),) = Counter(unit.id for unit in units).most_common(1)
        raise refusal("repeated_id", "the id '{id}' stands twice among these units", {"id": twice})
    return units


def _not_too_deep(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    level = list(units)
    for _ in range(MAX_DEPTH):
        level = [below for unit in level for below in unit.units]
    if level:
        raise refusal("too_deep", "units are nested deeper than {most} levels", {"most": MAX_DEPTH})
    return units


class Unit(Record):
    """A paragraph, point or subpoint: its depth says which."""

    id: Id
    heading: LanguageTexts = field(default_factory=dict)
    text: LanguageTexts = field(default_factory=dict)
    units: Annotated[tuple[Unit, ...], After(_distinct)] = ()
    note: Prose | None = None


class Provision(Record):
    """A recital, principle, article, testimonium or annex: text, or units, or a chapeau followed by units."""

    id: Id
    kind: Kind
    heading: LanguageTexts = field(default_factory=dict)
    text: LanguageTexts = field(default_factory=dict)
    units: Annotated[tuple[Unit, ...], After(_distinct), After(_not_too_deep)] = ()
    generated: Generated | None = None
    basis: tuple[Basis, ...] = ()
    topics: tuple[Id, ...] = ()
    organisations: tuple[Id, ...] = ()
    legal_nature: LegalNature = "undecided"
    commitment: Commitment | None = None
    note: Prose | None = None


class Part(Record):
    """A part of the charter: a heading over provisions, named in order by their ids."""

    id: Id
    heading: LanguageTexts
    provisions: tuple[Id, ...] = ()
    note: Prose | None = None


Node = Provision | Unit
"""What a path leads to."""


def walk(node: Node, path: str | None = None) -> Iterator[tuple[str, Node]]:
    """Yield the node and everything below it with their paths, in reading order."""
    here = path or node.id
    yield here, node
    for unit in node.units:
        yield from walk(unit, f"{here}/{unit.id}")


def depth(node: Node | Part) -> int:
    """Return how many levels of units a provision holds; for a unit, with itself."""
    if isinstance(node, Part):
        return 0
    own = 1 if isinstance(node, Unit) else 0
    return own + max((depth(unit) for unit in node.units), default=0)
