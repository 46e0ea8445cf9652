"""Let a person give a text: in the editor of their choice, in a file, or on standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click

from charterkit.errors import EnvironmentProblem, UsageError

STANDARD_INPUT: Final = Path("-")
"""What stands for standard input where a file is asked for."""


def given_in(file: Path) -> str:
    """Return the text that a file holds, or standard input where it is ``-``.

    Raises:
        UsageError: it cannot be read, or is no text.
    """
    from charterkit.store.submissions.outside import decoded, read_file  # noqa: PLC0415  slow to import

    if file == STANDARD_INPUT:
        return decoded(sys.stdin.buffer.read(), "standard input")
    return decoded(read_file(file), str(file))


def edited(standing: str, otherwise: str) -> str:
    """Return what a person made of a text in $VISUAL or $EDITOR, without line ends around it.

    Args:
        standing: the text that the editor opens on.
        otherwise: how to give the text without an editor, for the hint.

    Raises:
        UsageError: nobody sits at a terminal and no editor is named.
        EnvironmentProblem: the editor cannot be run, or ended with an error.
    """
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.stdin.isatty()):
        raise UsageError("there is no terminal to open an editor in", otherwise)
    try:
        written = click.edit(f"{standing}\n" if standing else "", extension=".md", require_save=False)
    except click.ClickException as failed:
        reason = failed.format_message()
        raise EnvironmentProblem(f"the editor failed: {reason}", f"set $EDITOR, or {otherwise}") from None
    return (written or "").strip("\n")
