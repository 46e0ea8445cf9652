"""How a document is printed as PDF: the standard it keeps to, and the records that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.cli.asked import Asked
    from charterkit.documents.pdf.making import Printing
    from charterkit.store.workspace import Workspace


def printing(space: Workspace, asked: Asked) -> Printing:
    """Return how the document that is asked for is printed.

    Raises:
        UsageError: records shall be attached, and no commit holds them.
    """
    from charterkit.documents.pdf.making import Printing  # noqa: PLC0415  slow to import

    if asked.pdf_variant != "a":
        return Printing(variant=asked.pdf_variant or "")
    place = asked.place(space)
    if place is None:
        raise UsageError(
            "--pdf-variant a attaches the records of a commit, and the work tree has none", "leave --work-tree out"
        )
    records = space.repository.files(space.repository.resolve(place)).files
    attached = tuple(
        (path, content.decode("utf-8", "replace"), f"Source record {path}") for path, content in sorted(records.items())
    )
    return Printing(variant="a", attachments=attached)
