"""``charterkit lodge``: check and commit new submissions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.boundary import report
from charterkit.cli.context import counted, now, print_json, today, working, workspace
from charterkit.cli.options import form_option

if TYPE_CHECKING:
    from charterkit.model.submissions import Submission
    from charterkit.store.submissions.lodging import Lodging


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--signature", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="The detached signature of the one submission; by default FILE.sig beside it.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Check only; commit nothing.")
@form_option("text", "json")
def lodge(files: tuple[Path, ...], signature: Path | None, dry_run: bool, form: str) -> None:
    """Check and commit new submissions, one commit each; from then on they never change.

    A signature is checked against the register of keys at the present commit, and kept beside its submission.

    Without FILES, every submission in the work tree that is not lodged yet. A file from outside the workspace, such as
    one that came by mail, is put in its place. All are checked together: where one has a problem, none is lodged.

    \b
    Examples:
      charterkit lodge
      charterkit lodge submissions/XAA/XAA-2026-003.yaml --dry-run
      charterkit lodge ~/Downloads/XAA-2026-003.yaml --signature ~/Downloads/XAA-2026-003.yaml.sig
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.submissions import lodging  # noqa: PLC0415  slow to import

    space = workspace()
    with working("checking"):
        ready = lodging.prepare(space, files, signature, now())
    if ready.warnings:
        report(ready.warnings, "text")
    for each in ready.submissions:
        if each.date > today():
            click.echo(f"note: {each.id} is dated {each.date}, later than today ({today()})", err=True)
    commits: list[str] = []
    if not dry_run:
        with working(f"lodging {counted(len(ready.submissions), 'submission')}"):
            commits = lodging.lodge(space, ready, now())
    if form == "json":
        print_json(_values(ready, commits))
    elif dry_run:
        click.echo(f"{counted(len(ready.submissions), 'submission')} could be lodged; nothing was written (--dry-run)")
    for submission, commit in zip(ready.submissions, commits, strict=False):
        if form == "text":
            click.echo(f"lodged {submission.id}  {_held(submission)}  {submission.title}  ({commit[:10]})")


def _held(submission: Submission) -> str:
    """Return what a submission holds, counted; co-sponsorships and withdrawals are told by its title."""
    held = ((submission.changes, "change"), (submission.positions, "position"))
    return ", ".join(counted(len(each), name) for each, name in held if each) or "no changes"


def _values(ready: Lodging, commits: list[str]) -> list[dict[str, Any]]:
    from charterkit.drafting.validate.submission import file_of  # noqa: PLC0415  slow to import

    made: list[str | None] = [*commits, *[None] * (len(ready.submissions) - len(commits))]
    return [
        {"submission": each.id, "file": file_of(each), "title": each.title,
         "sponsors": list(each.sponsors), "changes": len(each.changes), "commit": commit}
        for each, commit in zip(ready.submissions, made, strict=True)
    ]  # fmt: skip
