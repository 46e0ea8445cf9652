"""The charter and the submissions at any point of a history that is being verified, read when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from charterkit.model.charter import Charter, Settings
from charterkit.model.provisions import Provision
from charterkit.model.record import Record
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission
from charterkit.store.disk.files import read_listing
from charterkit.store.git.ancestry import Link, links_named
from charterkit.store.git.commands import Git
from charterkit.store.git.objects import FOLDERS, REGULAR, ObjectReader, tree
from charterkit.store.records.layout import PROVISION_FOLDERS, SETTINGS, Slot, slot, submission_path
from charterkit.store.records.reading import record
from charterkit.store.records.whole import registry_of

TEXT: Final = (SETTINGS, "charter/registry", *(f"charter/{folder}" for folder in sorted(PROVISION_FOLDERS)))
"""Where the charter's text and registry are: everything but decisions and keys."""

_NUMBER: Final = re.compile(rb"\tcharter/decisions/(\d{4,6})-")
_MODELS: Final[dict[str, type[Record]]] = {"settings": Settings, "provision": Provision, "registry": Registry}
_KEPT: Final = 4096
_MOST_TEXTS: Final = 64
"""How many bases' texts are held at once, the latest; an earlier one is read again."""

_NO_BLOB: Final = ("000000", "160000")
"""The modes of what is gone, and of what lies in another repository."""

_AT_ONCE: Final = 64
"""How many commits' records are read in one go."""


class Source:
    """Records of one history, by way of one git."""

    def __init__(self, git: Git, reader: ObjectReader, head: str, since: str | None = None) -> None:
        """Take the history's last commit, and the one up to which it was verified before."""
        self.git = git
        self._reader = reader
        self._head = head
        self._since = since
        self._files: dict[str, str] = {}
        self._contents: dict[str, bytes] = {}
        self._last: dict[tuple[str, bytes], Record] = {}
        self._last_contents: dict[str, bytes] = {}
        self._parsed = lru_cache(maxsize=_KEPT)(self._read_submission)

    def ahead(self, links: Iterable[Link]) -> Iterator[list[Link]]:
        """Yield commits many at a time, the contents of their records read."""
        waiting = iter(links)
        while some := list(islice(waiting, _AT_ONCE)):
            changes = (change for link in some for change in link.changes[0])
            wanted = (each.new for each in changes if each.mode in REGULAR and each.path.startswith(FOLDERS))
            self._contents = dict(self._reader.read(dict.fromkeys(wanted)))
            yield some

    def links(self, ids: Sequence[str]) -> Iterator[Link]:
        """Yield commits with what they changed, in the order of their ids."""
        return links_named(self.git, self._reader, ids)

    def content(self, key: str) -> bytes:
        """Return an object's content by its id."""
        if key in self._contents:
            return self._contents[key]
        [(_, content)] = self._reader.read([key])
        return content

    def bring(self, link: Link) -> None:
        """Learn which submissions a commit of the branch brought: before it, no decision can speak of them."""
        self._files |= {change.path: "" if change.mode in _NO_BLOB else change.new for change in link.changes[0]}

    def submission(self, name: str) -> Submission | None:
        """Return a submission that the branch holds so far, None where it is missing or cannot be read."""
        path = submission_path(name)
        if path not in self._files and self._since is not None:
            found = self._reader.at(self._since, path)
            self._files[path] = found[0] if found else ""
        key = self._files.get(path)
        return self._parsed(path, key) if key else None

    def _read_submission(self, path: str, key: str) -> Submission | None:
        found = record(path, self.content(key), Submission, [])
        return found if found is not None and path.endswith(f"/{found.id}.yaml") else None

    def text(self, commit: str) -> tuple[Settings | None, dict[str, Provision], dict[str, Registry]]:
        """Return the settings, provisions and lists of the registry at a commit; what cannot be read is left out."""
        settings: Settings | None = None
        provisions: dict[str, Provision] = {}
        lists: dict[str, Registry] = {}
        for name, found in self._records(commit):
            if isinstance(found, Settings):
                settings = found
            elif isinstance(found, Provision):
                provisions[name] = found
            elif isinstance(found, Registry):
                lists[name] = found
        return settings, provisions, lists

    def _records(self, commit: str) -> Iterator[tuple[str, Record]]:
        """Yield the records of the text at a commit by name; what the text read last has too is not read again."""
        before, self._last = self._last, {}
        listing = tree(self.git, commit, TEXT)
        for path, content in read_listing(listing, self._reader, self._last_contents).files.items():
            held = slot(path)
            model = _MODELS.get(held.kind) if isinstance(held, Slot) else None
            if isinstance(held, Slot) and model is not None:
                found = before.get((path, content)) or record(path, content, model, [])
                if found is not None:
                    self._last[path, content] = found
                    yield held.name, found

    def last_decision(self, commit: str) -> int:
        """Return the number of the last decision at a commit, 0 where there is none."""
        listing = self.git.run("ls-tree", "-z", "--full-tree", commit, "--", "charter/decisions/")
        return max(map(int, _NUMBER.findall(listing)), default=0)

    def is_ancestor(self, commit: str, of: str) -> bool:
        """Tell whether a commit is there and belongs to the history of another."""
        return not self.git.run(
            "rev-list", "--max-count=1", "--ignore-missing", "--end-of-options", commit, f"^{of}", wanted=(0, 128)
        ) and bool(self.git.run("cat-file", "-t", commit, wanted=(0, 128)) == b"commit\n")


class Bases(Mapping[str, Charter]):
    """The charter at every base of submissions: versions, and commits that some of them name."""

    def __init__(self, source: Source, numbers: Mapping[str, int], commits: dict[str, str]) -> None:
        """Begin with the bases that are numbered; ``commits`` gives the commit of each version."""
        self._source = source
        self._numbers = numbers
        self.commits = commits
        self._texts: dict[str, Charter] = {}

    def keep(self, base: str, text: Charter) -> None:
        """Remember the text of a base, so that it need not be read again."""
        self._texts[base] = text
        if len(self._texts) > _MOST_TEXTS:
            del self._texts[next(iter(self._texts))]

    def __getitem__(self, base: str) -> Charter:
        """Return the charter at a base; raise KeyError where there is none."""
        if base not in self._texts:
            found = self.at(self.commits.get(base, base)) if base in self._numbers else None
            if found is None:
                raise KeyError(base)
            self.keep(base, found)
        return self._texts[base]

    def at(self, commit: str) -> Charter | None:
        """Return the charter at a commit, None where it holds none."""
        settings, provisions, lists = self._source.text(commit)
        if settings is None:
            return None
        return Charter.model_construct(settings=settings, provisions=provisions, registry=registry_of(lists))

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the bases."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._numbers)
