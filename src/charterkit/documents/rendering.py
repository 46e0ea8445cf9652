"""From what the rooms below worked out to a finished text: the view chosen, the document made, the format written.

Writing files is left to ``charterkit.store``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, overload

from charterkit.documents.formats import TextFormat, output
from charterkit.documents.front import Front
from charterkit.documents.tree import Document, View
from charterkit.documents.views.clean import clean
from charterkit.documents.views.redline import redline
from charterkit.documents.views.rolling import rolling_text
from charterkit.drafting.rolling import Rolling
from charterkit.errors import UsageError
from charterkit.history.comparing.changes import Comparison
from charterkit.model.charter import Charter

Subject = Charter | Comparison | Rolling
"""What a document can be made of: a charter (clean), a comparison (redline), a rolling text (rolling)."""


@overload
def render(
    subject: Subject, view: View, form: TextFormat, front: Front | None = None, templates: Sequence[Path] = ()
) -> str: ...
@overload
def render(
    subject: Subject, view: View, form: Literal["pdf"], front: Front | None = None, templates: Sequence[Path] = ()
) -> bytes: ...
@overload
def render(
    subject: Subject, view: View, form: str, front: Front | None = None, templates: Sequence[Path] = ()
) -> str | bytes: ...
def render(
    subject: Subject, view: View, form: str, front: Front | None = None, templates: Sequence[Path] = ()
) -> str | bytes:
    """Return a view of a charter in a format: Markdown and HTML as text, PDF as bytes.

    Args:
        subject: a charter for the clean text, a comparison for a redline, a rolling text for the rolling view.
        view: ``clean``, ``redline`` or ``rolling``.
        form: ``md``, ``html`` or ``pdf``.
        front: version, date, commit and whatever else only the caller knows.
        templates: folders that are looked into, in order, before the package's own templates.

    Raises:
        UsageError: there is no such format, or the view is not made of such a subject.
        TemplateFault, GlyphMissing, PageFault: see ``formats.output``.
    """
    return output(document(subject, view, front), form, templates)


def document(subject: Subject, view: View, front: Front | None = None) -> Document:
    """Return the document of a view.

    Raises:
        UsageError: the view is not made of such a subject.
    """
    match view, subject:
        case "clean", Charter():
            return clean(subject, front)
        case "redline", Comparison():
            return redline(subject, front)
        case "rolling", Rolling():
            return rolling_text(subject, front)
    raise UsageError(
        f"no '{view}' text is made of a {type(subject).__name__}",
        hint="a charter gives the clean text, a comparison the redline, a rolling text the rolling view",
    )
