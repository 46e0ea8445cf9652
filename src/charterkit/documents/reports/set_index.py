"""The index of a set of documents: what there is, in which files, and what could not be made and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.front import Front, masthead
from charterkit.documents.reports.report import Column, Grid, Report
from charterkit.documents.tree import Masthead
from charterkit.documents.views.legend import Legend
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.phrases import recorded, spoken
from charterkit.model.charter import Settings

if TYPE_CHECKING:
    from charterkit.documents.pdf.making import Printing

INDEXED: Final = ("html", "md", "pdf")
"""The formats of the index itself."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One document: its files' name without ending, its title, or why it could not be made.

    ``tongue`` is the language of that reason, where it is not the page's.
    """

    name: str
    title: str
    missing: str = ""
    tongue: str = ""


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
    language = spoken(front.page_language(settings))
    front = replace(front, language=language)
    return SetIndex(
        language=language,
        direction=direction(language),
        iso_date=front.iso_date,
        commit=front.short_commit,
        masthead=masthead(settings, front, "index"),
        entries=tuple(entries),
        forms=tuple(forms),
        words=labels(language),
    )


def index_output(
    made: SetIndex, form: str, templates: Sequence[Path] = (), printing: Printing | None = None
) -> str | bytes:
    """Return the index as Markdown, HTML or PDF; ``printing`` says how the PDF is made.

    Raises:
        TemplateFault: a template is missing or fails.
        GlyphMissing, PageFault: it cannot be set in pages.
    """
    if form == "pdf":
        from charterkit.documents.pdf.making import to_pdf  # noqa: PLC0415  only what is asked for is imported

        return to_pdf(_on_paper(made), templates, printing)
    if form == "html":
        from charterkit.documents.pages.html import html_of  # noqa: PLC0415  likewise

        return html_of(made, "index.html", templates)
    from charterkit.documents.markdown.document import markdown_of  # noqa: PLC0415  likewise

    return markdown_of(made, "index.md", templates)


def _on_paper(made: SetIndex) -> Report:
    """Return the index as a report: on paper a file is named, and leads nowhere."""
    said = made.words
    columns = (Column(said["document"], weight=3), Column(said["files"], weight=2))
    rows = tuple(
        (each.title or each.name, recorded(each.missing, each.tongue or made.language, made.language) or each.name)
        for each in made.entries
    )
    return Report(
        language=made.language, direction=made.direction, view=made.view, iso_date=made.iso_date, commit=made.commit,
        masthead=made.masthead, legend=(), remarks=(), blocks=(Grid("", columns, rows),), words=said,
    )  # fmt: skip
