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
from charterkit.cli.page_language import page_language
from charterkit.cli.printing import printing
from charterkit.cli.set_members import Member, NotYet, members, settings_of
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.cli.asked import Asked
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.pdf import Printing
    from charterkit.documents.reports.set_index import Listed, SetIndex
    from charterkit.store.workspace import Workspace

MOST: Final = 2
"""So many files are made at a time: more presses would take more memory than they save time."""


@dataclass(frozen=True, slots=True)
class _Printer:
    """Makes files of documents in a folder; each is whole or not there."""

    folder: Path
    templates: Sequence[Path]
    printing: Printing

    def write(self, document: AnyDocument, name: str, form: str) -> None:
        """Make one file."""
        from charterkit.documents.formats import output  # noqa: PLC0415  slow to import

        self.put(f"{name}.{form}", output(document, form, self.templates, self.printing))

    def put(self, name: str, content: str | bytes) -> None:
        """Write one file."""
        from charterkit.store.disk.whole_files import write_atomically  # noqa: PLC0415  slow to import

        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / name, content)


def write_set(space: Workspace, asked: Asked, forms: Sequence[str], folder: Path) -> int:
    """Write the set into a folder and return how many documents it has.

    Raises:
        TemplateFault, GlyphMissing, PageFault: a document cannot be set; others may be written, the index is not.
    """
    from charterkit.documents.reports.set_index import INDEXED, index_output  # noqa: PLC0415  slow to import
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    page_language(settings_of(space, asked), asked.language)
    folder.mkdir(parents=True, exist_ok=True)
    printer = _Printer(folder, templates(space), printing(space, asked))
    listed: list[Listed] = []
    with working("making documents"), ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as at_work:
        waiting = []
        for name, document, entry in _made(space, asked):
            listed.append(entry)
            if document is not None:
                waiting += [at_work.submit(printer.write, document, name, form) for form in forms]
        for each in waiting:
            each.result()
    index = indexed(space, asked, listed, forms)
    for form in (each for each in INDEXED if each in forms or each != "pdf"):
        printer.put(f"index.{form}", index_output(index, form, printer.templates, printer.printing))
    return sum(not each.missing for each in listed)


def _made(space: Workspace, asked: Asked) -> Iterator[tuple[str, AnyDocument | None, Listed]]:
    """Yield the documents of the set with their lines in the index; what cannot be made is None."""
    from charterkit.cli.command_origin import of_command  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.set_index import Listed  # noqa: PLC0415  likewise

    language = asked.language or settings_of(space, asked).drafting_language
    for member in members(space, asked):
        try:
            document = member.make(space, asked)
        except UsageError as cannot:
            yield member.name, None, _missing(member, cannot, language)
        else:
            title = _title(member, document, language)
            stated = document if document.masthead.origin else of_command(document)
            yield member.name, stated, Listed(member.name, title)


VIEWS: Final = {"versions": "columns", "proposals": "participants", "languages": "parallel",
                "languages-concordance": "languages"}  # fmt: skip
"""The views of the documents that are called otherwise in the set."""


def _title(member: Member, document: AnyDocument, language: str) -> str:
    """Return what the index calls a document: by its masthead, or in the page's words where that has others."""
    from charterkit.documents.labels import labels, language_name  # noqa: PLC0415  slow to import
    from charterkit.documents.phrases import spoken  # noqa: PLC0415  likewise

    words = labels(language)
    if spoken(document.language) == spoken(language):
        return words["colon"].join(filter(None, (document.masthead.view, member.about)))
    stem = member.name.partition("-" + document.language)[0]
    view = words[f"view_{VIEWS.get(stem, stem).removesuffix('-anonymous')}"]
    named = words["anonymous"].format(view=view) if stem.endswith("-anonymous") else view
    return words["in_tongue"].format(document=named, language=language_name(document.language, language))


def _missing(member: Member, why: UsageError, language: str) -> Listed:
    """Return the line of a document that cannot be made, with the reason: in the page's language where it has one."""
    from charterkit.documents.labels import ENGLISH, labels  # noqa: PLC0415  slow to import
    from charterkit.documents.phrases import phrases, spoken  # noqa: PLC0415  likewise
    from charterkit.documents.reports.set_index import Listed  # noqa: PLC0415  likewise

    words = labels(language)
    title = words.get(f"view_{member.name}", "")
    if isinstance(why, NotYet):
        return Listed(member.name, title, phrases("set", language)(why.case))
    return Listed(member.name, title, why.message, ENGLISH if spoken(language) != ENGLISH else "")


def indexed(space: Workspace, asked: Asked, listed: Sequence[Listed], forms: Sequence[str]) -> SetIndex:
    """Return the index of a set, in the language that is asked for."""
    from charterkit.cli.report_options import front_at  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.set_index import set_index  # noqa: PLC0415  likewise

    front = front_at(space, asked.place(space), asked.language or "")
    return set_index(settings_of(space, asked), front, listed, forms)
