"""Keys: which SSH key speaks for which participant, from when to when, and which are revoked.

The register's two files are OpenSSH's own forms; reading, judging and changing them is left to ``drafting.register``,
checking a signature to ``store.signing.signatures``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from charterkit.model.base import Code, Day
from charterkit.model.record import Matches, Record

KEY_PATTERN = (
    r"^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)"
    r"|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]{40,4000}={0,2}$"
)
"""The kind of a public key and its bytes in base64, as OpenSSH writes them."""

PublicKey = Annotated[str, Matches(KEY_PATTERN)]


class KeyChange(Record):
    """What a decision changes in the register: a participant's key is added, or revoked."""

    change: Literal["add", "revoke"]
    participant: Code
    key: PublicKey
    valid_after: Day | None = None
    """The first day on which it holds, from 0:00 UTC."""
    valid_before: Day | None = None
    """The first day on which it no longer holds, from 0:00 UTC."""


class Key(Record):
    """A line of the register: a participant's key with its time of validity, as OpenSSH writes times."""

    participant: Code
    key: PublicKey
    valid_after: str | None = None
    valid_before: str | None = None

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint, as ``ssh-keygen -l`` prints it."""
        return fingerprint(self.key)


class Register(Record):
    """The keys of all participants, and those that are revoked."""

    keys: tuple[Key, ...] = ()
    revoked: frozenset[str] = frozenset()

    def holder(self, key: str) -> str | None:
        """Return the participant that a public key speaks for, None where it is not registered."""
        found = self.entry(key)
        return found.participant if found else None

    def entry(self, key: str) -> Key | None:
        """Return the line of a public key, None where it is not registered."""
        return next((each for each in self.keys if each.key == key), None)


def fingerprint(key: str) -> str:
    """Return the fingerprint of a public key (``KIND BASE64``): ``SHA256:`` and the hash in base64 without padding."""
    import base64  # noqa: PLC0415  few commands need it
    import hashlib  # noqa: PLC0415  likewise

    hashed = hashlib.sha256(base64.b64decode(key.partition(" ")[2])).digest()
    return f"SHA256:{base64.b64encode(hashed).decode().rstrip('=')}"
