"""``charterkit render --watch``: a document made again whenever a record or template changes, until Ctrl-C.

The press stays between rounds, so that only pages that a change reaches are laid out again; a PDF is there first as a
preview, then with its tags. What is wrong is said, and the last good file stays until it is mended.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.boundary import report
from charterkit.cli.context import workspace
from charterkit.cli.printing import printing
from charterkit.cli.what_stands import OPENED
from charterkit.errors import CharterkitError, RecordsInvalid, UsageError

if TYPE_CHECKING:
    from charterkit.cli.asked import Asked
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.pdf.making import Printing

WATCHED: Final = ("charter", "submissions", "templates", ".git/logs")
_PAUSE: Final = 0.2
"""Seconds between two looks at the files."""


def watch(asked: Asked, form: str, output: Path | None) -> None:
    """Make the document, and again at every change; ends by Ctrl-C only.

    Raises:
        UsageError: there is no file to write to, or what is asked for cannot change.
    """
    if output is None:
        raise UsageError("--watch needs a file to write to", "give it with -o FILE")
    if asked.at is not None:
        raise UsageError("--watch follows the files as they lie, so it goes without --at")
    if asked.pdf_variant == "a":
        raise UsageError("--watch shows work in progress, so it goes without --pdf-variant a")
    wanted = replace(asked, work_tree=True)
    with ExitStack() as stack:
        how = _printing(wanted, stack) if form == "pdf" else None
        for _ in _changes(workspace().root):
            _told(lambda: _make(wanted, form, output, how))


def _printing(asked: Asked, stack: ExitStack) -> Printing:
    """Return how to print, at a press that stays until the stack is left."""
    from charterkit.documents.pdf.pressroom import running  # noqa: PLC0415  slow to import

    return replace(printing(workspace(), asked), press=stack.enter_context(running(stays=True)))


@contextmanager
def _round() -> Iterator[None]:
    """What a command does when it has ended, done after each round: no git waits for the rest of the day."""
    outer = click.get_current_context()
    try:
        with click.Context(outer.command, parent=outer):
            yield
    finally:
        outer.meta.pop(OPENED, None)  # the two share it, and nothing was recorded


def _make(asked: Asked, form: str, output: Path, how: Printing | None) -> None:
    from charterkit.cli.render_views import made  # noqa: PLC0415  slow to import

    started = time.monotonic()
    document = made(workspace(), asked)
    if how:
        _write(document, form, output, replace(how, preview=True, variant=""))
        click.echo(f"preview of {output} after {time.monotonic() - started:.1f} s", err=True)
    _write(document, form, output, how)
    click.echo(f"wrote {output} after {time.monotonic() - started:.1f} s", err=True)


def _write(document: AnyDocument, form: str, output: Path, how: Printing | None) -> None:
    from charterkit.documents import formats  # noqa: PLC0415  slow to import
    from charterkit.store.disk.whole_files import write_atomically  # noqa: PLC0415  likewise
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    content = formats.output(document, form, templates(workspace()), how)
    write_atomically(output, content)


def _told(work: Callable[[], None]) -> None:
    """Do the work; say what is wrong, and go on."""
    try:
        with _round():
            work()
    except RecordsInvalid as invalid:
        report(invalid.problems, "text")
    except CharterkitError as error:
        click.echo(f"charterkit: {error}", err=True)


def _changes(root: Path) -> Iterator[None]:
    """Yield at once, and whenever a watched file is another than before."""
    seen: object = None
    while True:
        found = tuple(sorted(_states(root)))
        if found != seen:
            seen = found
            yield
        time.sleep(_PAUSE)


def _states(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder in WATCHED:
        for path in (root / folder).rglob("*"):
            try:
                state = path.stat()
            except OSError:
                continue  # gone between listing and looking
            yield str(path), state.st_mtime_ns, state.st_size
