"""``charterkit verify-document``: which commit a document comes from, and whether its words are that commit's."""

from __future__ import annotations

from pathlib import Path

import click

from charterkit.cli.context import print_json, working, workspace
from charterkit.cli.options import form_option
from charterkit.errors import ExitCode, UsageError


@click.command("verify-document")
@click.argument("file", type=click.Path(path_type=Path))
@form_option("text", "json")
@click.pass_context
def verify_document(ctx: click.Context, file: Path, form: str) -> None:
    """Say which commit FILE was made of (PDF, HTML or Markdown), and whether its words are that commit's.

    The document is made again of the commit that it names, in this repository, and compared: byte by byte; and where
    that differs, word by word as the pages draw them. Bytes may differ though words do not: with other fonts or another
    version, or when a program saved the file anew. The exit code is 1 where the words are not that commit's, or it
    cannot be said.

    \b
    Examples:
      charterkit verify-document charter.pdf
      charterkit verify-document charter.pdf --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.document_verdict import verdict_on  # noqa: PLC0415  slow to import

    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror or error}") from None
    space = workspace()
    with working("making the document again"):
        verdict = verdict_on(space, raw)
    if form == "json":
        print_json(verdict.values())
    else:
        for line in verdict.lines(file.name):
            click.echo(line)
    if not verdict.sound:
        ctx.exit(int(ExitCode.PROBLEMS))
