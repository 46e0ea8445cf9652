"""The one place where errors become messages and exit codes.

Results go to stdout and everything else to stderr. What a problem says is worked out where it is found.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import click

from charterkit.cli.answered import ARGUMENTS
from charterkit.cli.output import output_is_lost
from charterkit.cli.what_stands import SURROUNDINGS, Surroundings, system_words, told
from charterkit.errors import CharterkitError, ExitCode, Problem, RecordsInvalid, steady

NAME: Final = "charterkit"
COMPLETION: Final = "_CHARTERKIT_COMPLETE"
"""The environment variable by which a shell asks for completions."""

SHOWN_PROBLEMS: Final = 200
"""How many problems a command lists; the rest are counted."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; print errors to stderr."""
    _speak_utf8()
    try:
        return _run(arguments)
    except BrokenPipeError:
        return int(ExitCode.DONE)
    except (KeyboardInterrupt, click.Abort):
        return _interrupted()
    finally:
        output_is_lost()


def _run(arguments: Sequence[str] | None) -> int:
    try:
        _call(sys.argv[1:] if arguments is None else list(arguments))
    except (click.Abort, KeyboardInterrupt, BrokenPipeError):
        raise
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as wrong:
        with suppress(OSError):
            wrong.show()
        return wrong.exit_code
    except RecordsInvalid as invalid:
        with suppress(OSError):
            report(invalid.problems, "text")
        return int(invalid.exit_code)
    except (CharterkitError, *SURROUNDINGS) as error:
        return _failed(error)
    except Exception as bug:  # noqa: BLE001  whatever is left is a bug, and is reported as one
        return _bug(bug)
    return int(ExitCode.DONE)


def _failed(error: CharterkitError | Surroundings) -> int:
    """Print an error; what the system refuses is one of the environment, wherever it comes from."""
    if isinstance(error, CharterkitError):
        _say(str(error))
        return int(error.exit_code)
    _say(system_words(error))
    return int(ExitCode.ENVIRONMENT)


def _say(what: str) -> None:
    """Print on stderr, where that can still be done: what has happened is told by the exit code all the same."""
    with suppress(OSError):
        click.echo(f"charterkit: {steady(what)}", err=True)


def _call(arguments: list[str]) -> None:
    """Find the command and call it. click's own ``main`` would turn a closed pipe into an error."""
    from charterkit.cli.app import app  # noqa: PLC0415  importing it may fail inside the boundary too

    if COMPLETION in os.environ:
        app.main(arguments, prog_name=NAME, complete_var=COMPLETION)
    given = tuple(arguments)  # click empties the list
    with app.make_context(NAME, arguments) as context:
        context.meta[ARGUMENTS] = given
        with told(context):
            _invoke(context)


def _invoke(context: click.Context) -> None:
    """Invoke a command, and have all that it printed written while an error can still be told."""
    try:
        context.command.invoke(context)
    except click.exceptions.Exit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def report(problems: Sequence[Problem], form: str) -> None:
    """Print problems, in the order they come: text to stderr, JSON and GitHub annotations to stdout."""
    if form == "json":
        import json  # noqa: PLC0415  few commands need it

        click.echo(json.dumps([problem._asdict() for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems[:SHOWN_PROBLEMS]:
        click.echo(_annotation(problem) if form == "github" else str(problem), err=form != "github")
    if len(problems) > SHOWN_PROBLEMS:
        click.echo(f"... and {len(problems) - SHOWN_PROBLEMS:,} more", err=True)
    if len(problems) > 1:
        click.echo(counts(problems), err=True)


def counts(problems: Sequence[Problem]) -> str:
    """Return how many problems there are: ``2 errors, 1 warning``."""
    from charterkit.cli.context import counted  # noqa: PLC0415  only where something is wrong

    errors = sum(problem.severity == "error" for problem in problems)
    found = ((errors, "error"), (len(problems) - errors, "warning"))
    return ", ".join(counted(number, noun) for number, noun in found if number)


def _annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub: data and properties escaped as its runner unescapes them."""
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={max(problem.line, 1)},col={max(problem.column, 1)}"
    return f"::{problem.severity} {place}::{_escaped(problem.told)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _interrupted() -> int:
    with suppress(OSError):
        click.echo("\ncharterkit: interrupted; nothing was left half-written", err=True)
    return int(ExitCode.INTERRUPTED)


def _bug(bug: BaseException) -> int:
    import platform  # noqa: PLC0415  only a report needs these
    import traceback  # noqa: PLC0415

    from charterkit import __version__  # noqa: PLC0415

    trace = "".join(traceback.format_exception(bug))
    where = f"charterkit {__version__}, Python {platform.python_version()}, {platform.system()}"
    _say(f"this is a bug in charterkit. Please report it with these lines:\n\n{where}\n{trace}")
    return int(ExitCode.BUG)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; a character that a terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
