"""``charterkit render --all``: every document that can be made now, in every format, and an index of them.

What cannot be made now (no earlier version, nothing merged yet) is named in the index with the reason. The folder's
other files are left alone. Which documents there are is said in ``set_members``.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from charterkit.cli.context import working
from charterkit.cli.page_language import page_language
from charterkit.cli.printing import printing
from charterkit.cli.set_members import Member, NotYet, members, settings_of
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.cli.asked import Asked
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.pdf.making import Printing
    from charterkit.documents.pdf.pressroom import Press
    from charterkit.documents.reports.set_index import Listed, SetIndex
    from charterkit.store.workspace import Workspace

MOST: Final = 2
"""So many files are made at a time: more presses would take more memory than they save time."""

AHEAD: Final = 12
"""So many files may wait to be made: the documents of a long charter's whole set would fill the memory."""


@dataclass(frozen=True, slots=True)
class _Printer:
    """Makes files of documents in a folder; each is whole or not there.

    The presses print one document after the other, so that what takes a second to start is started twice, not for each.
    """

    folder: Path
    templates: Sequence[Path]
    printing: Printing
    free: SimpleQueue[Press]
    """The presses that print nothing at the moment."""

    def write(self, document: AnyDocument, name: str, form: str) -> None:
        """Make one file."""
        from charterkit.documents.formats import output  # noqa: PLC0415  slow to import

        if form != "pdf":
            self.put(f"{name}.{form}", output(document, form, self.templates))
            return
        press = self.free.get()
        try:
            self.put(f"{name}.{form}", output(document, form, self.templates, replace(self.printing, press=press)))
        finally:
            self.free.put(press)

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
    with working("making documents"), _printer(folder, templates(space), printing(space, asked), forms) as printer:
        listed = _written(printer, _made(space, asked), forms)
    index = indexed(space, asked, listed, forms)
    for form in (each for each in INDEXED if each in forms or each != "pdf"):
        printer.put(f"index.{form}", index_output(index, form, printer.templates, printer.printing))
    return sum(not each.missing for each in listed)


@contextmanager
def _printer(folder: Path, looks: Sequence[Path], how: Printing, forms: Sequence[str]) -> Iterator[_Printer]:
    """Yield a printer with its presses, none where no PDF is made; together they take as many processes as may run."""
    from charterkit.documents.pdf.pressroom import running  # noqa: PLC0415  slow to import

    there = len(os.sched_getaffinity(0))
    free: SimpleQueue[Press] = SimpleQueue()
    with ExitStack() as presses:
        for _ in range(min(MOST, there) if "pdf" in forms else 0):
            free.put(presses.enter_context(running(how.limits)))
        yield _Printer(folder, looks, replace(how, processes=max(there // MOST, 1)), free)


def _written(
    printer: _Printer, made: Iterable[tuple[str, AnyDocument | None, Listed]], forms: Sequence[str]
) -> list[Listed]:
    """Write documents while the next are made; return their lines in the index.

    Where one fails, or Ctrl-C is pressed, those that nobody has begun are not made any more.
    """
    listed: list[Listed] = []
    at_work = ThreadPoolExecutor(min(MOST, len(os.sched_getaffinity(0))))
    try:
        waiting: deque[Future[None]] = deque()
        for name, document, entry in made:
            listed.append(entry)
            if document is not None:
                waiting.extend(at_work.submit(printer.write, document, name, form) for form in forms)
            while len(waiting) > AHEAD:
                waiting.popleft().result()
        for each in waiting:
            each.result()
    finally:
        at_work.shutdown(cancel_futures=True)
    return listed


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
    from charterkit.documents.wording.labels import labels, language_name  # noqa: PLC0415  slow to import
    from charterkit.documents.wording.phrases import spoken  # noqa: PLC0415  likewise

    words = labels(language)
    if spoken(document.language) == spoken(language):
        return words["colon"].join(filter(None, (document.masthead.view, member.about)))
    stem = member.name.partition("-" + document.language)[0]
    view = words[f"view_{VIEWS.get(stem, stem).removesuffix('-anonymous')}"]
    named = words["anonymous"].format(view=view) if stem.endswith("-anonymous") else view
    return words["in_tongue"].format(document=named, language=language_name(document.language, language))


def _missing(member: Member, why: UsageError, language: str) -> Listed:
    """Return the line of a document that cannot be made, with the reason: in the page's language where it has one."""
    from charterkit.documents.reports.set_index import Listed  # noqa: PLC0415  likewise
    from charterkit.documents.wording.labels import ENGLISH, labels  # noqa: PLC0415  slow to import
    from charterkit.documents.wording.phrases import phrases, spoken  # noqa: PLC0415  likewise

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
