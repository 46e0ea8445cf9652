"""The gate's record of what it judged: keys do not say when they were revoked, so what counted is written down when.

Each line holds the time, the account that pushed as the server knows it, the refs, what was refused or received, and
with which key each commit and file was signed. What is refused is said in ``judging``.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from charterkit.errors import EnvironmentProblem
from charterkit.model.keys import Register, fingerprint
from charterkit.store.audit.signers import own_additions
from charterkit.store.gate.served import Served
from charterkit.store.git.ancestry import Link
from charterkit.store.git.objects import ObjectReader
from charterkit.store.records.layout import SIGNATURE
from charterkit.store.signing.signatures import key_of

LOG: Final = "gate.log"

ACCOUNTS: Final = ("GL_USER", "GL_USERNAME", "GITEA_PUSHER_NAME", "REMOTE_USER")
"""Where gitolite, GitLab, Forgejo and a web server say who logged in. It counts for nothing: signatures do."""


class Signature(NamedTuple):
    """A signature: on what (a commit's id, or a file), by which key, and whose that is in the register."""

    on: str
    key: str
    holder: str | None


def signatures(fresh: Sequence[Link], reader: ObjectReader, register: Register) -> Iterator[Signature]:
    """Yield the signatures of commits, and of the files that they bring, whether they count or not."""
    for link in fresh:
        if link.commit.signature is not None:
            yield _signature(link.commit.id, link.commit.signature, register)
        for path, change in own_additions(link).items():
            if path.endswith(SIGNATURE):
                yield from (_signature(path, content, register) for _, content in reader.read([change.new]))


def _signature(on: str, content: bytes, register: Register) -> Signature:
    key = key_of(content)
    return Signature(on, fingerprint(key) if key else "no SSH signature", register.holder(key) if key else None)


def account(environ: Mapping[str, str]) -> str:
    """Return who logged in, as the server's surroundings say it; the user that git runs as, where they do not."""
    named = next((environ[name] for name in ACCOUNTS if environ.get(name)), "")
    try:
        return named or getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return ""


def note(served: Served, judged: Mapping[str, Any]) -> None:
    """Add a judgment to the gate's record.

    Raises:
        EnvironmentProblem: it cannot be written; the push is refused then.
    """
    file = served.room.folder / LOG
    line = json.dumps(judged, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        _add(file, line.encode())
    except OSError as error:
        raise EnvironmentProblem(
            f"{file} cannot be written: {error.strerror}", "make room, or mend its rights"
        ) from None


def _add(file: Path, line: bytes) -> None:
    """Add a line to a file, or nothing of it: on a full disk half a line would spoil the next one too."""
    with file.open("ab", buffering=0) as log:
        before = log.seek(0, os.SEEK_END)
        if log.write(line) < len(line):
            log.truncate(before)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
