"""``--format`` and ``-o`` for every command that prints a report (``documents.reports``), and the printing itself.

A command is written like this::

    @click.command()
    @report_options
    def standing(form: str | None, output: Path | None) -> None:
        chosen = report_form(form, output)          # refuses what cannot be written before anything is worked out
        space = workspace()
        found = ...                                 # a pure value of drafting or history
        print_report(space, standing_report(charter, found, front_at(space, at)), chosen, output)

``front_at`` gives the version, date and commit that the masthead prints. Formats: ``documents.reports.formats``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import coloured, working
from charterkit.cli.options import output_option, together
from charterkit.cli.output import chosen_form, write
from charterkit.cli.tables import terminal_width

if TYPE_CHECKING:
    from charterkit.documents.front import Front
    from charterkit.documents.reports.report import Report
    from charterkit.store.workspace import Workspace

FORMS: Final = ("text", "json", "md", "html", "pdf", "csv")
"""The formats of a report, as ``documents.reports.formats`` has them; here so that a help text need not import it."""
_SIGNED: Final = ("md", "html", "pdf")
"""The formats that can say where they come from."""


report_options = together(
    click.option("--format", "form", type=click.Choice(FORMS), help="By the file's suffix; else text."),
    output_option,
)
"""``--format`` and ``-o``; they arrive as ``form`` and ``output``."""


def report_form(form: str | None, output: Path | None) -> str:
    """Return the format that is meant; raises UsageError where that cannot be said, or cannot be written there."""
    return chosen_form(form, output, FORMS, "text")


def front_at(space: Workspace, at: str | None, language: str = "", compared_with: str = "") -> Front:
    """Return what a masthead says of the text at a version, commit or date; of the work tree for None."""
    from charterkit.documents.front import Front  # noqa: PLC0415  slow to import
    from charterkit.store.editions import edition  # noqa: PLC0415  likewise

    found = edition(space, at)
    return Front(
        version=found.version, date=found.date, commit=found.commit, symbol=found.symbol, language=language,
        compared_with=compared_with,
    )  # fmt: skip


def print_report(space: Workspace, made: Report, form: str, output: Path | None) -> None:
    """Print a report, or write it to a file, by the workspace's own templates where it has some."""
    from charterkit.documents.reports.formats import report_output  # noqa: PLC0415  slow to import
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    if output is not None and form in _SIGNED:
        from charterkit.cli.command_origin import of_command  # noqa: PLC0415  likewise

        made = of_command(made)
    with working("making pages" if form == "pdf" else "writing"):
        width = terminal_width() if output is None else None
        content = report_output(made, form, templates(space), width=width, colour=output is None and coloured())
    write(content, output)
