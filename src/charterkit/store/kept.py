"""Records of a content that is known to have no problem: each file is read when its record is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from charterkit.errors import Problem, RecordsInvalid
from charterkit.model.base import Record
from charterkit.store.reading import record

R = TypeVar("R", bound=Record)


class Kept(Mapping[str, R], Generic[R]):
    """A mapping of ids to records of one model that behaves as if all of them had been read already."""

    def __init__(self, model: type[R], files: Mapping[str, tuple[str, bytes]]) -> None:
        """Take, for each id, the file's path and content."""
        self._model = model
        self._files = files
        self._read: dict[str, R] = {}

    def __getitem__(self, key: str) -> R:
        """Return the record with this id.

        Raises:
            RecordsInvalid: the content was not without problems after all.
        """
        if key not in self._read:
            problems: list[Problem] = []
            found = record(*self._files[key], self._model, problems)
            if found is None:
                raise RecordsInvalid(problems)
            self._read[key] = found
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in their order."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._files)

    def __repr__(self) -> str:
        """Show all records, as a plain mapping would."""
        return repr(dict(self))
