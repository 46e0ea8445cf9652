"""``charterkit admit`` and ``leave``: who takes part, in the charter or in a module, as decisions of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.completion import complete_codes
from charterkit.cli.context import workspace
from charterkit.cli.options import noted
from charterkit.cli.recording import Recording, recorded

if TYPE_CHECKING:
    from charterkit.model.registry import ParticipantKind, Role

ROLES: Final = ("participant", "observer", "secretariat", "fictional", "expert_body")
KINDS: Final = ("state", "organisation", "group", "secretariat", "expert_body")
"""As the model has them; here so that a help text need not import it."""


@click.command()
@click.argument("code", metavar="CODE", shell_complete=complete_codes)
@click.option("--name", metavar="TEXT", help="Its name, where the register does not have it yet.")
@click.option("--role", type=click.Choice(ROLES), help="Its class; participant where the register has none.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; a state where the register does not say.")
@click.option("--member", "members", multiple=True, metavar="CODE", help="A member, where it is a group.")
@click.option("--module", metavar="ID", help="The module that it joins; the charter otherwise.")
@noted
@recorded
def admit(  # noqa: PLR0917  click passes one argument for each option
    code: str,
    name: str | None,
    role: Role | None,
    kind: ParticipantKind | None,
    members: tuple[str, ...],
    module: str | None,
    how: Recording,
) -> None:
    """Record that CODE comes to take part, from --date on: in the charter, or in one module of it.

    The register and a decision change in one commit. A module is joined after those that it relies on.

    \b
    Examples:
      charterkit admit XAD --name 'Exampleland D (fictional)' --role fictional --session session-2
      charterkit admit XGR --name 'Group of Lakes' --kind group --member XAA --member XAB
      charterkit admit XAD --module energy
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import attending  # noqa: PLC0415  slow to import

    space = workspace()
    newcomer = attending.Newcomer(name, role, kind, tuple(member.upper() for member in members))
    how.record(space, attending.admit(space, code.upper(), newcomer, how.circumstances(space), module))


@click.command()
@click.argument("code", metavar="CODE", shell_complete=complete_codes)
@click.option("--module", metavar="ID", help="The module that it leaves; the charter with all its modules otherwise.")
@noted
@recorded
def leave(
    code: str,
    module: str | None,
    how: Recording,
) -> None:
    """Record that CODE takes part no longer, from --date on. Its words and proposals stay.

    From that day on its consent is not asked and its objections do not count; what it proposed may be joined by others.

    \b
    Examples:
      charterkit leave XAC --date 2026-11-01 --note 'Note of 28 October 2026.'
      charterkit leave XAC --module energy
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import attending  # noqa: PLC0415  slow to import

    space = workspace()
    how.record(space, attending.leave(space, code.upper(), how.circumstances(space), module))
