"""The gate of a shared repository: judge a push before any of it is kept, and refuse it with a line for each fault.

Who pushes is told by signatures alone, so that every way into the repository is the same. The branch's new commits are
verified as ``charterkit verify`` does, by the register as the branch had it; submissions are checked as ``check`` does.
Which refs may be touched at all is said in ``refs``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from charterkit.errors import CharterkitError
from charterkit.store.audit import memory as audit_memory
from charterkit.store.audit.memory import Remembered
from charterkit.store.audit.walk import DECISIONS, Audit
from charterkit.store.gate.commits import MOST_BYTES, misleading, out_of_time
from charterkit.store.gate.crowd import few_changes, too_many_commits, too_many_submissions
from charterkit.store.gate.keeping import Rules
from charterkit.store.gate.late import misdated
from charterkit.store.gate.lodging import lodges_soundly
from charterkit.store.gate.log import Signature, signatures
from charterkit.store.gate.refs import Update, branch_of, branch_refusals, other_refusals, tag_refusals
from charterkit.store.gate.served import Served
from charterkit.store.git.ancestry import Link, links
from charterkit.store.git.objects import ObjectReader, TooMuch
from charterkit.store.records.layout import Slot, slot
from charterkit.store.signing.own_key import register_at
from charterkit.store.signing.signatures_known import SIGNATURES, KnownSignatures

MOST: Final = 50
"""How many lines a pusher is told."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """What the gate says to a push: why it is refused, or what was received; and with which keys it is signed."""

    refusals: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    signed: tuple[Signature, ...] = ()


def judge(served: Served, updates: Sequence[Update], now: datetime.datetime, rules: Rules) -> Judgment:
    """Judge a push.

    Args:
        served: the bare repository.
        updates: what the push wants to do.
        now: the server's time.
        rules: what the repository's settings say to the gate.

    Raises:
        EnvironmentProblem: the repository is shallow or damaged; nothing enters then either.
    """
    served.require_full_history()
    branch = branch_of(served.git)
    pushed = next((each for each in updates if each.ref == branch), None)
    others = [each for each in updates if each is not pushed]
    refusals = [*rules.faults, *other_refusals(others, branch)]
    refusals += [] if pushed is None else branch_refusals(served.git, pushed)
    standing = _standing(served, branch, pushed)
    tip = pushed.new if pushed and not refusals else standing
    place = served.judging(tip, standing)
    judgment = Judgment()
    if pushed is not None and not refusals:
        try:
            with ObjectReader(served.git, MOST_BYTES) as reader:
                judgment = _Gate(place, reader, now, rules.trust).judged()
        except TooMuch as much:
            judgment = Judgment((f"{much.message}; {much.hint}",))
        refusals += judgment.refusals
    if others and not refusals:
        refusals += tag_refusals(served.git, others, {each.name: each for each in place.versions()})
    return replace(judgment, refusals=_told(refusals))


def _told(said: Sequence[str]) -> tuple[str, ...]:
    """Return what a pusher is told: each line once, and of very many the first."""
    lines = tuple(dict.fromkeys(said))
    return lines if len(lines) <= MOST else (*lines[:MOST], f"... and {len(lines) - MOST:,} more")


def _standing(served: Served, branch: str, pushed: Update | None) -> str | None:
    """Return where the branch stands, for a push to it where the pusher saw it: git itself compares both at the end."""
    if pushed is not None:
        return None if pushed.makes else pushed.old
    return served.git.run("rev-parse", "--verify", "--quiet", branch, wanted=(0, 1)).decode().strip() or None


class _Gate:
    """The commits of one push."""

    def __init__(self, served: Served, reader: ObjectReader, now: datetime.datetime, trust: str | None) -> None:
        self.served = served
        self._reader, self._now, self._trust = reader, now, trust
        self._memories = served.room.folder / "verified"
        self._signatures = KnownSignatures(served.room.folder / SIGNATURES)

    def judged(self) -> Judgment:
        """Judge the commits."""
        git, at, before = self.served.git, str(self.served.at), self.served.before
        if before and (many := tuple(too_many_commits(git, at, before))):
            return Judgment(many)
        coming = links(git, self._reader, at, before)
        fresh, many = few_changes(git, coming, at, before) if before else (list(coming), ())
        if before and (many := many or tuple(too_many_submissions(git, fresh))):
            return Judgment(many)
        return self._judged(fresh)

    def _judged(self, fresh: Sequence[Link]) -> Judgment:
        earlier = self._earlier(self.served.before) if self.served.before else None
        arrival = self._now if self.served.before else None
        audit = Audit(self.served.git, self._reader, str(self.served.at), earlier, arrival, known=self._signatures)
        refusals = tuple(self._refusals(audit, fresh))
        if not refusals:
            audit_memory.save(self._memories, audit.remembered())
            self._signatures.keep()
        signed = signatures(fresh, self._reader, register_at(self._reader, self.served.before or str(self.served.at)))
        return Judgment(refusals, _told(_received(fresh)), tuple(signed))

    def _refusals(self, audit: Audit, fresh: Sequence[Link]) -> Iterator[str]:
        """Yield why the commits may not enter."""
        known = len(audit.breaches)
        audit.run(fresh)
        new = {link.commit.id for link in fresh} | {""}
        found = [*audit.breaches[known:], *audit.finish(self._now, all_of_it=False)]
        told = [breach for breach in found if breach.commit in new]
        told += [breach for link in fresh for breach in misleading(link)]
        told += out_of_time(fresh, self._reader, self.served.before, self._now)
        if self.served.before is not None:
            told += misdated(audit, fresh, register_at(self._reader, self.served.before), self._now)
        yield from map(str, told)
        if self.served.before is None:
            yield from self._first(audit)
        elif not told and lodges_soundly(audit, self.served.before, fresh):
            audit.sound.add(audit.head, "lodged")
            return
        yield from self._unsound(audit, fresh, {breach.path for breach in told})

    def _earlier(self, before: str) -> Remembered:
        """Return what is remembered of the branch as it stands; verify it now where nothing is."""
        known = audit_memory.load(self._memories, self.served.git, before)
        if known is not None and known.head == before:
            return known
        audit = Audit(self.served.git, self._reader, before, known, known=self._signatures)
        audit.run()
        audit_memory.save(self._memories, audit.remembered())
        return audit.remembered()

    def _first(self, audit: Audit) -> Iterator[str]:
        """Yield why a history may not be the first that comes here."""
        anchor = audit.signing.state.anchor
        if not anchor:
            yield "the first push brings the register of keys with it, and there is none: charterkit keys add SEC FILE"
        elif self._trust and anchor != self._trust:
            yield f"the register of keys begins with {anchor}, and this repository waits for {self._trust}"

    def _unsound(self, audit: Audit, fresh: Sequence[Link], told: Collection[str]) -> Iterator[str]:
        """Yield the problems of the records that the push brought or changed, without those files told of before.

        All records are read; that those of a commit have no error is told to the audit.
        """
        from charterkit.store.checking import only_errors, problems  # noqa: PLC0415  most pushes need not be checked so
        from charterkit.store.workspace import Workspace  # noqa: PLC0415  likewise

        changed = {change.path for link in fresh for changes in link.changes for change in changes}
        decided = any(path.startswith(DECISIONS) for path in changed)
        # What is merged in the same push cannot be checked as a draft: its words stand in the text already.
        space = Workspace(self.served.judging(self.served.at, self.served.at) if decided else self.served)
        try:
            records = space.records(str(self.served.at))
            named = {
                held.name for path in changed if isinstance(held := slot(path), Slot) and held.kind == "submission"
            }
            found = problems(space, records, named)
        except CharterkitError as error:
            yield error.message
            return
        for commit in space.sound():
            audit.sound.add(commit, "read")
        yield from (str(problem) for problem in only_errors(found) if problem.path in changed - set(told))


def _received(fresh: Sequence[Link]) -> list[str]:
    """Return what a push brought, for those who pushed it; a merge brings nothing that its own commits did not."""
    found: dict[Slot, str] = {}
    for link in fresh:
        for change in link.changes[0]:
            held = slot(change.path)
            if change.status == "A" and isinstance(held, Slot) and held.kind in ("submission", "decision"):
                found.setdefault(held, f"received {held.kind} {held.name} in {link.commit.id[:12]}")
    return list(found.values())
