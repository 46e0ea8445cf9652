"""The sentences of reports in every language: whole, with named places, in the plural form that a number asks for.

They stand in ``languages/*.toml``, a section for each report; single words of the main documents are in ``labels``.
What fills a place is written as the language writes it, numbers in its digits, dates in its months; words of the
records stay as they are. Plural rules and lists are those of the Unicode CLDR, by Babel.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.runs import Run, Runs, text_of
from charterkit.documents.wording.dates import date_words
from charterkit.documents.wording.labels import (
    ENGLISH,
    OwnWords,
    catalogue,
    foreign,
    labels,
    locale,
    own_words,
    spoken_of,
)
from charterkit.documents.wording.numerals import grouped
from charterkit.model.base import LanguageTexts

Place = str | int | datetime.date | Run | Runs
"""What may fill a place of a sentence."""

COUNTED: Final = "n"
"""The place whose number decides the plural form."""

_SERIAL: Final = {"en": "en_GB"}
"""English documents of the United Nations write no comma before the last of a list."""


BREAK: Final = " / "
"""Stands between paragraphs, and between the texts of a unit and what is below it."""

STOP: Final = "."

_MARK: Final = "\N{RIGHT-TO-LEFT MARK}"
_LATIN_END: Final = re.compile(r"[A-Za-z][^\W\d_]*[\d\W_]*$", re.ASCII)


class Phrases:
    """The sentences of one section in one language; in English where the language has none."""

    def __init__(self, section: str, language: str) -> None:
        self.language = spoken(language)
        self._entries: dict[str, Any] = {**catalogue(ENGLISH)[section], **catalogue(language).get(section, {})}

    def __call__(self, key: str, /, **places: Place) -> str:
        """Return a sentence with its places filled; raises KeyError for a sentence or a place that there is not."""
        return text_of(self.runs(key, **places))

    def runs(self, key: str, /, **places: Place) -> Runs:
        """Return a sentence as runs, so that its places keep their marks, links and languages."""
        return tuple(run for run in self._filled(self._form(key, places.get(COUNTED)), places) if run.text)

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return key in self._entries

    def listed(self, names: Iterable[str]) -> str:
        """Return names one after the other, with the comma of the language."""
        return labels(self.language)["list_comma"].join(map(self._closed, names))

    def sentences(self, *said: str) -> str:
        """Return whole sentences one after the other: with a space between them, where the language sets one."""
        return labels(self.language)["sentence_gap"].join(filter(None, said))

    def joined(self, names: Iterable[str]) -> str:
        """Return names as a list within a sentence: ``XAA, XAB and XAC``."""
        given = [*map(self._closed, names)]
        if len(given) < 2:  # noqa: PLR2004  nothing to join, and Babel is slow to import
            return "".join(given)
        from babel.lists import format_list  # noqa: PLC0415  see above

        tag = locale(self.language)
        return format_list(given, "standard", _SERIAL.get(tag, tag))

    def _form(self, key: str, number: Place | None) -> str:
        entry = self._entries[key]
        if isinstance(entry, str):
            return entry
        forms: dict[str, str] = entry
        return forms.get(plural(number if isinstance(number, int) else 0, self.language), forms["other"])

    def _filled(self, pattern: str, places: dict[str, Place]) -> Iterator[Run]:
        """Yield a sentence in pieces; the full stop of an abbreviation, as of a Russian date, ends it too."""
        ended = False
        for before, name, _, _ in string.Formatter().parse(pattern):
            yield Run(before[1:] if ended and before.startswith(STOP) and not before.startswith(STOP * 2) else before)
            if name is None:
                continue
            value = places[name]
            runs = (
                value if isinstance(value, tuple) else (value if isinstance(value, Run) else Run(self._written(value)),)
            )
            ended = bool(runs) and runs[-1].text.endswith(STOP)
            yield from runs

    def _written(self, value: str | int | datetime.date) -> str:
        if isinstance(value, str):
            return self._closed(value)
        return date_words(value, self.language) if isinstance(value, datetime.date) else grouped(value, self.language)

    def _closed(self, value: str) -> str:
        """Return a value so that what follows it keeps its place where the language is written from the right.

        A number after ``XAA-2026-003`` would else be drawn as a part of it, and a bracket on its wrong side (UAX #9).
        """
        latin = value and value[-1] != _MARK and direction(self.language) == "rtl" and _LATIN_END.search(value)
        return f"{value}{_MARK}" if latin else value


def phrases(section: str, language: str) -> Phrases:
    """Return the sentences of a section in a language; raises KeyError for a section that there is not."""
    return _phrases(section, language, own_words())


@lru_cache(maxsize=256)
def _phrases(section: str, language: str, _: OwnWords) -> Phrases:
    return Phrases(section, language)


def spoken(language: str) -> str:
    """Return the language in which documents speak to a reader of another: itself, or English where it has no words."""
    return language if catalogue(language) else ENGLISH


def plural(number: int, language: str) -> str:
    """Return the plural form of a number by the rules of a language: ``one``, ``few``, ``many``, ``other``."""
    from babel import Locale  # noqa: PLC0415  slow to import

    return str(Locale.parse(locale(language)).plural_form(number))


def plural_forms(language: str) -> tuple[str, ...] | None:
    """Return the plural forms that a language has, ``other`` among them; None for one that the CLDR does not know."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  slow to import

    try:
        return (*sorted(Locale.parse(language, sep="-").plural_form.tags), "other")
    except (UnknownLocaleError, ValueError):
        return None


def recorded(text: str, language: str, page: str) -> Runs:
    """Return words of a record on one line, their emphasis as emphasis, with their language where the page has another.

    References and footnotes are no matter of such words: what looks like one stays as it was typed.
    """
    flat, lang = " ".join(text.split()), foreign(language, page)
    if "*" not in flat:
        return (Run(flat, lang=lang),) if flat else ()
    from charterkit.documents.inline import parse  # noqa: PLC0415  slow to import

    atoms = [atom for atom in parse(flat) if atom.kind != "markup"]
    return tuple(
        Run("".join(flat[atom.start : atom.end] for atom in alike), emphasis=emphasis, lang=lang)
        for emphasis, alike in groupby(atoms, key=lambda atom: atom.emphasis)
    )


def titled(label: str, heading: LanguageTexts, page: str) -> Runs:
    """Return a number and a heading on one line, the heading with its language where the page has another.

    A heading that says the same as the number stands alone, as in ``numbered_title``.
    """
    name = named(heading, page)
    if text_of(name) == label:
        return name
    gap = labels(page)["heading_gap"] if label and name else ""
    return tuple(run for run in (Run(f"{label}{gap}"), *name) if run.text)


def in_tongue(runs: Iterable[Run], language: str, page: str) -> Runs:
    """Return runs of a text, each with its language where the page has another."""
    return tuple(runs) if language == page else tuple(replace(run, lang=language) for run in runs)


def named(texts: LanguageTexts, page: str) -> Runs:
    """Return a name or title in the language of the page, or in the first language it has, which it then bears."""
    tag = spoken_of(texts, page)
    return recorded(texts.get(tag, ""), tag, page)


def line(paragraphs: Iterable[Runs], between: str = BREAK) -> Runs:
    """Return paragraphs in one, with a sign between them."""
    found: list[Run] = []
    for runs in paragraphs:
        found += [Run(between)] if found else []
        found += runs
    return tuple(found)
