"""An SSH server for git on loopback: OpenSSH's own, with a port, host key and settings that live and end with a test.

Who may log in says nothing about who speaks for whom: all share one key here, as behind a forge all share one account.
"""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PATIENCE = 20.0
"""Seconds in which a server should answer."""

SEPARATION = Path("/run/sshd")
"""The folder that a server of the superuser wants to see, and that the system's own start makes."""

_SETTINGS = """\
ListenAddress 127.0.0.1:{port}
HostKey "{folder}/host"
PidFile none
AuthorizedKeysFile "{folder}/authorized"
AuthenticationMethods publickey
PermitRootLogin prohibit-password
UsePAM no
StrictModes no
MaxStartups 64
"""

_CLIENT = """\
Host *
    Port {port}
    User {user}
    IdentityFile "{folder}/login"
    IdentitiesOnly yes
    IdentityAgent none
    UserKnownHostsFile "{folder}/known"
    GlobalKnownHostsFile /dev/null
    StrictHostKeyChecking yes
    BatchMode yes
"""


class Place(NamedTuple):
    """Where repositories are served, and the command by which git gets there."""

    address: str
    command: str


def program() -> str | None:
    """Return the server's program; it is not on everybody's search path."""
    return shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def serving(root: Path, home: Path, folder: Path) -> Iterator[Place]:
    """Serve the repositories in ``root``; git runs with ``home``, and ``folder`` holds keys and settings."""
    port, sshd = _free_port(), program()
    assert sshd
    _make_keys(folder, port, home)
    (folder / "server").write_text(_SETTINGS.format(port=port, folder=folder))
    (folder / "client").write_text(_CLIENT.format(port=port, folder=folder, user=getpass.getuser()))
    if os.geteuid() == 0:
        SEPARATION.mkdir(mode=0o755, exist_ok=True)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([sshd, "-D", "-e", "-f", str(folder / "server")], stderr=log)
        try:
            _wait(server, port, folder / "log")
            yield Place(f"ssh://127.0.0.1{root}", f"ssh -F {shlex.quote(str(folder / 'client'))}")
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _make_keys(folder: Path, port: int, home: Path) -> None:
    for name in ("host", "login"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    only_git = f'restrict,command="HOME={shlex.quote(str(home))} exec git-shell -c \\"$SSH_ORIGINAL_COMMAND\\""'
    (folder / "authorized").write_text(f"{only_git} {(folder / 'login.pub').read_text()}")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
