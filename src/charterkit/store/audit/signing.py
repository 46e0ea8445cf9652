"""Verify who did what: submissions are signed by those who lodge them, decisions and receipts by the secretariat.

The register of keys is read from the branch as it was before the commit that is judged, and follows its decisions
alone; a key that the receiving commit revokes no longer counts for what it receives. What a participant signs is judged
at the time at which the secretariat received it: its next signed commit on the branch says when that was, not the
signer's own clock. Without a register nothing is judged.
"""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from charterkit.drafting.register import RegisterRefused, changed
from charterkit.drafting.rights import secretariat
from charterkit.history.verdict import Breach, Tally
from charterkit.model.decisions import Decision
from charterkit.model.keys import Register
from charterkit.model.registry import Registry
from charterkit.store.audit.bases import Source
from charterkit.store.audit.files import lodges
from charterkit.store.audit.signers import Bench, read_files, signatures_of
from charterkit.store.git.ancestry import Link
from charterkit.store.records.layout import ALLOWED, REVOKED
from charterkit.store.signing.signatures import RegisterFiles, key_of
from charterkit.store.signing.signatures_known import Asked, KnownSignatures

BACKWARDS: Final = 300
"""Seconds by which the secretariat's clocks may differ from one another."""


@dataclass
class Signing:
    """What the commits so far leave behind: the register, who began it, what waits to be received."""

    files: RegisterFiles | None = None
    anchor: str = ""
    anchored: bool = False
    """Whether the commit that began the register is signed by a key in it."""
    clock: int = 0
    secretariat: frozenset[str] = frozenset()
    """Under which codes the secretariat acts, as the last commit that is believed left the registry."""
    required: bool = False
    """Whether everything must be signed: anybody's commit may ask for it, and only one that is believed ends it."""
    waiting: list[Link] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    """The commits that waited when an earlier audit ended: they are read when somebody asks for them."""

    @property
    def awaited(self) -> int:
        """How many commits wait to be received."""
        return len(self.earlier) + len(self.waiting)


class SigningAudit:
    """The register of keys on its way through the history, and what is judged by it."""

    def __init__(
        self, source: Source, tally: Tally, known: KnownSignatures, arrival: datetime.datetime | None = None
    ) -> None:
        self.source = source
        self.known = known
        self.tally = tally
        self.arrival = arrival
        self.state = Signing()
        self.believed = True
        """Whether the last commit was the secretariat's, or came before the register."""
        self.unreceived = 0
        """How many submissions are signed by who lodged them among those that were not received when it finished."""

    def look_ahead(self, links: Sequence[Link]) -> None:
        """Check signatures of commits that come next, many at a time; how they count is judged by ``take``."""
        files = self.state.files
        register, plain = read_files(files) if files else (Register(), False)
        if files is None or not plain:
            return
        asked = ((each, link, key_of(each.signature)) for link in links for each in signatures_of(link, self.source))
        self.known.look_ahead([
            Asked(signed, key, files, _moment(link.commit.time))
            for signed, link, public in asked
            if public and (key := register.entry(public))
        ])  # fmt: skip

    def _bench(self, files: RegisterFiles) -> Bench:
        strict, state = self.arrival is not None, self.state
        return Bench(self.source, files, state.secretariat, known=self.known, required=state.required, strict=strict)

    def aside(self, link: Link) -> None:
        """Take a commit of a side branch: it is judged when the branch receives it."""
        if self.state.files is not None:
            self.state.waiting.append(link)

    def take(self, link: Link, decisions: Sequence[tuple[str, Decision]]) -> Iterator[Breach]:
        """Yield what is wrong with the signatures of a commit of the branch, and of what it receives."""
        self.believed = self.state.files is None
        if self.state.files is None:
            self.tally.earlier_decisions += len(decisions)
            self.tally.earlier_submissions += sum(map(lodges, link.changes[0]))
            yield from self._begin(link, decisions)
            return
        bench = self._bench(self.state.files)
        signer = bench.signer(link.commit, _moment(link.commit.time))
        if self.arrival is not None and signer.code in self.state.secretariat:
            yield from self._arrived(link, bench, self.arrival)
        if signer.code not in self.state.secretariat:
            self.state.waiting.append(link)
            yield from self._untrusted(link)
            return
        self.believed = True
        before = self.state.files
        after = (yield from self._register(link, decisions)) or before
        stricter = self._bench(RegisterFiles(before.allowed, after.revoked))
        yield from self._received(link, stricter)
        yield from bench.lodged(link, signer, _moment(link.commit.time))
        self.tally.signed_decisions += len(decisions)
        self.tally.signed_submissions += bench.signed + stricter.signed

    def follow(self, registry: Registry, *, required: bool) -> None:
        """Take over who the secretariat is, and whether signatures are required, as far as the last commit may say."""
        if self.believed:
            self.state.secretariat = secretariat(registry)
        self.state.required = required or (self.state.required and not self.believed)

    def finish(self, now: datetime.datetime, *, all_of_it: bool = True) -> Iterator[Breach]:
        """Yield what is wrong with what the secretariat has not received yet, judged as if it received it now.

        That is all that waits, or what this audit has come upon.
        """
        if self.state.files is not None:
            bench = self._bench(self.state.files)
            for link in self._waiting() if all_of_it else self.state.waiting:
                yield from bench.judged(link, now)
            self.unreceived = bench.signed

    def _received(self, link: Link, bench: Bench) -> Iterator[Breach]:
        """Judge everything that waited, at the time of the secretariat's commit."""
        time = link.commit.time
        if time < self.state.clock - BACKWARDS:
            message = "the secretariat's commit is dated before one that it follows, so its time of receipt is wrong"
            yield Breach(link.commit.id, "", "clock", message, "set the clock right; a key that expired cannot be used")
        self.state.clock = max(self.state.clock, time)
        for each in self._waiting():
            yield from bench.judged(each, _moment(self.state.clock))
        self.state.earlier.clear()
        self.state.waiting.clear()

    def _waiting(self) -> Iterator[Link]:
        """Yield all commits that wait to be received, in the order in which they came."""
        yield from self.source.links(self.state.earlier)
        yield from self.state.waiting

    def _arrived(self, link: Link, bench: Bench, arrival: datetime.datetime) -> Iterator[Breach]:
        """Judge a commit of the secretariat by the server's clock, which its signer cannot choose."""
        late = bench.signer(link.commit, arrival)
        if late.fault:
            message = f"the signature of the commit does not count today: {late.fault}"
            yield Breach(
                link.commit.id, "", "bad-signature", message, "sign with a key that holds: charterkit keys list"
            )

    def _untrusted(self, link: Link) -> Iterator[Breach]:
        """Refuse a change of the register that the secretariat has not signed: it is not believed."""
        for change in link.changes[0]:
            if change.path in (ALLOWED, REVOKED):
                message = "the register of keys was changed by a commit that the secretariat has not signed"
                yield Breach(link.commit.id, change.path, "register-unsigned", message, _KEYS_HINT)

    def _begin(self, link: Link, decisions: Sequence[tuple[str, Decision]]) -> Iterator[Breach]:
        """Take the first register: there is none before it to judge it by."""
        if not any(change.status == "A" and change.path in (ALLOWED, REVOKED) for change in link.changes[0]):
            return
        files = yield from self._register(link, decisions)
        if files is None:
            return
        known, codes = read_files(files)[0], self.state.secretariat
        self.state.anchor = next((key.fingerprint for key in known.keys if key.participant in codes), "")
        bench = Bench(self.source, files, codes, known=self.known, required=False)
        signer = bench.signer(link.commit, _moment(link.commit.time))
        self.state.anchored = signer.code in codes
        self.state.clock = link.commit.time
        if not self.state.anchor:
            message = "the first register of keys has none of the secretariat's"
            yield Breach(link.commit.id, ALLOWED, "register-without-secretariat", message, _KEYS_HINT)

    def _register(
        self, link: Link, decisions: Sequence[tuple[str, Decision]]
    ) -> Generator[Breach, None, RegisterFiles | None]:
        """Follow the decisions on keys, and compare the files with what they make of them."""
        files = self.state.files or RegisterFiles(b"", b"")
        texts = files.allowed.decode("utf-8", "replace"), files.revoked.decode("utf-8", "replace")
        for path, decision in decisions:
            try:
                texts = changed(*texts, decision.keys) if decision.keys else texts
            except RegisterRefused as refused:
                yield Breach(link.commit.id, path, "keys-refused", refused.message, _KEYS_HINT)
        self.state.files = RegisterFiles(texts[0].encode(), texts[1].encode()) if texts[0] else None
        for path, text in zip((ALLOWED, REVOKED), texts, strict=True):
            found = next((change for change in link.changes[0] if change.path == path), None)
            new = None if found is None else b"" if found.status == "D" else self.source.content(found.new)
            if new is not None and new != text.encode():
                message = "the register of keys is not what the decisions on keys make of it"
                yield Breach(link.commit.id, path, "register-changed", message, _KEYS_HINT)
        return self.state.files


def signing_values(state: Signing) -> dict[str, Any]:
    """Return a state as plain values; of the commits that wait, only their ids."""
    files = [state.files.allowed.decode(), state.files.revoked.decode()] if state.files else None
    return {"files": files, "anchor": state.anchor, "anchored": state.anchored, "clock": state.clock,
            "secretariat": sorted(state.secretariat), "required": state.required,
            "waiting": [*state.earlier, *(link.commit.id for link in state.waiting)]}  # fmt: skip


def signing_in(values: Mapping[str, Any]) -> Signing:
    """Return the state that values were made of."""
    files = RegisterFiles(*(text.encode() for text in values["files"])) if values["files"] else None
    secretariat = frozenset(values["secretariat"])
    return Signing(
        files,
        values["anchor"],
        values["anchored"],
        values["clock"],
        secretariat,
        values["required"],
        earlier=list(values["waiting"]),
    )


_KEYS_HINT: Final = "keys change by 'charterkit keys add' and 'keys revoke', in a commit signed by the secretariat"


def _moment(seconds: int) -> datetime.datetime:
    """Return a time; one that no calendar has is taken for the first of all, at which no key holds."""
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.datetime.fromtimestamp(0, datetime.UTC)
