"""``charterkit correct``: correct errors in adopted words and agreed translations, where nobody objects in time."""

from __future__ import annotations

import click

from charterkit.cli.completion import complete_open_changes
from charterkit.cli.context import now, workspace
from charterkit.cli.decide import MOMENT, require_future
from charterkit.cli.options import noted
from charterkit.cli.recording import Recording, recorded


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...", shell_complete=complete_open_changes)
@click.option("--until", metavar="TIME", help="Give notice: until when one may object, in UTC (2026-11-30T18:00Z).")
@noted
@recorded
def correct(
    names: tuple[str, ...],
    until: str | None,
    how: Recording,
) -> None:
    """Correct errors in an adopted text, and in an agreed one those of its other authentic languages.

    What is corrected is what a submission amends, in the languages that it amends. A translation without authority
    takes no correction: merge it, whatever is agreed.

    First with --until: notice is given, and every participant may object to the changes until then (charterkit
    position ID#N --stance object). Then without: where nobody objected in time, the corrections are made. They are no
    amendments: the adoption stands, and the text reads so from the beginning (VCLT, article 79).

    \b
    Examples:
      charterkit correct SEC-2027-001 --until 2027-03-01T12:00Z
      charterkit correct SEC-2027-001
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import correcting  # noqa: PLC0415  slow to import

    space = workspace()
    when = how.circumstances(space)
    if until is None:
        ready = correcting.correct(space, names, when, now().strftime(MOMENT))
    else:
        require_future(until)
        ready = correcting.notice(space, names, until, when)
    how.record(space, ready)
