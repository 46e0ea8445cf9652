"""What people read: charters, comparisons and rolling texts as documents, in Markdown, HTML and PDF.

``clean``, ``redline`` and ``rolling_text`` make a document of what the rooms below worked out, ``output`` writes it in
a format, and ``render`` does both. Nothing here compares, merges or decides, and nothing writes a file.

The names are imported when they are first used: who only wants a table of the registry loads no templates.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from charterkit.documents.formats import FORMATS, Format, document, output, render
    from charterkit.documents.front import Front
    from charterkit.documents.outline import clean
    from charterkit.documents.redline_view import redline
    from charterkit.documents.rolling_view import rolling_text
    from charterkit.documents.tree import Document, View

__all__ = [
    "FORMATS",
    "Document",
    "Format",
    "Front",
    "View",
    "clean",
    "document",
    "output",
    "redline",
    "render",
    "rolling_text",
]

_HOMES: Final = {
    "FORMATS": "formats",
    "Document": "tree",
    "Format": "formats",
    "Front": "front",
    "View": "tree",
    "clean": "outline",
    "redline": "redline_view",
    "render": "formats",
    "document": "formats",
    "output": "formats",
    "rolling_text": "rolling_view",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
