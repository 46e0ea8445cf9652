"""``charterkit close``, ``agree``, ``reopen`` and ``silence``: decisions of the meeting that change no words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from charterkit.cli.context import now, print_json, workspace
from charterkit.cli.options import noted, together
from charterkit.cli.recording import Recording, recorded
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.drafting.agreement import Agreement
    from charterkit.drafting.numbering import Numbers
    from charterkit.model.agreements import Level
    from charterkit.model.decisions import Outcome
    from charterkit.store.workspace import Workspace

OUTCOMES: Final = ("withdrawn", "not_agreed", "fallen", "moot")
LEVELS: Final = ("informals", "ad_referendum", "agreed")
"""As the model has them; here so that a help text need not import it."""

MOMENT: Final = "%Y-%m-%dT%H:%MZ"
"""How a moment in UTC is written."""

ORDER: Final = "outline"
"""What stands for the order of the provisions."""


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--until", required=True, metavar="TIME", help="When it ends, in UTC: 2026-11-30T18:00Z.")
@noted
@recorded
def silence(
    paths: tuple[str, ...],
    until: str,
    how: Recording,
) -> None:
    """Open a silence procedure on the words of each PATH as they stand, or on the whole text.

    It is broken, unit by unit, by an objection or a proposal of a participant dated no later than the day it ends.
    Unbroken, it gives the consent of those who said nothing only where the charter's rule is 'silence'.

    \b
    Examples:
      charterkit silence 7 '8(1)' --until 2026-11-30T18:00Z --session session-2
      charterkit silence --until 2026-11-30T18:00Z
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import deciding  # noqa: PLC0415  slow to import

    space = workspace()
    require_future(until)
    when = how.circumstances(space)
    how.record(space, deciding.silence(space, _places(space, paths), until, when))
    if when.rule != "silence":
        click.echo(f"note: the charter's rule is '{when.rule}': silence gives nobody's consent to adoption", err=True)


def require_future(until: str) -> None:
    """Refuse a moment that is no minute in UTC, or that has passed."""
    try:
        moment = datetime.datetime.strptime(until, MOMENT).replace(tzinfo=datetime.UTC)
    except ValueError:
        raise UsageError(f"'{until[:40]}' is no time in UTC", "write it as 2026-11-30T18:00Z") from None
    if moment <= now() or moment.strftime(MOMENT) != until:
        raise UsageError(f"'{until}' has passed, or is not written in full", "write it as 2026-11-30T18:00Z")


quoting = together(
    click.option("--words", "quoted", multiple=True, metavar="WORDS", help="Only these words of the one unit."),
    click.option("--language", metavar="TAG", help="The language they stand in; the drafting language by default."),
)
"""The options that quote single words of a unit."""


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...")
@click.option("--outcome", type=click.Choice(OUTCOMES), required=True, help="What became of them.")
@noted
@recorded
def close(
    names: tuple[str, ...],
    outcome: Outcome,
    how: Recording,
) -> None:
    """Close submissions, or single changes, that the meeting does not take up. Their words stay in the record.

    \b
    Examples:
      charterkit close XAB-2026-001 --outcome not_agreed --session session-2
      charterkit close XAA-2026-004#2 --outcome moot
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import deciding  # noqa: PLC0415  slow to import

    space = workspace()
    how.record(space, deciding.close(space, names, outcome, how.circumstances(space)))


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--level", type=click.Choice(LEVELS), default="agreed", show_default=True, help="The rung.")
@quoting
@noted
@recorded
def agree(
    paths: tuple[str, ...],
    level: Level,
    quoted: tuple[str, ...],
    language: str | None,
    how: Recording,
) -> None:
    """Record that words are agreed: of each PATH and everything below it, as they stand. Without PATH, list what is.

    With --words only the words quoted are agreed, which stand exactly once in the unit; the rest of it stays open.
    'outline' stands for the order of the provisions. A change to agreed words is refused until a participant opens
    them again (charterkit reopen).

    \b
    Examples:
      charterkit agree 6 '7(1)' --level ad_referendum --session session-2
      charterkit agree '7(2)' --words 'no later than thirty days' --level informals
      charterkit agree
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import deciding  # noqa: PLC0415  slow to import

    space = workspace()
    if not paths:
        _list(space, how.form)
        return
    places = _places(space, paths)
    words = deciding.Words(_as_recorded(space, places, quoted, language), language)
    how.record(space, deciding.agree(space, places, level, how.circumstances(space), words))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--by", required=True, metavar="CODE", help="The participant that opens the words again.")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@quoting
@recorded
def reopen(  # noqa: PLR0917  click passes one argument for each option
    paths: tuple[str, ...],
    by: str,
    reason: str,
    quoted: tuple[str, ...],
    language: str | None,
    how: Recording,
) -> None:
    """Open agreed words of each PATH again, in the name of a participant and with its reason.

    A PATH opens everything agreed at it and below it; with --words only those words, as they were agreed.

    \b
    Examples:
      charterkit reopen '7(1)' --by XAC --reason 'The figure in paragraph 1 was provisional.'
      charterkit reopen '7(2)' --words 'no later than thirty days' --by XAC --reason 'Too short for us.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import deciding  # noqa: PLC0415  slow to import

    space = workspace()
    places = _places(space, paths)
    words = deciding.Words(_as_recorded(space, places, quoted, language), language)
    when = replace(how, note=reason).circumstances(space)
    how.record(space, deciding.reopen(space, places, by.upper(), when, words))


def _places(space: Workspace, paths: tuple[str, ...]) -> list[str]:
    charter = space.charter(space.repository.head())
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import

    return [path if path == ORDER else path_named(charter, path) for path in paths]


def _as_recorded(
    space: Workspace, places: Sequence[str], quoted: tuple[str, ...], language: str | None
) -> tuple[str, ...]:
    """Return quoted words as the record of the unit has them, where they were copied from a document."""
    if not quoted:
        return ()
    from charterkit.cli.from_print import as_printed  # noqa: PLC0415  slow to import

    charter = space.charter(space.repository.head())
    node, tongue = charter.find("".join(places[:1])), language or charter.settings.drafting_language
    text = node.text.get(tongue, "") if node else ""
    return tuple(words if words in text else as_printed(charter, tongue, text, words) for words in quoted)


def _list(space: Workspace, form: str) -> None:
    from charterkit.drafting import agreement  # noqa: PLC0415  slow to import
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    present = negotiation(space, space.repository.head())
    numbers = number(present.charter)
    found = present.agreements()
    if form == "json":
        print_json([_agreement_value(each, numbers) for each in found.values()])
        return
    for each in found.values():
        lapsed = f"opened again by {each.reopened_by}" if each.reopened_by else "lapsed: the words have changed"
        place = "the order of provisions" if each.of_order else f"{numbers.cite(each.path)} ({each.path})"
        quoted = f" '{each.span.words}'" if each.span else ""
        letter = agreement.LETTERS.get(each.state, "-")
        click.echo(f"[{letter}] {place}{quoted}: {agreement.LEVELS[each.level] if each.standing else lapsed}")
    if not found:
        click.echo("nothing is agreed yet")


def _agreement_value(each: Agreement, numbers: Numbers) -> dict[str, Any]:
    return {
        "path": None if each.of_order else each.path,
        "number": None if each.of_order else numbers.cite(each.path),
        "words": each.span.words if each.span else None,
        "level": each.level,
        "state": each.state,
        "decision": each.decision,
        "reopened_by": each.reopened_by or None,
    }
