"""The boxes of a page gone through one after the other, and not each through all that it stands in.

WeasyPrint does so for every page and for every line that may call a footnote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure.boxes import Box

from charterkit.documents.press.replacing import replaced


@contextmanager
def walked_straight() -> Iterator[None]:
    """Go through boxes so while the block runs."""
    with replaced((Box, "descendants", _straight(Box.descendants))):
        yield


def _straight(plain: Any) -> Any:
    def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
        if placeholders:
            yield from plain(self, placeholders)
            return
        waiting = [self]
        while waiting:
            box = waiting.pop()
            yield box
            if isinstance(box, Box):
                waiting += box.children[::-1]

    return descendants
