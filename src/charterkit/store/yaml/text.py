"""Write records as YAML in charterkit's one canonical form.

Order of fields as the model declares them, two spaces, texts as ``|`` blocks, short lists and simple list items on one
line, nothing folded; empty fields are left out. Reading is the business of ``nodes`` and ``records.whole``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from charterkit.model.record import Record

WIDTH: Final = 118
"""The longest line that a list or a simple list item may make, in characters."""

_BLOCK_KEYS: Final = frozenset({"text", "reasons", "note", "statement", "disclaimer", "conference"})
_BLOCK_LISTS: Final = frozenset({"changes", "positions", "units", "parts"})
_PLAIN: Final = re.compile(r"[\w(/.+§“«\u2019\u2013—-][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*")
_SPECIAL: Final = re.compile(r": | #|:$|^[-?:] |^[-?]$|^-{3}|^\.{3}|^\s|\s$")
_FLOW_SPECIAL: Final = re.compile(r"[,\[\]{}]|:$|:[,\[\]{} ]")
_NO_BLOCK: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPES: Final = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"})

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML takes for nothing at all where it is not quoted (YAML 1.2.2, 10.3.2)."""


def dump(record: Record) -> str:
    """Return a record as the text of its file, which reads back as an equal record and ends with a line end."""
    return dump_value(plain(record))


def plain(record: Record) -> dict[str, Any]:
    """Return a record as strings, lists and mappings in the order of its fields, the empty fields left out."""
    pruned = _pruned(record.model_dump(mode="json", by_alias=True))
    assert isinstance(pruned, dict)  # noqa: S101  a record always dumps to a mapping
    return pruned


def dump_value(value: Mapping[str, Any]) -> str:
    """Return a mapping of strings, lists and mappings as canonical YAML."""
    return "\n".join(_mapping(value, 0, block=False)) + "\n"


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        pruned = {key: _pruned(item) for key, item in value.items()}
        return {key: item for key, item in pruned.items() if item is not None and item not in ([], {})}
    return [_pruned(item) for item in value] if isinstance(value, list) else value


def _mapping(value: Mapping[str, Any], depth: int, *, block: bool) -> Iterator[str]:
    pad = "  " * depth
    for key, item in value.items():
        yield from _entry(f"{pad}{_scalar(key)}:", item, depth, block=block or key in _BLOCK_KEYS)


def _entry(start: str, item: Any, depth: int, *, block: bool) -> Iterator[str]:
    if isinstance(item, dict):
        yield start
        yield from _mapping(item, depth + 1, block=block)
    elif isinstance(item, list):
        yield from _list(start, item, depth, flow=start.strip(" :-") not in _BLOCK_LISTS)
    elif block and isinstance(item, str) and _NO_BLOCK.search(item) is None and item.strip(" \t\n"):
        yield from _block(start, item, "  " * (depth + 1))
    else:
        yield f"{start} {_scalar(item)}"


def _block(start: str, text: str, pad: str) -> Iterator[str]:
    first = text.lstrip("\n")
    indented = first.startswith((" ", "\t")) or text.startswith("\n")
    trailing = "" if not text.endswith("\n") else "+"
    yield f"{start} |{'2' if indented else ''}{trailing}"
    for line in text.removesuffix("\n").split("\n"):
        yield f"{pad}{line}" if line else ""


def _list(start: str, items: list[Any], depth: int, *, flow: bool) -> Iterator[str]:
    if not any(isinstance(item, dict | list) for item in items):
        line = f"{start} {_flow(items)}"
        if len(line) <= WIDTH:
            yield line
            return
    yield start
    for item in items:
        yield from _item(item, depth + 1, flow=flow)


def _item(item: Any, depth: int, *, flow: bool) -> Iterator[str]:
    pad = "  " * depth
    if not isinstance(item, dict):
        yield f"{pad}- {_flow(item)}"
        return
    line = f"{pad}- {_flow(item)}"
    if flow and len(line) <= WIDTH and _simple(item):
        yield line
        return
    lines = _mapping(item, depth + 1, block=False)
    yield f"{pad}- {next(lines).lstrip(' ')}"
    yield from lines


def _simple(item: dict[str, Any]) -> bool:
    """Tell whether a list item stands on one line: scalars and lists of scalars, no texts."""
    return not any(
        key in _BLOCK_KEYS or isinstance(value, dict) or (isinstance(value, list) and any(map(_nested, value)))
        for key, value in item.items()
    )


def _nested(value: Any) -> bool:
    return isinstance(value, dict | list)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value, flow=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    fits = _PLAIN.fullmatch(value) and value not in NULLS and not _SPECIAL.search(value)
    if fits and not (flow and _FLOW_SPECIAL.search(value)):
        return value
    return _quoted(value)


def _quoted(text: str) -> str:
    written = text.translate(_ESCAPES)
    return f'"{written if written.isprintable() else "".join(map(_escaped, written))}"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    mark, width = ("x", 2) if char <= "\xff" else ("u", 4) if char <= "\uffff" else ("U", 8)
    return f"\\{mark}{ord(char):0{width}X}"
