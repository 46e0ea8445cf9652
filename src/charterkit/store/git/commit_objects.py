"""Commits as they are stored: parents, tree, time, message, and the signature with what it was made over.

Read from the raw object, which hashes to its id, so that no replacement, graft, mailmap or note has a say in it. Whose
signature it is, is left to ``signing.signatures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.objects import ObjectReader

_SIGNATURE: Final = re.compile(rb"^gpgsig(?:-sha256)? (?P<first>.*)\n(?P<rest>(?: .*\n)*)", re.MULTILINE)
_TIME: Final = re.compile(rb".*> (?P<seconds>-?\d{1,18}) [+-]\d{4}")


@dataclass(frozen=True, slots=True)
class CommitObject:
    """A commit. ``signature`` is None where there is none, ``payload`` what it was made over."""

    id: str
    tree: str
    parents: tuple[str, ...]
    time: int
    message: str
    signature: bytes | None
    payload: bytes

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]


def read_commits(reader: ObjectReader, ids: Iterable[str]) -> Iterator[CommitObject]:
    """Yield commits in the order of their ids.

    Raises:
        EnvironmentProblem: one is missing, damaged, or no commit.
    """
    return (parsed(key, content) for key, content in reader.read(ids))


def parsed(key: str, content: bytes) -> CommitObject:
    """Return the commit in an object's content."""
    head, _, message = content.partition(b"\n\n")
    fields = [line.partition(b" ") for line in head.split(b"\n") if not line.startswith(b" ")]
    values = {name: value for name, _, value in reversed(fields)}
    time = _TIME.fullmatch(values.get(b"committer", b""))
    if b"tree" not in values or time is None:
        raise EnvironmentProblem(f"object {key[:12]} is no sound commit", "see what 'git fsck' says")
    parents = tuple(value.decode() for name, _, value in fields if name == b"parent")
    found = list(_SIGNATURE.finditer(head + b"\n"))
    payload = _SIGNATURE.sub(b"", head + b"\n") + b"\n" + message
    return CommitObject(
        key, values[b"tree"].decode(), parents, int(time["seconds"]), message.decode("utf-8", "replace"),
        _signature(found), payload if found else content,
    )  # fmt: skip


def _signature(found: list[re.Match[bytes]]) -> bytes | None:
    """Return the signature that a commit holds; one that no program takes where it holds several."""
    if not found:
        return None
    if len(found) > 1:
        return b"more than one signature"
    return b"\n".join([found[0]["first"], *(line[1:] for line in found[0]["rest"].splitlines())])
