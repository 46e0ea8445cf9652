"""``charterkit schema``: the JSON Schema of a kind of record, for editors and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from charterkit.cli.context import print_json

KINDS: Final = ("submission", "provision", "decision", "charter", "registry")


@click.command()
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--all", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write the schema of every kind into a folder.")  # fmt: skip
def schema(kind: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a kind of record; without KIND, list the kinds.

    An editor that knows YAML completes and checks a file whose first line names its schema, as those that charterkit
    writes do.

    \b
    Examples:
      charterkit schema submission
      charterkit schema --all schema
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    if folder is not None:
        from charterkit.store.records.schemas import write_schemas  # noqa: PLC0415  slow to import

        for path in write_schemas(folder):
            click.echo(path)
    elif kind is None:
        click.echo("\n".join(KINDS))
    else:
        from charterkit.store.records.schemas import schema_of  # noqa: PLC0415  slow to import

        print_json(schema_of(kind))
