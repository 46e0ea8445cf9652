"""``charterkit lodge``: check and commit new submissions."""

from __future__ import annotations

from pathlib import Path

import click

from charterkit.cli.boundary import report
from charterkit.cli.context import counted, now, workspace


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check only; commit nothing.")
def lodge(files: tuple[Path, ...], dry_run: bool) -> None:
    """Check and commit new submissions, one commit each; from then on they never change.

    Without FILES, every submission in the work tree that is not lodged yet. A file from outside the workspace, such as
    one that came by mail, is put in its place. Either all are lodged or none.

    \b
    Examples:
      charterkit lodge
      charterkit lodge ~/Downloads/XAA-2026-003.yaml
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store import lodging  # noqa: PLC0415  slow to import

    space = workspace()
    ready = lodging.prepare(space, files)
    if ready.warnings:
        report(ready.warnings, "text")
    if dry_run:
        click.echo(f"{counted(len(ready.submissions), 'submission')} could be lodged; nothing was committed")
        return
    commits = lodging.lodge(space, ready, now())
    for submission, commit in zip(ready.submissions, commits, strict=True):
        changes = counted(len(submission.changes), "change")
        click.echo(f"lodged {submission.id}  {changes}  {submission.title}  ({commit[:10]})")
