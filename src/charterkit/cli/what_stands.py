"""Say what stands where a command stops: what it had recorded by then is recorded, whatever came after it.

Nobody shall take for failed, and do again, what is done. How a commit is made whole is left to ``store.git.commits``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeAlias

import click

from charterkit.cli.output import WRITTEN, output_is_lost
from charterkit.errors import CharterkitError, ExitCode, Unfinished

if TYPE_CHECKING:
    from charterkit.store.git.repository import Repository

OPENED: Final = "charterkit.repository"
"""Under this name click's context holds the repositories that a command has opened: a document opens its own."""

Surroundings: TypeAlias = OSError | MemoryError | ImportError
"""What the system refuses: an error of the environment, wherever it comes from."""

SURROUNDINGS: Final = (OSError, MemoryError, ImportError)
"""The same, to be caught."""


@contextmanager
def told(context: click.Context) -> Iterator[None]:
    """Let a command that stops after it recorded something say what stands.

    Raises:
        Unfinished: in the place of an error that came after a commit.
    """
    try:
        yield
    except (click.exceptions.Exit, click.ClickException, BrokenPipeError, Unfinished):
        raise
    except (KeyboardInterrupt, click.Abort):
        if made := _finished(context):
            click.echo(f"\ncharterkit: interrupted; recorded as {_named(made)}", err=True)
            raise click.exceptions.Exit(ExitCode.INTERRUPTED) from None
        raise
    except (CharterkitError, *SURROUNDINGS) as error:
        if (made := _made(context)) or context.meta.get(WRITTEN):
            raise _unfinished(made, context.meta.get(WRITTEN, []), error) from error
        raise
    except Exception:
        if made := _made(context):
            click.echo(f"charterkit: recorded as {_named(made)}, before what follows", err=True)
        raise


def _unfinished(made: Sequence[str], written: Sequence[str], error: CharterkitError | Surroundings) -> Unfinished:
    done = [f"recorded as {_named(made)}"] if made else []
    done += [f"written: {', '.join(written)}"] if written else []
    reason, hint = (error.message, error.hint) if isinstance(error, CharterkitError) else (system_words(error), "")
    message = f"{'; '.join(done)}; what was to follow could not be done: {reason}"
    again = "what is recorded stands: do not run this again" if made else "what is written stands"
    return Unfinished(message, f"{hint}{'; ' if hint else ''}{again}")


def system_words(error: Surroundings) -> str:
    """Return what the system says: of a file, of what the command prints, of its own parts, or of memory."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this: end other programs, or raise the limit (ulimit -v)"
    if isinstance(error, ImportError):
        return f"a part of what it needs cannot be loaded: {error}"
    place = error.filename or ("the output cannot be written" if output_is_lost() else "")
    return f"{place}{': ' if place else ''}{error.strerror or error}"


def _made(context: click.Context) -> list[str]:
    repositories: list[Repository] = context.meta.get(OPENED, [])
    return [commit for repository in repositories for commit in repository.recorded]


def _finished(context: click.Context) -> list[str]:
    """Return what was recorded before an interruption; a commit that it met in the middle is finished, or dropped."""
    repositories: list[Repository] = context.meta.get(OPENED, [])
    finished: list[str | None] = []
    for repository in repositories:
        with suppress(CharterkitError, OSError):
            finished.append(repository.recover().finished)
    return [*dict.fromkeys([*_made(context), *filter(None, finished)])]


def _named(commits: Sequence[str]) -> str:
    return ", ".join(commit[:10] for commit in commits)
