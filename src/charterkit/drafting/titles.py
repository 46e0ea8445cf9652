"""Titles and names that documents print and nobody negotiates, in each language: missing, or made of earlier words.

They stand in files that a secretariat writes by hand: the charter's title, conference and disclaimer in its settings,
what participants, organisations, instruments and sessions are called in the registry. Of which words a translation was
made is read off the history of these files: those that stood when it was last written. Where they lie, and the words of
provisions (``translations``), are left to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

SETTINGS: Final = "charter"
"""The register that the settings count as."""

_OF_SETTINGS: Final = ("title", "conference", "disclaimer")
_OF_REGISTERS: Final = {
    "participants": ("name",),
    "organisations": ("name",),
    "instruments": ("title", "short_title"),
    "sessions": ("title",),
}

REGISTERS: Final = (SETTINGS, *_OF_REGISTERS)
"""The files in which titles and names stand."""


class Place(NamedTuple):
    """Where a title stands: in which register, of which record (none in the settings), in which field."""

    register: str
    record: str
    field: str


class Title(NamedTuple):
    """A title or name that waits to be translated."""

    place: Place
    language: str
    state: Literal["missing", "stale"]
    source: str
    """The words of the drafting language that stand now."""
    text: str = ""
    """The words in this language; empty where they are missing."""
    rendered: str = ""
    """The words of the drafting language that the translation was made of."""


Titles = Mapping[Place, Mapping[str, str]]
"""The titles of a register, each in its languages."""


def titles_in(register: str, values: Any) -> dict[Place, dict[str, str]]:
    """Return the titles that a register's file holds, given as plain mappings, lists and strings; of no form, none."""
    if not isinstance(values, dict):
        return {}
    if register == SETTINGS:
        return _titles(register, "", _OF_SETTINGS, values)
    records = values.get(register)
    found: dict[Place, dict[str, str]] = {}
    for record in records if isinstance(records, list) else ():
        if isinstance(record, dict) and isinstance(record.get("id"), str):
            found |= _titles(register, record["id"], _OF_REGISTERS[register], record)
    return found


def _titles(
    register: str, record: str, fields: Sequence[str], values: Mapping[str, Any]
) -> dict[Place, dict[str, str]]:
    found = ((field, values.get(field)) for field in fields)
    return {
        Place(register, record, field): {tag: text.strip() for tag, text in texts.items() if isinstance(text, str)}
        for field, texts in found
        if isinstance(texts, dict)
    }


def waiting(versions: Iterable[Titles], own: str, languages: Sequence[str]) -> tuple[Title, ...]:
    """Return the titles of a register that wait to be translated.

    Args:
        versions: its titles after every change of its file, the present ones last.
        own: the drafting language.
        languages: those to look at.
    """
    made_of: dict[tuple[Place, str], str] = {}
    before: Titles = {}
    for titles in versions:
        for place, texts in titles.items():
            earlier = before.get(place, {})
            made_of |= {
                (place, language): texts.get(own, "")
                for language in languages
                if language in texts and texts[language] != earlier.get(language)
            }
        before = titles
    return tuple(
        Title(place, language, "stale" if language in texts else "missing", texts[own], texts.get(language, ""),
              made_of.get((place, language), ""))
        for place, texts in before.items()
        for language in languages
        if own in texts and (language not in texts or made_of[place, language] != texts[own])
    )  # fmt: skip
