"""``charterkit check``: every problem of records, submissions and references, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.boundary import report
from charterkit.cli.context import counted, working, workspace
from charterkit.cli.options import form_option
from charterkit.errors import ExitCode

if TYPE_CHECKING:
    from charterkit.store.records.whole import Records


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@form_option("text", "json", "github")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], form: str) -> None:
    """List every problem of records, submissions and references, all at once.

    Without FILES the whole workspace is checked as it lies in the work tree; with FILES or folders, only these are told
    about. A submission from outside the workspace is checked as if it were lodged. Warnings do not fail the check.

    \b
    Examples:
      charterkit check
      charterkit check submissions/XAA/XAA-2026-003.yaml
      charterkit check ~/Downloads/XAA-2026-003.yaml --format json
      charterkit check --format github
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.checking import only_errors, problems  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.named_files import file_problems  # noqa: PLC0415  likewise

    space = workspace()
    with working("checking"), space.undisturbed():
        records = None if files else space.records()
        found = file_problems(space, files) if records is None else problems(space, records)
    if found or form == "json":
        report(found, form)
    if only_errors(found):
        ctx.exit(ExitCode.PROBLEMS)
    if form == "text":
        click.echo(f"no problems in {counted(len(files), 'file')}" if records is None else _sound(records))


def _sound(records: Records) -> str:
    held = len(records.charter.provisions) if records.charter else 0
    counts = (counted(held, "provision"), counted(len(records.submissions), "submission"),
              counted(len(records.decisions), "decision"))  # fmt: skip
    return f"no problems: {', '.join(counts)}"
