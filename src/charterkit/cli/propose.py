"""``charterkit propose``: write a submission that adds, deletes, moves or keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from charterkit.cli.completion import complete_paths
from charterkit.cli.context import workspace
from charterkit.cli.editor import edited, given_in
from charterkit.cli.options import together
from charterkit.cli.proposal import finish, language_of, writes_submission
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.store.workspace import Workspace

KINDS: Final = ("recital", "principle", "article", "testimonium", "annex", "part")
"""What can be added besides units, as the model has it; here so that a help text need not import it."""


@click.group()
def propose() -> None:
    """Write a submission that adds a provision or unit, or deletes, moves or keeps one.

    \b
    Examples:
      charterkit propose add hot-line --as XAA --kind article --heading 'Hot line' \\
          --text-file hot-line.md --after 17
      charterkit propose add notice --as XAA --text 'Notice is given in writing.' --in 17
      charterkit propose delete '18(3)' --as XAB
      charterkit propose move 22 --before 21 --as XAC
      charterkit propose keep '6(1)' --as XAA --reasons 'Agreed language.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b


placed = together(
    click.option("--after", metavar="PATH", shell_complete=complete_paths,
                 help="Put it after this provision, part or unit."),
    click.option("--before", metavar="PATH", shell_complete=complete_paths, help="Put it before this one."),
    click.option("--in", "inside", metavar="PATH", shell_complete=complete_paths,
                 help="Put it last in this part, provision or unit, or in preamble, closing, annexes or parts."),
    click.option("--first-in", metavar="PATH", shell_complete=complete_paths, help="Put it first in this one."),
)  # fmt: skip
"""The options that name a place."""


@propose.command()
@click.argument("new_id", metavar="ID")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; a unit where none is given.")
@click.option("--heading", metavar="TEXT", help="Its heading.")
@click.option("--text", metavar="TEXT", help="Its text.")
@click.option("--text-file", type=click.Path(path_type=Path), metavar="FILE", help="A file with its text.")
@placed
@writes_submission
def add(  # noqa: PLR0917  click passes one argument for each option
    new_id: str,
    kind: str | None,
    heading: str | None,
    text: str | None,
    text_file: Path | None,
    after: str | None,
    before: str | None,
    inside: str | None,
    first_in: str | None,
    **author: Any,
) -> None:
    """Propose a new provision (--kind), part (--kind part) or unit under a new ID.

    In a text, paragraphs that start with 1., (a) or (i) become units of that level; any other text is taken whole.
    Points that follow the opening words of an article become points of its first paragraph.
    Without --text or --text-file the text is written in $EDITOR.

    \b
    Examples:
      charterkit propose add hot-line --as XAA --kind article --heading 'Hot line' \\
          --text-file hot-line.md --after 17
      charterkit propose add notice --as XAA --text 'Notice is given in writing.' --in 17
      charterkit propose add connectivity --as XAB --kind part --heading Connectivity --in parts
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.drafting.typed.provisions import new_record  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.proposing import base_for  # noqa: PLC0415  likewise

    space = workspace()
    present = space.charter(space.repository.head())
    language = language_of(present, author)
    place = _place(space, present, after=after, before=before, inside=inside, first_in=first_in)
    (where,) = place.values()
    _require_kind(present, kind, where, beside=bool(after or before))
    added: dict[str, Any] = {"id": new_id}
    if kind is not None:
        added["kind"] = kind
    if heading is not None:
        added["heading"] = {language: heading}
    if kind == "part" and (text is not None or text_file is not None):
        raise UsageError("a part has a heading and no text", "give its heading with --heading")
    if kind != "part":
        level = 0 if kind is not None else _level_below(where, beside=bool(after or before))
        added |= new_record(_text(text, text_file, new_id), language, level)
    base = base_for(space, present, where, same_words=False)
    finish(space, present, author, base=base, changes=[{"add": added} | place], did="add", of=new_id)


@propose.command()
@click.argument("path", shell_complete=complete_paths)
@writes_submission
def delete(path: str, **author: Any) -> None:
    """Propose to take PATH out of the text.

    \b
    Example:
      charterkit propose delete '18(3)' --as XAB --reasons 'Covered by Article 4.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    _simple("delete", path, author)


@propose.command()
@click.argument("path", shell_complete=complete_paths)
@writes_submission
def keep(path: str, **author: Any) -> None:
    """Ask that PATH stays as it is: it collides with every change of it.

    \b
    Example:
      charterkit propose keep '6(1)' --as XAA --reasons 'Agreed language.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    _simple("keep", path, author)


@propose.command()
@click.argument("path", shell_complete=complete_paths)
@placed
@writes_submission
def move(
    path: str, after: str | None, before: str | None, inside: str | None, first_in: str | None, **author: Any
) -> None:
    """Propose to put PATH elsewhere; its words stay as they are.

    \b
    Example:
      charterkit propose move 22 --before 21 --as XAC
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.places import path_at_base  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.proposing import base_for  # noqa: PLC0415  likewise

    space = workspace()
    present = space.charter(space.repository.head())
    target = path_at_base(space, present, path)
    place = _place(space, present, after=after, before=before, inside=inside, first_in=first_in)
    (where,) = place.values()
    bases = {base_for(space, present, target), base_for(space, present, where, same_words=False)}
    base = bases.pop() if len(bases) == 1 else str(space.repository.head())
    finish(space, present, author, base=base, changes=[{"move": target} | place], did="move", of=target)


def _simple(key: Literal["delete", "keep"], path: str, author: dict[str, Any]) -> None:
    from charterkit.cli.places import path_at_base  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.proposing import base_for  # noqa: PLC0415  likewise

    space = workspace()
    present = space.charter(space.repository.head())
    target = path_at_base(space, present, path)
    base = base_for(space, present, target)
    finish(space, present, author, base=base, changes=[{key: target}], did=key, of=target)


def _place(space: Workspace, present: Charter, **given: str | None) -> dict[str, str]:
    """Return a place as it stands in a submission, from the one option that was given."""
    from charterkit.cli.places import path_at_base  # noqa: PLC0415  slow to import

    chosen = {key: value for key, value in given.items() if value is not None}
    if len(chosen) != 1:
        raise UsageError("give one place: --after, --before, --in or --first-in")
    ((key, value),) = chosen.items()
    path = path_at_base(space, present, value, containers=True)
    return {"first": path} if key == "first_in" else {"in" if key == "inside" else key: path}


def _require_kind(present: Charter, kind: str | None, where: str, *, beside: bool) -> None:
    """Say what --kind is for, where a unit would be put among provisions or parts."""
    among_units = "/" in where if beside else present.find(where) is not None
    if kind is None and not among_units:
        hint = "say what it is: --kind article, principle, recital, annex or part; a unit goes into a provision: --in"
        raise UsageError(f"a unit cannot be put {'beside' if beside else 'into'} '{where}'", hint)


def _level_below(where: str, *, beside: bool) -> int:
    """Return the level of the units inside a new unit: those of a new paragraph are points, level 1."""
    return where.count("/") + (0 if beside else 1)


def _text(text: str | None, text_file: Path | None, new_id: str) -> str:
    if text is not None and text_file is not None:
        raise UsageError("--text and --text-file exclude each other")
    if text is not None:
        return text
    if text_file is not None:
        return given_in(text_file)
    written = edited("", "give the text with --text or --text-file")
    if not written.strip():
        raise UsageError(f"no text was written for {new_id}", "give it with --text or --text-file")
    return written
