"""The register of keys: read strictly, changed only by decisions, written as OpenSSH reads it.

``charter/keys/allowed_signers`` holds a line for each key, ``charter/keys/revoked_keys`` those that are revoked.
Wildcards, lists of principals, certificate authorities and one key for two participants are refused: each lets somebody
speak in another's name (ssh-keygen(1), ALLOWED SIGNERS). Signatures are checked in ``store.signing.signatures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from charterkit.drafting.public_key import is_public_key
from charterkit.errors import CharterkitError
from charterkit.model.base import CODE_PATTERN
from charterkit.model.keys import KEY_PATTERN, Key, KeyChange, Register

NAMESPACES: Final = ("git", "charterkit")
"""What a registered key signs: commits, and files (``charterkit sign``)."""

EMPTY_ALLOWED: Final = "# Which key speaks for which participant; changed by: charterkit keys\n"
EMPTY_REVOKED: Final = "# Keys that no longer speak for anybody; changed by: charterkit keys revoke\n"
"""How the files begin. Neither is ever empty: OpenSSH takes an empty list of revoked keys for none at all."""

_LINE: Final = re.compile(
    rf'(?P<code>{CODE_PATTERN[1:-1]}) (?P<options>[a-z-]+="[^"\s]*"(?:,[a-z-]+="[^"\s]*")*) (?P<key>\S+ \S+)'
)
_OPTION: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_TIME: Final = re.compile(r"\d{8}(?:\d{4}(?:\d{2})?)?Z?")
_BOUNDS: Final = {"valid-after": "valid_after", "valid-before": "valid_before"}
_KEY_HINT: Final = "KIND KEY, such as 'ssh-ed25519 AAAA...', without a comment"
_FORM: Final = 'CODE namespaces="git,charterkit"[,valid-after="20260101"][,valid-before="20270101"] KIND KEY'


class RegisterRefused(CharterkitError):  # noqa: N818  it names what happened, and reads so at every raise
    """The register cannot be changed as asked."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of one of the two files; ``revoked`` says in which."""

    line: int
    message: str
    hint: str
    revoked: bool = False


def read_register(allowed: str, revoked: str) -> tuple[Register, list[Fault]]:
    """Return the register that two files hold, and everything that is wrong with them."""
    faults: list[Fault] = []
    keys: dict[str, Key] = {}
    for number, line in _lines(allowed):
        found = _key(number, line)
        if isinstance(found, Fault):
            faults.append(found)
        elif found.key in keys:
            message = f"the key is registered for {keys[found.key].participant} already"
            faults.append(Fault(number, message, "one key speaks for one participant, once: take a key of its own"))
        else:
            keys[found.key] = found
    gone: set[str] = set()
    for number, line in _lines(revoked):
        if _is_key(line):
            gone.add(line)
        else:
            faults.append(Fault(number, "this is no public key", _KEY_HINT, revoked=True))
    return Register(keys=tuple(keys.values()), revoked=frozenset(gone)), faults


def changed(allowed: str, revoked: str, changes: Sequence[KeyChange]) -> tuple[str, str]:
    """Return the two files after changes; empty texts stand for files that are not there yet.

    Raises:
        RegisterRefused: a key is none, or is there already, or one that is to be revoked is not.
    """
    allowed, revoked = allowed or EMPTY_ALLOWED, revoked or EMPTY_REVOKED
    for change in changes:
        register, _ = read_register(allowed, revoked)
        holder = register.holder(change.key)
        if change.change == "add":
            _refuse_unfit(register, change, holder)
            allowed += f"{written(change)}\n"
        elif holder != change.participant:
            raise RegisterRefused(f"this key is not one of {change.participant}", "see: charterkit keys list")
        elif change.key in register.revoked:
            raise RegisterRefused("this key is revoked already")
        else:
            revoked += f"{change.key}\n"
    return allowed, revoked


def written(change: KeyChange) -> str:
    """Return the line of the register for a key that is added."""
    options = [f'namespaces="{",".join(NAMESPACES)}"']
    for name, day in (("valid-after", change.valid_after), ("valid-before", change.valid_before)):
        if day is not None:
            options.append(f'{name}="{day:%Y%m%d}"')
    return f"{change.participant} {','.join(options)} {change.key}"


def _refuse_unfit(register: Register, added: KeyChange, holder: str | None) -> None:
    if not _is_key(added.key):
        message = f"what was given for {added.participant} is no public key: its bytes are not those of its kind"
        raise RegisterRefused(message, "ask for the file again: 'ssh-keygen -lf FILE' shows what a good one holds")
    if added.key in register.revoked:
        raise RegisterRefused("this key was revoked: it never comes back", "make a new one: ssh-keygen -t ed25519")
    if holder is not None:
        raise RegisterRefused(
            f"this key is registered for {holder} already", "one key speaks for one participant, once"
        )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _key(number: int, line: str) -> Key | Fault:
    found = _LINE.fullmatch(line)
    if found is None:
        return Fault(number, _misformed(line), f"each line is: {_FORM}")
    options = dict(_OPTION.findall(found["options"]))
    if sorted(options.pop("namespaces", "").split(",")) != sorted(NAMESPACES):
        return Fault(number, "the key is not for git and charterkit alone", 'write namespaces="git,charterkit"')
    if unknown := options.keys() - _BOUNDS.keys():
        return Fault(number, f"the option '{min(unknown)}' is not taken", f"each line is: {_FORM}")
    for name, time in options.items():
        if not _TIME.fullmatch(time):
            return Fault(number, f"{name}: '{time[:40]}' is no time such as 20260101", "YYYYMMDD, in UTC")
    if not _is_key(found["key"]):
        return Fault(number, "this is no public key", _KEY_HINT)
    bounds = {_BOUNDS[name]: time for name, time in options.items()}
    return Key(participant=found["code"], key=found["key"], **bounds)


def _misformed(line: str) -> str:
    principals = line.partition(" ")[0]
    if any(char in principals for char in "*?!"):
        return f"'{principals[:40]}' is a pattern: it would let one key speak for several participants"
    if "," in principals:
        return f"'{principals[:40]}' names several participants for one key"
    if "cert-authority" in line:
        return "certificate authorities are not taken"
    return "this is no line of a register of keys"


def _is_key(text: str) -> bool:
    """Tell whether a text is a public key: its kind, and the bytes of such a key."""
    return re.fullmatch(KEY_PATTERN, text) is not None and is_public_key(*text.split(" "))
