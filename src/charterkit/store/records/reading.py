"""Read one file into the record that it should hold, or say everything that is wrong with its form."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from charterkit.errors import Problem
from charterkit.model.decisions import Decision
from charterkit.model.record import Record
from charterkit.model.registry import Registry
from charterkit.store.yaml.limits import DECISION, RECORD

NUMBERED: Final = (Decision, Registry)
"""The models that have numbers in them."""

_R = TypeVar("_R", bound=Record)


def record(path: str, content: bytes, model: type[_R], problems: list[Problem]) -> _R | None:
    """Return the record in a file's content; None, with what is wrong added to ``problems``, where there is none."""
    found = _quick_record(content, model)
    if found is None:
        from charterkit.store.records.exact import exact_record  # noqa: PLC0415  slow to import, and seldom needed

        found = exact_record(path, content, model, problems)
    return found


def _quick_record(content: bytes, model: type[_R]) -> _R | None:
    """Return the record in a plain file, None where there may be something to say about it."""
    from charterkit.store.yaml.quick import quick  # noqa: PLC0415  not needed where all records are known

    fields = quick(content, numbers=model in NUMBERED, size=DECISION if model is Decision else RECORD)
    if fields is not None and model is Decision:
        _spell_out_ids(fields)
    return None if fields is None else model.model_accept(fields)


def _spell_out_ids(fields: dict[Any, Any]) -> None:
    """Make words of a decision's id, and of those it was taken with: from number 1000 on they look like numbers."""
    if type(fields.get("id")) is int:
        fields["id"] = str(fields["id"])
    together = fields.get("together")
    if isinstance(together, list):
        fields["together"] = [str(each) if type(each) is int else each for each in together]
