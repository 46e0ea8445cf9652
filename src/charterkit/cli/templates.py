"""``charterkit templates``: a workspace's own templates beside those that come with charterkit."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import print_json, workspace
from charterkit.cli.options import form_option
from charterkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from charterkit.store.own_templates import OwnTemplate

SAID: Final = {
    "same": "as charterkit has it",
    "old": "older than charterkit's, and not edited here: charterkit templates --renew",
    "edited": "edited here",
    "edited-old": "edited here, and charterkit's has changed since: charterkit templates --diff {name}",
    "extends": "changes some of charterkit's, and does not grow old",
    "own": "only here",
}
"""What a state means, and what may be done about it."""


@click.command()
@click.option("--renew", is_flag=True, help="Put charterkit's present files in the place of those not edited here.")
@click.option("--diff", "compared", metavar="NAME", help="Show how one differs from charterkit's.")
@form_option("text", "json")
@click.pass_context
def templates(ctx: click.Context, renew: bool, compared: str | None, form: str) -> None:
    """Say which templates of this charter are edited, and which are older than those that come with charterkit.

    A new charter has a copy of every template, for editing. When charterkit is upgraded, the copies stay as they are.
    Those that were never edited can be renewed; what was edited is left alone, and compared with --diff. A template
    that is deleted here is charterkit's from then on. Nothing is committed. The exit code is 1 where one is old.

    \b
    Examples:
      charterkit templates
      charterkit templates --diff page.css
      charterkit templates --renew && git commit -m 'Renew templates' templates
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit import __version__  # noqa: PLC0415  with the rest
    from charterkit.documents.pages.templates import package_templates  # noqa: PLC0415  slow to import
    from charterkit.store.own_templates import copied_from, own_templates, renewed  # noqa: PLC0415  likewise

    if renew and compared:
        raise UsageError("--renew and --diff do not go together")
    folder, package = workspace().root / "templates", package_templates()
    if compared:
        _compare(folder, package, compared)
        return
    done = renewed(folder, package, __version__) if renew else ()
    found, since = own_templates(folder, package), copied_from(folder).version
    if form == "json":
        listed = [{"name": each.name, "state": each.state} for each in found]
        print_json({"charterkit": __version__, "copied_from": since, "renewed": done, "templates": listed})
    else:
        _tell(found, done, since)
    if any(each.state in ("old", "edited-old") for each in found):
        ctx.exit(int(ExitCode.PROBLEMS))


def _tell(found: tuple[OwnTemplate, ...], done: tuple[str, ...], since: str) -> None:
    for name in done:
        click.echo(f"renewed {name}")
    if not found:
        click.echo("there are no templates here: charterkit's are used")
        return
    told = [each for each in found if each.state != "same"]
    for each in told:
        click.echo(f"{each.name}: {SAID[each.state].format(name=each.name)}")
    alike = len(found) - len(told)
    if alike:
        click.echo(f"{alike} {'other' if told else 'template' if alike == 1 else 'templates'} as charterkit has "
                   f"{'it' if alike == 1 else 'them'}")  # fmt: skip
    if since and told:
        click.echo(f"copied from charterkit {since}")


def _compare(folder: Path, package: Path, name: str) -> None:
    from charterkit.store.own_templates import contents  # noqa: PLC0415  slow to import

    own, theirs = contents(folder), contents(package)
    if name not in own or name not in theirs:
        where = "charterkit has no template" if name not in theirs else "this charter has no template"
        raise UsageError(f"{where} {name!r}", "charterkit templates lists those of this charter")
    before, after = (each[name].decode("utf-8", "replace").splitlines(keepends=True) for each in (theirs, own))
    click.echo("".join(difflib.unified_diff(before, after, f"charterkit/{name}", f"templates/{name}")), nl=False)
