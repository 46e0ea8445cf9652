"""Where a command's content goes: which format is meant, and stdout or a file, whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TextIO

import click

from charterkit.errors import UsageError

SUFFIXES: Final = {
    ".txt": "text", ".json": "json", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf",
    ".csv": "csv", ".svg": "svg",
}  # fmt: skip

ON_A_LINE: Final = 3
"""So many files are named on one line."""

WRITTEN: Final = "charterkit.written"
"""Under this name click's context holds what a command has written beside the records, in words."""


class FormatChoice(click.Choice[str]):
    """The formats of ``diff``, of which it takes two by the names that every other command gives them, too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the format that is meant."""
        return super().convert({"md": "markdown", "text": "terminal"}.get(value, value), param, ctx)


def chosen_form(form: str | None, output: Path | None, forms: Sequence[str], default: str) -> str:
    """Return the format that is meant: the one that is named, else by the file's ending, else ``default`` on stdout.

    Raises:
        UsageError: the file is a folder, its ending says nothing, or a PDF would go to a terminal.
    """
    if output is not None and output.is_dir():
        raise UsageError(f"{output} is a folder", f"give a file: -o {output}/NAME.{forms[-1]}")
    suffix = SUFFIXES.get(output.suffix.lower()) if output else None
    chosen = form or (suffix if suffix in forms else None) or (default if output is None else None)
    if chosen is None:
        raise UsageError(
            f"the format of {output} is not plain from its name", f"give it with --format: {', '.join(forms)}"
        )
    if chosen == "pdf" and output is None and sys.stdout.isatty():
        raise UsageError("a PDF needs a file to go to", "give it with -o FILE.pdf")
    return chosen


def write(content: str | bytes, output: Path | None) -> None:
    """Write content to stdout, or to a file, whole or not at all."""
    if output is None:
        sys.stdout.buffer.write(content.encode() if isinstance(content, str) else content)
        sys.stdout.buffer.flush()
        return
    from charterkit.store.disk.whole_files import write_atomically  # noqa: PLC0415  slow to import

    write_atomically(output, content)
    stands(output)
    click.echo(f"wrote {output}", err=True)


def in_files(files: Sequence[str], more: str = "") -> str:
    """Return the end of a line that tells what stands in which files: behind it, or where they are many below it.

    ``more`` is what else the line tells.
    """
    if len(files) <= ON_A_LINE:
        return f": {', '.join(files)}{more}"
    return "".join((f"{more}:", *(f"\n  {file}" for file in files)))


def stands(what: object) -> None:
    """Note that something (a path, say; None: nothing) is written whole: what fails after it does not undo it."""
    context = click.get_current_context(silent=True)
    if context is not None and what is not None:
        context.meta.setdefault(WRITTEN, []).append(str(what))


def output_is_lost() -> bool:
    """Tell whether what is printed can no longer be written: its reader has gone, or the disk is full.

    The rest is sent to nowhere then, since Python would complain when it ends.
    """
    lost = [_is_lost(stream) for stream in (sys.stdout, sys.stderr)]
    return lost[0]


def _is_lost(stream: TextIO) -> bool:
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return True
    return False
