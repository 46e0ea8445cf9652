"""Footnotes linked there and back: the number in the text leads to the note, the note's own number to its call.

WeasyPrint makes both numbers itself (``::footnote-call``, ``::footnote-marker``), and no style can make a link of them.
How they are tagged is left to ``tagging``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.formatting_structure.build as building

from charterkit.documents.press.replacing import replaced

_NOTE: Final = "note-"
_CALL: Final = "call-"


@contextmanager
def notes_linked() -> Iterator[None]:
    """Link the numbers of notes whose element is called ``note-N`` while the block runs."""
    with replaced((building, "make_box", _linking(building.make_box))):
        yield


def _linking(plain: Any) -> Any:
    def make_box(element_tag: str, style: Any, content: Any, element: Any) -> Any:
        box = plain(element_tag, style, content, element)
        number = element.get("id", "").removeprefix(_NOTE) if "::footnote-" in element_tag else ""
        if number and element_tag.endswith("-call"):
            box.link = _to(f"{_NOTE}{number}")
            box.style = style.copy()
            box.style["anchor"] = f"{_CALL}{number}"
        elif number:
            box.link = _to(f"{_CALL}{number}")
        return box

    return make_box


def _to(name: str) -> tuple[str, tuple[str, str]]:
    """Return a link within the document as WeasyPrint keeps it."""
    return "url", ("internal", name)
