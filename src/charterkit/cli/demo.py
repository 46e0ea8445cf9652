"""``charterkit demo``: create a worked negotiation of fictional participants."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import counted

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace

TOUR: Final = (
    ("charterkit status", "what is open, what collides"),
    ("charterkit diff first-draft second-draft", "what session 2 changed"),
    ("charterkit render --view rolling", "the text with all that is open, in brackets"),
    ("charterkit show XAB-2026-004", "one proposal"),
    ("charterkit merge XAB-2026-004 XAD-2026-005 --dry-run", "two that collide: whose words, and where"),
)
"""Commands to look around with, and what each shows."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def demo(folder: Path) -> None:
    """Create a worked negotiation in FOLDER: a git repository of eight fictional States and three sessions.

    Everything in it is fictional. Its submissions were lodged, merged and released by what the commands themselves do;
    several are still open, so that there is something to look at and to decide. The same charterkit makes the same
    commits everywhere.

    \b
    Example:
      charterkit demo inner-sea
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.demo.build import build  # noqa: PLC0415  slow to import
    from charterkit.demo.story import steps  # noqa: PLC0415  likewise

    hidden = not sys.stderr.isatty()
    with click.progressbar(build(folder), len(steps()), "negotiating", file=sys.stderr, hidden=hidden) as states:
        *_, workspace = states
    click.echo("\n".join([*_made(folder, workspace), "", "Look around:", f"  cd {shlex.quote(str(folder))}"]))
    for command, shown in TOUR:
        click.echo(f"  {command:<55}{shown}")


def _made(folder: Path, workspace: Workspace) -> list[str]:
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  slow to import

    now = negotiation(workspace)
    lodged, waiting = counted(len(now.submissions), "submission"), counted(len(now.open()), "open change")
    return [
        f"created '{now.charter.settings.title['en']}' in {folder}: {lodged}, {waiting}",
        f"versions: {', '.join(version.name for version in workspace.versions())}",
        "Everything in it is fictional.",
    ]
