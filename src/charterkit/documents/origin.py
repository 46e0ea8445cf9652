"""What a document says of its own making: of which commit, by which options, with which words.

It travels inside the file (the information of a PDF, a ``meta`` of HTML, a comment of Markdown), so that the document
can be made again and compared. Who writes it and who compares is left to ``charterkit.cli``.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from html import unescape
from typing import Any, Final, TypeVar

from charterkit.documents.kinds import AnyDocument
from charterkit.errors import CharterkitError

NAME: Final = "charterkit-origin"
_IN_PDF: Final = "/CharterkitOrigin"
_IN_HTML: Final = re.compile(rf'<meta name="{NAME}" content="([^"]*)">')
_IN_MARKDOWN: Final = re.compile(rf"<!-- {NAME} (.*?) -->")
_COMMIT: Final = re.compile(r"[0-9a-f]{40,64}")


class NotOurs(CharterkitError):  # noqa: N818  it says what the file is
    """A file does not say where it comes from, or not in a form that charterkit writes."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from."""

    commit: str
    """The commit of its text; of a document of the work tree, the commit that the work tree lay on."""
    digest: str
    """The digest of the charter's words."""
    options: Mapping[str, Any]
    """The options of ``charterkit render`` that it was made with, where they are not the usual ones."""
    against: str = ""
    """The commit that it is compared with."""
    version: str = ""
    symbol: str = ""
    work_tree: bool = False
    """Whether it was made of files as they lay, which no commit need hold."""
    command: str = ""
    """The command that made it, where it is a report and no document of ``charterkit render``."""
    templates: str = ""
    """The digest of the templates that it was made with."""


_M = TypeVar("_M", bound=AnyDocument)


def signed(document: _M, origin: Origin) -> _M:
    """Return the document with its origin in it."""
    return replace(document, masthead=replace(document.masthead, origin=json.dumps(asdict(origin), sort_keys=True)))


def origin_of(raw: bytes) -> tuple[Origin, str]:
    """Return the origin that a file states, and its format: ``pdf``, ``html`` or ``md``.

    Raises:
        NotOurs: it states none.
    """
    form = "pdf" if raw.startswith(b"%PDF-") else "html" if raw.lstrip()[:9].lower() == b"<!doctype" else "md"
    found = _in_pdf(raw) if form == "pdf" else _in_text(raw.decode("utf-8", "replace"), form)
    if not found:
        raise NotOurs(
            "it does not say where it comes from: charterkit did not make it, or not by 'charterkit render'",
            hint="what 'charterkit render' writes says it; a file saved by another program may have lost it",
        )
    origin = _read(found)
    if origin is None:
        raise NotOurs("what it says of its origin is not in a form that charterkit writes")
    return origin, form


def _read(stated: str) -> Origin | None:
    try:
        origin = Origin(**json.loads(stated))
        sound = _COMMIT.fullmatch(origin.commit) and isinstance(origin.options, dict)
    except (TypeError, ValueError):
        return None
    return origin if sound else None


def _in_pdf(raw: bytes) -> str:
    import pikepdf  # noqa: PLC0415  only a PDF pays for it

    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            return str(pdf.docinfo.get(_IN_PDF, ""))
    except pikepdf.PdfError as error:
        raise NotOurs(f"it is no PDF that can be read: {error}") from None


def _in_text(text: str, form: str) -> str:
    match = (_IN_HTML if form == "html" else _IN_MARKDOWN).search(text)
    return (unescape(match[1]) if form == "html" else match[1]) if match else ""
