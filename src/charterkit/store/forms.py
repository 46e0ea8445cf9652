"""Say in plain words, and at the right place, what pydantic found wrong in a file."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from typing import Any, Final, Union, get_args, get_origin

from pydantic import ValidationError

from charterkit.drafting.nearest import nearest
from charterkit.errors import Problem
from charterkit.model import base, submissions
from charterkit.model.base import Record
from charterkit.store.yaml_nodes import Document, KeyPath, Mark

_FORMS: Final[dict[str, tuple[str, str]]] = {
    base.ID_PATTERN: ("an id", "small letters a-z, digits and hyphens, at most 64"),
    base.CODE_PATTERN: ("a participant's code", "two to eight capital letters or digits, such as XAA"),
    base.LANGUAGE_PATTERN: ("a language tag", "such as en, ru or zh-Hans"),
    base.VERSION_PATTERN: ("a version's name", "small letters, digits, hyphens and dots, such as zero-draft"),
    submissions.SUBMISSION_PATTERN: ("a submission's id", "such as XAA-2026-003 or XAA-2026-003-rev1"),
    submissions.CHANGE_PATTERN: ("a submission or a change of one", "such as XAA-2026-003 or XAA-2026-003#2"),
}
_WANTED: Final[dict[str, tuple[str, str]]] = {
    "string_type": ("a text is wanted here", "a text with ': ' or a bracket at its start stands in quotes"),
    "dict_type": ("names with values are wanted here", "a text stands under its language, as in  en: ..."),
    "model_type": ("a record with fields is wanted here", ""),
    "model_attributes_type": ("a record with fields is wanted here", ""),
    "tuple_type": ("a list is wanted here", "write it as [one, two]"),
    "int_parsing": ("a whole number is wanted here", ""),
    "int_parsing_size": ("the number is too large", ""),
    "bool_parsing": ("'true' or 'false' is wanted here", ""),
    "date_from_datetime_parsing": ("a date such as 2026-10-29 is wanted here", ""),
    "date_parsing": ("there is no such date", "dates are written 2026-10-29"),
    "date_type": ("a date such as 2026-10-29 is wanted here", ""),
    "too_short": ("at least one is wanted here", ""),
    "string_too_short": ("the text is empty", ""),
}
_TAGS: Final = frozenset({*submissions.CHANGE_KEYS, "provision", "part", "unit"})


def form_problems(path: str, document: Document, error: ValidationError, kind: type[Record]) -> Iterator[Problem]:
    """Yield a problem for each thing that pydantic found wrong in the document of a file."""
    seen: set[tuple[Mark, str]] = set()
    for detail in error.errors(include_url=False):
        where, rest = _key_path(document.value, detail["loc"])
        problem = _problem(path, document, where, rest, dict(detail), kind)
        if ((problem.line, problem.column), problem.code) not in seen:
            seen.add(((problem.line, problem.column), problem.code))
            yield problem


def _problem(
    path: str, document: Document, where: KeyPath, rest: str, detail: dict[str, Any], kind: type[Record]
) -> Problem:
    code = str(detail["type"])
    if code == "missing":
        return Problem(path, *document.place(where), "missing-field", f"'{rest}' is missing", f"add  {rest}: ...")
    if code == "extra_forbidden":
        known = sorted(_field_names(kind))
        mark = document.keys.get(where, document.place(where))
        return Problem(
            path, *mark, "unknown-field", f"unknown field '{_short(where[-1])}'", nearest(str(where[-1]), known)
        )
    message, hint = _said(code, detail)
    mark = document.keys.get(where) if rest == "[key]" else None
    return Problem(path, *(mark or document.place(where)), code.replace("_", "-"), message, hint)


def _said(code: str, detail: dict[str, Any]) -> tuple[str, str]:
    value, context = detail.get("input"), detail.get("ctx") or {}
    if code == "string_pattern_mismatch":
        what, form = _FORMS.get(context["pattern"], ("in the form wanted here", context["pattern"]))
        return f"{_shown(value)} is not {what}", form
    if code == "literal_error":
        choices = str(context["expected"]).replace("' or '", "', '")
        known = [choice.strip("'") for choice in choices.split(", ")]
        return f"{_shown(value)} is not one of {choices}", nearest(str(value), known)
    if code in _WANTED:
        message, hint = _WANTED[code]
        return (
            f"{message}, not {_shown(value)}" if not isinstance(value, str) else f"{message}: {_shown(value)}"
        ), hint
    return str(detail["msg"]), ""


def _key_path(value: Any, loc: Sequence[str | int]) -> tuple[KeyPath, str]:
    """Return the keys and indexes of an error's place that the file has, and the last name that it has not."""
    where: list[str | int] = []
    rest = ""
    for step in _untagged(loc):
        if (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            where.append(step)
            value = value[step]
        else:
            rest = str(step)
    return tuple(where), rest


def _untagged(loc: Sequence[str | int]) -> list[str | int]:
    """Drop the tags of unions that pydantic puts into a place: after a change's number and after ``add``."""
    steps = list(loc)
    if len(steps) > 2 and steps[0] == "changes" and steps[2] in _TAGS:  # noqa: PLR2004  changes, number, tag
        del steps[2]
        if len(steps) > 3 and steps[2] == "add" and steps[3] in _TAGS:  # noqa: PLR2004  changes, number, add, tag
            del steps[3]
    return steps


def _field_names(kind: type[Record]) -> set[str]:
    """Return the names of all fields that a record and the records in it may have."""
    names: set[str] = set()
    waiting: list[Any] = [kind]
    seen: set[Any] = set()
    while waiting:
        here = waiting.pop()
        if isinstance(here, type) and issubclass(here, Record) and here not in seen:
            seen.add(here)
            names |= {field.alias or name for name, field in here.model_fields.items()}
            waiting += [field.annotation for field in here.model_fields.values()]
        elif get_origin(here) is not None or isinstance(here, types.UnionType | type(Union[int, str])):  # noqa: UP007
            waiting += get_args(here)
    return names


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "names with values"
    return f"'{_short(value)}'"


def _short(value: Any) -> str:
    """Return a value for a message: at most 60 characters, what cannot be seen as its code point."""
    text = str(value)
    shown = "".join(c if c.isprintable() and (c.isascii() or c.isalpha()) else f"<U+{ord(c):04X}>" for c in text[:60])
    strange = next((c for c in text[:60] if not c.isascii()), None)
    named = f" (U+{ord(strange):04X})" if strange and strange.isprintable() else ""
    return shown + ("..." if len(text) > 60 else "") + named  # noqa: PLR2004  the length in the docstring
