"""Records that were read and checked before, so that what did not change costs next to nothing.

They are found by the bytes of their file: those of this program's own reading, and those that an earlier one kept below
the repository's git directory, in a file under the user's seal (``sealed``). A record is put together again from its
values without checking them a second time.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, TypeVar

from charterkit.model.provisions import FOLDERS, Kind, Provision
from charterkit.model.record import Record
from charterkit.store.sealed import read_sealed, write_sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST: Final = 20_000
"""How many records are kept; beyond that only those that were asked for last."""

LARGEST: Final = 1 << 25
"""How many bytes the file may have."""

_RECORDS: Final = "records"
"""What the file is, for its seal."""

_KIND: Final = "\0"
"""The name beside which a record says its kind, and a date that it is one: no record maps it to such a word."""

_DATE: Final = "date"
_PROVISION: Final = re.compile(rb'\{"\\u0000":"provisions:Provision","id":"[^"\\]*","kind":"([a-z]*)"')
"""How the line of a provision begins; its kind comes before any of its words."""

_ROOM: Final = "charterkit.model."
_R = TypeVar("_R", bound=Record)


class Seen:
    """Records by the bytes of their files; ``file`` is where those of earlier programs are, and are kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._read: dict[tuple[type[Record], bytes], Record] = {}
        self._lines: dict[bytes, bytes] | None = None
        self._used: dict[bytes, bytes] = {}
        self._kinds: dict[bytes, Kind | None] = {}
        self._new: dict[bytes, Record] = {}
        self._size = 0

    def find(self, model: type[_R], content: bytes) -> _R | None:
        """Return the record that a file with this content holds, None where it was not read before."""
        found = self._read.get((model, content))
        if found is None and self._file is not None:
            key = _key(model, content)
            if (line := self._kept.get(key)) is not None:
                found = self._read[model, content] = _decoder().decode(line.decode("utf-8", "surrogatepass"))
                self._used[key] = line
        return found if isinstance(found, model) else None

    def kind_of(self, content: bytes) -> Kind | None:
        """Return the kind of the provision in a file that an earlier program read, None where only reading tells it."""
        if content not in self._kinds:
            found = _PROVISION.match(self._kept.get(_key(Provision, content), b""))
            self._kinds[content] = next((kind for kind in FOLDERS if found and kind.encode() == found[1]), None)
        return self._kinds[content]

    def add(self, content: bytes, record: Record) -> None:
        """Remember a record that was read from a file without any problem."""
        self._read[type(record), content] = record
        if self._file is not None:
            self._new[_key(type(record), content)] = record
            self._size += len(content)

    def keep(self) -> None:
        """Keep what was read for the next program. Where that is impossible, nothing happens."""
        if self._file is None or not self._new or self._size > LARGEST:
            return
        new = {key: _text(record) for key, record in self._new.items()}
        lines = {**self._kept, **new} if len(self._kept) + len(new) <= MOST else {**self._used, **new}
        content = b"\n".join(b"%s %s" % line for line in lines.items())
        if len(content) <= LARGEST:
            write_sealed(self._file, _RECORDS, content)
        self._new.clear()
        self._size = 0

    @property
    def _kept(self) -> dict[bytes, bytes]:
        """What the file holds: each record as a line of JSON, by its key."""
        if self._lines is None:
            self._lines = dict(_lines(self._file)) if self._file is not None else {}
        return self._lines


def _key(model: type[Record], content: bytes) -> bytes:
    return blake2b(content, digest_size=16, person=model.__name__.encode()).hexdigest().encode()


def _lines(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Yield the keys and lines of a file, none where it is not as it was written."""
    content = read_sealed(file, _RECORDS, LARGEST)
    for line in content.split(b"\n") if content is not None else ():
        key, _, value = line.partition(b" ")
        yield key, value


def _text(record: Record) -> bytes:
    """Return a record as one line."""
    return _encoder().encode(record).encode("utf-8", "surrogatepass")


def _plain(value: Any) -> dict[str, Any]:
    """Return a record's given fields, or a date, as what JSON has."""
    if isinstance(value, Record):
        kind, fields, given = type(value), value.__dict__, value.model_fields_set
        return {_KIND: _name(kind), **{name: fields[name] for name in kind.model_fields if name in given}}
    if isinstance(value, datetime.date):
        return {_KIND: _DATE, "on": value.isoformat()}
    raise TypeError(f"a record holds a {type(value).__name__}, which cannot be kept: teach 'seen' to write it")


def _built(fields: dict[str, Any]) -> Any:
    """Return what ``_plain`` was given."""
    kind = fields.get(_KIND)
    if kind is None:
        return fields
    model = _kinds().get(kind)
    if model is None:
        return datetime.date.fromisoformat(fields["on"]) if kind == _DATE else fields
    del fields[_KIND]
    return model.model_restore({name: tuple(value) if type(value) is list else value for name, value in fields.items()})


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(default=_plain, check_circular=False, ensure_ascii=False, separators=(",", ":"))


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_hook=_built)


@cache
def _name(kind: type[Record]) -> str:
    return f"{kind.__module__.removeprefix(_ROOM)}:{kind.__qualname__}"


@cache
def _kinds() -> dict[str, type[Record]]:
    """Return every class of records that a file can hold, by its name."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Record]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.update((_name(kind), kind) for kind in below)
        waiting += below
    return found
