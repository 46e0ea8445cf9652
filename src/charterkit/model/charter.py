"""The charter as one value: its settings, the order of its provisions, the provisions and the registry.

Changing a charter is the business of ``charterkit.drafting``; a charter itself never changes.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from itertools import compress
from operator import is_not
from typing import Annotated, Final, Literal

from charterkit.model.agreements import Module, Rule, Voting
from charterkit.model.base import Code, Flag, Id, Language, LanguageTexts, Positive
from charterkit.model.numbers import Frozen, Style
from charterkit.model.provisions import Kind, Node, Part, Provision, walk
from charterkit.model.record import Matches, Record, Shortest, field, refusal
from charterkit.model.registry import Registry

TextStatus = Literal["working_draft", "compilation", "rolling_text", "chairs_text", "negotiating_basis", "adopted"]

Margin = Literal["agreement", "origin"]
LanguageStanding = Literal["authentic", "official", "courtesy"]
"""What a text in a language is: equally binding with the others; a translation that is answered for; a help to read."""

Alternatives = Literal["bar", "slash", "option", "bis"]
"""How alternatives of one place are printed: ``[a | b]`` or ``[a / b]``, long ones as Alt 1, Option 1, or *bis*."""

LISTS: Final = ("preamble", "closing", "annexes")
"""The containers of provisions that are no parts."""

CONTAINERS: Final = frozenset({*LISTS, "parts"})
"""The lists of the outline: places to put something in, but nothing that could itself be changed."""

RESERVED: Final = CONTAINERS | {"outline"}
"""Words that name those lists and their order, and so can be no ids of parts or provisions."""


class Outline(Record):
    """The order of provisions."""

    preamble: tuple[Id, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: tuple[Id, ...] = ()
    annexes: tuple[Id, ...] = ()

    def order(self) -> Iterator[str]:
        """Yield the ids of all provisions in reading order."""
        yield from self.preamble
        for part in self.parts:
            yield from part.provisions
        yield from self.closing
        yield from self.annexes

    def containers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each list and part with its provisions: preamble, the parts, closing, annexes."""
        yield "preamble", self.preamble
        for part in self.parts:
            yield part.id, part.provisions
        yield "closing", self.closing
        yield "annexes", self.annexes


LineCount = Literal["page", "text"]
"""Where the counting of lines begins: on every page, or once in the text."""


class Pages(Record):
    """What a secretariat wants on the pages of its documents besides the words."""

    watermark: Flag | None = None
    """Whether the status of the text stands behind every page until it is adopted."""
    paragraph_numbers: Flag | None = None
    """Whether all paragraphs are numbered through, in the margin."""
    line_numbers: Positive | None = None
    """Which lines of a PDF are numbered in the margin: every one (1), each fifth (5); none where absent."""
    line_count: LineCount | None = None
    """Whether lines are counted from 1 on every page, as where absent, or through the whole text."""
    margin: tuple[Margin, ...] = ()
    """What stands beside the words: how far they are agreed, who brought them."""


class Settings(Record):
    """``charter/charter.yaml``: what holds for the charter as a whole."""

    title: LanguageTexts
    conference: LanguageTexts = field(default_factory=dict)
    """The conference and its place, line by line, as they stand at the head of every document."""
    symbol: Annotated[str, Matches(r"^[A-Za-z0-9][A-Za-z0-9./_-]{0,63}$")]
    languages: Annotated[tuple[Language, ...], Shortest(1)] = ("en",)
    language_standing: dict[Language, LanguageStanding] = field(default_factory=dict)
    """What the text in each language is; the drafting language is authentic, every other a courtesy until said."""
    rule: Rule = "consent"
    consent_of: tuple[Code, ...] = ()
    """Whose consent adoption asks for; where absent, that of all participants who take part."""
    voting: Voting | None = None
    """Majority and quorum where the rule is ``vote``."""
    reservations: Literal["permitted", "excluded"] | None = None
    """Whether one may consent with a reservation; permitted where absent."""
    adoption_level: Id | None = None
    """The level at which it may be adopted, such as ``heads-of-state``; any where absent."""
    modules: tuple[Module, ...] = ()
    status: TextStatus = "working_draft"
    disclaimer: LanguageTexts = field(default_factory=dict)
    numbering: Style | None = None
    """How what is inserted between frozen numbers is numbered; ``bis`` where absent."""
    alternatives: Alternatives | None = None
    """How a rolling text prints alternatives; ``bar`` where absent."""
    require_signatures: Flag | None = None
    """Whether submissions must be signed by who lodges them, and decisions by the secretariat."""
    pages: Pages | None = None
    outline: Outline = Outline.model_construct()

    @property
    def drafting_language(self) -> str:
        """The language the text is negotiated in: the first of the list."""
        return self.languages[0]

    @property
    def number_style(self) -> Style:
        """How insertions between frozen numbers are labelled."""
        return self.numbering or "bis"

    def standing_of(self, language: str) -> LanguageStanding:
        """Return what the text in a language is; for a translation nobody spoke of the least that it can be."""
        return self.language_standing.get(language, "authentic" if language == self.drafting_language else "courtesy")

    @property
    def authentic(self) -> tuple[str, ...]:
        """The languages whose words consent is given to."""
        return tuple(language for language in self.languages if self.standing_of(language) == "authentic")

    def check(self) -> None:
        """Refuse languages that are not those of the charter, or a drafting language that is not authentic."""
        if len(set(self.languages)) < len(self.languages):
            raise refusal("bad_languages", "a language stands twice among the languages")
        if unknown := [each for each in self.language_standing if each not in self.languages]:
            raise refusal("bad_languages", "'{language}' is no language of the charter", {"language": unknown[0]})
        if self.standing_of(self.drafting_language) != "authentic":
            raise refusal("bad_languages", "the drafting language is authentic: it is what is negotiated")


class Shelf(Mapping[str, Provision]):
    """Provisions that are read when they are asked for, of which some things are known before."""

    @abstractmethod
    def kind_of(self, key: str) -> Kind:
        """Return the kind of a provision."""

    @abstractmethod
    def same_in(self, other: Mapping[str, Provision]) -> frozenset[str]:
        """Return ids of provisions that are certainly the same in another mapping; of others nothing is said."""


class Charter(Record):
    """Settings, provisions by id, and registry: everything that a document of the charter is made from."""

    settings: Settings
    provisions: Mapping[Id, Provision] = field(default_factory=dict)
    registry: Registry = Registry.model_construct()
    frozen: Frozen = Frozen()
    """The numbers that the last release or renumbering froze; not in the charter's own files."""

    def find(self, path: str) -> Node | None:
        """Return the provision or unit at a path, or None."""
        first, *rest = path.split("/")
        node: Node | None = self.provisions.get(first)
        for step in rest:
            node = next((unit for unit in node.units if unit.id == step), None) if node else None
        return node

    def kind_of(self, provision_id: str) -> Kind:
        """Return the kind of a provision."""
        shelf = self.provisions
        return shelf.kind_of(provision_id) if isinstance(shelf, Shelf) else shelf[provision_id].kind

    def part(self, part_id: str) -> Part | None:
        """Return the part with this id, or None."""
        return next((part for part in self.settings.outline.parts if part.id == part_id), None)

    def standing(self, path: str) -> Node | Part | None:
        """Return the provision, unit or part at a path, or None."""
        return self.find(path) or self.part(path)

    def paths(self) -> list[str]:
        """Return the paths of all provisions and units in reading order, then the ids of the parts."""
        return [*(path for path, _ in self.walk()), *(part.id for part in self.settings.outline.parts)]

    def container_of(self, provision_id: str) -> str | None:
        """Return the part or list that a provision stands in, or None where the outline does not name it."""
        return next((name for name, ids in self.settings.outline.containers() if provision_id in ids), None)

    def ordered(self) -> Iterator[Provision]:
        """Yield the provisions in reading order."""
        return (self.provisions[key] for key in self.settings.outline.order() if key in self.provisions)

    def walk(self) -> Iterator[tuple[str, Node]]:
        """Yield every provision and unit with its path, in reading order."""
        for provision in self.ordered():
            yield from walk(provision)


def equal_provisions(before: Mapping[str, Provision], after: Mapping[str, Provision]) -> frozenset[str]:
    """Return the ids of the provisions that are equal in both; those known to be so are not read for it."""
    same = after.same_in(before) if isinstance(after, Shelf) else frozenset[str]()
    rest = ((key, before.get(key), after[key]) for key in after if key not in same)
    return same.union(key for key, was, now in rest if was is now or was == now)


def altered(before: Mapping[str, Provision], after: Mapping[str, Provision]) -> set[str]:
    """Return the ids of the provisions that are not the very same records in both; quick where most of them are."""
    if list(before) == list(after):
        return set(compress(after, map(is_not, before.values(), after.values())))
    return {key for key in before.keys() | after.keys() if before.get(key) is not after.get(key)}
