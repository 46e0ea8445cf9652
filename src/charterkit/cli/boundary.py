"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import json
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from typing import Final

import click

from charterkit.errors import CharterkitError, ExitCode, Problem, RecordsInvalid

SHOWN_PROBLEMS: Final = 200
"""How many problems a command lists; the rest are counted."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; print errors to stderr."""
    from charterkit.cli.app import app  # noqa: PLC0415  importing it may fail inside the boundary too

    _speak_utf8()
    try:
        app.main(args=None if arguments is None else list(arguments), prog_name="charterkit", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return _interrupted()
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except RecordsInvalid as invalid:
        report(invalid.problems, "text")
        return int(invalid.exit_code)
    except CharterkitError as error:
        click.echo(f"charterkit: {error}", err=True)
        return int(error.exit_code)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)
    except Exception as bug:  # noqa: BLE001  whatever is left is a bug, and is reported as one
        return _bug(bug)
    return int(ExitCode.DONE)


def report(problems: Sequence[Problem], form: str) -> None:
    """Print problems, in the order they come: text to stderr, JSON and GitHub annotations to stdout."""
    if form == "json":
        click.echo(json.dumps([_fields(problem) for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems[:SHOWN_PROBLEMS]:
        click.echo(_annotation(problem) if form == "github" else str(problem), err=form != "github")
    if len(problems) > SHOWN_PROBLEMS:
        click.echo(f"... and {len(problems) - SHOWN_PROBLEMS} more", err=True)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counted = f"{errors} error{'s' * (errors != 1)}"
    click.echo(counted + (f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""), err=True)


def _fields(problem: Problem) -> dict[str, str | int]:
    return {name: getattr(problem, name) for name in Problem.__slots__}


def _annotation(problem: Problem) -> str:
    text = f"{problem.message}{f'; {problem.hint}' if problem.hint else ''} [{problem.code}]".replace("%", "%25")
    return f"::{problem.severity} file={problem.path},line={problem.line or 1},col={problem.column or 1}::{text}"


def _interrupted() -> int:
    click.echo("\ncharterkit: interrupted; nothing was left half-written", err=True)
    return int(ExitCode.INTERRUPTED)


def _bug(bug: BaseException) -> int:
    from charterkit import __version__  # noqa: PLC0415  only a report needs it

    trace = "".join(traceback.format_exception(bug))
    where = f"charterkit {__version__}, Python {platform.python_version()}, {platform.system()}"
    click.echo(
        f"charterkit: this is a bug in charterkit. Please report it with these lines:\n\n{where}\n{trace}", err=True
    )
    return int(ExitCode.BUG)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; a character that a terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
