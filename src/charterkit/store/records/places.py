"""Where values stand in the files of a workspace, for problems that are found after the files were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from charterkit.store.yaml.limits import Size, size_of

if TYPE_CHECKING:
    from charterkit.store.yaml.nodes import Document, KeyPath, Mark


class Places:
    """Where values stand in files; each file is read again at the first question about it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._documents: dict[str, Document | None] = {}

    def place(self, path: str, key_path: KeyPath, offset: int | None = None) -> Mark:
        """Return the line and column of a value, (1, 1) where the file cannot be read."""
        if path not in self._documents:
            self._documents[path] = _document(self._files.get(path, b""), size_of(path))
        document = self._documents[path]
        return document.place(key_path, offset) if document else (1, 1)


def _document(content: bytes, most: Size) -> Document | None:
    from charterkit.store.yaml.nodes import Refused, compose, decode  # noqa: PLC0415  slow to import, and seldom needed

    try:
        return compose(decode(content, most.bytes), most.values)
    except Refused:
        return None
