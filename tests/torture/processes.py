"""Commands run with the fault library in them, by a process that forks (``server``), and how they ended."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

SOURCE: Final = Path(__file__).with_name("faults.c")
ORDER: Final = struct.Struct("@lliiii")
OFF, COUNTS, FAIL, KILL_ONE, KILL_ALL, HALF = range(6)


@dataclass(frozen=True, slots=True)
class Fault:
    """How a call fails: as the library has it (``faults.c``)."""

    name: str
    kind: int
    number: int = 0
    forever: bool = False
    reading: bool = False


COUNT: Final = Fault("", COUNTS)
COUNTING: Final = Fault("", COUNTS, reading=True)
"""No fault: calls are counted, without those that only read, or with them."""


def compiled(folder: Path) -> Path:
    """Compile the library with gcc; return its file."""
    library = folder / "faults.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, negative after a signal; what it printed."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        """The exit code, and the end of what it said was wrong."""
        return f"exit {self.code}: {self.err.strip()[-300:]!r}"


class Server:
    """A process that runs commands with the library in it, all on files below one folder.

    ``root`` is the charter that they are run in, ``temporary`` the folder of their temporary files.
    """

    def __init__(self, library: Path, below: Path, settings: Mapping[str, str]) -> None:
        self.settings, self.root, self.temporary = settings, below / "charter", below / "tmp"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self._beside = below
        self._order = below.with_name(f"{below.name}.order")
        self._order.write_bytes(bytes(ORDER.size))
        with self._order.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), ORDER.size)
        variables = {**os.environ, **settings, "LD_PRELOAD": str(library), "CHARTERKIT_FAULTS": str(self._order),
                     "CHARTERKIT_FAULTS_BELOW": str(below), "TMPDIR": str(self.temporary)}  # fmt: skip
        command = [sys.executable, str(SOURCE.with_name("server.py"))]
        self._running = subprocess.Popen(
            command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._running.communicate()

    def run(self, arguments: Sequence[str], fault: Fault = COUNTING, at: int = 0) -> Ended:
        """Run a command in the charter, with a fault in its ``at``-th file call."""
        out, err = (self._beside.with_name(f"{self._beside.name}.{name}") for name in ("out", "err"))
        order = ORDER.pack(0, at, fault.kind, fault.number, fault.forever, fault.reading)
        request = {"arguments": list(arguments), "folder": str(self.root), "out": str(out), "err": str(err)}
        assert self._running.stdin
        assert self._running.stdout
        self._shared[:] = order
        self._running.stdin.write(f"{json.dumps(request)}\n")
        self._running.stdin.flush()
        code = int(self._running.stdout.readline())
        self._shared[16:20] = struct.pack("@i", OFF)
        return Ended(code, out.read_text(errors="replace"), err.read_text(errors="replace"))

    def calls(self) -> int:
        """How many calls the last command made that count."""
        return int(ORDER.unpack(self._shared[:])[0])

    def emptied(self) -> list[str]:
        """Empty the folder of temporary files; return what was left there, but for a compiler's (Python asks it)."""
        left = sorted(path.name for path in self.temporary.iterdir())
        if left:
            shutil.rmtree(self.temporary, ignore_errors=True)
            self.temporary.mkdir()
        return [name for name in left if not name.startswith("cc")]
