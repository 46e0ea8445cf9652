"""``charterkit correct``: correct errors in adopted words and agreed translations, where nobody objects in time."""

from __future__ import annotations

import datetime

import click

from charterkit.cli.completion import complete_open_changes
from charterkit.cli.context import now, workspace
from charterkit.cli.decide import MOMENT, circumstances, record, recorded, require_future
from charterkit.cli.options import form_option, noted


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...", shell_complete=complete_open_changes)
@click.option("--until", metavar="TIME", help="Give notice: until when one may object, in UTC (2026-11-30T18:00Z).")
@noted
@recorded
@form_option("text", "json")
def correct(  # noqa: PLR0917  click passes one argument for each option
    names: tuple[str, ...],
    until: str | None,
    note: str | None,
    session: str | None,
    dry_run: bool,
    date: datetime.date | None,
    form: str,
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
    when = circumstances(space, date, session, note)
    if until is None:
        ready = correcting.correct(space, names, when, now().strftime(MOMENT))
    else:
        require_future(until)
        ready = correcting.notice(space, names, until, when)
    record(space, ready, dry_run=dry_run, form=form)
