"""Read one file into its record by the reader that knows the place of everything, and say what is wrong and where.

``reading`` comes here only where the quick reader leaves something to say.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic_core import ValidationError

from charterkit.errors import Problem
from charterkit.model.record import Record
from charterkit.store.records import explain
from charterkit.store.yaml.limits import Size, size_of
from charterkit.store.yaml.nodes import Document, Refused, compose, decode

_R = TypeVar("_R", bound=Record)


def exact_record(path: str, content: bytes, model: type[_R], problems: list[Problem]) -> _R | None:
    """Return the record in a file's content; None, with what is wrong added to ``problems``, where there is none."""
    try:
        document = _fields(content, size_of(path))
    except Refused as refused:
        problems.append(refused.problem(path))
        return None
    try:
        return model.model_validate(document.value, by_alias=True, by_name=False)
    except ValidationError as error:
        problems += explain.problems(path, document, model, error)
        return None


def _fields(content: bytes, most: Size) -> Document:
    """Return a file's document; refuse one that holds no fields."""
    document = compose(decode(content, most.bytes), most.values)
    if not isinstance(document.value, dict):
        found = "a list" if isinstance(document.value, list) else "a text"
        raise Refused("wrong-type", f"fields are wanted, not {found}", document.place(()), "write 'name: value'")
    return document
