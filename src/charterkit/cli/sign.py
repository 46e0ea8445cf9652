"""``charterkit sign``: a detached signature for a submission, for those who send it without git."""

from __future__ import annotations

from pathlib import Path

import click

from charterkit.errors import RecordsInvalid, UsageError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--key", metavar="KEYFILE", help="The private key; by default the one that git signs with (user.signingkey)."
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH",
              help="Where the signature goes; by default beside FILE, as FILE.sig.")  # fmt: skip
def sign(file: Path, key: str | None, output: Path | None) -> None:
    """Sign the submission in FILE with an SSH key: the signature goes beside it, as FILE.sig.

    Neither git nor a workspace is needed. Whoever lodges the submission hands both files over; the secretariat checks
    the signature and keeps it. Once signed, the file must not change by a single byte.

    \b
    Examples:
      charterkit sign XAA-2026-003.yaml --key ~/.ssh/id_ed25519
      charterkit lodge XAA-2026-003.yaml --signature XAA-2026-003.yaml.sig
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.output import stands  # noqa: PLC0415  with the rest
    from charterkit.errors import Problem  # noqa: PLC0415  with the rest
    from charterkit.model.submissions import Submission  # noqa: PLC0415  slow to import
    from charterkit.store.disk.whole_files import write_atomically  # noqa: PLC0415  likewise
    from charterkit.store.records.reading import record  # noqa: PLC0415  likewise
    from charterkit.store.signing.signatures import sign as signature_of  # noqa: PLC0415  likewise
    from charterkit.store.submissions.outside import read_file  # noqa: PLC0415  likewise

    if not file.is_file():
        raise UsageError(f"there is no file {file}", "paths count from the current folder")
    content, problems = read_file(file), list[Problem]()
    submission = record(str(file), content, Submission, problems)
    if submission is None:
        raise RecordsInvalid(problems)
    signature = signature_of(content, key or _own_key())
    target = output or file.with_name(f"{file.name}.sig")
    write_atomically(target, signature)
    stands(target)
    click.echo(f"signed {submission.id} for {submission.by}: {target}")


def _own_key() -> str:
    """Return the key that git signs with here, or say how to name one."""
    from charterkit.store.git.commands import Git  # noqa: PLC0415  slow to import
    from charterkit.store.signing.own_key import own_key  # noqa: PLC0415  likewise

    key = own_key(Git(Path.cwd()))
    if key is None or key.name.startswith(("key::", "ssh-")):
        raise UsageError("which key is to sign?", "name its file: charterkit sign FILE --key ~/.ssh/id_ed25519")
    return str(Path(key.name).expanduser())
