"""The submissions of a commit, each read when somebody asks for it, and who stood behind their changes.

What a trace needs of them and no more: of thousands of submissions, a provision's words come from a few.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from charterkit.drafting.ledger import ledger
from charterkit.model.submissions import Submission
from charterkit.store.reading import record
from charterkit.store.repository import Repository

_STANDING: Final = (b"joins", b"withdraws")
"""A file without these words changes nobody's sponsorship."""


class Submissions(Mapping[str, Submission]):
    """Submissions by id; one that cannot be read is not there."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self._repository, self._commit = repository, commit
        self._read: dict[str, Submission | None] = {}

    @cached_property
    def _files(self) -> dict[str, tuple[str, bytes]]:
        files = self._repository.files(self._commit, ("submissions",)).files
        found = {path.rpartition("/")[2]: (path, content) for path, content in files.items()}
        return {name.removesuffix(".yaml"): file for name, file in found.items() if name.endswith(".yaml")}

    def __getitem__(self, key: str) -> Submission:
        """Return a submission; raise KeyError where there is none of this id."""
        if key not in self._read:
            self._read[key] = record(*self._files[key], Submission, []) if key in self._files else None
        found = self._read[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files, in order."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._files)

    @cached_property
    def _joining(self) -> tuple[Submission, ...]:
        names = [key for key, (_, content) in self._files.items() if any(word in content for word in _STANDING)]
        return tuple(found for key in names if (found := self.get(key)) is not None)

    def sponsors(self, ref: str, day: datetime.date) -> tuple[str, ...]:
        """Return who stood behind a change on a day: who lodged it, co-sponsors, those who joined; not who left."""
        submission = self[ref.partition("#")[0]]
        joined = [other for other in self._joining if other.date <= day and other.id != submission.id]
        return ledger([submission, *joined], ())[ref].sponsors
