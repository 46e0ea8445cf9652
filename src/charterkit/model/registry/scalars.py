"""The checked scalars that only the registry needs: dates as printed, references to parties, ids inside a source.

Whether an id that a record names exists is decided in ``charterkit.drafting.validate.registry``.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Final

from charterkit.model.base import CODE_PATTERN, ID_PATTERN
from charterkit.model.record import After, Before, Matches, refusal

_DAY: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_SPAN: Final = re.compile(rf"({_DAY})(?:/({_DAY}|(?:0[1-9]|[12]\d|3[01])))?")
_YEARS: Final = (1000, 9999)
_FULL_LENGTH: Final = len("2024-11-22")


def _year(value: Any) -> Any:
    """Take a year for a text where a reader took it for a number."""
    return str(value) if type(value) is int and _YEARS[0] <= value <= _YEARS[1] else value


def _partial_date(value: str) -> str:
    if not all(_is_span(part) for part in value.split("; ")):
        raise refusal(
            "bad_partial_date",
            "'{date}' is no date as printed: give 2024, 2024-12, 2024-12-31, a range such as 2025-10-28/29 or "
            "1814/1815, or a list such as 1999; 2011",
            {"date": value[:40]},
        )
    return value


def _is_span(text: str) -> bool:
    """Tell whether the text is one day, month or year that exists, or a range of them that runs forward."""
    span = _SPAN.fullmatch(text)
    if span is None:
        return False
    start, end = span.group(1), span.group(2) or span.group(1)
    if len(end) == len("31"):
        end = start[: -len(end)] + end if len(start) == _FULL_LENGTH else ""
    return len(start) == len(end) and start <= end and all(_exists(day) for day in (start, end))


def _exists(day: str) -> bool:
    year, month, number = (*map(int, day.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, number)
    except ValueError:
        return False
    return True


PartialDate = Annotated[str, Before(_year, takes=str | int), After(_partial_date)]
"""A date as exact as its source gives it: ``2024``, ``2024-12``, ``2025-10-28/29``, ``1814/1815``, ``1999; 2011``."""

PartyId = Annotated[str, Matches(f"(?:{CODE_PATTERN})|(?:{ID_PATTERN})")]
"""A participant's or mentioned state's code, or the id of an organisation."""

IdeaId = Annotated[str, Matches(r"^[A-Z]{1,3}[0-9]{1,3}$")]
"""An idea or note of a source, numbered in the source's own list: ``P01``, ``R08``, ``F19``."""

FormulationId = Annotated[str, Matches(r"^[A-Z]{1,3}[0-9]{1,3}-[A-Z]$")]
"""One of several wordings of an idea: ``P01-A``."""

SourceDigest = Annotated[str, Matches(r"^sha256:[0-9a-f]{64}$")]
"""The digest of the file that a source's locators count in."""
