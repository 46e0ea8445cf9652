"""Keys for tests: real ones, made once, and charters in which they are registered."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.cli.runner import Charter

CODES = ("SEC", "XAA", "XAB", "LOST")


def make_keys(folder: Path) -> None:
    """Make a key for each participant, and one that belongs to nobody."""
    for code in CODES:
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / code)]
        subprocess.run(command, check=True)


def public(keys: Path, code: str) -> str:
    return (keys / f"{code}.pub").read_text().strip()


def fingerprint(keys: Path, code: str) -> str:
    listed = subprocess.run(
        ["ssh-keygen", "-lf", str(keys / f"{code}.pub")], capture_output=True, text=True, check=True
    )
    return listed.stdout.split()[1]


def use(charter: Charter, keys: Path, code: str | None) -> None:
    """Let git sign the commits of a clone with a key, or with none."""
    charter.git("config", "gpg.format", "ssh")
    charter.git("config", "commit.gpgsign", "true" if code else "false")
    if code:
        charter.git("config", "user.signingkey", str(keys / code))


def registered(charter: Charter, keys: Path, *, required: bool = False) -> None:
    """Register the keys of the secretariat, XAA and XAB, and let this clone be the secretariat's."""
    use(charter, keys, "SEC")
    for code in ("SEC", "XAA", "XAB"):
        charter.done("keys", "add", code, str(keys / f"{code}.pub"))
    if required:
        settings = charter.root / "charter/charter.yaml"
        settings.write_text(settings.read_text().replace("outline:\n", "require_signatures: true\noutline:\n", 1))
        charter.git("commit", "--quiet", "--all", "--message", "Signatures are required")


def clone_of(charter: Charter, root: Path, keys: Path, code: str | None) -> Charter:
    """Return a clone whose commits are signed with a key."""
    shutil.copytree(charter.root, root, symlinks=True)
    clone = Charter(root)
    use(clone, keys, code)
    return clone
