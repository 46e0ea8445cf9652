"""What every record is made of: the frozen base class and the checked scalars (ids, codes, paths, languages, texts).

A record says what a thing is. Where it came from (file, line, column) is the concern of ``charterkit.store``; whether
it may stand beside the other records is decided in ``charterkit.drafting``.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

ID_PATTERN: Final = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
CODE_PATTERN: Final = r"^[A-Z][A-Z0-9]{1,7}$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$"
VERSION_PATTERN: Final = r"^[a-z0-9][a-z0-9.-]{0,63}$"

_DEVICE_NAMES: Final = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_PATH: Final = re.compile(rf"{ID_PATTERN[1:-1]}(?:/{ID_PATTERN[1:-1]})*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_TOO_LARGE: Final = 10**9
_VERSION_FAULT: Final = re.compile(r"\.\.|\.$|\.lock$")


class Record(BaseModel):
    """A value read from a file: it never changes, knows only its own fields, and compares by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, validate_default=False)


def _no_device_name(value: str) -> str:
    if value in _DEVICE_NAMES:
        raise PydanticCustomError(
            "reserved_name", "'{name}' is a reserved device name on some systems", {"name": value}
        )
    return value


def _path(value: str) -> str:
    if not _PATH.fullmatch(value):
        raise PydanticCustomError(
            "bad_path", "'{path}' is no path of ids such as 'confidence-building/exercise-notice'", {"path": value[:80]}
        )
    return value


def _version(value: str) -> str:
    if _VERSION_FAULT.search(value):
        raise PydanticCustomError("bad_version", "'{name}' cannot be the name of a version", {"name": value})
    return value


def _prose(value: str) -> str:
    stripped = value.rstrip("\n")
    if not stripped or stripped.isspace():
        raise PydanticCustomError("empty_text", "the text is empty")
    return stripped


def _day(value: Any) -> Any:
    if type(value) is datetime.date:
        return value
    shown = str(value)[:40]
    wrong = PydanticCustomError("bad_date", "'{date}' is no date such as 2026-10-29", {"date": shown})
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise wrong from None


def _whole(value: Any) -> Any:
    if (type(value) is int and 0 <= value < _TOO_LARGE) or (isinstance(value, str) and _WHOLE.fullmatch(value)):
        return int(value)
    shown = str(value)[:40] if isinstance(value, str | int | float) else "this"
    raise PydanticCustomError("bad_number", "'{number}' is no whole number", {"number": shown})


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bad_flag", "true or false is wanted, not '{value}'", {"value": str(value)[:40]})


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_no_device_name)]
"""The permanent identity of a provision, unit, part, organisation or the like; never reused."""

Path = Annotated[str, AfterValidator(_path)]
"""Ids joined by ``/``, from the provision down to a unit."""

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
"""A participant's code: ``XAA``, ``SEC``."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A BCP 47 language tag: ``en``, ``zh-Hans``."""

VersionName = Annotated[str, StringConstraints(pattern=VERSION_PATTERN), AfterValidator(_version)]
"""The name of a released version, which is also its tag."""

Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A date, written ``2026-10-29`` and in no other form."""

Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number of at most nine digits, written in digits only."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""``true`` or ``false``, and no other word."""

Prose = Annotated[str, AfterValidator(_prose)]
"""Text of one paragraph or several, without the line end that closes it in the file."""

LanguageTexts = dict[Language, Prose]
"""One text per language; the drafting language comes first in the charter's own list."""

Locators = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
"""Places in a source, in the source's own scheme: ``L55``, ``L18-L23``; a single one may stand without brackets."""
