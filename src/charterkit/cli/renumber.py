"""``charterkit renumber`` and ``concordance``: close the gaps between numbers, and say which number became which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charterkit.cli.completion import complete_versions
from charterkit.cli.context import workspace
from charterkit.cli.options import noted
from charterkit.cli.page_language import language_option, page_language
from charterkit.cli.recording import Recording, recorded
from charterkit.cli.report_options import front_at, print_report, report_form, report_options
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.store.decisions.renumbering import Renumbering
    from charterkit.store.workspace import Workspace


@click.command()
@noted
@recorded
def renumber(how: Recording) -> None:
    """Renumber the text by decision: close the gaps, drop the tombstones, give insertions numbers of their own.

    Between two renumberings every number stays what it was printed as: what comes after Article 5 is Article 5 bis, and
    what is deleted leaves its number behind. References follow by themselves. The concordance is printed; charterkit
    concordance prints it again, in every format.

    \b
    Examples:
      charterkit renumber --dry-run
      charterkit renumber --session session-4 --note 'Agreed by the drafting committee.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.decisions import renumbering  # noqa: PLC0415  slow to import

    space = workspace()
    ready = renumbering.prepare(space, how.circumstances(space))
    if how.form == "json":
        how.record(space, ready.deciding)
        return
    commit, files = how.written(space, ready.deciding)
    _print(ready)
    if commit is None:
        click.echo("this would renumber the text; nothing was written (--dry-run)")
    else:
        click.echo(f"renumbered the text in {commit[:10]}: {', '.join(files)}")


def _print(ready: Renumbering) -> None:
    from charterkit.cli.tables import table_text  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.tables import Table  # noqa: PLC0415  likewise

    rows = tuple((row.old or "(none)", row.new or "(closed up)", row.path) for row in ready.concordance.changed())
    click.echo(table_text(Table("Concordance", ("Before", "After", "Id"), rows)))


@click.command()
@click.argument("versions", nargs=-1, metavar="[A [B]]", shell_complete=complete_versions)
@click.option("--changed", is_flag=True, help="Only what has another number.")
@language_option
@report_options
def concordance(
    versions: tuple[str, ...], changed: bool, language: str | None, form: str | None, output: Path | None
) -> None:
    """Say which number became which: old number, new number and the id that both stand for.

    Without A and B: what the last renumbering did. With A: from that version, commit or date to the last commit; with
    both: from A to B.

    \b
    Examples:
      charterkit concordance
      charterkit concordance zero-draft --changed
      charterkit concordance zero-draft second-draft -o concordance.pdf
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    chosen = report_form(form, output)
    if len(versions) > 2:  # noqa: PLR2004  A and B
        raise UsageError("two texts are set against each other", "name one or two versions, commits or dates")
    from charterkit.documents.reports.concordance import concordance_report  # noqa: PLC0415  slow to import
    from charterkit.documents.wording.labels import labels  # noqa: PLC0415  likewise
    from charterkit.drafting.concordance import Concordance  # noqa: PLC0415  likewise
    from charterkit.drafting.concordance import concordance as compared  # noqa: PLC0415  likewise

    space = workspace()
    old, new = _texts(space, versions)
    charter = space.charter(new)
    found = compared(space.charter(old), charter)
    shown = Concordance(found.changed()) if changed else found
    page = page_language(charter.settings, language)
    said = labels(page)
    renumbering = (said["before"].lower(), said["after"].lower())
    names = [_called(space, at) for at in (old, new)] if versions else renumbering
    made = concordance_report(shown, charter.settings, front_at(space, new, page), *names)
    print_report(space, made, chosen, output)


def _texts(space: Workspace, versions: tuple[str, ...]) -> tuple[str, str]:
    """Return the commits of the texts that are meant."""
    from charterkit.store.decisions.renumbering import last_renumbering  # noqa: PLC0415  slow to import

    if versions:
        old, new = (*versions, "HEAD")[:2]
        return space.repository.resolve(old), space.repository.resolve(new)
    found = last_renumbering(space)
    if found is None:
        raise UsageError("the text has not been renumbered", "name two versions: charterkit concordance A B")
    return found


def _called(space: Workspace, commit: str) -> str:
    from charterkit.store.editions import edition  # noqa: PLC0415  slow to import

    return edition(space, commit).version or commit[:12]
