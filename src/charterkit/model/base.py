"""What the fields of records hold: the checked scalars that all kinds share (ids, codes, paths, languages, texts).

What a record itself is, is said in ``record``. Where a record came from (file, line, column) is the concern of
``charterkit.store``; whether it may stand beside the other records is decided in ``charterkit.drafting``.
"""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from typing import Annotated, Any, Final

from charterkit.model.record import After, AtLeast, Before, Matches, refusal

ID_PATTERN: Final = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
CODE_PATTERN: Final = r"^[A-Z][A-Z0-9]{1,7}$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$"
VERSION_PATTERN: Final = r"^[a-z0-9][a-z0-9.-]{0,63}$"

DEVICE_NAMES: Final = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
PATH: Final = re.compile(rf"{ID_PATTERN[1:-1]}(?:/{ID_PATTERN[1:-1]})*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_TOO_LARGE: Final = 10**9
_VERSION_FAULT: Final = re.compile(r"\.\.|\.$|\.lock$")


def _no_device_name(value: str) -> str:
    if value in DEVICE_NAMES:
        raise refusal("reserved_name", "'{name}' is a reserved device name on some systems", {"name": value})
    return value


def _path(value: str) -> str:
    if not PATH.fullmatch(value):
        raise refusal(
            "bad_path", "'{path}' is no path of ids such as 'confidence-building/exercise-notice'", {"path": value[:80]}
        )
    return value


def _version(value: str) -> str:
    if _VERSION_FAULT.search(value):
        raise refusal("bad_version", "'{name}' cannot be the name of a version", {"name": value})
    return value


def _prose(value: str) -> str:
    stripped = value.rstrip("\n")
    if not stripped or stripped.isspace():
        raise refusal("empty_text", "the text is empty")
    return stripped


def _day(value: Any) -> Any:
    if type(value) is datetime.date:
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return datetime.date.fromisoformat(value)
    raise refusal("bad_date", "'{date}' is no date such as 2026-10-29", {"date": str(value)[:40]})


def _whole(value: Any) -> Any:
    if (type(value) is int and 0 <= value < _TOO_LARGE) or (isinstance(value, str) and _WHOLE.fullmatch(value)):
        return int(value)
    shown = str(value)[:40] if isinstance(value, str | int | float) else "this"
    raise refusal("bad_number", "'{number}' is no whole number", {"number": shown})


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise refusal("bad_flag", "true or false is wanted, not '{value}'", {"value": str(value)[:40]})


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Id = Annotated[str, Matches(ID_PATTERN), After(_no_device_name)]
"""The permanent identity of a provision, unit, part, organisation or the like; never reused."""

Path = Annotated[str, After(_path)]
"""Ids joined by ``/``, from the provision down to a unit."""

Code = Annotated[str, Matches(CODE_PATTERN)]
"""A participant's code: ``XAA``, ``SEC``."""

Language = Annotated[str, Matches(LANGUAGE_PATTERN)]
"""A BCP 47 language tag: ``en``, ``zh-Hans``."""

VersionName = Annotated[str, Matches(VERSION_PATTERN), After(_version)]
"""The name of a released version, which is also its tag."""

Day = Annotated[datetime.date, Before(_day)]
"""A date, written ``2026-10-29`` and in no other form."""

Whole = Annotated[int, AtLeast(0), Before(_whole)]
"""A whole number of at most nine digits, written in digits only."""

Positive = Annotated[int, AtLeast(1), Before(_whole)]
"""A whole number from 1 on."""

Flag = Annotated[bool, Before(_flag)]
"""``true`` or ``false``, and no other word."""

Prose = Annotated[str, After(_prose)]
"""Text of one paragraph or several, without the line end that closes it in the file."""

LanguageTexts = dict[Language, Prose]
"""One text per language; the drafting language comes first in the charter's own list."""

Locators = Annotated[tuple[str, ...], Before(_one_or_many, takes=str | tuple[str, ...])]
"""Places in a source, in the source's own scheme: ``L55``, ``L18-L23``; a single one may stand without brackets."""
