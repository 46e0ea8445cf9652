"""A trace as one HTML page: the words with their origins in the margin, from ``templates/trace.html``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from charterkit.documents.templates import environment, fill
from charterkit.documents.trace_view import COLUMNS, ORDER, view
from charterkit.history.attribution_origins import Trace


def trace_html(trace: Trace, folders: Sequence[Path] = ()) -> str:
    """Return a trace as a page of its own; nothing in it is fetched from elsewhere.

    Args:
        trace: what is shown.
        folders: where templates are looked for before the package's own.

    Raises:
        TemplateFault: the template is missing or fails.
    """
    return fill(environment(folders), "trace.html", trace=view(trace), columns=COLUMNS, order=ORDER)
