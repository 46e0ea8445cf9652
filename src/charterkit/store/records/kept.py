"""Records of a content that is known to have no problem: each file is read when its record is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from charterkit.errors import Problem, RecordsInvalid
from charterkit.model.charter import Shelf
from charterkit.model.provisions import Kind, Provision
from charterkit.model.record import Record
from charterkit.store.records.reading import record
from charterkit.store.records.seen import Seen

R = TypeVar("R", bound=Record)


class Kept(Mapping[str, R], Generic[R]):
    """A mapping of ids to records of one model that behaves as if all of them had been read already."""

    def __init__(self, model: type[R], files: Mapping[str, tuple[str, bytes]], seen: Seen) -> None:
        """Take, for each id, the file's path and content; and the records of such files that were read before."""
        self._model = model
        self._files = files
        self._seen = seen
        self._read: dict[str, R] = {}

    def __getitem__(self, key: str) -> R:
        """Return the record with this id.

        Raises:
            RecordsInvalid: the content was not without problems after all.
        """
        if key not in self._read:
            _, content = self._files[key]
            self._read[key] = self._seen.find(self._model, content) or self._record(key)
        return self._read[key]

    def _record(self, key: str) -> R:
        path, content = self._files[key]
        problems: list[Problem] = []
        found = record(path, content, self._model, problems)
        if found is None:
            raise RecordsInvalid(problems)
        self._seen.add(content, found)
        return found

    def content(self, key: str) -> bytes | None:
        """Return the bytes of a record's file, None where there is none."""
        return self._files[key][1] if key in self._files else None

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a record with this id, without reading it."""
        return key in self._files

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in their order."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._files)

    def __repr__(self) -> str:
        """Show all records, as a plain mapping would."""
        return repr(dict(self))


class KeptProvisions(Kept[Provision], Shelf):
    """Provisions of a content that is known to have no problem."""

    def kind_of(self, key: str) -> Kind:
        """Return the kind of a provision, where it can be without reading all of it."""
        kind = None if key in self._read or key not in self._files else self._seen.kind_of(self._files[key][1])
        return kind or self[key].kind

    def same_in(self, other: Mapping[str, Provision]) -> frozenset[str]:
        """Return the ids of the provisions whose files are the same in another such mapping."""
        if not isinstance(other, KeptProvisions):
            return frozenset()
        return frozenset(key for key, (_, content) in self._files.items() if other.content(key) == content)
