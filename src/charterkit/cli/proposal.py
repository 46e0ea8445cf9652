"""What ``amend`` and ``propose`` share: who proposes, the redline, writing the file, the closing lines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from charterkit.cli.completion import complete_codes
from charterkit.cli.context import dated, form_option, print_json, today
from charterkit.cli.what_stands import stands

if TYPE_CHECKING:
    from charterkit.drafting.merging.outcomes import Merged
    from charterkit.model.charter import Charter
    from charterkit.model.submissions import Submission
    from charterkit.store.workspace import Workspace

_F = TypeVar("_F", bound=Callable[..., Any])


def writes_submission(command: _F) -> _F:
    """Add the options that say who proposes, for whom, with whom and why, and what becomes of it.

    The command gets them as keyword arguments, to be passed on to ``finish``.
    """
    options = (
        click.option("--as", "code", required=True, metavar="CODE", shell_complete=complete_codes,
                     help="The participant that proposes."),
        click.option("--title", metavar="TEXT", help="A title; one is made up from the change otherwise."),
        click.option("--reasons", metavar="TEXT", help="Why."),
        click.option("--on-behalf-of", multiple=True, metavar="CODE", help="A group or organisation it speaks for."),
        click.option("--co-sponsor", multiple=True, metavar="CODE", shell_complete=complete_codes,
                     help="A participant that stands behind it too."),
        click.option("--language", metavar="TAG", help="The language of the words; the drafting language by default."),
        click.option("--dry-run", is_flag=True, help="Show what it does; write nothing."),
        dated,
        form_option("text", "json"),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def language_of(charter: Charter, author: Mapping[str, Any]) -> str:
    """Return the language of the words: the one that was given, or the drafting language."""
    return str(author["language"] or charter.settings.drafting_language)


def finish(
    space: Workspace,
    present: Charter,
    author: Mapping[str, Any],
    *,
    base: str,
    changes: Sequence[dict[str, Any]],
    title: str,
) -> None:
    """Check a submission of these changes, write its file, show what it does and say what comes next."""
    from charterkit.model.submissions import base_shown  # noqa: PLC0415  slow to import
    from charterkit.store.negotiation import outlook  # noqa: PLC0415  likewise
    from charterkit.store.submissions.proposing import Author, compose, write  # noqa: PLC0415  likewise

    date: datetime.date = author["date"] or today()
    who = Author(author["code"].upper(), author["title"] or title, author["reasons"],
                 tuple(code.upper() for code in author["on_behalf_of"]),
                 tuple(code.upper() for code in author["co_sponsor"]), date, language_of(present, author))  # fmt: skip
    submission = compose(space, who, base, changes)
    merged, before = outlook(space, submission)
    path = None if author["dry_run"] else write(space, submission)
    stands(path)
    if author["form"] == "json":
        print_json(_values(submission, path, merged))
        return
    _print(submission, merged, before)
    if path is None:
        click.echo("nothing was written (--dry-run)")
        return
    click.echo(f"wrote {path} (base {base_shown(base)})")
    click.echo(f"next: charterkit lodge {path}")


def _print(submission: Submission, merged: Merged, before: Charter) -> None:
    """Print what each change would do to the present text."""
    from charterkit.cli.change_view import Setting, named, outcome_lines  # noqa: PLC0415  slow to import
    from charterkit.model.submissions import operation, target  # noqa: PLC0415  likewise

    setting = Setting.of(before, merged.charter, submission.language)
    for outcome in merged.outcomes:
        change = outcome.entry.change
        click.echo(f"{operation(change)} {named(target(change), setting.numbers)}")
        for line in outcome_lines(outcome, setting):
            click.echo(line)
    for collision in merged.collisions:
        against = ", ".join(entry.ref for entry in collision.against)
        click.echo(f"note: it collides with the present text: {collision.reason}{f' ({against})' if against else ''}")


def _values(submission: Submission, path: str | None, merged: Merged) -> dict[str, Any]:
    from charterkit.cli.merge_view import outcome_value  # noqa: PLC0415  slow to import
    from charterkit.store.yaml.text import plain  # noqa: PLC0415  likewise

    return {
        "file": path,
        "submission": plain(submission),
        "outcomes": [outcome_value(outcome) for outcome in merged.outcomes],
        "collisions": [{"change": c.ref, "path": c.path, "reason": c.reason} for c in merged.collisions],
    }
