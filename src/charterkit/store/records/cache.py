"""Which contents of a workspace were read before and found without a problem.

Only that is remembered, never a word of them: by a digest of every file's path and bytes and of the code that reads
them. Records of a known content are read as they are asked for (``kept``). Whatever happens to the list, the words
come from the files, and at worst everything is read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from charterkit.store.answer_files import write
from charterkit.store.answers import code_marks
from charterkit.store.disk.plain_files import plain_content

WORTH_REMEMBERING: Final = 200
"""From how many files on a content is remembered: fewer are read again as fast."""

MOST: Final = 32
"""How many contents are remembered; the oldest are forgotten."""


def content_digest(files: Mapping[str, bytes]) -> str:
    """Return the digest of the paths and contents of files, and of the code that reads them."""
    digest = hashlib.sha256(b"\0".join(code_marks()))
    for path in sorted(files):
        name, content = path.encode(), files[path]
        digest.update(b"%d %d\0%s" % (len(name), len(content), name))
        digest.update(content)
    return digest.hexdigest()


class Cache(NamedTuple):
    """The digests in one file, which need not exist; its folder need not be writable."""

    file: Path

    def knows(self, digest: str) -> bool:
        """Tell whether a content was found without a problem before."""
        return digest in self._digests()

    def remember(self, digest: str) -> None:
        """Remember a content that has no problem. Where that is impossible, nothing happens."""
        latest = [digest, *(known for known in self._digests() if known != digest)][:MOST]
        write(str(self.file), "".join(f"{line}\n" for line in latest).encode())

    def _digests(self) -> list[str]:
        try:
            return plain_content(self.file).decode("ascii", "replace").split()
        except OSError:
            return []
