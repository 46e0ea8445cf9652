"""``charterkit status``: what is open, what collides, what is moot; brackets per part."""

from __future__ import annotations

import click

from charterkit.cli.context import counted, form_option, print_json, print_table, workspace


@click.command()
@form_option("text", "json")
@click.option("--at", metavar="VERSION", help="The state at a version or commit; the last commit by default.")
def status(form: str, at: str | None) -> None:
    """Say what is open, what collides with what, what is moot, and count the brackets per part.

    \b
    Examples:
      charterkit status
      charterkit status --format json
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.status_view import status_values, tables  # noqa: PLC0415  slow to import
    from charterkit.drafting.standing import standing  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    space = workspace()
    now = negotiation(space, at or space.repository.head())
    found = standing(now.charter, now.open(), now.bases, now.past)
    if form == "json":
        print_json(status_values(space, now, found))
        return
    versions = [version.name for version in space.versions()]
    drafts = [path for path in space.repository.dirty() if path.startswith("submissions/")]
    title = next(iter(now.charter.settings.title.values()))
    click.echo(title)
    click.echo(
        f"{counted(len(now.charter.provisions), 'provision')}, last version: {versions[-1] if versions else 'none'}"
    )
    for table in tables(now, found):
        click.echo()
        print_table(table, "text")
    if drafts:
        click.echo(f"\nnot lodged yet: {', '.join(drafts)}")
