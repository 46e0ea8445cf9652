"""``charterkit verify``: whether the history is what its records say, and who signed them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.context import counted, now, print_json, working, workspace
from charterkit.cli.options import form_option
from charterkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from charterkit.history.verdict import Verdict
    from charterkit.store.git.repository import Repository


@click.command()
@click.argument("commit", default="HEAD")
@click.option("--since", "points", multiple=True, metavar="COMMIT|FILE",
              help="A commit that the history must still hold, or a file of such; any number of times.")  # fmt: skip
@click.option("--trust", metavar="FINGERPRINT",
              help="The secretariat's key with which the register must begin, as it was told you.")  # fmt: skip
@click.option("--record", is_flag=True, help="Keep the verified commit in the git directory as a recorded point.")
@form_option("text", "json")
@click.pass_context
def verify(  # noqa: PLR0917  click passes one argument for each option
    ctx: click.Context, commit: str, points: tuple[str, ...], trust: str | None, record: bool, form: str
) -> None:
    """Verify the history up to COMMIT: a version, tag, branch or commit, the present one by default.

    Every decision is made again over the submissions and compared with the text that it left; submissions and decisions
    must never have been edited or deleted, not even for a while; words must have changed by decisions alone; signatures
    must be those of who speaks; and the history must still hold every point that was recorded before. Each breach is
    told with its commit, its file and what to do, and what could not be checked is said. Settings and lists of the
    registry that were changed by hand, outside of all decisions, are named too: that is no breach. The exit code is 1
    where there is a breach.

    \b
    Examples:
      charterkit verify
      charterkit verify --record
      charterkit verify origin/main --since points.txt --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.store.audit.verifying import record_point  # noqa: PLC0415  slow to import
    from charterkit.store.audit.verifying import verify as verify_history  # noqa: PLC0415  likewise

    repository = workspace().repository
    head = repository.resolve(commit)
    known = [found for point in points for found in _points(repository, point)]
    with working("verifying"):
        verdict = verify_history(repository, head, now(), known, trust)
    kept = record_point(repository, head, now()) if record and not verdict.breaches else None
    if form == "json":
        print_json(_values(verdict))
    else:
        _print(verdict)
        if kept:
            click.echo(f"recorded {head} in {kept}")
            click.echo("keep a copy of this line elsewhere: it shows later whether the history was rewritten")
    if verdict.breaches:
        ctx.exit(ExitCode.PROBLEMS)


def _points(repository: Repository, point: str) -> list[str]:
    """Return the commits that an option means: a file of them, or one of this repository's, or a full id."""
    from charterkit.store.audit.verifying import commits_in  # noqa: PLC0415  slow to import

    if Path(point).is_file():
        return commits_in(Path(point).read_text(encoding="utf-8", errors="replace"))
    try:
        return commits_in(point)
    except UsageError:
        pass
    try:
        return [repository.resolve(point)]
    except UsageError as unknown:
        raise UsageError(f"--since: there is no such file, and {unknown.message}", unknown.hint) from None


def _print(verdict: Verdict) -> None:
    for breach in verdict.breaches:
        click.echo(str(breach))
    tally = verdict.tally
    looked = ", ".join(
        counted(number, noun)
        for number, noun in (
            (tally.commits, "commit"), (tally.submissions, "submission"), (tally.decisions, "decision"),
            (len(verdict.versions), "version"),
        )
    )  # fmt: skip
    click.echo(f"verified {verdict.head[:12]}: {looked}")
    if verdict.breaches:
        click.echo("1 breach" if len(verdict.breaches) == 1 else f"{len(verdict.breaches):,} breaches")
    else:
        click.echo("every text is what its decisions make of the submissions; no record was edited or deleted")
    if verdict.anchor:
        click.echo(
            f"signed: {counted(tally.signed_submissions, 'submission')} by who lodged them, "
            f"{counted(tally.signed_decisions, 'decision')} by the secretariat"
        )
        click.echo(f"the register of keys begins with {verdict.anchor}: compare it with what the secretariat told you")
    for each in verdict.outside:
        click.echo(f"outside decisions: {each.commit[:12]} {each.path}: {each.message}")
    for note in verdict.notes:
        click.echo(f"not checked: {note}")


def _values(verdict: Verdict) -> dict[str, Any]:
    return {
        "head": verdict.head,
        "breaches": [asdict(breach) for breach in verdict.breaches],
        "checked": asdict(verdict.tally) | {"versions": list(verdict.versions)},
        "anchor": verdict.anchor or None,
        "points": list(verdict.points),
        "outside_decisions": [
            {"commit": each.commit, "path": each.path, "message": each.message} for each in verdict.outside
        ],
        "not_checked": list(verdict.notes),
    }
