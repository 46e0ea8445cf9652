"""Run charterkit's commands in forks of a process that has the fault library loaded; started by ``processes``.

A request is a line of JSON on the input: the arguments, the folder, the files for stdout and stderr. The answer is a
line with the exit code, negative where a signal ended the command. It comes when git's processes have ended too.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import sys

import charterkit
from charterkit.cli import boundary

_NOT_LOADED = (".press", "__main__", ".demo")
"""What runs in a process of its own, or is of no use here."""

_BE_THE_PARENT_OF_ORPHANS = 36


def main() -> None:
    """Serve until the input ends."""
    _load()
    ctypes.CDLL(None).prctl(_BE_THE_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _command(**json.loads(line))
        _, ended = os.waitpid(child, 0)
        _wait_for_group(child)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()


def _load() -> None:
    """Import all that the commands import: once here, and not again in every fork."""
    for module in pkgutil.walk_packages(charterkit.__path__, "charterkit."):
        if not any(part in module.name for part in _NOT_LOADED):
            importlib.import_module(module.name)


def _command(arguments: list[str], folder: str, out: str, err: str) -> None:
    """Be one command; never return."""
    code = 99
    try:
        os.setsid()
        os.chdir(folder)
        for number, file in ((1, out), (2, err)):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        code = boundary.run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _wait_for_group(group: int) -> None:
    try:
        while True:
            os.waitpid(-group, 0)
    except ChildProcessError:
        return


if __name__ == "__main__":
    main()
