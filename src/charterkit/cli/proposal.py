"""What ``amend`` and ``propose`` share: who proposes, the redline, writing the file, the closing lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import click

from charterkit.cli.completion import complete_codes, complete_open_changes
from charterkit.cli.context import print_json, today
from charterkit.cli.options import dated, form_option, together
from charterkit.cli.output import stands

if TYPE_CHECKING:
    from charterkit.drafting.merging.outcomes import Merged
    from charterkit.model.charter import Charter
    from charterkit.model.submissions import Submission
    from charterkit.store.submissions.proposing import Author
    from charterkit.store.workspace import Workspace


writes_submission = together(
    click.option("--as", "code", required=True, metavar="CODE", shell_complete=complete_codes,
                 help="The participant that proposes."),
    click.option("--title", metavar="TEXT", help="A title; one is made up from the change otherwise."),
    click.option("--reasons", metavar="TEXT", help="Why."),
    click.option("--on-behalf-of", multiple=True, metavar="CODE", help="A group or organisation it speaks for."),
    click.option("--co-sponsor", multiple=True, metavar="CODE", shell_complete=complete_codes,
                 help="A participant that stands behind it too."),
    click.option("--revises", metavar="ID", shell_complete=complete_open_changes,
                 help="The submission of its own that this one takes the place of."),
    click.option("--resolves", multiple=True, metavar="ID[#N]", shell_complete=complete_open_changes,
                 help="A change that falls once this compromise is merged."),
    click.option("--requires", multiple=True, metavar="ID", shell_complete=complete_open_changes,
                 help="A submission that is merged together with this one, or neither is."),
    click.option("--language", metavar="TAG", help="The language of the words; the drafting language by default."),
    click.option("--dry-run", is_flag=True, help="Show what it does; write nothing."),
    dated,
    form_option("text", "json"),
)  # fmt: skip
"""The options that say who proposes, for whom, with whom and why, and what becomes of it.

The command gets them as keyword arguments, to be passed on to ``finish``.
"""


def language_of(charter: Charter, author: Mapping[str, Any]) -> str:
    """Return the language of the words: the one that was given, or the drafting language."""
    return str(author.get("language") or charter.settings.drafting_language)


def author_of(charter: Charter, author: Mapping[str, Any], title: str) -> Author:
    """Return who lodges, for whom, with whom, when, why and beside what, as the options say; or else ``title``."""
    from charterkit.store.submissions.proposing import Author  # noqa: PLC0415  slow to import

    return Author(
        code=author["code"].upper(),
        title=author["title"] or title,
        reasons=author["reasons"],
        on_behalf_of=tuple(code.upper() for code in author["on_behalf_of"]),
        with_=tuple(code.upper() for code in author.get("co_sponsor", ())),
        date=author["date"] or today(),
        language=language_of(charter, author),
        revises=author.get("revises"),
        resolves=tuple(author.get("resolves", ())),
        requires=tuple(author.get("requires", ())),
    )


def print_next(path: str | None, base: str) -> None:
    """Print what was written, if anything was, and what comes next."""
    from charterkit.model.submissions import base_shown  # noqa: PLC0415  slow to import

    if path is None:
        click.echo("nothing was written (--dry-run)")
        return
    click.echo(f"wrote {path} (base {base_shown(base)})")
    click.echo(f"next: charterkit lodge {path}")


def finish(
    space: Workspace,
    present: Charter,
    author: Mapping[str, Any],
    *,
    base: str,
    changes: Sequence[dict[str, Any]],
    did: Literal["amend", "add", "delete", "keep", "move"],
    of: str,
) -> None:
    """Check a submission of these changes, write its file, show what it does and say what comes next.

    It is called what is done ``of`` what, in the language of its words, where no title was given.
    """
    from charterkit.documents.wording.labels import labels  # noqa: PLC0415  slow to import
    from charterkit.drafting.validate.submission import file_of  # noqa: PLC0415  slow to import
    from charterkit.store.negotiation import outlook  # noqa: PLC0415  likewise
    from charterkit.store.submissions.proposing import compose, write  # noqa: PLC0415  likewise

    title = labels(language_of(present, author))[f"title_{did}"].format(place=of)
    submission, warnings = compose(space, author_of(present, author, title), base, changes)
    merged, before = outlook(space, submission)
    path = None
    if not author["dry_run"]:
        composed, submission = submission, write(space, submission)
        path = file_of(submission)
        stands(path)
        if submission.id != composed.id:
            merged, before = outlook(space, submission)
    told = list(dict.fromkeys(each.told for each in warnings))
    if author["form"] == "json":
        print_json(_values(submission, path, merged) | {"warnings": told})
        return
    _print(submission, merged, before)
    for each in told:
        click.echo(f"warning: {each}", err=True)
    print_next(path, base)


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
