"""``charterkit doctor``: what this machine and workspace lack, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import coloured, print_json, speak_as, working
from charterkit.cli.options import form_option
from charterkit.errors import ExitCode

if TYPE_CHECKING:
    from charterkit.store.probing import Probe
    from charterkit.store.workspace import Workspace

PAGE: Final = "<!doctype html><html lang=en><title>Doctor</title><p>Pages can be made.</p></html>"
NAMED: Final = 6
"""How many missing words a line names."""

COLOURS: Final = {"ok": "green", "warn": "yellow", "missing": "red"}


@click.command()
@click.option("--fix", is_flag=True, help="Set again the tags of versions that lost theirs.")
@form_option("text", "json")
@click.pass_context
def doctor(ctx: click.Context, fix: bool, form: str) -> None:
    """Say what this machine and workspace lack, and what to do.

    Each line says 'ok', 'warn' (something is left undone, or works only in part) or 'missing' (something that is needed
    is not there; the exit code is 4). Outside a workspace only the machine is looked at.

    \b
    Examples:
      charterkit doctor
      charterkit doctor --fix
      charterkit doctor --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    with working("looking around"):
        found = list(_probes(ctx.find_root().obj, fix=fix))
    if form == "json":
        print_json([asdict(probe) for probe in found])
    else:
        for probe in found:
            _print(probe)
    if any(probe.state == "missing" for probe in found):
        ctx.exit(ExitCode.ENVIRONMENT)


def _probes(root: str | None, *, fix: bool) -> Iterator[Probe]:
    from charterkit.errors import CharterkitError  # noqa: PLC0415  with the rest
    from charterkit.store import probing  # noqa: PLC0415  slow to import
    from charterkit.store.workspace import open as open_workspace  # noqa: PLC0415  likewise

    folder = Path(root) if root else Path.cwd()
    if not folder.is_dir():
        yield probing.Probe("workspace", "missing", f"there is no folder {folder}", "give the folder of a charter")
        return
    yield from probing.machine(folder)
    yield from _pages()
    try:
        space = open_workspace(folder)
        if fix and (restored := probing.restore_tags(space.repository)):
            yield probing.Probe("tags", "ok", f"set again: {', '.join(restored)}")
        yield from probing.repository(space)
        speak_as(space)
        yield from _languages(space)
        yield from _templates(space)
    except CharterkitError as problem:
        inside = any(os.path.lexists(place / ".git") for place in (folder.absolute(), *folder.absolute().parents))
        yield probing.Probe("workspace", "missing" if inside else "warn", problem.message, problem.hint)


def _pages() -> Iterator[Probe]:
    """Yield what there is to say about page layout and fonts."""
    from charterkit.documents.fonts.families import FAMILIES, covered  # noqa: PLC0415  slow to import
    from charterkit.errors import EnvironmentProblem  # noqa: PLC0415  with the rest
    from charterkit.store.probing import Probe  # noqa: PLC0415  likewise

    yield _layout()
    try:
        absent = [family for family in FAMILIES if not covered(family.name)]
    except EnvironmentProblem as problem:
        yield Probe("fonts", "missing", problem.message, problem.hint)
        return
    there = len(FAMILIES) - len(absent)
    usual = FAMILIES[0] not in absent
    if not absent:
        yield Probe("fonts", "ok", f"all {there} families, for every script that charterkit draws")
        return
    names, packages = ", ".join(family.name for family in absent), sorted({family.package for family in absent})
    hint = f"on Debian: apt-get install {' '.join(packages)}"
    yield Probe("fonts", "warn" if usual else "missing", f"{there} of {len(FAMILIES)} families; not: {names}", hint)


def _languages(space: Workspace) -> Iterator[Probe]:
    """Yield which of the charter's languages documents have fixed words in."""
    from charterkit.documents.wording.labels import catalogue, language_name, missing_words, own_words  # noqa: PLC0415  slow
    from charterkit.errors import RecordsInvalid  # noqa: PLC0415  likewise
    from charterkit.store.probing import Probe  # noqa: PLC0415  likewise

    hint = "charterkit languages --fixed-words TAG lists them; docs/languages.md says how to add a language"
    try:
        added = own_words().catalogues
    except RecordsInvalid as invalid:
        yield from (Probe("languages", "missing", str(problem)) for problem in invalid.problems)
        return
    tags = tuple(dict.fromkeys((*space.charter().settings.languages, *added)))
    for tag in tags:
        name = language_name(tag, "en")
        if not catalogue(tag):
            yield Probe("languages", "warn", f"no fixed words in {name} ({tag}): theirs stand in English", hint)
        elif absent := missing_words(tag):
            some = f"{', '.join(absent[:NAMED])}{' ...' if len(absent) > NAMED else ''}"
            yield Probe("languages", "warn", f"{len(absent)} fixed words are missing in {name} ({tag}): {some}", hint)
    if all(catalogue(tag) and not missing_words(tag) for tag in tags):
        yield Probe("languages", "ok", f"fixed words in every language: {', '.join(tags)}")


def _templates(space: Workspace) -> Iterator[Probe]:
    """Yield whether the workspace's own templates are older than charterkit's."""
    from charterkit.documents.pages.templates import package_templates  # noqa: PLC0415  slow to import
    from charterkit.store.own_templates import own_templates  # noqa: PLC0415  likewise
    from charterkit.store.probing import Probe  # noqa: PLC0415  likewise

    found = own_templates(space.root / "templates", package_templates())
    old = [each.name for each in found if each.state in ("old", "edited-old")]
    if old:
        named = f"{', '.join(old[:NAMED])}{' ...' if len(old) > NAMED else ''}"
        yield Probe("templates", "warn", f"older than charterkit's: {named}", "charterkit templates says what to do")
    elif found:
        edited = sum(each.state != "same" for each in found)
        yield Probe("templates", "ok", f"{edited} edited or added here" if edited else "as charterkit has them")


def _layout() -> Probe:
    """Print a page, which needs WeasyPrint and every library that it loads."""
    from importlib.metadata import version  # noqa: PLC0415  only doctor asks

    from charterkit.documents.pdf.making import print_pages  # noqa: PLC0415  slow to import
    from charterkit.errors import CharterkitError  # noqa: PLC0415  with the rest
    from charterkit.store.probing import Probe  # noqa: PLC0415  likewise

    try:
        print_pages(PAGE)
    except CharterkitError as problem:
        return Probe("WeasyPrint", "missing", problem.message, problem.hint)
    return Probe("WeasyPrint", "ok", version("weasyprint"))


def _print(probe: Probe) -> None:
    state = f"{probe.state:<8}"
    click.echo(f"{click.style(state, fg=COLOURS[probe.state]) if coloured() else state}{probe.name}: {probe.found}")
    if probe.hint:
        click.echo(f"{'':8}  {probe.hint}")
