"""Judge one commit by one register of keys: who signed it, whose submissions it brings, and whether it may do so.

Which register and which time count is decided in ``signing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from charterkit.drafting.register import read_register
from charterkit.errors import Problem
from charterkit.history.verdict import Breach
from charterkit.model.keys import Register, fingerprint
from charterkit.model.submissions import Submission
from charterkit.store.audit.bases import Source
from charterkit.store.audit.files import HELD
from charterkit.store.disk.files import shown
from charterkit.store.git.ancestry import Link
from charterkit.store.git.commit_objects import CommitObject
from charterkit.store.git.objects import REGULAR
from charterkit.store.git.tree_changes import Change
from charterkit.store.records.layout import SIGNATURE
from charterkit.store.records.reading import record
from charterkit.store.signing.signatures import COMMITS, FILES, RegisterFiles, Signed, key_of
from charterkit.store.signing.signatures_known import Asked, KnownSignatures


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: a participant's code, None where nobody did; ``fault`` says why a signature does not count."""

    code: str | None = None
    fault: str = ""


class Bench:
    """A register of keys, and the judgment by it."""

    def __init__(
        self,
        source: Source,
        files: RegisterFiles,
        secretariat: frozenset[str],
        *,
        known: KnownSignatures,
        required: bool,
        strict: bool = False,
    ) -> None:
        """Take the register, who the secretariat is, and what must be signed.

        Args:
            source: the history.
            files: the register's two files.
            secretariat: the codes under which the secretariat acts.
            known: the signatures that were checked before.
            required: whether submissions and decisions must be signed.
            strict: whether everything must be signed, but for what the secretariat lodges for others.
        """
        self.source = source
        self.files = files
        self.secretariat = secretariat
        self.required = required
        self.strict = strict
        self.signed = 0
        """How many submissions were found to be signed by who lodged them."""
        self._brought: set[tuple[str, str]] = set()
        """What the commits judged so far changed, as paths and contents: a merge may bring that with it."""
        self.register, plain = read_files(files)
        self.known = known if plain else None

    def signer(self, commit: CommitObject, at: datetime.datetime) -> Signer:
        """Return who signed a commit."""
        if commit.signature is None:
            return Signer()
        return self._holder(Signed(commit.payload, commit.signature, COMMITS), at)

    def _holder(self, signed: Signed, at: datetime.datetime) -> Signer:
        return holder_of(signed, self.register, self.files, at, self.known)

    def judged(self, link: Link, at: datetime.datetime) -> Iterator[Breach]:
        """Yield what is wrong with a commit that the secretariat did not make on the branch itself."""
        signer = self.signer(link.commit, at)
        if signer.fault:
            message = f"the signature of the commit does not count: {signer.fault}"
            yield Breach(link.commit.id, "", "bad-signature", message, _SIGN_HINT)
        if signer.code is not None and signer.code not in self.secretariat:
            yield from _beyond_its_own(link, signer.code, strict=self.strict)
        elif signer.code is None and not signer.fault and (self.required or self.strict):
            yield from _unsigned(link, self._brought, strict=self.strict)
        if not _merges(link) or link.commit.signature is not None:
            self._brought |= {(change.path, change.new) for change in link.changes[0]}
        yield from self.lodged(link, signer, at)

    def lodged(self, link: Link, signer: Signer, at: datetime.datetime) -> Iterator[Breach]:
        """Yield what is wrong with who signed the submissions that a commit brings."""
        added = {path: change for path, change in own_additions(link).items() if change.mode in REGULAR}
        for path, change in added.items():
            if path.endswith(SIGNATURE):
                if path.removesuffix(SIGNATURE) not in added:
                    message = "a signature came without its submission"
                    yield Breach(link.commit.id, shown(path), "stray-signature", message, "they are lodged together")
            elif path.endswith(".yaml"):
                yield from self._submission(link, change, added.get(path + SIGNATURE), signer, at)

    def _submission(
        self, link: Link, change: Change, detached: Change | None, signer: Signer, at: datetime.datetime
    ) -> Iterator[Breach]:
        author, problems = change.path.split("/")[1], list[Problem]()
        content = self.source.content(change.new)
        found = record(change.path, content, Submission, problems)
        if found is not None and found.by != author:
            message = f"'by' is {found.by}, and the file stands in the folder of {author}"
            hint = f"it belongs into submissions/{found.by}/"
            yield Breach(link.commit.id, shown(change.path), "wrong-folder", message, hint)
        if detached is not None:
            own = self._holder(Signed(content, self.source.content(detached.new), FILES), at)
        else:
            own = signer if signer.code not in self.secretariat - {author} else Signer()
        if own.code == author:
            self.signed += 1
        elif own.code is not None:
            message = f"a submission of {author} is signed by {own.code}"
            yield Breach(link.commit.id, shown(change.path), "other-signer", message, _OWN_HINT)
        elif own.fault and detached is not None:
            message = f"the signature beside it does not count: {own.fault}"
            yield Breach(link.commit.id, shown(detached.path), "bad-signature", message, _SIGN_HINT)
        elif self.required or (self.strict and signer.code not in self.secretariat):
            message = f"the submission is not signed by {author}"
            yield Breach(link.commit.id, shown(change.path), "unsigned-submission", message, _OWN_HINT)


_SIGN_HINT: Final = "sign with a registered key that holds: 'charterkit keys list' shows them"
_EMPTY_HINT: Final = "take it out: git rebase --no-keep-empty --force-rebase origin/main"
_OWN_HINT: Final = "who lodges a submission signs it: 'charterkit sign', or a signed commit"


@lru_cache(maxsize=16)
def read_files(files: RegisterFiles) -> tuple[Register, bool]:
    """Return the register that its two files hold, and whether nothing is wrong with them."""
    register, faults = read_register(*(each.decode("utf-8", "replace") for each in (files.allowed, files.revoked)))
    return register, not faults and all(each.strip() for each in (files.allowed, files.revoked))


def holder_of(
    signed: Signed, register: Register, files: RegisterFiles, at: datetime.datetime, known: KnownSignatures | None
) -> Signer:
    """Return who made a signature, by a register and its files; a fault where it does not count at that time.

    Args:
        signed: the signature, and what it was made over.
        register: the register that the files hold.
        files: its files.
        at: the time.
        known: signatures that were checked before, where the register has no faults.
    """
    public = key_of(signed.signature)
    if public is None:
        return Signer(fault="it is no SSH signature")
    key = register.entry(public)
    if key is None:
        return Signer(fault=f"its key ({fingerprint(public)}) is not in the register")
    if public in register.revoked:
        return Signer(fault=f"the key of {key.participant} ({key.fingerprint}) is revoked")
    asked = Asked(signed, key, files, at)
    fault = known.refused(asked) if known else asked.answer()
    return Signer(fault=fault) if fault else Signer(key.participant)


def signatures_of(link: Link, source: Source) -> Iterator[Signed]:
    """Yield the signature of a commit, and those beside the submissions that it brings."""
    if link.commit.signature is not None:
        yield Signed(link.commit.payload, link.commit.signature, COMMITS)
    added = {path: change for path, change in own_additions(link).items() if change.mode in REGULAR}
    for path, change in added.items():
        signed = added.get(path.removesuffix(SIGNATURE))
        if path.endswith(SIGNATURE) and signed is not None:
            yield Signed(source.content(signed.new), source.content(change.new), FILES)


def own_additions(link: Link) -> dict[str, Change]:
    """Return the files below submissions/ that a commit itself adds; of a merge, those that no parent has."""
    return {
        path: change
        for path, change in _own_changes(link).items()
        if change.status == "A" and path.startswith("submissions/")
    }


def _own_changes(link: Link) -> dict[str, Change]:
    """Return what a commit itself changed; of a merge, what is otherwise than with every parent."""
    first, *others = ({change.path: change for change in changes} for changes in link.changes)
    return {path: change for path, change in first.items() if all(path in other for other in others)}


def _beyond_its_own(link: Link, code: str, *, strict: bool) -> Iterator[Breach]:
    """Yield what a participant's commit does besides lodging submissions."""
    if _merges(link):
        message = f"{code} made a merge, and only the secretariat does"
        yield Breach(link.commit.id, "", "merge-by-participant", message, "use 'git pull --rebase', and push again")
        return
    own = own_additions(link)
    foreign = [change.path for change in link.changes[0] if change.path not in own]
    if strict and not link.changes[0]:
        message = f"a commit of {code} brings nothing, and may only add submissions of its own"
        yield Breach(link.commit.id, "", "brings-nothing", message, _EMPTY_HINT)
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        message = f"{code} changed this{more}, and may only add submissions of its own"
        yield Breach(link.commit.id, shown(foreign[0]), "not-theirs", message, "only the secretariat decides and edits")


def _merges(link: Link) -> bool:
    return len(link.commit.parents) > 1


def _unsigned(link: Link, brought: Collection[tuple[str, str]], *, strict: bool) -> Iterator[Breach]:
    """Yield a breach where an unsigned commit does more than lodge submissions, which have signatures of their own.

    A merge may also bring what commits of the branch that it takes in changed, as paths and contents. That it agrees
    with a parent is not enough: with an old commit of the branch itself for a parent it would put back what stood then.
    """
    own = own_additions(link)
    others = brought if _merges(link) else ()
    touched = [each.path for each in link.changes[0] if each.path not in own and (each.path, each.new) not in others]
    foreign = [path for path in touched if strict or path.startswith(HELD)]
    if foreign or (strict and not own):
        path = shown(foreign[0]) if foreign else ""
        message = "the commit is not signed, and does more than lodge submissions"
        yield Breach(link.commit.id, path, "unsigned-commit", message, _SIGN_HINT)
