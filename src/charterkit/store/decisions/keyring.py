"""Change the register of keys as the meeting decides: the decision's record and the two files, in one signed commit."""

from __future__ import annotations

from collections.abc import Sequence

from charterkit.drafting.register import changed
from charterkit.drafting.rights import secretariat
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import UsageError
from charterkit.model.keys import Key, KeyChange, Register, fingerprint
from charterkit.store.decisions.deciding import Deciding, decision_on
from charterkit.store.decisions.record import Circumstances
from charterkit.store.git.commands import Git
from charterkit.store.git.objects import ObjectReader
from charterkit.store.negotiation import decidable, require_session
from charterkit.store.records.layout import ALLOWED, REVOKED
from charterkit.store.signing.own_key import own_key, register_at
from charterkit.store.signing.signatures import require_usable
from charterkit.store.workspace import Workspace


def register(workspace: Workspace, at: str | None = None) -> Register:
    """Return the register of keys at a commit, by default the present one."""
    head = at or workspace.repository.head()
    if head is None:
        return Register()
    with ObjectReader(workspace.repository.git) as reader:
        return register_at(reader, head)


def decide(workspace: Workspace, changes: Sequence[KeyChange], when: Circumstances) -> Deciding:
    """Work out a decision that changes the register: its record and the two files, to be carried out in one commit.

    Raises:
        UsageError: a participant is not known, a key is none that ssh-keygen takes, the first key is not the
            secretariat's, or this clone does not sign with one of the secretariat's keys.
        RegisterRefused: a key is registered already, or one that is to be revoked is not.
        EnvironmentProblem: files of the charter are not committed.
    """
    before, head = decidable(workspace)
    registry = before.charter.registry
    for change in changes:
        if registry.participant(change.participant) is None:
            hint = nearest(change.participant, [each.id for each in registry.participants])
            raise UsageError(f"no participant '{change.participant}'", hint)
    texts = [file_at(workspace.repository.git, head, path).decode("utf-8", "replace") for path in (ALLOWED, REVOKED)]
    allowed, revoked = changed(texts[0], texts[1], changes)
    for change in changes:
        if change.change == "add":
            require_usable(change.key)
    _require_secretariat(workspace, register(workspace, head), changes, secretariat(registry))
    require_session(before, when.session)
    decision = decision_on(before, when, action="keys", keys=tuple(changes),
                           by=changes[0].participant if len(changes) == 1 else None)  # fmt: skip
    files: dict[str, bytes | None] = {ALLOWED: allowed.encode(), REVOKED: revoked.encode()}
    done = [f"{each.change} {each.participant} {fingerprint(each.key)}" for each in changes]
    trailers = tuple(("Key", each) for each in done)
    return Deciding(before, head, (decision,), _subject(changes), files, trailers)


def _subject(changes: Sequence[KeyChange]) -> str:
    codes = list(dict.fromkeys(each.participant for each in changes))
    others = len(codes) - 1
    more = f" and {others} other{'' if others == 1 else 's'}" if others else ""
    return f"{changes[0].change.capitalize()} key of {codes[0]}{more}"


def named(known: Register, participant: str, name: str | None) -> Key:
    """Return the standing key of a participant that a fingerprint, or its beginning, means; the only one without.

    Raises:
        UsageError: it means none, or several.
    """
    standing = [key for key in known.keys if key.participant == participant and key.key not in known.revoked]
    start = (name or "").removeprefix("SHA256:")
    found = [key for key in standing if key.fingerprint.removeprefix("SHA256:").startswith(start)]
    if len(found) == 1:
        return found[0]
    prints = ", ".join(key.fingerprint for key in standing) or "none"
    what = "several keys" if found else f"no key '{name}'" if name else "no key"
    raise UsageError(f"{participant} has {what} that could be meant", f"its keys are: {prints}")


def file_at(git: Git, commit: str, path: str) -> bytes:
    """Return a file of the register at a commit, nothing where it is not there."""
    with ObjectReader(git) as reader:
        found = reader.at(commit, path)
    return found[1] if found else b""


def _require_secretariat(
    workspace: Workspace, known: Register, changes: Sequence[KeyChange], codes: frozenset[str]
) -> None:
    """Refuse a change that nobody would believe: the secretariat signs it, the first one with the key that it adds."""
    own = own_key(workspace.repository.git)
    if not known.keys and changes[0].participant not in codes:
        name = min(codes, default="SEC")
        raise UsageError("the first key in the register is the secretariat's", f"charterkit keys add {name} FILE")
    holders = {key.key: key.participant for key in known.keys if key.key not in known.revoked}
    if not known.keys:
        holders = {each.key: each.participant for each in changes}
    if own is None or holders.get(own.public) not in codes:
        problem = "this clone does not sign its commits" if own is None else "this clone signs with another key"
        hint = "charterkit keys use FILE, with the file of a key of the secretariat"
        raise UsageError(f"the register changes in a commit that the secretariat signs, and {problem}", hint)
