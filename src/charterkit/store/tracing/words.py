"""Read the words out of the files of old versions: only what tracing needs, without checking the rest.

A file of long ago may not be what charterkit would take today; whatever text can be read in it counts. Where a file
holds no mapping at all, there is None, and its words stand as they were before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from charterkit.drafting.proposals import Field, Slot
from charterkit.model.decisions import Decision
from charterkit.store.records.reading import record
from charterkit.store.yaml.nodes import Refused, compose, decode
from charterkit.store.yaml.quick import quick

Texts = dict[Slot, str]

_NUMBERS: Final = re.compile(rb"^numbers:\n(?: .*\n)+", re.MULTILINE)


def provision_texts(content: bytes, key: str) -> Texts | None:
    """Return the headings and texts in a provision's file, in reading order; ``key`` is the provision's id."""
    fields = fields_of(content)
    return None if fields is None else dict(_node_texts(fields, key))


def part_texts(content: bytes) -> Texts | None:
    """Return the headings of the parts in the settings' file."""
    fields = fields_of(content)
    if fields is None:
        return None
    outline = fields.get("outline")
    parts = outline.get("parts") if isinstance(outline, dict) else None
    found: Texts = {}
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and isinstance(part.get("id"), str):
            found |= _texts(part, part["id"], "heading")
    return found


def decision_in(path: str, content: bytes) -> Decision | None:
    """Return the decision in a file without the numbers that it froze, of which there may be thousands; else None."""
    return record(path, _NUMBERS.sub(b"", content, count=1), Decision, [])


def fields_of(content: bytes) -> dict[Any, Any] | None:
    """Return a file's mapping; one in which something looks like a number is read again by who types nothing."""
    fields = quick(content, numbers=False)
    if fields is not None and _plain(fields):
        return fields
    try:
        value = compose(decode(content)).value
    except Refused:
        return None
    return value if isinstance(value, dict) else None


def _plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_plain, value.values()))
    return all(map(_plain, value)) if isinstance(value, list) else value is None or isinstance(value, str)


def _node_texts(node: dict[Any, Any], path: str) -> Iterator[tuple[Slot, str]]:
    yield from _texts(node, path, "heading").items()
    yield from _texts(node, path, "text").items()
    units = node.get("units")
    for unit in units if isinstance(units, list) else ():
        if isinstance(unit, dict) and isinstance(unit.get("id"), str):
            yield from _node_texts(unit, f"{path}/{unit['id']}")


def _texts(node: dict[Any, Any], path: str, field: Field) -> Texts:
    """Return the texts of one field by language, each as the model has it: without the line end that closes it."""
    texts = node.get(field)
    if not isinstance(texts, dict):
        return {}
    return {Slot(path, field, str(key)): text.rstrip("\n") for key, text in texts.items() if isinstance(text, str)}
