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
    ("charterkit standing", "what was adopted, who consented, what was reserved"),
    ("charterkit render", "the adopted text"),
    ("charterkit render --view rolling --at third-draft", "a text with all that was open then, in brackets"),
    ("charterkit stats", "brackets from version to version, and who held what"),
    ("charterkit sources fourth-draft", "who contributed what to a version, and what was done with it"),
    ("charterkit concordance fourth-draft final-draft", "which number became which"),
    ("charterkit brief XAC --since fourth-draft --at final-draft", "what one delegation had to know"),
    ("charterkit verify", "that the text is what the decisions make of the submissions"),
)
TOUR_OF_WHAT_IS_OPEN: Final = (
    ("charterkit status", "what is open, what collides"),
    ("charterkit diff first-draft second-draft", "what session 2 changed"),
    ("charterkit render --view rolling", "the text with all that is open, in brackets"),
    ("charterkit brief XAA", "what one delegation has to know"),
    ("charterkit show XAB-2026-004", "one proposal"),
    ("charterkit merge XAB-2026-004 XAD-2026-005 --dry-run", "two that collide: whose words, and where"),
)
"""Commands to look around with, and what each shows."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--open", "paused", is_flag=True, help="Stop before the fourth session, while most is still open.")
def demo(folder: Path, paused: bool) -> None:
    """Create a worked negotiation in FOLDER: a git repository of nine fictional States and five sessions.

    Everything in it is fictional. It goes from an outline to the adoption by heads of State; all of it was lodged,
    merged, agreed and adopted by what the commands themselves do. With --open it stops where most is still open, so
    that there is something to decide. The same charterkit makes the same commits everywhere.

    \b
    Examples:
      charterkit demo inner-sea
      charterkit demo inner-sea --open
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.demo.build import build  # noqa: PLC0415  slow to import
    from charterkit.demo.story import steps  # noqa: PLC0415  likewise

    hidden = not sys.stderr.isatty()
    made, length = build(folder, to_the_end=not paused), len(steps(to_the_end=not paused))
    with click.progressbar(made, length, "negotiating", file=sys.stderr, hidden=hidden) as states:
        *_, workspace = states
    click.echo("\n".join([*_made(folder, workspace), "", "Look around:", f"  cd {shlex.quote(str(folder))}"]))
    for command, shown in TOUR_OF_WHAT_IS_OPEN if paused else TOUR:
        click.echo(f"  {command:<60}{shown}")


def _made(folder: Path, workspace: Workspace) -> list[str]:
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  slow to import

    now = negotiation(workspace)
    lodged, waiting = counted(len(now.submissions), "submission"), counted(len(now.open()), "open change")
    return [
        f"created '{now.charter.settings.title['en']}' in {folder}: {lodged}, {waiting}",
        f"versions: {', '.join(version.name for version in workspace.versions())}",
        "Everything in it is fictional.",
    ]
