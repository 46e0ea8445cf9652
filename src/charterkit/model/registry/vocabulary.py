"""Topics that provisions are filed under, and terms that the charter has to define."""

from __future__ import annotations

from typing import Literal

from charterkit.model.base import Id, LanguageTexts, Locators, Path, Prose
from charterkit.model.record import Record
from charterkit.model.registry.scalars import IdeaId

TermStatus = Literal["placeholder", "defined"]


class Topic(Record):
    """A theme of the charter; ``idea`` is the theme of the source that it stands for."""

    id: Id
    name: LanguageTexts
    source: Id | None = None
    idea: IdeaId | None = None
    note: Prose | None = None


class Term(Record):
    """A word that the charter uses in a sense of its own; ``defined_in`` is the provision or unit that defines it."""

    id: Id
    term: LanguageTexts
    status: TermStatus = "placeholder"
    defined_in: Path | None = None
    source: Id | None = None
    at: Locators = ()
    ideas: tuple[IdeaId, ...] = ()
    flags: tuple[IdeaId, ...] = ()
    note: Prose | None = None
