"""``charterkit position``, ``join`` and ``withdraw``: what a participant says of the text and of others' proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from charterkit.cli.completion import complete_codes, complete_open_changes, complete_positions
from charterkit.cli.context import print_json, workspace
from charterkit.cli.options import dated, form_option, together
from charterkit.cli.output import stands
from charterkit.cli.proposal import author_of, print_next
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.store.submissions.proposing import Author
    from charterkit.store.workspace import Workspace

STANCES: Final = ("support", "accept", "reserve", "object", "no_position")
"""As the model has them; here so that a help text need not import it."""


spoken = together(
    click.option("--as", "code", required=True, metavar="CODE", shell_complete=complete_codes,
                 help="The participant that speaks."),
    click.option("--on-behalf-of", multiple=True, metavar="CODE", help="A group that it speaks for."),
    click.option("--title", metavar="TEXT", help="A title; one is made up otherwise."),
    click.option("--reasons", metavar="TEXT", help="Why."),
    click.option("--dry-run", is_flag=True, help="Check it; write nothing."),
    dated,
    form_option("text", "json"),
)  # fmt: skip
"""The options that say who speaks, for whom, and why; the command gets them as keyword arguments."""


@click.command()
@click.argument("objects", nargs=-1, metavar="[PATH|ID#N]...", shell_complete=complete_positions)
@click.option("--whole", is_flag=True, help="Speak of the whole text and the order of its provisions.")
@click.option("--stance", type=click.Choice(STANCES), required=True, help="What it thinks of them.")
@click.option("--statement", metavar="TEXT", help="In its own words: printed with the text.")
@spoken
def position(objects: tuple[str, ...], *, whole: bool, stance: str, statement: str | None, **author: Any) -> None:
    """Write a submission that takes a position: on provisions or units, on others' changes, or on the whole text.

    A position on the text is bound to its words as they stand now, with everything below a PATH; it lapses where they
    change. The latest one counts. 'accept' and 'support' give consent; 'reserve' beside acceptance of the whole text is
    a reservation, by itself it withholds consent; 'no_position' takes back what was said.

    \b
    Examples:
      charterkit position --whole --as XAA --stance accept --statement 'Subject to signature.'
      charterkit position '10(1)' --as XAA --stance reserve --statement 'We do not apply it to lakes.'
      charterkit position XAB-2026-003#1 --as XAA --stance object
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.model.positions import WHOLE  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.positioning import base_of_words  # noqa: PLC0415  likewise

    space = workspace()
    present = space.charter(space.repository.head())
    named = [*([WHOLE] if whole else []), *(_object(present, name) for name in objects)]
    if not named:
        raise UsageError("say what the position is on", "a path or number, a change such as XAB-2026-003#1, or --whole")
    positions = [{"on": name, "stance": stance, "statement": statement} for name in dict.fromkeys(named)]
    who = author_of(present, author, f"Position on {', '.join(dict.fromkeys(named))}")
    said = [{key: value for key, value in each.items() if value} for each in positions]
    _finish(space, who, author, base_of_words(space, present, named), positions=said)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...", shell_complete=complete_open_changes)
@spoken
def join(names: tuple[str, ...], **author: Any) -> None:
    """Write a submission by which a participant becomes co-sponsor of proposals.

    What an observer or expert body has filed for information becomes a proposal when a participant joins it.

    \b
    Example:
      charterkit join XAB-2026-001 XAO-2026-001#2 --as XAA
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    _about(names, author, "joins", "Co-sponsorship of")


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID[#N]...", shell_complete=complete_open_changes)
@spoken
def withdraw(names: tuple[str, ...], **author: Any) -> None:
    """Write a submission by which a participant no longer stands behind proposals.

    Co-sponsors go on standing behind them; what has no sponsor left is no longer proposed, and its words are kept.

    \b
    Example:
      charterkit withdraw XAA-2026-003#2 --as XAA --reasons 'Met by XAB-2026-004.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    _about(names, author, "withdraws", "Withdrawal of")


def _about(names: Sequence[str], author: dict[str, Any], key: str, title: str) -> None:
    """Write a submission that says something of other submissions."""
    from charterkit.store.submissions.positioning import base_of_words  # noqa: PLC0415  slow to import

    space = workspace()
    present = space.charter(space.repository.head())
    refs = list(dict.fromkeys(names))
    who = author_of(present, author, f"{title} {', '.join(refs)}")
    _finish(space, who, author, base_of_words(space, present, ()), **{key: refs})


def _object(present: Charter, name: str) -> str:
    """Return what a position is on: a change as it is written, or the path that a path or number means."""
    from charterkit.cli.places import path_named  # noqa: PLC0415  slow to import

    return name if name[:1].isupper() and "-" in name else path_named(present, name)


def _finish(space: Workspace, who: Author, author: dict[str, Any], base: str, **said: Sequence[Any]) -> None:
    """Check the submission, write its file, and say what comes next."""
    from charterkit.drafting.validate.submission import file_of  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.positioning import replaced  # noqa: PLC0415  likewise
    from charterkit.store.submissions.proposing import compose, write  # noqa: PLC0415  likewise
    from charterkit.store.yaml.text import plain  # noqa: PLC0415  likewise

    submission, _ = compose(space, who, base, **said)
    path = None
    if not author["dry_run"]:
        submission = write(space, submission)
        path = file_of(submission)
        stands(path)
    if author["form"] == "json":
        print_json({"file": path, "submission": plain(submission)})
        return
    click.echo(submission.title)
    for each in replaced(space, submission) if submission.positions else ():
        stance = each.stance.replace("_", " ")
        click.echo(f"note: it takes the place of {each.voice}'s position on {each.on}: {stance} ({each.submission})")
    print_next(path, base)
