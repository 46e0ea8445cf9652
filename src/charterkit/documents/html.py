"""The document as HTML: one self-contained file for the screen, and the paged form that ``pdf`` prints from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from charterkit.documents.fonts import css_families
from charterkit.documents.labels import direction
from charterkit.documents.templates import environment, fill
from charterkit.documents.tree import Document


def to_html(document: Document, templates: Sequence[Path] = (), *, paged: bool = False) -> str:
    """Return the document as HTML; ``templates`` are folders that are looked into before the package's own.

    Raises:
        TemplateFault: a template is missing or fails.
    """
    families = css_families(document.language)
    made = environment(templates, {"direction": direction})
    return fill(made, "document.html", document=document, paged=paged, families=families)
