"""The key that this clone signs its commits with, and whether the charter lets a commit be made with it.

git's own settings say which key that is (``user.signingkey`` and the like), so that commits made with git and with
charterkit are signed alike. Checking signatures is left to ``audit.signing``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charterkit.drafting.register import read_register
from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.model.charter import Settings
from charterkit.model.keys import KEY_PATTERN, Register, fingerprint
from charterkit.store.git import settings
from charterkit.store.git.commands import Git
from charterkit.store.git.objects import ObjectReader
from charterkit.store.git.room import Room
from charterkit.store.records.layout import ALLOWED, REVOKED, SETTINGS
from charterkit.store.records.reading import record
from charterkit.store.signing.signatures import public_part

USED: Final = {"gpg.format": "ssh", "commit.gpgsign": "true"}
"""What git is told besides the key, so that it signs every commit of a clone with it."""

_TRUE: Final = ("true", "yes", "on", "1")
_REQUIRED: Final = b"require_signatures"
_HINT: Final = "sign the commits of this clone with a registered key: charterkit keys use FILE"


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key of this clone: as git's settings name it, and its public part."""

    name: str
    public: str


def own_key(git: Git) -> OwnKey | None:
    """Return the key that this clone signs its commits with, None where it does not sign with an SSH key.

    Raises:
        EnvironmentProblem: git is told to sign with a key that is not there.
    """
    told = settings.read(git)
    name = told.get("user.signingkey", "")
    if not name or told.get("gpg.format") != "ssh" or told.get("commit.gpgsign", "").lower() not in _TRUE:
        return None
    return OwnKey(name, public_key(name))


def public_key(name: str) -> str:
    """Return the public key (``KIND BASE64``) in a file, beside a private one, or in git's form ``key::KIND BASE64``.

    Raises:
        EnvironmentProblem: there is none.
    """
    if name.startswith(("key::", "ssh-")):
        return _in_line(name.removeprefix("key::"), name)
    path = Path(name).expanduser()
    for file in (path, path.with_name(f"{path.name}.pub")):
        try:
            text = file.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            continue
        if "PRIVATE KEY" not in text:
            return _in_line(text, name)
    if not path.exists():
        raise EnvironmentProblem(f"there is no key in {name[:200]}: there is no such file", "ssh-keygen makes keys")
    return public_part(path)


def _in_line(text: str, name: str) -> str:
    if len(text.splitlines()) > 1:
        raise EnvironmentProblem(f"{name[:200]} holds several lines", "a file with one key in it, and nothing else")
    key = " ".join(text.split()[:2])
    if not re.fullmatch(KEY_PATTERN, key):
        raise EnvironmentProblem(f"{name[:200]} holds no SSH key that can sign", "make one: ssh-keygen -t ed25519")
    return key


def use_key(git: Git, room: Room, file: Path) -> str:
    """Let git and charterkit sign every commit of this clone with a key; return its public part.

    Raises:
        EnvironmentProblem: the file holds no key, or git's settings cannot be written; then none of them is changed.
    """
    public = public_key(str(file))
    settings.write(git, room, {"user.signingkey": str(file), **USED})
    return public


def register_at(reader: ObjectReader, commit: str) -> Register:
    """Return the register of keys at a commit; an empty one where there is none."""
    files = [reader.at(commit, path) for path in (ALLOWED, REVOKED)]
    return read_register(*(content[1].decode("utf-8", "replace") if content else "" for content in files))[0]


def requires_signatures(git: Git, commit: str) -> bool:
    """Tell whether the charter at a commit requires signatures; so do settings that name them and cannot be read."""
    with ObjectReader(git) as reader:
        found = reader.at(commit, SETTINGS)
    if found is None or _REQUIRED not in found[1]:
        return False
    read = record(SETTINGS, found[1], Settings, [])
    return read is None or bool(read.require_signatures)


def require_signer(git: Git, commit: str | None, key: OwnKey | None, paths: Collection[str]) -> None:
    """Refuse a commit on top of another where the charter requires signatures and this clone's key is none of those.

    Raises:
        UsageError: the clone does not sign, or its key is not registered, or is revoked.
    """
    if commit is None or not any(path.startswith(("charter/", "submissions/")) for path in paths):
        return
    if not requires_signatures(git, commit):
        return
    with ObjectReader(git) as reader:
        register = register_at(reader, commit)
    if key is None:
        raise UsageError("this charter requires signatures, and this clone does not sign its commits", _HINT)
    if register.holder(key.public) is None or key.public in register.revoked:
        message = f"this clone signs with a key ({fingerprint(key.public)}) that is not in the register, or is revoked"
        raise UsageError(message, f"see: charterkit keys list; {_HINT}")
