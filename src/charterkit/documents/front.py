"""The front of a document: what the caller knows about it, and the masthead made of that and the charter's settings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from charterkit.documents.tree import LineNumbers, MarginMark, Masthead
from charterkit.documents.wording.dates import date_words
from charterkit.documents.wording.labels import foreign, in_language, labels, language_name, spoken_of, version_words
from charterkit.documents.wording.phrases import spoken
from charterkit.drafting.agreement import Agreement
from charterkit.drafting.positions import Stated
from charterkit.drafting.translations import Translation
from charterkit.model.charter import LineCount, Settings, TextStatus

_SHORT: Final = len("sha256:") + 16
"""How much of a digest is printed; the whole stands inside the file."""


@dataclass(frozen=True, slots=True)
class Front:
    """What only the caller knows; what is left out comes from the charter's settings.

    ``date`` is the date of the text (of its commit, never of the rendering), ``commit`` the full or short id of the
    commit, ``compared_with`` the name of the text that a redline compares with.
    """

    version: str = ""
    date: datetime.date | None = None
    commit: str = ""
    symbol: str = ""
    status: TextStatus | None = None
    language: str = ""
    compared_with: str = ""
    attributed: bool = True
    """Whether a rolling text names the holders of its alternatives."""
    agreements: tuple[Agreement, ...] = ()
    """What is agreed, where the caller looked: printed beside the words with its letter and border."""
    said: tuple[Stated, ...] = ()
    """The reservations and statements that stand, where the caller looked."""
    translations: tuple[Translation, ...] = ()
    """How the words of other languages stand to those of the drafting language, where the caller looked."""
    margins: Mapping[str, tuple[MarginMark, ...]] = field(default_factory=dict)
    """What stands in the margin beside a provision or unit, by path."""
    digest: str = ""
    """The digest of the charter's words (``drafting.digests.text_digest``)."""
    watermark: bool | None = None
    """Whether the status stands behind every page; as the charter's settings say, where nobody says."""
    paragraph_numbers: bool | None = None
    """Whether paragraphs are numbered through; likewise."""
    line_numbers: int | None = None
    """Which lines of a PDF are numbered: 1 every one, 5 each fifth, 0 none; likewise."""
    line_count: LineCount | None = None
    """Where their counting begins; likewise."""

    def page_language(self, settings: Settings) -> str:
        """Return the language of the page: the one that was asked for, else the drafting language."""
        return self.language or settings.drafting_language

    @property
    def iso_date(self) -> str:
        """The date as programs write it; empty where there is none."""
        return self.date.isoformat() if self.date else ""

    @property
    def short_commit(self) -> str:
        """As much of the commit's id as is printed."""
        return self.commit[:12]


def masthead(settings: Settings, front: Front, view: str) -> Masthead:
    """Return the masthead of a view or layout, every field ready to print; an unknown date or version is left empty."""
    language = front.page_language(settings)
    status = front.status or settings.status
    words = labels(language)
    own = {} if status == "adopted" else settings.disclaimer  # it speaks of the draft: adopted by no one, and so on
    disclaimer = "" if status == "adopted" else in_language(own, language) or words["disclaimer"]
    tongue = spoken_of(own, language) if own or not disclaimer else spoken(language)
    shown = words[f"view_{view}"]
    if view == "rolling" and not front.attributed:
        shown = words["anonymous"].format(view=shown)
    if front.compared_with:
        shown = words["compared_with"].format(view=shown, other=version_words(front.compared_with, words))
    return Masthead(
        symbol=front.symbol or settings.symbol,
        version=front.version,
        distribution=words["general"],
        date=date_words(front.date, language),
        original=language_name(settings.drafting_language, language),
        title=in_language(settings.title, language),
        view=shown,
        status=words[f"status_{status}"],
        disclaimer=" ".join(disclaimer.split()),
        digest=front.digest[:_SHORT],
        title_language=foreign(spoken_of(settings.title, language), language),
        disclaimer_language=foreign(tongue, language),
        conference=in_language(settings.conference, language),
        conference_language=foreign(spoken_of(settings.conference, language), language),
        watermark=words[f"status_{status}"] if _watermarked(settings, front) and status != "adopted" else "",
    )


def _watermarked(settings: Settings, front: Front) -> bool:
    return bool(settings.pages and settings.pages.watermark) if front.watermark is None else front.watermark


def numbered(settings: Settings, front: Front) -> bool:
    """Tell whether paragraphs are numbered through."""
    asked = front.paragraph_numbers
    return bool(settings.pages and settings.pages.paragraph_numbers) if asked is None else asked


def line_numbers(settings: Settings, front: Front) -> LineNumbers | None:
    """Return how lines are numbered; None where they are not."""
    pages = settings.pages
    every = (pages.line_numbers if pages else None) if front.line_numbers is None else front.line_numbers
    count = front.line_count or (pages.line_count if pages else None)
    return LineNumbers(every, through=count == "text") if every else None
