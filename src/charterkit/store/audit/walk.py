"""Verify a history: walk every commit once, parents first, and judge what each did to files, text and signatures.

Files are judged in ``files``, the text in ``text``, signatures in ``signing``; what was judged is
remembered by ``memory``, so that the next run begins where this one ended. Recorded points are compared in
``verifying``.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Final

from charterkit.errors import EnvironmentProblem, Problem
from charterkit.history.ladder import on_ladder
from charterkit.history.memory_rows import Rows
from charterkit.history.replay import Memory, Replay
from charterkit.history.verdict import Breach, Tally
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission, is_commit
from charterkit.store.audit.bases import Bases, Source
from charterkit.store.audit.files import file_breaches, lodges
from charterkit.store.audit.memory import Remembered
from charterkit.store.audit.signing import SigningAudit, signing_in, signing_values
from charterkit.store.audit.text import TextAudit
from charterkit.store.git.ancestry import Link, links
from charterkit.store.git.commands import Git
from charterkit.store.git.folders import Folders
from charterkit.store.git.objects import FOLDERS, REGULAR, ObjectReader
from charterkit.store.records.layout import Slot, may_have_twin, slot, twins
from charterkit.store.records.reading import record
from charterkit.store.signing.signatures_known import KnownSignatures

DECISIONS: Final = "charter/decisions/"

_RECENT: Final = 64
"""How many texts are held in case that a submission names their commit as its base."""

_TERMS: Final = "terms"
"""The key of the decisions that set a time to object: no decision's id is written so."""

_RENAME: Final = "the branch must go on from before this commit; a record is called as its file is"

_GRAFTED: Final = "the branch must go on from before that merge; bring what is wanted of it as commits on the branch"

_SPEAK: Final = (b"joins", b"withdraws", b"revises", b"resolves", b"\\")
"""A submission without these words speaks of no other; a backslash may write their letters in another way."""


class Audit:
    """A history while it is verified."""

    def __init__(
        self,
        git: Git,
        reader: ObjectReader,
        head: str,
        earlier: Remembered | None = None,
        arrival: datetime.datetime | None = None,
        *,
        known: KnownSignatures | None = None,
    ) -> None:
        """Begin with the first commit, or after the one that an earlier audit ended with.

        Args:
            git: where the history is.
            reader: what reads its objects.
            head: its last commit.
            earlier: what an audit of an earlier commit remembered.
            arrival: when the commits arrived, where they are judged at a gate: then all of them must be signed, and the
                secretariat's keys must hold at this time too.
            known: the signatures that were checked before, to which those checked now are added.
        """
        self.head = head
        self._reader = reader
        self._files = earlier.files() if earlier else Rows()
        self.stood = earlier.stood() if earlier else Rows()
        """The paths that stood in the text after some decision: no id is used again."""
        self.sound = earlier.sound() if earlier else Rows()
        """The commits whose records were read whole and had no error: who reads them so adds them."""
        self.since = earlier.head if earlier else None
        self.source = Source(git, reader, head, self.since)
        self.breaches = earlier.found() if earlier else []
        self.tally = earlier.counted() if earlier else Tally()
        self.versions = dict(earlier.versions) if earlier else {}
        memory = earlier.memory(self.decision) if earlier else Memory()
        self._odd: set[str] = set()
        self._reached: dict[str, int] = {}
        """The number of the last decision at every commit of the branch that this audit has judged."""
        self._recent: dict[str, Charter] = {}
        """The text at the last of them: most drafts are written against one."""
        self.bases = Bases(self.source, memory.numbers, self.versions)
        self.text = TextAudit(self.source.content, Replay(self.source.submission, self.bases, memory))
        self.signing = SigningAudit(self.source, self.tally, known or KnownSignatures(), arrival)
        if earlier:
            self._go_on(earlier)

    def _go_on(self, earlier: Remembered) -> None:
        """Go on from the text, which the memory only names, and from what was found."""
        self.text.resume(*self.source.text(earlier.head))
        self.text.outside += earlier.found_outside()
        self._odd = set(earlier.odd)
        self.signing.state = signing_in(earlier.signing)

    def remembered(self) -> Remembered:
        """Return what the next audit needs to go on from here."""
        memory = self.text.replay.memory
        return Remembered(
            self.head,
            memory.last,
            memory.numbers,
            [list(each) for each in memory.areas.renames],
            memory.areas.count,
            self.versions,
            signing_values(self.signing.state),
            asdict(self.tally),
            [asdict(breach) for breach in self.breaches],
            [asdict(each) for each in self.text.outside],
            sorted(self._odd),
            tuple(rows.packed() for rows in (
                memory.areas.rows, memory.decided, memory.ladder.rows, memory.behind.rows, self._files, self.stood,
                self.sound,
            )),
        )  # fmt: skip

    def decision(self, key: str) -> Decision | None:
        """Return a decision of the ladder by its id, as it was when it was taken; None where none has it."""
        row = self._files.newest(key)
        return None if row is None else record(row[1], self.source.content(row[2]), Decision, [])

    def terms(self) -> Iterator[Decision]:
        """Yield the decisions that set a time to object, the last one first."""
        read = (record(row[1], self.source.content(row[2]), Decision, []) for row in self._files.newest_first(_TERMS))
        return (decision for decision in read if decision is not None)

    def run(self, ahead: Iterable[Link] | None = None) -> None:
        """Judge every commit of the history that was not judged earlier.

        Args:
            ahead: these commits, where they were read before.

        Raises:
            EnvironmentProblem: the history has missing or damaged objects, or git's list of it is forged; or a folder
                that files were added to holds a name twice, so that no two programs see the same.
        """
        line = mainline(self.source.git, self.head, self.since)
        last, grown = self.since, set[str]()
        fresh = links(self.source.git, self._reader, self.head, self.since) if ahead is None else ahead
        for some in self.source.ahead(fresh):
            self.signing.look_ahead(some)
            for link in some:
                self.tally.commits += 1
                self.breaches += file_breaches(link)
                if link.commit.id not in line:
                    self.breaches += _second_beginning(link)
                    self.signing.aside(link)
                    continue
                if last != next(iter(link.commit.parents), None):
                    raise EnvironmentProblem("git's list of the branch is not what its commits say", "see 'git fsck'")
                self._take(link)
                grown |= {change.path.rpartition("/")[0] for change in link.changes[0] if change.status == "A"}
                last = link.commit.id
        if grown:  # a second file of one name counts as added; where it is taken out again, a record is deleted
            Folders(self._reader).files(self.head, sorted(grown))

    def finish(self, now: datetime.datetime, *, all_of_it: bool = True) -> list[Breach]:
        """Return what is wrong at the end of the history: what is not received yet, and files that are twins.

        It is no part of ``breaches``: it may be otherwise once the history goes on.

        Args:
            now: when what is not received yet is judged.
            all_of_it: whether that is judged which an earlier audit has come upon, too.
        """
        alike = _twins(self.source.git, self.head) if self._odd else ()
        return [*self.signing.finish(now, all_of_it=all_of_it), *alike]

    def counted(self) -> Tally:
        """Return how much was looked at, once it is finished."""
        signed = self.tally.signed_submissions + self.signing.unreceived
        return replace(self.tally, signed_submissions=signed)

    def _take(self, link: Link) -> None:
        """Judge a commit of the branch itself; what a side branch brought comes with the merge that took it in."""
        self.source.bring(link)
        self._odd |= {change.path for change in link.changes[0] if change.status != "D" and may_have_twin(change.path)}
        self._odd -= {change.path for change in link.changes[0] if change.status == "D"}
        self._lodge(link)
        decisions = list(self._decisions(link))
        self.tally.submissions += sum(map(lodges, link.changes[0]))
        self.tally.decisions += len(decisions)
        self.breaches += self.signing.take(link, decisions)
        self._number_bases(link, decisions)
        self.breaches += self.text.take(link, decisions)
        settings = self.text.settings
        self.signing.follow(self.text.registry, required=bool(settings and settings.require_signatures))
        text = self.text.charter
        self._reached[link.commit.id] = self.text.replay.memory.last
        if text is not None:
            self._recent[link.commit.id] = text
            if len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]
        blobs = {change.path: change.new for change in link.changes[0]}
        for path, decision in decisions:
            for place in decision.result:
                if place.isprintable() and self.stood.newest(place) is None:
                    self.stood.add(place, decision.id)
            if on_ladder(decision):
                self._files.add(decision.id, path, blobs[path])
            if decision.until:
                self._files.add(_TERMS, path, blobs[path])
            if decision.version and text is not None:
                self.versions[decision.version] = link.commit.id
                self.bases.keep(decision.version, text)

    def _lodge(self, link: Link) -> None:
        """Take in what a commit brought that joins, withdraws or replaces proposals."""
        for change in link.changes[0]:
            if not lodges(change) or change.mode not in REGULAR:
                continue
            content = self.source.content(change.new)
            found = record(change.path, content, Submission, []) if any(word in content for word in _SPEAK) else None
            if found is not None and self._named(link, change.path, found.id):
                self.text.replay.lodge(found)

    def _named(self, link: Link, path: str, key: str) -> bool:
        """Tell whether a record is called as its file is; note the breach where it is not."""
        held = slot(path)
        if isinstance(held, Slot) and held.name != key:
            message = f"the id is '{key}', but the file's name says '{held.name}'"
            self.breaches.append(Breach(link.commit.id, path, "file-name", message, _RENAME))
            return False
        return True

    def _decisions(self, link: Link) -> Iterator[tuple[str, Decision]]:
        """Yield the decisions that a commit brought, in order, with their files."""
        found: list[tuple[str, Decision]] = []
        problems: list[Problem] = []
        for change in link.changes[0]:
            if change.path.startswith(DECISIONS) and change.status == "A" and change.mode in REGULAR:
                decision = record(change.path, self.source.content(change.new), Decision, problems)
                if decision is not None and self._named(link, change.path, decision.id):
                    found.append((change.path, decision))
        for problem in problems:
            self.breaches.append(Breach(link.commit.id, problem.path, problem.code, problem.message, problem.hint))
        yield from sorted(found, key=lambda each: each[1].number)

    def _number_bases(self, link: Link, decisions: Sequence[tuple[str, Decision]]) -> None:
        """Find the place in the order of decisions of every commit that a merged submission names as its base."""
        numbers = self.text.replay.memory.numbers
        for _, decision in decisions:
            submission = self.source.submission(decision.submission) if decision.submission else None
            base = submission.base if submission else ""
            if not is_commit(base) or base in numbers:
                continue
            if base in self._recent:
                self.bases.keep(base, self._recent[base])
            if base in self._reached:
                numbers[base] = self._reached[base]
            elif self.source.is_ancestor(base, link.commit.id):
                numbers[base] = self.source.last_decision(base)


def mainline(git: Git, head: str, since: str | None = None) -> frozenset[str]:
    """Return the commits of the branch itself, each the first parent of the next, that ``since`` does not have."""
    beyond = [f"^{since}"] if since else []
    listing = git.run("rev-list", "--first-parent", "--end-of-options", head, *beyond)
    return frozenset(listing.decode().split())


def _second_beginning(link: Link) -> Iterator[Breach]:
    """Yield a breach where a commit beside the branch follows nothing: another history was grafted onto this one."""
    if not link.commit.parents:
        message = "this commit follows no other: the history of another repository was merged into this one"
        yield Breach(link.commit.id, "", "second-beginning", message, _GRAFTED)


def _twins(git: Git, head: str) -> Iterator[Breach]:
    """Yield the files of a commit whose names differ only in case or normal form."""
    listing = git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", head, "--", *FOLDERS)
    for problem in twins(os.fsdecode(listing).split("\0")[:-1]):
        yield Breach(head, problem.path, problem.code, problem.message, problem.hint)
