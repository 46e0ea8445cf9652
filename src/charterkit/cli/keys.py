"""``charterkit keys``: the register of keys: which key speaks for which participant."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charterkit.cli.context import parse_date, print_json, today, workspace
from charterkit.cli.options import form_option, noted
from charterkit.cli.output import stands
from charterkit.cli.recording import Recording, recorded
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.keys import Key, KeyChange, Register


@click.group()
def keys() -> None:
    """Say which SSH key speaks for which participant: list, add, revoke, use.

    The register is charter/keys/allowed_signers, with the revoked keys beside it. It changes by decisions that the
    secretariat signs, and the first key in it is the secretariat's.

    \b
    Examples:
      charterkit keys use ~/.ssh/id_ed25519
      charterkit keys add SEC ~/.ssh/id_ed25519.pub
      charterkit keys add XAA xaa.pub --from 2026-01-01 --until 2028-01-01
      charterkit keys revoke XAA SHA256:8Yj --note 'The laptop was lost.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b


@keys.command("list")
@form_option("text", "json")
def list_keys(form: str) -> None:
    """List the registered keys, with the days on which each holds."""
    from charterkit.store.decisions.keyring import register  # noqa: PLC0415  slow to import

    known = register(workspace())
    if form == "json":
        print_json([_values(key, known) for key in known.keys])
        return
    for key in known.keys:
        values = _values(key, known)
        span = " ".join(
            f"{word} {values[name]}" for word, name in (("from", "from"), ("until", "until")) if values[name]
        )
        click.echo(f"{key.participant:<8} {key.fingerprint}  {values['state']}{f'  ({span})' if span else ''}")
    if not known.keys:
        click.echo("no key is registered yet: charterkit keys add SEC FILE")


@keys.command()
@click.argument("pairs", nargs=-1, required=True, metavar="PARTICIPANT FILE...")
@click.option("--from", "first", callback=parse_date, metavar="DATE", help="The first day on which it holds (UTC).")
@click.option("--until", "last", callback=parse_date, metavar="DATE", help="The first day on which it no longer holds.")
@noted
@recorded
def add(
    pairs: tuple[str, ...],
    first: datetime.date | None,
    last: datetime.date | None,
    how: Recording,
) -> None:
    """Register the public key in FILE as one that speaks for PARTICIPANT; several pairs make one decision.

    \b
    Examples:
      charterkit keys add XAA xaa.pub --from 2026-01-01 --until 2028-01-01
      charterkit keys add XAA xaa.pub XAB xab.pub
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    if first and last and first >= last:
        raise UsageError("a key holds from a day until a later one", "see --from and --until")
    if len(pairs) % 2:
        raise UsageError("each participant comes with the file of its key", "charterkit keys add XAA xaa.pub")
    changes = [_added(code, file, first, last) for code, file in zip(pairs[::2], pairs[1::2], strict=True)]
    _record(changes, how)


def _added(code: str, file: str, first: datetime.date | None, last: datetime.date | None) -> KeyChange:
    from charterkit.model.base import CODE_PATTERN  # noqa: PLC0415  slow to import
    from charterkit.model.keys import KeyChange  # noqa: PLC0415  likewise
    from charterkit.store.signing.own_key import public_key  # noqa: PLC0415  likewise

    if not re.fullmatch(CODE_PATTERN, code):
        raise UsageError(f"{code[:40]!r} is no code of a participant", "such as XAA")
    return KeyChange(change="add", participant=code, key=public_key(file), valid_after=first, valid_before=last)


@keys.command()
@click.argument("participant")
@click.argument("fingerprint", required=False)
@click.option("--note", metavar="TEXT", help="A note for the record: why.")
@recorded
def revoke(
    participant: str,
    fingerprint: str | None,
    how: Recording,
) -> None:
    """Revoke a key of PARTICIPANT, named by its FINGERPRINT or the beginning of it. It never comes back.

    What the secretariat had received before stays valid.

    \b
    Example:
      charterkit keys revoke XAA SHA256:8Yj --note 'The laptop was lost.'
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.model.keys import KeyChange  # noqa: PLC0415  slow to import
    from charterkit.store.decisions.keyring import named, register  # noqa: PLC0415  likewise

    key = named(register(workspace()), participant, fingerprint)
    _record([KeyChange(change="revoke", participant=participant, key=key.key)], how)


@keys.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def use(file: Path) -> None:
    """Sign every commit of this clone with the key in FILE, those made with git and those made with charterkit.

    \b
    Example:
      charterkit keys use ~/.ssh/id_ed25519
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.model.keys import fingerprint  # noqa: PLC0415  slow to import
    from charterkit.store.decisions.keyring import register  # noqa: PLC0415  likewise
    from charterkit.store.signing.own_key import use_key  # noqa: PLC0415  likewise

    space = workspace()
    public = use_key(space.repository.git, space.repository.room, file.absolute())
    stands("git's settings")
    holder = register(space).holder(public)
    speaks = f"it speaks for {holder}" if holder else "it is not in the register yet"
    click.echo(f"commits of this clone are signed with {fingerprint(public)}: {speaks}")


def _record(changes: list[KeyChange], how: Recording) -> None:
    from charterkit.model.keys import fingerprint  # noqa: PLC0415  slow to import
    from charterkit.store.decisions import keyring  # noqa: PLC0415  likewise

    space = workspace()
    ready = keyring.decide(space, changes, how.circumstances(space))
    if how.form == "json":
        how.record(space, ready)
        return
    commit, files = how.written(space, ready)
    for change in changes:
        done = "added" if change.change == "add" else "revoked"
        click.echo(f"{'would be ' if how.dry_run else ''}{done}: {fingerprint(change.key)} of {change.participant}")
    written = f"recorded in {commit[:10]}: {', '.join(files)}" if commit else "nothing was written (--dry-run)"
    click.echo(written)


def _values(key: Key, known: Register) -> dict[str, Any]:
    bounds = {"from": key.valid_after, "until": key.valid_before}
    days = {name: f"{time[:4]}-{time[4:6]}-{time[6:8]}" if time else None for name, time in bounds.items()}
    day = today().isoformat()
    state = "holds"
    if key.key in known.revoked:
        state = "revoked"
    elif days["until"] and day >= days["until"]:
        state = "expired"
    elif days["from"] and day < days["from"]:
        state = "not yet valid"
    return {"participant": key.participant, "fingerprint": key.fingerprint, "state": state, **days}
