"""Say in plain words what pydantic found: each of its errors becomes a problem with the line and column it means.

Nothing is decided here; the rules are the models'. A value is quoted as it stands in the file, shortened where long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from pydantic_core import ErrorDetails, ValidationError

from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import Problem, printable
from charterkit.model.base import CODE_PATTERN, ID_PATTERN, LANGUAGE_PATTERN, VERSION_PATTERN
from charterkit.model.checked import hints
from charterkit.model.positions import CHANGE_PATTERN, SUBMISSION_PATTERN
from charterkit.model.record import Record
from charterkit.model.submissions import BASE_PATTERN, CHANGE_KEYS
from charterkit.store.yaml.nodes import Document, KeyPath, Mark, Plain

MOST: Final = 50
"""How many problems of one file's values are listed."""

LONGEST: Final = 60
"""How many characters of a value a message shows."""

_FORMS: Final[Mapping[str, str]] = {
    ID_PATTERN: "an id: lower-case letters, digits and hyphens, at most 64",
    CODE_PATTERN: "a code: two to eight capital letters and digits, such as XAA",
    LANGUAGE_PATTERN: "a language tag such as en or zh-Hans",
    VERSION_PATTERN: "the name of a version: lower-case letters, digits, dots and hyphens, at most 64",
    SUBMISSION_PATTERN: "a submission's id such as XAA-2026-003 or XAA-2026-003-rev1",
    BASE_PATTERN: "the name of a version, or a full commit id",
    CHANGE_PATTERN: "a submission or one change of it: XAA-2026-003 or XAA-2026-003#2",
}
_NUMBER: Final = re.compile(r"(?:[^\W\d]+\.? ?)?[0-9]+(?: ?\w+)?(?: ?\(\w+(?: \w+)?\))*")
"""What looks like a printed number: ``6(2)(a)``, ``Article 5 bis``, ``ст. 3``."""

_WANTED: Final[Mapping[str, str]] = {
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of names to values",
    "mapping_type": "a mapping of names to values",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of a sensible size",
    "int_from_float": "a whole number",
}
_CURLY: Final = frozenset("\u201c\u201d\u201e\u2018\u2019\u00ab")
_TAGS: Final = frozenset({"provision", "part", "unit"})


def problems(path: str, document: Document, model: type[Record], error: ValidationError) -> Iterator[Problem]:
    """Yield what a model refused in a file: one problem per place and field, in no particular order."""
    seen: set[tuple[KeyPath, str]] = set()
    details = error.errors(include_url=False)
    for detail in details[:MOST]:
        keys = _without_tags(detail["loc"])
        mark, keys = _place(document, keys, detail["type"])
        named = str(keys[-1]) if detail["type"] in {"missing", "extra_forbidden"} else ""
        if (keys, named) not in seen:
            seen.add((keys, named))
            code, message, hint = _words(document.value, model, keys, detail)
            yield Problem(path, *mark, code, message, hint)
    if len(details) > MOST:
        message = f"the file has {len(details) - MOST:,} problems more than are listed"
        yield Problem(path, *document.place(()), "more-problems", message, "correct these first")


def quoted(value: object) -> str:
    """Return a value in quotes, on one line and shortened."""
    text = str(value)
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
    return f"'{printable(short)}'"


def _without_tags(where: tuple[int | str, ...]) -> KeyPath:
    """Return the way to a value without the names that pydantic puts in for the branches of a union."""
    keys: list[int | str] = []
    dropped = False
    for step in where:
        after_change = len(keys) >= 2 and keys[-2] == "changes" and isinstance(keys[-1], int)  # noqa: PLR2004  key, index
        is_tag = (after_change and step in CHANGE_KEYS) or (bool(keys) and keys[-1] == "add" and step in _TAGS)
        if is_tag and not dropped:
            dropped = True
            continue
        dropped = False
        keys.append(step)
    return tuple(keys)


def _place(document: Document, where: KeyPath, kind: str) -> tuple[Mark, KeyPath]:
    """Return the line and column that an error means, and the way there through the file's own keys."""
    keys: KeyPath = ()
    value: Any = document.value
    for step in where:
        if not _has(value, step):
            continue
        value = value[step]
        keys = (*keys, step)
    if kind == "missing":
        return document.place(keys), (*keys, where[-1])
    if kind == "repeated_id":
        keys = _second(value, keys)
    if kind == "bad_position":
        keys = (*keys, "on")
    at_key = kind == "extra_forbidden" or where[-1:] == ("[key]",)
    return (document.keys.get(keys) if at_key else None) or document.place(keys), keys


def _second(units: Any, keys: KeyPath) -> KeyPath:
    """Return the way to the id that stands twice in a list of units."""
    seen: set[str] = set()
    for index, unit in enumerate(units):
        if unit["id"] in seen:
            return (*keys, index, "id")
        seen.add(unit["id"])
    return keys


def _has(value: object, step: int | str) -> bool:
    """Tell whether a mapping has a key, or a list an index."""
    return (isinstance(value, dict) and step in value) or (
        isinstance(value, list) and isinstance(step, int) and step < len(value)
    )


def _words(value: Plain, model: type[Record], keys: KeyPath, detail: ErrorDetails) -> tuple[str, str, str]:
    """Return the code, the message and the hint for one error."""
    kind, given = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        known = fields_at(model, value, keys[:-1])
        hint = nearest(str(keys[-1]), known) or (f"known here: {', '.join(known)}" if known else "")
        return "unknown-field", f"there is no field {quoted(keys[-1])} here", hint
    if kind == "missing":
        return "missing-field", f"the field '{keys[-1]}' is missing here", ""
    if kind in _WANTED:
        return "wrong-type", f"{_WANTED[kind]} is wanted here, not {_given(given)}", _typing_hint(kind, given)
    if kind in {"string_too_short", "too_short"}:
        return "empty-value", "something must stand here", ""
    context = detail.get("ctx", {})
    return _bad_value(kind, given, context) or (kind.replace("_", "-"), detail["msg"], _by_id(context))


def _bad_value(kind: str, given: object, context: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Return the words for a value of the right type that the model does not take, None where the model has its own."""
    match kind:
        case "literal_error":
            choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
            hint = nearest(str(given)[:LONGEST], choices)
            if not isinstance(given, str):
                return "wrong-type", f"one of {', '.join(choices)} is wanted here, not {_given(given)}", ""
            return "unknown-choice", f"{quoted(given)} is none of {', '.join(choices)}", hint
        case "string_pattern_mismatch":
            form = _FORMS.get(context["pattern"], "of the form that is wanted here")
            hint = "take the quotes off: only straight ones are none of the value" if str(given)[:1] in _CURLY else ""
            return "bad-form", f"{quoted(given)}{_odd(str(given))} is not {form}", hint
        case "greater_than_equal":
            return "bad-value", f"{quoted(given)} is less than {context['ge']}", ""
        case "value_error":
            return "bad-value", f"{_given(given)} does not fit here", ""
    return None


def _by_id(context: Mapping[str, Any]) -> str:
    """Return what to do where a printed number stands for a path; empty where none does."""
    given = str(context.get("path") or context.get("on") or "")
    return f"a file names places by id: see charterkit show '{given}' --at HEAD" if _NUMBER.fullmatch(given) else ""


def _odd(value: str) -> str:
    """Return which character of an id cannot be seen for what it is, in words; empty where there is none."""
    char = next((char for char in value if not char.isascii()), "")
    return f" (with U+{ord(char):04X})" if char else ""


def _given(value: object) -> str:
    """Return what stands in the file, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else quoted(value)


def _typing_hint(kind: str, given: object) -> str:
    if kind in {"tuple_type", "list_type"} and isinstance(given, str):
        return f"write [{given}]" if len(given) <= LONGEST else "begin each entry with '- '"
    if kind in {"tuple_type", "list_type"} and isinstance(given, dict):
        return "begin each entry with '- '"
    if kind == "dict_type" and isinstance(given, str):
        return "write the language and then the text, such as en: ..."
    return "remove the line, or write a value" if given is None else ""


def fields_at(model: type[Record], value: Any, keys: KeyPath) -> list[str]:
    """Return the names of the fields that the mapping at some place of a record's file may have."""
    models = [model]
    for step in keys:
        value = value[step] if _has(value, step) else None
        if isinstance(step, str):
            models = [inner for outer in models for inner in _records_in(_annotation(outer, step))]
    names = [_names(candidate) for candidate in models]
    own = set(value) if isinstance(value, dict) else set()
    return max(names, key=lambda known: len(own & set(known)), default=[])


def _names(model: type[Record]) -> list[str]:
    return [spec.alias or name for name, spec in model.model_fields.items()]


def _annotation(model: type[Record], key: str) -> Any:
    named = (name for name, spec in model.model_fields.items() if (spec.alias or name) == key)
    return next((hints(model)[name] for name in named), None)


def _records_in(annotation: Any) -> list[type[Record]]:
    """Return the records that an annotation can hold, through lists, unions and the like."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for inner in get_args(annotation) for record in _records_in(inner)]
