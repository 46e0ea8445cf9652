"""Make ``.venv``: the exact packages of ``requirements.txt``, and charterkit itself from this checkout.

Finished work is remembered in a stamp written last, so a second run costs nothing and an interrupted one is done
again. System libraries and fonts are left to ``system_packages.py``, the lock file to ``make lock``.
"""

from __future__ import annotations

import compileall
import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
STAMP = FOLDER / "charterkit-installed"
UNFINISHED = FOLDER / "charterkit-unfinished"
REFUSED = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


def place() -> str:
    """What a virtual environment cannot outlive: the folder it was made in and the Python it was made from."""
    return f"{FOLDER} {sys.base_prefix} {sys.version_info.major}.{sys.version_info.minor}"


def contents() -> str:
    """A digest of what is to be installed: the locked packages and charterkit's own metadata."""
    files = (ROOT / "requirements.txt", ROOT / "pyproject.toml")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def stamped() -> list[str]:
    """The place and the contents of the last installation that was finished; empty where there is none."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []


def works() -> bool:
    """Whether the environment runs, with pip, and was made here by this Python."""
    python = FOLDER / "bin" / "python"
    if UNFINISHED.exists() or not python.exists() or stamped()[:1] not in ([], [place()]):
        return False
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return subprocess.run([python, "-c", probe], check=False, capture_output=True).returncode == 0


def pip(*arguments: str) -> None:
    """Run the environment's pip, undisturbed by settings that would install elsewhere.

    Raises:
        subprocess.CalledProcessError: pip failed, and has said why.
    """
    settings = {name: value for name, value in os.environ.items() if name not in REFUSED}
    settings |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [str(FOLDER / "bin" / "python"), "-m", "pip", *arguments]
    subprocess.run(command, check=True, env=settings, cwd=ROOT, stdin=subprocess.DEVNULL)


def install() -> None:
    """Bring the environment to what the lock file says; every file must have a hash that stands there.

    charterkit is linked, not copied, and built by the hatchling of the lock file, without the network. Its modules are
    compiled here, as pip does with what it copies: a Python that may write no bytecode would do it at every start.
    """
    if not works():
        print("Making .venv", flush=True)
        venv.create(FOLDER, clear=True, with_pip=True, symlinks=True)
    UNFINISHED.touch()
    STAMP.unlink(missing_ok=True)
    print("Installing the locked Python packages (about 50, a minute or so the first time)", flush=True)
    pip("install", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--requirement=requirements.txt")
    pip("install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--editable=.")
    pip("check", "--quiet")
    compileall.compile_dir(ROOT / "src", quiet=2)
    STAMP.write_text(f"{place()}\n{contents()}\n", encoding="utf-8")
    UNFINISHED.unlink()


@contextmanager
def alone() -> Iterator[None]:
    """Keep a second run that is started meanwhile waiting."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def main() -> int:
    """Install what is not installed yet; returns the exit code of the pip that failed, or 0."""
    with alone():
        if stamped() == [place(), contents()] and (FOLDER / "bin" / "python").exists():
            return 0
        try:
            install()
        except subprocess.CalledProcessError as error:
            print("The Python packages are not installed; the next run does it anew.", file=sys.stderr)
            return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
