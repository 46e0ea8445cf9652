"""``charterkit check``: every problem of records, submissions and references, all at once."""

from __future__ import annotations

from pathlib import Path

import click

from charterkit.cli.boundary import report
from charterkit.cli.context import counted, form_option, workspace
from charterkit.errors import ExitCode


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@form_option("text", "json", "github")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], form: str) -> None:
    """List every problem of records, submissions and references, all at once.

    Without FILES the whole workspace is checked as it lies in the work tree; with FILES, only these are told about.
    Warnings do not fail the check.

    \b
    Examples:
      charterkit check
      charterkit check submissions/XAA/XAA-2026-003.yaml
      charterkit check --format github
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.checking import file_problems, problems  # noqa: PLC0415  slow to import

    space = workspace()
    if files:
        found = file_problems(space, files)
    else:
        found = problems(space, space.records())
    if found or form == "json":
        report(found, form)
    if any(problem.severity == "error" for problem in found):
        ctx.exit(ExitCode.PROBLEMS)
    if form == "text":
        records = space.records()
        held = len(records.charter.provisions) if records.charter else 0
        counts = [counted(held, "provision"), counted(len(records.submissions), "submission"),
                  counted(len(records.decisions), "decision")]  # fmt: skip
        click.echo(
            "no problems: " + ", ".join(counts) if not files else f"no problems in {counted(len(files), 'file')}"
        )
