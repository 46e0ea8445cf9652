"""``charterkit trace`` and ``charterkit contributions``: whose words the text is made of."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from charterkit.cli.completion import complete_versions
from charterkit.cli.context import coloured, form_option, print_json, working, workspace

if TYPE_CHECKING:
    from charterkit.documents.tables import Table
    from charterkit.history.attribution_origins import Trace
    from charterkit.store.tracing import History
    from charterkit.store.workspace import Workspace


@click.command()
@click.argument("path")
@click.option("--at", metavar="VERSION", shell_complete=complete_versions,
              help="At a version, commit or date; at the present commit by default.")  # fmt: skip
@form_option("text", "json", "html", "md")
def trace(path: str, at: str | None, form: str) -> None:
    """Print the words at PATH with the origin of each: who brought them, by which change and decision, and when.

    PATH is a part, provision or unit: its path, or its printed number. Words keep their origin when they are moved,
    renumbered, or deleted and put back; words that no decision brought are shown as unattributed, with their commit.

    \b
    Examples:
      charterkit trace '17(1)'
      charterkit trace confidence-building --at zero-draft
      charterkit trace purpose --format html > purpose.html
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import

    space = workspace()
    found = _followed(space, at)
    _print(space, found.trace(path_named(found.charter, path)), form)


@click.command()
@click.option("--at", metavar="VERSION", shell_complete=complete_versions,
              help="At a version, commit or date; at the present commit by default.")  # fmt: skip
@form_option("text", "json")
def contributions(at: str | None, form: str) -> None:
    """Count the words that stand today, headings included, by who brought them, by part, and by version.

    \b
    Examples:
      charterkit contributions
      charterkit contributions --at zero-draft --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.tables import print_table  # noqa: PLC0415  slow to import

    space = workspace()
    print_table(_counted(space, _followed(space, at)), form)


def _followed(space: Workspace, at: str | None) -> History:
    from charterkit.store.tracing import follow  # noqa: PLC0415  slow to import

    with working("following the history"):
        return follow(space, at)


def _print(space: Workspace, found: Trace, form: str) -> None:
    if form == "json":
        from charterkit.documents.trace_json import trace_json  # noqa: PLC0415  slow to import

        print_json(trace_json(found))
    elif form == "html":
        from charterkit.documents.trace_html import trace_html  # noqa: PLC0415  slow to import
        from charterkit.store.editions import templates  # noqa: PLC0415  likewise

        click.echo(trace_html(found, templates(space)))
    elif form == "md":
        from charterkit.documents.trace_markdown import trace_markdown  # noqa: PLC0415  slow to import

        click.echo(trace_markdown(found), nl=False)
    else:
        from charterkit.documents.trace_text import trace_text  # noqa: PLC0415  slow to import

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        click.echo(trace_text(found, width=width, colour=coloured()), nl=False, color=coloured())


def _counted(space: Workspace, found: History) -> Table:
    from charterkit.documents.trace_view import contributions_table  # noqa: PLC0415  slow to import
    from charterkit.history.attribution_origins import contributions as count  # noqa: PLC0415  likewise

    parts = [name for name, _ in found.charter.settings.outline.containers()]
    versions = [version.name for version in space.versions()]

    def part_of(path: str) -> str:
        return path if path in parts else found.charter.container_of(path.partition("/")[0]) or path

    return contributions_table(count(found.texts(), part_of), parts.index, versions.index)
