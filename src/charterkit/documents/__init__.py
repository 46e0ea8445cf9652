"""What people read: charters, comparisons and rolling texts as documents, in Markdown, HTML and PDF.

``clean``, ``redline`` and ``rolling_text`` make a document of what the rooms below worked out, ``output`` writes it in
a format, and ``render`` does both. Nothing here compares, merges or decides, and nothing writes a file.

The names are imported when they are first used: who only wants a table of the registry loads no templates.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from charterkit.documents.formats import FORMATS, Format, output
    from charterkit.documents.front import Front
    from charterkit.documents.rendering import document, render
    from charterkit.documents.tree import Document, View
    from charterkit.documents.views.clean import clean
    from charterkit.documents.views.redline import redline
    from charterkit.documents.views.rolling import rolling_text

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
    "clean": "views.clean",
    "redline": "views.redline",
    "render": "rendering",
    "document": "rendering",
    "output": "formats",
    "rolling_text": "views.rolling",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
