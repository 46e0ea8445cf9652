"""``charterkit render --all``: every document that can be made now, in every format, and an index of them.

What cannot be made now (no earlier version, nothing merged yet) is named in the index with the reason. The folder's
other files are left alone. Which documents there are is said in ``set_members``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from charterkit.cli.context import working
from charterkit.cli.set_members import members, place
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.cli.render_views import Asked
    from charterkit.documents.any_output import AnyDocument
    from charterkit.documents.set_index import Listed, SetIndex
    from charterkit.store.workspace import Workspace

MOST: Final = 2
"""So many files are made at a time: more presses would take more memory than they save time."""


@dataclass(frozen=True, slots=True)
class _Printer:
    """Makes files of documents in a folder; each is whole or not there."""

    folder: Path
    templates: Sequence[Path]

    def write(self, document: AnyDocument, name: str, form: str) -> None:
        """Make one file."""
        from charterkit.documents.any_output import any_output  # noqa: PLC0415  slow to import

        self.put(f"{name}.{form}", any_output(document, form, self.templates))

    def put(self, name: str, content: str | bytes) -> None:
        """Write one file."""
        from charterkit.store.files import write_atomically  # noqa: PLC0415  slow to import

        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / name, content.encode() if isinstance(content, str) else content)


def write_set(space: Workspace, asked: Asked, forms: Sequence[str], folder: Path) -> int:
    """Write the set into a folder and return how many documents it has.

    Raises:
        TemplateFault, GlyphMissing, PageFault: a document cannot be set; others may be written, the index is not.
    """
    from charterkit.documents.set_index import INDEXED, index_output  # noqa: PLC0415  slow to import
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    folder.mkdir(parents=True, exist_ok=True)
    printer = _Printer(folder, templates(space))
    listed: list[Listed] = []
    with working("making documents"), ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as at_work:
        waiting = []
        for name, document, entry in _made(space, asked):
            listed.append(entry)
            if document is not None:
                waiting += [at_work.submit(printer.write, document, name, form) for form in forms]
        for each in waiting:
            each.result()
    index = _index(space, asked, listed, forms)
    for form in INDEXED:
        printer.put(f"index.{form}", index_output(index, form, printer.templates))
    return sum(not each.missing for each in listed)


def _made(space: Workspace, asked: Asked) -> Iterator[tuple[str, AnyDocument | None, Listed]]:
    """Yield the documents of the set with their lines in the index; what cannot be made is None."""
    from charterkit.documents.set_index import Listed  # noqa: PLC0415  slow to import

    for member in members(space, asked):
        try:
            document = member.make(space, asked)
        except UsageError as cannot:
            yield member.name, None, Listed(member.name, member.about, cannot.message)
        else:
            title = ": ".join(filter(None, (document.masthead.view, member.about)))
            yield member.name, document, Listed(member.name, title)


def _index(space: Workspace, asked: Asked, listed: Sequence[Listed], forms: Sequence[str]) -> SetIndex:
    from charterkit.cli.report_options import front_at  # noqa: PLC0415  slow to import
    from charterkit.documents.set_index import set_index  # noqa: PLC0415  likewise

    here = place(space, asked)
    settings = space.charter(here).settings
    return set_index(settings, front_at(space, here, asked.language or ""), listed, forms)
