"""``charterkit render``: one document as Markdown, HTML or PDF, or the whole set of them with an index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from charterkit.cli.completion import complete_versions
from charterkit.cli.context import parse_date, working, workspace
from charterkit.cli.options import at_option
from charterkit.cli.output import chosen_form, write
from charterkit.cli.printing import printing
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.cli.asked import Asked
    from charterkit.store.workspace import Workspace

VIEWS: Final = (
    "clean", "redline", "rolling", "compilation", "compilation-by-article", "corrigendum", "adopted",
)  # fmt: skip
FORMS: Final = ("md", "html", "pdf")
MARGINS: Final = ("agreement", "origin")


@click.command()
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="clean",
    show_default=True,
    help="The text as it stands; what changed since --against; with everything open, in brackets; all open proposals, "
    "as submitted or article by article; corrections of the text issued as --against; with signature pages.",
)
@click.option("--all", "every", is_flag=True, help="Every document there can be, with an index, into the folder -o.")
@at_option("A version, commit or date; the last commit by default.")
@click.option(
    "--against",
    metavar="VERSION",
    shell_complete=complete_versions,
    help="What a redline or corrigendum compares with; the version before by default.",
)
@click.option("--work-tree", is_flag=True, help="The files as they lie, committed or not.")
@click.option(
    "--attributed/--anonymous",
    default=None,
    help="With the names of sponsors, or without: a rolling text has them by default, article by article has not.",
)
@click.option("--language", metavar="TAG", help="The language of the text; the drafting language by default.")
@click.option("--languages", metavar="TAG,TAG", help="The clean text in several languages, in parallel columns.")
@click.option("--number", type=click.IntRange(1), default=1, show_default=True,
              help="Which corrigendum to the text it is: Corr.1, Corr.2.")  # fmt: skip
@click.option("--objections-by", callback=parse_date, metavar="DATE",
              help="Until when objections to a correction may be raised, in a corrigendum.")  # fmt: skip
@click.option("--margin", "margins", multiple=True, type=click.Choice(MARGINS),
              help="What stands beside the words: how far they are agreed, or which proposals brought them; "
                   "as the charter's settings say by default.")  # fmt: skip
@click.option(
    "--watermark/--no-watermark", default=None, help="With the status of the text behind every page; likewise."
)
@click.option("--paragraph-numbers/--no-paragraph-numbers", default=None,
              help="With all paragraphs numbered through; likewise.")  # fmt: skip
@click.option("--line-numbers", type=click.IntRange(0, 100), metavar="N",
              help="With every Nth line of a PDF numbered in the margin: 1 for all, 0 for none; likewise.")  # fmt: skip
@click.option("--line-count", type=click.Choice(("page", "text")),
              help="Lines counted from 1 on every page, or through the text; likewise.")  # fmt: skip
@click.option("--pdf-variant", type=click.Choice(("ua", "a")),
              help="The standard that a PDF keeps to: PDF/UA-1 for screen readers, or PDF/A-3a for archives, with the "
                   "source records attached.")  # fmt: skip
@click.option("--watch", "watching", is_flag=True,
              help="Make it again whenever a file changes, first as a preview, until Ctrl-C.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMS), help="By the file's suffix; else md.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="The file to write, whole or not at all; Markdown and HTML go to stdout otherwise.")  # fmt: skip
def render(every: bool, watching: bool, form: str | None, output: Path | None, **asked: Any) -> None:
    """Make a document of the charter as Markdown, HTML or PDF.

    \b
    Examples:
      charterkit render -o charter.pdf
      charterkit render --view redline --against zero-draft -o redline.pdf
      charterkit render --view rolling --at zero-draft | less
      charterkit render --view rolling --margin agreement --margin origin --watermark -o rolling.pdf
      charterkit render --line-numbers 5 -o draft.pdf
      charterkit render --view compilation -o proposals.pdf
      charterkit render --view corrigendum --against final-text --number 2 -o corrigendum.pdf
      charterkit render --languages en,ru -o parallel.pdf
      charterkit render --pdf-variant a -o archive.pdf
      charterkit render --watch -o draft.pdf
      charterkit render --all -o documents
      charterkit render --all --pdf-variant ua -o documents
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.asked import Asked  # noqa: PLC0415  slow to import
    from charterkit.cli.render_views import made  # noqa: PLC0415  slow to import
    from charterkit.documents import formats  # noqa: PLC0415  likewise
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise

    wanted = Asked(**asked)
    if every:
        if watching:
            raise UsageError("--all goes without --watch")
        if wanted.pdf_variant and form not in (None, "pdf"):
            raise UsageError("--pdf-variant goes with PDF", f"leave --format {form} out, or give --format pdf")
        _all(wanted, form, output)
        return
    chosen = chosen_form(form, output, FORMS, "md")
    paged = {
        "--pdf-variant": wanted.pdf_variant,
        "--line-numbers": wanted.line_numbers,
        "--line-count": wanted.line_count,
    }
    for option, value in paged.items():
        if value is not None and chosen != "pdf":
            raise UsageError(f"{option} goes with PDF", "give a file that ends in .pdf, or --format pdf")
    if watching:
        from charterkit.cli.watch import watch  # noqa: PLC0415  likewise

        watch(wanted, chosen, output)
    space = workspace()
    document = made(space, wanted)
    if wanted.line_count and not getattr(document, "line_numbers", None):
        click.echo("note: --line-count says how, but no lines are numbered here: give --line-numbers N too", err=True)
    _note_uncommitted(space, wanted)
    how = printing(space, wanted) if chosen == "pdf" else None
    with working("making pages" if chosen == "pdf" else "writing"):
        content = formats.output(document, chosen, templates(space), how)
    write(content, output)


def _all(wanted: Any, form: str | None, output: Path | None) -> None:
    """Write the whole set; what cannot be made now is named in the index, with the reason."""
    from charterkit.cli.render_set import write_set  # noqa: PLC0415  slow to import

    if output is None or output.is_file():
        raise UsageError("--all needs a folder to write to", "give it with -o DIR")
    if wanted.view != "clean" or wanted.languages or wanted.against:
        raise UsageError("--all makes every view", "leave --view, --languages and --against out")
    space = workspace()
    _note_uncommitted(space, wanted)
    written = write_set(space, wanted, (form,) if form else FORMS, output)
    click.echo(f"wrote {written} documents and their index to {output}", err=True)


def _note_uncommitted(space: Workspace, wanted: Asked) -> None:
    """Tell whoever renders the last commit which files of the charter, its settings among them, lie otherwise."""
    if wanted.at is not None or wanted.work_tree:
        return
    changed = [path for path in space.repository.dirty() if path.startswith("charter/")]
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        message = f"note: made of the last commit; not committed: {changed[0]}{more}"
        click.echo(f"{message} (--work-tree takes the files as they lie)", err=True)
