"""The fixed words of documents, by language, and dates and language names as each language writes them.

English for now: another language gets English labels until it has its own. The words of the charter are never here.
"""

from __future__ import annotations

import datetime
from typing import Final, Literal

from charterkit.documents.tree import View
from charterkit.model.charter import TextStatus

STATUSES: Final[dict[TextStatus, str]] = {
    "working_draft": "Working draft",
    "compilation": "Compilation of proposals",
    "rolling_text": "Rolling text",
    "chairs_text": "Chair\N{RIGHT SINGLE QUOTATION MARK}s text",
    "negotiating_basis": "Basis for negotiation",
    "adopted": "Adopted text",
}

VIEWS: Final[dict[View, str]] = {"clean": "Clean text", "redline": "Redline", "rolling": "Rolling text"}

DISCLAIMER: Final = "A working draft prepared from published material, adopted by no one."
"""Stands under the status where the charter gives no disclaimer of its own and is not adopted."""

WORDS: Final[dict[str, str]] = {
    "contents": "Contents",
    "preamble": "Preamble",
    "annexes": "Annexes",
    "distribution": "Distribution",
    "general": "General",
    "date": "Date",
    "original": "Original",
    "version": "Version",
    "status": "Status of the text",
    "legend": "How to read this document",
    "notes": "Notes",
    "remarks": "Besides the text",
    "source": "Source",
    "sources": "Sources",
    "source_note": "Source note",
    "ideas": "ideas",
    "idea": "idea",
    "practice": "drafting practice",
    "page": "Page",
    "of": "of",
    "commit": "commit",
    "order": "Order",
    "no_text": "No text has been set yet.",
    "back": "Back to the text",
}

_RIGHT_TO_LEFT: Final = {"ar", "fa", "he", "ur", "ps", "dv", "ku", "sd", "ug", "yi"}


def labels(_language: str) -> dict[str, str]:
    """Return the fixed words of a language by key, English where it has none of its own."""
    return dict(WORDS)


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return which way a language is written."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def date_words(date: datetime.date | None, _language: str) -> str:
    """Return a date as a masthead prints it: ``14 September 2026``."""
    if date is None:
        return ""
    from babel.dates import format_date  # noqa: PLC0415  babel is slow to import, and few commands print a date

    return format_date(date, "d MMMM y", locale="en")


def language_name(language: str, _in_language: str) -> str:
    """Return the name of a language: ``English``; the tag itself where nobody has named it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  see date_words

    try:
        return Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language
