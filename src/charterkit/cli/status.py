"""``charterkit status``: what is open, what collides, what is moot; brackets per part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from charterkit.cli.answered import asked, asked_again, keep
from charterkit.cli.context import json_text, working, workspace
from charterkit.cli.options import at_option, form_option
from charterkit.errors import ExitCode

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace


@click.command()
@form_option("text", "json")
@at_option("The state at a version, commit or date; the last commit by default.")
@click.pass_context
def status(ctx: click.Context, form: str, at: str | None) -> None:
    """Say what is open, what collides with what, what is moot, and count the brackets per part.

    \b
    Examples:
      charterkit status
      charterkit status --at zero-draft
      charterkit status --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    question = asked(ctx)
    space = workspace()
    with working("comparing what is open"):
        with space.undisturbed():
            space.repository.begin()
            from charterkit.cli.status_view import status_text, status_values  # noqa: PLC0415  slow to import
            from charterkit.store.ahead import reading  # noqa: PLC0415  likewise
            from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise
            from charterkit.words.common import be_ready  # noqa: PLC0415  likewise

            if reading():
                be_ready()
            now = negotiation(space, at or space.repository.head())
            versions = _versions(space, at)
            drafts = space.drafts()
        again = asked_again(ctx) if question is not None else None
        found = now.standing()
    printed = (
        json_text(status_values(now, found, versions, drafts))
        if form == "json"
        else status_text(now, found, versions, drafts)
    )
    click.echo(printed, nl=False)
    if again is not None:
        keep(question, again, ExitCode.DONE, printed.encode())


def _versions(space: Workspace, at: str | None) -> list[str]:
    """Return the names of the versions up to the text that is spoken of."""
    commit = space.repository.resolve(at) if at else None
    names = [version.name for version in space.versions()]
    here = next((version.name for version in space.versions() if version.commit == commit), None)
    return names[: names.index(here) + 1] if here else names
