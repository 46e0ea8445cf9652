"""``charterkit adopt``: adopt the text, or a module of it, where nothing blocks it; else name every blocker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import click

from charterkit.cli.context import counted, now, print_json, working, workspace
from charterkit.cli.decide import MOMENT
from charterkit.cli.options import noted
from charterkit.cli.recording import Recording, recorded
from charterkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from charterkit.store.decisions.adopting import Adopting

LEVEL: Final = re.compile(r"[a-z][a-z-]{0,62}[a-z]")
"""What a level may look like."""


@click.command()
@click.option("--level", required=True, metavar="LEVEL", help="Who adopts it: heads-of-state, ministers and so on.")
@click.option("--module", metavar="ID", help="Adopt this module; all that is in no module otherwise.")
@noted
@recorded
@click.pass_context
def adopt(
    ctx: click.Context,
    level: str,
    module: str | None,
    how: Recording,
) -> None:
    """Adopt the text as it stands, in one decision that records every consent, reservation and statement.

    It succeeds only where nothing blocks it: no open change, no placeholder, no words opened again, and by default the
    express consent of every participant to every word as it stands and to the order of the provisions. Otherwise every
    blocker is named with whose move it is, and the exit code is 1. What is adopted changes only by correction, or where
    a participant opens it again.

    \b
    Examples:
      charterkit adopt --level heads-of-state --session summit --dry-run
      charterkit adopt --level heads-of-state --session summit
      charterkit adopt --level ministers --module energy
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.drafting.modules import require_module  # noqa: PLC0415  slow to import
    from charterkit.store.decisions import adopting  # noqa: PLC0415  likewise

    if not LEVEL.fullmatch(level):
        raise UsageError(f"{level[:80]!r} is no level", "small letters and hyphens: heads-of-state, ministers")
    space = workspace()
    with working("asking for every consent"):
        require_module(space.charter(space.repository.head()), module)
        ready = adopting.prepare(space, level, how.circumstances(space), now().strftime(MOMENT), module)
        commit, files = how.written(space, ready.deciding) if ready.deciding else (None, ())
    if how.form == "json":
        print_json(_values(ready) | {"commit": commit, "files": list(files)})
    else:
        _print(ready, commit, files)
    if ready.deciding is None:
        ctx.exit(ExitCode.PROBLEMS)


def _print(ready: Adopting, commit: str | None, files: tuple[str, ...]) -> None:
    from charterkit.documents.reports.blocker_words import move  # noqa: PLC0415  likewise
    from charterkit.documents.reports.standing_record import blocker_record  # noqa: PLC0415  likewise
    from charterkit.documents.wording.labels import ENGLISH  # noqa: PLC0415  slow to import
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise

    for blocker in ready.ready.blockers:
        told = blocker_record(blocker)
        click.echo(f"{told['message']}\n  {move(blocker, ENGLISH)}: {told['remedy']}")
    if ready.deciding is None:
        click.echo(f"{counted(len(ready.ready.blockers), 'blocker')}; nothing was adopted")
        return
    record = ready.deciding.decisions[0].adoption
    numbers = number(ready.deciding.before.charter)
    for consent in record.consents if record else ():
        through = f" through {consent.through}" if consent.through else ""
        how = f"consents ({', '.join(consent.submissions)})" if consent.submissions else "said nothing against it"
        click.echo(f"{consent.participant}{through}: {how}")
    for said in record.said if record else ():
        click.echo(f"{said.participant}: {said.kind} on {numbers.cite(said.on)} ({said.submission})")
    if commit:
        click.echo(f"{ready.deciding.subject} in {commit[:10]}: {', '.join(files)}")
    else:
        click.echo(f"{ready.deciding.subject}: nothing blocks it; nothing was written (--dry-run)")


def _values(ready: Adopting) -> dict[str, Any]:
    from charterkit.documents.reports.standing_record import standing_record  # noqa: PLC0415  slow to import
    from charterkit.store.yaml.text import plain  # noqa: PLC0415  likewise

    decision = plain(ready.deciding.decisions[0]) if ready.deciding else None
    values = standing_record(ready.ready, ready.ready.scope.paths, adoptable=ready.ready.adoptable)
    return values | {"decision": decision}
