"""The options that every decision of the meeting has, gathered into one value, and what it records in one commit."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.context import day_of, now, print_json
from charterkit.cli.options import dated, form_option, session_option, together
from charterkit.cli.output import in_files

if TYPE_CHECKING:
    from charterkit.store.decisions.deciding import Deciding
    from charterkit.store.decisions.record import Circumstances
    from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Recording:
    """How a decision is recorded: on which day, in which session, with which note; for people or for programs."""

    date: datetime.date | None
    session: str | None
    note: str | None
    dry_run: bool
    form: str

    def circumstances(self, space: Workspace) -> Circumstances:
        """Return when, where and under which rule it is decided: the charter's own, today unless a date is given."""
        from charterkit.store.decisions.record import Circumstances  # noqa: PLC0415  slow to import

        head = space.repository.head()
        rule = space.charter(head).settings.rule
        return Circumstances(day_of(self.date, space.decisions(head)), self.session, rule, self.note)

    def written(self, space: Workspace, ready: Deciding) -> tuple[str | None, tuple[str, ...]]:
        """Record decisions in one commit; return it and the files, or none where they shall only be shown."""
        from charterkit.store.decisions.deciding import carry_out  # noqa: PLC0415  slow to import

        return (None, ()) if self.dry_run else carry_out(space, ready, now())

    def record(self, space: Workspace, ready: Deciding) -> None:
        """Record decisions in one commit and say so, or say what would be recorded."""
        from charterkit.store.yaml.text import plain  # noqa: PLC0415  slow to import

        commit, files = self.written(space, ready)
        if self.form == "json":
            decided = [plain(each) for each in ready.decisions]
            print_json({"decisions": decided, "commit": commit, "files": list(files)})
        elif commit is None:
            click.echo(f"{ready.subject}: nothing was written (--dry-run)")
        else:
            click.echo(f"{ready.subject} in {commit[:10]}{in_files(files)}")


_options = together(
    session_option("The session that decided; it stands in the registry."),
    click.option("--dry-run", is_flag=True, help="Say what would be recorded; write nothing."),
    dated,
    form_option("text", "json"),
)


def recorded(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of every decision; they arrive in one as ``how``, ``--note`` too if it has that."""

    @wraps(command)
    def gathered(note: str | None = None, **given: Any) -> None:
        own = {name: given.pop(name) for name in ("date", "session", "dry_run", "form")}
        command(**given, how=Recording(note=note, **own))

    return _options(gathered)
