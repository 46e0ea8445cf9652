"""SSH signatures: made and checked by ``ssh-keygen -Y``, never by us.

A signature says itself with which key it was made; whose key that is, is looked up in the register, and ``ssh-keygen``
then judges the bytes, the time of validity and revocation. It is always told which participant must have signed: the
word ``Good`` in its output means nothing (SECURITY.md, facts 1 to 5). Which register and which time count is decided by
the callers.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from charterkit.drafting.public_key import field
from charterkit.errors import CharterkitError, EnvironmentProblem, UsageError

FILES: Final = "charterkit"
"""The namespace of a signature over a file."""

COMMITS: Final = "git"
"""The namespace of a signature over a commit."""

LARGEST: Final = 20_000
"""How many bytes a signature may have; those of the longest RSA keys have some 3,000."""

_ARMOUR: Final = re.compile(
    rb"\s*-----BEGIN SSH SIGNATURE-----\r?\n(?P<body>[A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*"
)
_SECONDS: Final = 60
_BACKGROUND: Final = re.compile(r"^Could not verify signature\.?$|^Signing (?:data|file) .*$", re.MULTILINE)


class NotSigned(CharterkitError):  # noqa: N818  it names what happened, and reads so at every raise
    """A signature could not be made."""


@dataclass(frozen=True, slots=True)
class RegisterFiles:
    """The contents of ``allowed_signers`` and ``revoked_keys``, as the trusted branch had them."""

    allowed: bytes
    revoked: bytes


def key_of(signature: bytes) -> str | None:
    """Return the public key (``KIND BASE64``) that a signature says it was made with; None where it is no signature."""
    found = _ARMOUR.fullmatch(signature) if len(signature) <= LARGEST else None
    if found is None:
        return None
    try:
        content = base64.b64decode(found["body"].replace(b"\r", b"").replace(b"\n", b""), validate=True)
        blob = field(content, len(b"SSHSIG") + 4)
        kind = field(blob, 0).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return f"{kind} {base64.b64encode(blob).decode()}" if content.startswith(b"SSHSIG") else None


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, the signature over it, and what for: ``FILES`` or ``COMMITS``."""

    content: bytes
    signature: bytes
    namespace: str


def refused(signed: Signed, participant: str, register: RegisterFiles, at: datetime.datetime) -> str:
    """Check a signature; return why it is refused, nothing where it is the participant's and held at that time.

    Raises:
        EnvironmentProblem: ssh-keygen is missing, or a file of the register is absent or empty: it would pass unseen.
    """
    if not register.allowed.strip() or not register.revoked.strip():
        raise EnvironmentProblem(
            "a file of the register of keys is missing or empty: nothing can be checked against it",
            "charter/keys holds allowed_signers and revoked_keys; see: charterkit keys list",
        )
    armour = signed.signature.replace(b"\r\n", b"\n").strip() + b"\n"  # a mail may have ended its lines otherwise
    with _files(allowed=register.allowed, revoked=register.revoked, signature=armour) as paths:
        done = _ssh_keygen(
            "-Y", "verify", "-f", paths["allowed"], "-r", paths["revoked"], "-s", paths["signature"], "-I", participant,
            "-n", signed.namespace, f"-Overify-time={at.astimezone(datetime.UTC):%Y%m%d%H%M%S}", stdin=signed.content,
        )  # fmt: skip
    return "" if done.returncode == 0 else _reason(done, participant)


def _reason(done: subprocess.CompletedProcess[bytes], participant: str) -> str:
    """Return why ssh-keygen refused, in words that stay the same from one version of it to the next."""
    said = done.stderr.decode("utf-8", "replace")
    for sign, reason in (
        ("key is not yet valid", "its key was not valid yet"),
        ("key has expired", "its key had expired"),
        ("revoked", "its key is revoked"),
        ("incorrect signature", "it was made over other bytes"),
        ("namespace", "it was made for another use"),
    ):
        if sign in said:
            return reason
    return _BACKGROUND.sub("", said).strip().partition("\n")[0] or f"it is not one that {participant} made"


def sign(content: bytes, key: str) -> bytes:
    """Return the signature of a key, named by its file, over a file's content.

    Raises:
        NotSigned: ssh-keygen refused: there is no such key, or its passphrase was not given.
        EnvironmentProblem: ssh-keygen is missing.
    """
    done = _ssh_keygen("-Y", "sign", "-f", key, "-n", FILES, stdin=content)
    if done.returncode or not key_of(done.stdout):
        said = _BACKGROUND.sub("", done.stderr.decode("utf-8", "replace")).strip().partition("\n")[0]
        raise NotSigned(f"ssh-keygen did not sign with {key}: {said}", "make a key with: ssh-keygen -t ed25519")
    return done.stdout


def public_part(file: Path) -> str:
    """Return the public key (``KIND BASE64``) of a private key's file.

    Raises:
        EnvironmentProblem: there is no such key, or ssh-keygen is missing.
    """
    done = _ssh_keygen("-y", "-P", "", "-f", os.fspath(file), stdin=b"")
    if done.returncode:
        raise EnvironmentProblem(f"{file} holds no SSH key that can sign", "make one: ssh-keygen -t ed25519")
    return " ".join(done.stdout.decode("utf-8", "replace").split()[:2])


def require_usable(key: str) -> None:
    """Refuse a public key (``KIND BASE64``) with which ``ssh-keygen`` could check no signature.

    Raises:
        UsageError: it could not.
        EnvironmentProblem: ssh-keygen is missing.
    """
    if _ssh_keygen("-l", "-f", "-", stdin=key.encode()).returncode:
        raise UsageError(
            f"ssh-keygen cannot use this key: {key[:50]}...", "ask for another one: ssh-keygen -t ed25519 makes it"
        )


def _ssh_keygen(*arguments: str, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_", "LANG"))}
    try:
        return subprocess.run(
            ["ssh-keygen", *arguments], input=stdin, capture_output=True, check=False, timeout=_SECONDS,
            env={**settings, "TZ": "UTC", "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        _unusable(error)


def _unusable(error: Exception) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        message = "ssh-keygen is not installed, so no signature can be made or checked"
        raise EnvironmentProblem(message, "install it: on Debian, 'apt install openssh-client'") from None
    raise EnvironmentProblem(f"ssh-keygen cannot be run: {error}") from error


@contextmanager
def _files(**contents: bytes) -> Iterator[dict[str, str]]:
    """Write contents to files that only we can read, and forget them afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix="charterkit-") as folder:
            paths = {name: Path(folder) / name for name in contents}
            for name, path in paths.items():
                path.write_bytes(contents[name])
            yield {name: os.fspath(path) for name, path in paths.items()}
    except OSError as error:
        raise EnvironmentProblem(f"signatures cannot be checked: {error.strerror}", "make room in $TMPDIR") from error
