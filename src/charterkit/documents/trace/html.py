"""A trace as one HTML page: the words with their origins in the margin, from ``templates/trace.html``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from charterkit.documents.labels import ENGLISH
from charterkit.documents.scripts import direction
from charterkit.documents.templates import environment, fill
from charterkit.documents.trace.view import view
from charterkit.history.attribution_origins import Trace


def trace_html(trace: Trace, folders: Sequence[Path] = (), language: str = ENGLISH) -> str:
    """Return a trace as a page of its own; nothing in it is fetched from elsewhere.

    Args:
        trace: what is shown.
        folders: where templates are looked for before the package's own.
        language: of its fixed words.

    Raises:
        TemplateFault: the template is missing or fails.
    """
    return fill(environment(folders, {"direction": direction}), "trace.html", trace=view(trace, language))
