"""The submissions of a commit, each read when somebody asks for it, and who stood behind their changes.

What a trace needs of them and no more: of thousands of submissions, a provision's words come from a few.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from charterkit.drafting.ledger import Ledger, ledger
from charterkit.model.submissions import Submission
from charterkit.store.disk.files import name_fault
from charterkit.store.git.objects import REGULAR, ObjectReader, tree
from charterkit.store.git.repository import Repository
from charterkit.store.records.layout import submission_path
from charterkit.store.records.reading import record

_STANDING: Final = (b"joins", b"withdraws")
"""A file without these words changes nobody's sponsorship."""

_FEW: Final = 200
"""So many files are found by their names, and more by a list of all that are there."""


class Submissions(Mapping[str, Submission]):
    """Submissions by id; one that cannot be read is not there.

    Args:
        repository: where they are.
        commit: at which commit.
        known: an earlier commit, and which of its submissions join or withdraw, where that is known.
    """

    def __init__(self, repository: Repository, commit: str, known: tuple[str, tuple[str, ...]] | None = None) -> None:
        self._repository, self._commit, self._known = repository, commit, known
        self._read: dict[str, Submission | None] = {}
        self._stood: dict[tuple[str, datetime.date], Ledger] = {}

    @cached_property
    def _entries(self) -> dict[str, tuple[str, str]]:
        """The path and the id of the content of every file, by its name."""
        entries = tree(self._repository.git, self._commit, ("submissions",))
        paths = ((os.fsdecode(entry.path), entry) for entry in entries if entry.mode in REGULAR)
        return {
            path.rpartition("/")[2].removesuffix(".yaml"): (path, entry.id)
            for path, entry in paths
            if path.endswith(".yaml") and name_fault(path) is None
        }

    def __getitem__(self, key: str) -> Submission:
        """Return a submission; raise KeyError where there is none of this id."""
        self.read([key])
        found = self._read[key]
        if found is None:
            raise KeyError(key)
        return found

    def read(self, names: Iterable[str]) -> None:
        """Read some submissions at once that will be asked for."""
        asked = dict.fromkeys(name for name in names if name not in self._read)
        found = self._found(asked)
        self._read |= dict.fromkeys(asked)
        if found:
            with ObjectReader(self._repository.git) as reader:
                contents = reader.read(blob for _, blob in found.values())
                for (name, (path, _)), (_, content) in zip(found.items(), contents, strict=True):
                    self._read[name] = record(path, content, Submission, [])

    def _found(self, asked: Collection[str]) -> dict[str, tuple[str, str]]:
        """Return the path and the id of some files; a few are looked for where they belong, and most are there."""
        if not asked:
            return {}
        if len(asked) <= _FEW and "_entries" not in self.__dict__:
            paths = [submission_path(name) for name in asked]
            listing = tree(self._repository.git, self._commit, paths)
            if len(listing) == len(paths) and all(entry.mode in REGULAR for entry in listing):
                found = {os.fsdecode(entry.path): entry.id for entry in listing}
                return {name: (path, found[path]) for name, path in zip(asked, paths, strict=True)}
        return {name: self._entries[name] for name in asked if name in self._entries}

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files, in order."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._entries)

    @cached_property
    def joining(self) -> tuple[str, ...]:
        """The names of the submissions that may join or withdraw."""
        before, asked = self._unread()
        blobs = {blob: name for name, (_, blob) in self._found(asked).items()}
        with ObjectReader(self._repository.git) as reader:
            found = {blobs[key] for key, content in reader.read(blobs) if any(word in content for word in _STANDING)}
        return tuple(sorted(found | (before - asked)))

    def _unread(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return which submissions are known to join or withdraw, and which of all must be read to know."""
        if self._known is None:
            return frozenset(), frozenset(self._entries)
        commit, names = self._known
        if commit == self._commit:
            return frozenset(names), frozenset()
        changed = self._repository.changed_paths(commit, self._commit, ("submissions",))
        return frozenset(names), frozenset(path.rpartition("/")[2].removesuffix(".yaml") for _, path in changed)

    @cached_property
    def _joining(self) -> tuple[Submission, ...]:
        self.read(self.joining)
        return tuple(found for key in self.joining if (found := self.get(key)) is not None)

    def sponsors(self, ref: str, day: datetime.date) -> tuple[str, ...]:
        """Return who stood behind a change on a day: who lodged it, co-sponsors, those who joined; not who left."""
        name = ref.partition("#")[0]
        if (name, day) not in self._stood:
            submission = self[name]
            joined = [other for other in self._joining if other.date <= day and other.id != submission.id]
            self._stood[name, day] = ledger([submission, *joined], ())
        return self._stood[name, day][ref].sponsors
