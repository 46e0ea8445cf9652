"""``charterkit diff``: compare versions of the charter, or the present text with what each participant proposes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import click

from charterkit.cli.answered import asked, asked_again, asked_of, keep
from charterkit.cli.context import json_text, workspace
from charterkit.cli.output import FormatChoice, write
from charterkit.cli.redline import coloured
from charterkit.cli.tables import terminal_width
from charterkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from charterkit.documents import Front
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.synopsis.value import Synopsis
    from charterkit.history.comparing.changes import Comparison
    from charterkit.history.comparing.columns import Columns
    from charterkit.history.comparing.tally import Sponsors
    from charterkit.store.answers import Question
    from charterkit.store.workspace import Workspace

VIEWS: Final = ("inline", "side-by-side", "before-after", "bars", "columns", "participants")
FORMS: Final = ("terminal", "markdown", "json", "html", "pdf")
PAGE: Final = 160
"""How wide columns are set where nobody looks at a terminal, in characters."""
WORK_TREE: Final = "work-tree"
_DOCUMENTS: Final = {"markdown": "md", "html": "html", "pdf": "pdf"}
"""What the formats of documents are called below."""
_PAGES: Final = frozenset({"html", "pdf"})
_SUFFIXES: Final = {".md": "markdown", ".json": "json", ".html": "html", ".pdf": "pdf", ".txt": "terminal"}


@dataclass(frozen=True, slots=True)
class _How:
    """How a comparison is to be shown: the layout, the format, how much around a change, in which language."""

    view: str
    form: str
    context: int | None
    language: str

    @property
    def paged(self) -> bool:
        """Whether it is a document with a masthead, which has a language."""
        return self.form in _PAGES or (self.form == "markdown" and self.view != "inline")


@click.command()
@click.argument("versions", nargs=-1, metavar="[A] [B]...")
@click.option("--view", type=click.Choice(VIEWS), default="inline", show_default=True,
              help="How the texts are set; bars is B alone with a bar beside what changed, columns takes any number "
                   "of versions, participants sets proposals beside the present text.")  # fmt: skip
@click.option("--format", "form", type=FormatChoice(FORMS), help="By the file's suffix; else terminal.")
@click.option("--context", type=click.IntRange(0), default=None, metavar="WORDS",
              help="How many unchanged words to show around a change; the views' own number by default.")  # fmt: skip
@click.option(
    "--language",
    metavar="TAG",
    help="The language of a document: one of the charter's; the drafting language by default.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="The file to write, whole or not at all.")  # fmt: skip
@click.pass_context
def diff(  # noqa: PLR0917  click passes one argument for each option
    ctx: click.Context,
    versions: tuple[str, ...],
    view: str,
    form: str | None,
    context: int | None,
    language: str | None,
    output: Path | None,
) -> None:
    """Compare A with B: provisions added, deleted, moved, renumbered, changed, and redlines word by word.

    A and B are versions, commits or dates, or 'work-tree' for the files as they lie. Without B, A is compared with the
    work tree; without A, the last version is. The exit code is 1 where there are differences and they were not written
    to a file.

    \b
    Examples:
      charterkit diff zero-draft first-draft
      charterkit diff zero-draft first-draft -o redline.pdf
      charterkit diff zero-draft first-draft --view bars -o changed.pdf
      charterkit diff outline zero-draft first-draft --view columns
      charterkit diff --view participants
      charterkit diff zero-draft first-draft --view side-by-side --language ru -o compared.pdf
      charterkit diff 2026-10-01 --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    chosen = form or _SUFFIXES.get(output.suffix.lower() if output else "", "terminal")
    question = asked(ctx) if output is None and _lasting(versions, view, chosen) else None
    space = workspace()
    same = _of_commits(ctx, space, versions) if question is not None and view != "bars" else None
    said = same.answer() if same else None
    code, printed = said or _worked_out(space, versions, _shown_as(space, view, chosen, context, language))
    if output is not None:
        write(printed, output)
        return
    sys.stdout.buffer.write(printed)
    if same is not None and said is None:
        same.keep(code, printed)
    if question is not None:
        keep(question, asked_again(ctx), code, printed)
    ctx.exit(code)


def _shown_as(space: Workspace, view: str, form: str, context: int | None, language: str | None) -> _How:
    """Return how a comparison is shown; a language goes with a document, and is one of the charter's."""
    how = _How(view, form, context, language or "")
    if language is None:
        return how
    from charterkit.cli.page_language import words_language  # noqa: PLC0415  slow to import

    if not how.paged:
        raise UsageError(
            "--language goes with a document: the terminal, JSON and inline Markdown show every language's changes",
            "write to a file (-o FILE.pdf), or choose --format html or pdf",
        )
    words_language(space.charter(None).settings, language)
    return how


def _of_commits(ctx: click.Context, space: Workspace, versions: tuple[str, ...]) -> Question:
    """Return the question that only the commits to be compared can answer, whatever was committed since."""
    commits = [space.repository.resolve(name) for name in versions]
    return asked_of(ctx, str(space.repository.room.folder), commits)


def _worked_out(space: Workspace, versions: tuple[str, ...], how: _How) -> tuple[int, bytes]:
    """Return the exit code and what is to be printed."""
    if how.view in ("columns", "participants"):
        columns = columns_found(space, versions, how.view)
        content = _columns_content(space, columns, versions, how)
        differs = any(row.differs for row in columns.rows)
    else:
        content, differs = _compared(space, versions, how)
    return ExitCode.PROBLEMS if differs else ExitCode.DONE, _bytes(content)


def _lasting(versions: tuple[str, ...], view: str, form: str) -> bool:
    """Tell whether only commits are looked at: neither files of the work tree nor templates."""
    named = len(versions) > 1 and WORK_TREE not in versions
    return named and view != "participants" and form in {"terminal", "json"}


def _pair(space: Workspace, versions: tuple[str, ...]) -> tuple[str, str]:
    """Return the names of the two texts to compare."""
    if len(versions) > 2:  # noqa: PLR2004  two texts
        raise UsageError("more than two versions are compared in columns", "add --view columns")
    if versions:
        return versions[0], versions[1] if len(versions) > 1 else WORK_TREE
    known = space.versions()
    if not known:
        raise UsageError("nothing has been released yet", "name two commits or dates")
    return known[-1].name, WORK_TREE


def _at(name: str) -> str | None:
    return None if name == WORK_TREE else name


def _compared(space: Workspace, versions: tuple[str, ...], how: _How) -> tuple[Any, bool]:
    from charterkit.store.between import compared  # noqa: PLC0415  slow to import

    names = _pair(space, versions)
    comparison = compared(space, *map(_at, names))
    return _content(space, comparison, names, how), not comparison.empty


def _content(space: Workspace, comparison: Comparison, names: tuple[str, str], how: _How) -> Any:
    near: dict[str, Any] = {} if how.context is None else {"context": how.context}
    if how.form == "json":
        from charterkit.documents.comparison.json import comparison_json  # noqa: PLC0415  slow to import

        return comparison_json(comparison, names, _sponsors(space, names))
    if how.view == "bars":
        return _bars(space, comparison, names, how)
    if how.form == "markdown" and how.view == "inline":
        from charterkit.documents.comparison.markdown import comparison_markdown  # noqa: PLC0415  slow to import

        return comparison_markdown(comparison, labels=names, sponsors=_sponsors(space, names), **near)
    if how.form != "terminal" and how.view == "inline":
        return _document(space, comparison, names, how)
    if how.form != "terminal":
        return _pair_document(space, comparison, names, how)
    from charterkit.documents.comparison.text import TextView, comparison_text  # noqa: PLC0415  slow to import

    chosen = next(name for name in get_args(TextView) if name == how.view)
    sponsors = _sponsors(space, names)
    return comparison_text(
        comparison, chosen, labels=names, width=terminal_width(), colour=coloured(), sponsors=sponsors, **near
    )


def _sponsors(space: Workspace, names: tuple[str, str]) -> Sponsors:
    from charterkit.store.between import sponsors_between  # noqa: PLC0415  slow to import

    return sponsors_between(space, *map(_at, names))


def _bars(space: Workspace, comparison: Comparison, names: tuple[str, str], how: _How) -> str | bytes:
    from charterkit.documents.views.bars import bars, bars_text  # noqa: PLC0415  slow to import

    signs = how.form == "markdown"
    made = bars(comparison, _front(space, names[1], names[0], how.language), _sponsors(space, names), signs=signs)
    if how.form == "terminal":
        return bars_text(made, terminal_width(), colour=coloured())
    return _written(space, made, how.form)


def _document(space: Workspace, comparison: Comparison, names: tuple[str, str], how: _How) -> str | bytes:
    from charterkit.documents import redline  # noqa: PLC0415  slow to import

    made = redline(comparison, _front(space, names[1], names[0], how.language), _sponsors(space, names))
    return _written(space, made, how.form)


def _front(space: Workspace, name: str, compared: str, language: str) -> Front:
    from charterkit.cli.report_options import front_at  # noqa: PLC0415  slow to import

    return front_at(space, _at(name), language, compared)


def _written(space: Workspace, made: AnyDocument, form: str) -> str | bytes:
    """Return a document in a format, with the command that made it."""
    from charterkit.cli.command_origin import of_command  # noqa: PLC0415  slow to import
    from charterkit.documents.formats import output  # noqa: PLC0415  likewise
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    return output(of_command(made), _DOCUMENTS[form], templates(space))


def _pair_document(space: Workspace, comparison: Comparison, names: tuple[str, str], how: _How) -> str | bytes:
    from charterkit.documents.synopsis.pairs import pairs_synopsis  # noqa: PLC0415  slow to import

    layout: Literal["side-by-side", "before-after"] = "side-by-side" if how.view == "side-by-side" else "before-after"
    front = _front(space, names[1], names[0], how.language)
    made = pairs_synopsis(comparison, layout, front, names, _sponsors(space, names))
    return _written(space, made, how.form)


def columns_found(space: Workspace, versions: tuple[str, ...], view: str) -> Columns:
    """Return versions in columns, or what each participant proposes beside the present text."""
    if view == "columns":
        from charterkit.history.comparing.columns import columns  # noqa: PLC0415  slow to import

        names = versions if len(versions) > 1 else _pair(space, versions)
        return columns([(name, space.charter(_at(name))) for name in names])
    from charterkit.drafting.sides import proposed_sides  # noqa: PLC0415  slow to import
    from charterkit.history.comparing.participants import by_participant  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    if len(versions) > 1:
        raise UsageError("the view of participants takes one version at most")
    now = negotiation(space, versions[0] if versions else space.repository.head())
    return by_participant(now.charter, proposed_sides(now.rolling()))


def _columns_content(space: Workspace, found: Columns, versions: tuple[str, ...], how: _How) -> Any:
    if how.form == "json":
        from charterkit.documents.comparison.json import columns_json  # noqa: PLC0415  slow to import

        return columns_json(found)
    if how.form != "terminal":
        return _written(space, columns_made(space, found, versions, how.language), how.form)
    from charterkit.documents.comparison.tables import columns_text  # noqa: PLC0415  slow to import

    width = terminal_width() or PAGE
    if how.context is None:
        return columns_text(found, width=width, colour=coloured())
    return columns_text(found, width=width, colour=coloured(), context=how.context)


def columns_made(space: Workspace, found: Columns, versions: tuple[str, ...], language: str = "") -> Synopsis:
    """Return texts in columns as a document, in the drafting language or in another of the charter's."""
    from charterkit.documents.synopsis.columns import columns_synopsis  # noqa: PLC0415  slow to import
    from charterkit.history.comparing.columns import COMPROMISE  # noqa: PLC0415  likewise

    if found.labels[-1] == COMPROMISE:
        names: tuple[str, ...] = (versions[0] if versions else space.repository.head() or WORK_TREE,)
        front = _front(space, names[0], "", language)
    else:
        names = found.labels
        front = _front(space, names[-1], ", ".join(names[:-1]), language)
    return columns_synopsis(found, [space.charter(_at(name)) for name in names], front)


def _bytes(content: Any) -> bytes:
    if isinstance(content, dict):
        content = json_text(content)
    return content.encode() if isinstance(content, str) else bytes(content)
