"""Read one file into the record that it should hold, or say everything that is wrong with its form."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic_core import ValidationError

from charterkit.errors import Problem
from charterkit.model.decisions import Decision
from charterkit.model.record import Record
from charterkit.model.registry import Registry
from charterkit.store import explain
from charterkit.store.quick import quick
from charterkit.store.yaml_nodes import Document, Refused, compose, decode

NUMBERED: Final = (Decision, Registry)
"""The models that have numbers in them."""

_R = TypeVar("_R", bound=Record)


def record(path: str, content: bytes, model: type[_R], problems: list[Problem]) -> _R | None:
    """Return the record in a file's content; None, with what is wrong added to ``problems``, where there is none."""
    return _quick_record(content, model) or exact_record(path, content, model, problems)


def _quick_record(content: bytes, model: type[_R]) -> _R | None:
    """Return the record in a plain file, None where there may be something to say about it."""
    fields = quick(content, numbers=model in NUMBERED)
    if fields is not None and model is Decision:
        _spell_out_ids(fields)
    try:
        return None if fields is None else model.model_validate(fields, by_alias=True, by_name=False)
    except ValidationError:
        return None


def _spell_out_ids(fields: dict[Any, Any]) -> None:
    """Make words of a decision's id, and of those it was taken with: from number 1000 on they look like numbers."""
    if type(fields.get("id")) is int:
        fields["id"] = str(fields["id"])
    together = fields.get("together")
    if isinstance(together, list):
        fields["together"] = [str(each) if type(each) is int else each for each in together]


def exact_record(path: str, content: bytes, model: type[_R], problems: list[Problem]) -> _R | None:
    """Do what ``record`` does by the exact reader alone: the one that knows the place of everything."""
    try:
        document = _fields(content)
    except Refused as refused:
        problems.append(refused.problem(path))
        return None
    try:
        return model.model_validate(document.value, by_alias=True, by_name=False)
    except ValidationError as error:
        problems += explain.problems(path, document, model, error)
        return None


def _fields(content: bytes) -> Document:
    """Return a file's document; refuse one that holds no fields."""
    document = compose(decode(content))
    if not isinstance(document.value, dict):
        found = "a list" if isinstance(document.value, list) else "a text"
        raise Refused("wrong-type", f"fields are wanted, not {found}", document.place(()), "write 'name: value'")
    return document
