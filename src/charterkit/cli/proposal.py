"""What ``amend`` and ``propose`` share: who proposes, the redline before writing, the closing lines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from charterkit.cli.redline import redline
from charterkit.drafting.numbering import number
from charterkit.model.submissions import operation, target

if TYPE_CHECKING:
    from charterkit.drafting.outcomes import Outcome
    from charterkit.model.submissions import Submission
    from charterkit.store.workspace import Workspace

_F = TypeVar("_F", bound=Callable[..., Any])


def as_participant(command: _F) -> _F:
    """Add the options that say who proposes, for whom, with whom and why."""
    options = (
        click.option("--as", "code", required=True, metavar="CODE", help="The participant that proposes."),
        click.option("--title", metavar="TEXT", help="A title; one is made up from the change otherwise."),
        click.option("--reasons", metavar="TEXT", help="Why."),
        click.option("--on-behalf-of", multiple=True, metavar="CODE", help="A group or organisation it speaks for."),
        click.option("--co-sponsor", multiple=True, metavar="CODE", help="A participant that stands behind it too."),
        click.option("--language", default="en", show_default=True, metavar="TAG", help="The language of the words."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def finish(
    space: Workspace,
    author: dict[str, Any],
    date: datetime.date,
    base: str,
    changes: Sequence[dict[str, Any]],
    title: str,
    *,
    dry_run: bool,
) -> None:
    """Check a submission of these changes, show what it does, write its file and say what comes next."""
    from charterkit.store.proposing import Author, compose, write  # noqa: PLC0415  slow to import

    who = Author(author["code"], author["title"] or title, author["reasons"], author["on_behalf_of"],
                 author["co_sponsor"], date, author["language"])  # fmt: skip
    submission = compose(space, who, base, changes)
    _show(space, submission)
    if dry_run:
        click.echo("nothing was written (--dry-run)")
        return
    path = write(space, submission)
    click.echo(f"wrote {path} (base {base[:12] if len(base) == 40 else base})")  # noqa: PLR2004  a commit id's length
    click.echo(f"next: charterkit lodge {path}")


def _show(space: Workspace, submission: Submission) -> None:
    """Print what each change would do to the present text."""
    from charterkit.store.negotiation import outlook  # noqa: PLC0415  slow to import

    merged, before = outlook(space, submission)
    numbers = number(before)
    for outcome in merged.outcomes:
        change = outcome.entry.change
        click.echo(f"{operation(change)} {numbers.cite(target(change))} ({target(change)})")
        _show_outcome(outcome)
    for collision in merged.collisions:
        against = ", ".join(entry.ref for entry in collision.against)
        click.echo(f"note: it collides with the present text: {collision.reason}{f' ({against})' if against else ''}")


def _show_outcome(outcome: Outcome) -> None:
    if outcome.segments:
        click.echo(redline(outcome.segments, indent="  "))
