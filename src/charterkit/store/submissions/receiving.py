"""Receive signed submissions: a detached signature is checked against the register before its submission is lodged.

The signature's file is kept beside the submission's, under its name and ``.sig``, so that everybody can check it again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from charterkit.errors import Problem, RecordsInvalid, UsageError
from charterkit.model.keys import Register
from charterkit.store.audit.signers import holder_of, read_files
from charterkit.store.decisions.keyring import file_at
from charterkit.store.disk.plain_files import plain_content
from charterkit.store.records.layout import ALLOWED, REVOKED, SIGNATURE
from charterkit.store.signing.own_key import own_key, requires_signatures
from charterkit.store.signing.signatures import FILES, LARGEST, RegisterFiles, Signed
from charterkit.store.submissions.named_files import Named
from charterkit.store.workspace import Workspace


class Detached(NamedTuple):
    """A detached signature, and the name of its file as a person knows it."""

    file: str
    content: bytes


def signatures_of(paths: Collection[str], named: Named, given: Path | None) -> dict[str, Detached]:
    """Return the detached signatures of submissions, by the file that each gets: those given, or that lie beside.

    Args:
        paths: the files of the submissions to be lodged.
        named: the files of the work tree, and by what name those from outside were given.
        given: the file of the only one's signature.

    Raises:
        UsageError: a signature is given for several submissions, or cannot be read.
    """
    if given is not None:
        if len(paths) != 1:
            raise UsageError(
                "--signature belongs to one submission", "name its file: charterkit lodge FILE --signature F"
            )
        return {f"{path}{SIGNATURE}": _read(given) for path in paths}
    found = {path: Path(f"{named.outside[path]}{SIGNATURE}") for path in paths if path in named.outside}
    outside = {f"{path}{SIGNATURE}": _read(file) for path, file in found.items() if file.is_file()}
    beside = [f"{path}{SIGNATURE}" for path in paths if f"{path}{SIGNATURE}" in named.tree.files]
    return {path: Detached(path, named.tree.files[path]) for path in beside} | outside


def _read(file: Path) -> Detached:
    try:
        signature = plain_content(file)
    except OSError as error:
        raise UsageError(f"the signature {file} cannot be read: {error.strerror}") from None
    if len(signature) > LARGEST:
        raise UsageError(f"{file} is too large for a signature", "charterkit sign makes one")
    return Detached(str(file), signature)


def require_signed(
    workspace: Workspace,
    head: str,
    content: Mapping[str, bytes],
    signatures: Mapping[str, Detached],
    now: datetime.datetime,
) -> None:
    """Refuse submissions whose signature is not that of who lodges them, or that must have one and have none.

    Raises:
        RecordsInvalid: with a problem for each of them.
    """
    if found := list(_problems(workspace, head, content, signatures, now)):
        raise RecordsInvalid(found)


def _problems(
    workspace: Workspace,
    head: str,
    content: Mapping[str, bytes],
    signatures: Mapping[str, Detached],
    now: datetime.datetime,
) -> Iterator[Problem]:
    git = workspace.repository.git
    required = requires_signatures(git, head)
    if not signatures and not required:
        return
    files = RegisterFiles(file_at(git, head, ALLOWED), file_at(git, head, REVOKED))
    register, _ = read_files(files)
    own = own_key(git)
    for path, submission in content.items():
        author, signature = path.split("/")[1], signatures.get(path + SIGNATURE)
        if signature is not None:
            signed = Signed(submission, signature.content, FILES)
            yield from _detached(signature.file, author, signed, register, files, now)
        elif required and (own is None or register.holder(own.public) != author):
            message = f"it is not signed by {author}, and this charter requires signatures"
            hint = "sign it ('charterkit sign'), or lodge it from a clone that signs with a key of its own"
            yield Problem(path, 1, 1, "not-signed", message, hint)


def _detached(  # noqa: PLR0917  a signature is judged by all of these together
    file: str, author: str, signed: Signed, register: Register, files: RegisterFiles, now: datetime.datetime
) -> Iterator[Problem]:
    signer = holder_of(signed, register, files, now, None)
    if signer.fault:
        hint = f"'charterkit keys list' shows the keys of {author}; a new one is added by the secretariat"
        yield Problem(file, 1, 1, "bad-signature", f"the signature does not count: {signer.fault}", hint)
    elif signer.code != author:
        message = f"it is signed by {signer.code}, and speaks for {author}"
        yield Problem(file, 1, 1, "other-signer", message, "who lodges a submission signs it")
