"""The index of a set of documents: what there is, in which files, and what could not be made and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from charterkit.documents.front import Front, masthead
from charterkit.documents.labels import direction, labels
from charterkit.documents.legend import Legend
from charterkit.documents.tree import Masthead
from charterkit.model.charter import Settings

INDEXED: Final = ("html", "md")
"""The formats of the index itself."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One document: its files' name without ending, its title, or why it could not be made."""

    name: str
    title: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class SetIndex:
    """The index as a document; ``forms`` are the endings of every listed document's files."""

    language: str
    direction: Literal["ltr", "rtl"]
    iso_date: str
    commit: str
    masthead: Masthead
    entries: tuple[Listed, ...]
    forms: tuple[str, ...]
    words: dict[str, str]
    view: str = "index"
    legend: Legend = ()
    remarks: tuple[str, ...] = ()


def set_index(settings: Settings, front: Front, entries: Sequence[Listed], forms: Sequence[str]) -> SetIndex:
    """Return the index of a set of documents of one charter."""
    language = front.language or settings.drafting_language
    return SetIndex(
        language=language,
        direction=direction(language),
        iso_date=front.date.isoformat() if front.date else "",
        commit=front.commit[:12],
        masthead=masthead(settings, front, "index"),
        entries=tuple(entries),
        forms=tuple(forms),
        words=labels(language),
    )


def index_output(made: SetIndex, form: str, templates: Sequence[Path] = ()) -> str:
    """Return the index as Markdown or HTML.

    Raises:
        TemplateFault: a template is missing or fails.
    """
    if form == "html":
        from charterkit.documents.html import html_of  # noqa: PLC0415  only what is asked for is imported

        return html_of(made, "index.html", templates)
    from charterkit.documents.markdown import markdown_of  # noqa: PLC0415  likewise

    return markdown_of(made, "index.md", templates)
