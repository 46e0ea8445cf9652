"""Look for the libraries, fonts and programs that charterkit needs from the system, and install what is missing by apt.

Nothing is asked twice: what is there is found by loading it, not remembered. Where apt cannot be used (no root and no
sudo without a password, another system, ``APT=no``), the missing packages are named in one line, with what charterkit
goes on without. Python packages are left to ``environment.py``.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """One thing that charterkit wants from the system.

    ``package`` is its name in Debian, ``purpose`` what fails without it, ``present`` looks for it. Without a ``vital``
    one nothing can be set up; one ``for_tests`` is not needed for drafting.
    """

    package: str
    purpose: str
    present: Callable[[], bool]
    vital: bool = False
    for_tests: bool = False


def has_venv() -> bool:
    """Whether this Python can make virtual environments with pip in them (Debian ships that part apart)."""
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def has_library(name: str, version: int) -> bool:
    """Whether the shared library ``name`` loads, with the given number in its file name (``libNAME.so.VERSION``)."""
    try:
        ctypes.CDLL(f"lib{name}.so.{version}")
    except OSError:
        return sys.platform != "linux" and ctypes.util.find_library(name) is not None
    return True


def has_program(name: str) -> bool:
    """Whether ``name`` is on the search path."""
    return shutil.which(name) is not None


def has_ssh_server() -> bool:
    """Whether OpenSSH's server is here; it is not on everybody's search path."""
    return shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


def starts_services() -> bool:
    """Whether this machine starts what is installed on it: a server would listen to the network, unasked."""
    return Path("/run/systemd/system").is_dir()


@functools.cache
def font_families() -> frozenset[str]:
    """Every font family that fontconfig offers; none where fontconfig's programs are missing."""
    if not has_program("fc-list"):
        return frozenset()
    listed = subprocess.run(["fc-list", ":", "family"], check=False, capture_output=True).stdout
    return frozenset(name.strip() for name in listed.decode(errors="replace").replace("\n", ",").split(","))


def has_fonts(*families: str) -> bool:
    """Whether all of these font families are installed."""
    return font_families().issuperset(families)


NEEDS = (
    Need(
        f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
        "Python packages, so nothing at all",
        has_venv,
        vital=True,
    ),
    Need("libpango-1.0-0", "PDF (layout of lines)", lambda: has_library("pango-1.0", 0)),
    Need("libpangoft2-1.0-0", "PDF (fonts in the layout)", lambda: has_library("pangoft2-1.0", 0)),
    Need("libharfbuzz-subset0", "quick embedding of fonts in PDF", lambda: has_library("harfbuzz-subset", 0)),
    Need("fontconfig", "PDF (choice of fonts)", lambda: has_program("fc-list")),
    Need(
        "fonts-noto-core",
        "assured Latin, Cyrillic, Greek, Arabic, Devanagari, Thai and other letters in PDF",
        lambda: has_fonts("Noto Serif", "Noto Sans", "Noto Naskh Arabic", "Noto Serif Devanagari", "Noto Serif Thai"),
    ),
    Need(
        "fonts-noto-cjk",
        "assured Chinese, Japanese and Korean characters in PDF",
        lambda: has_fonts("Noto Serif CJK SC", "Noto Sans CJK SC"),
    ),
    Need("openssh-client", "signatures (made and checked by ssh-keygen)", lambda: has_program("ssh-keygen")),
    Need("poppler-utils", "tests that read PDFs", lambda: has_program("pdftotext"), for_tests=True),
    Need("gcc", "tests that let file calls fail", lambda: has_program("gcc"), for_tests=True),
    Need("libc6-dev", "compiling for these tests", lambda: Path("/usr/include/dlfcn.h").exists(), for_tests=True),
    Need("qpdf", "tests of the structure of PDFs", lambda: has_program("qpdf"), for_tests=True),
    Need("default-jre-headless", "tests of PDF/UA and PDF/A by veraPDF", lambda: has_program("java"), for_tests=True),
    Need("openssh-server", "tests of pushes over ssh", lambda: has_ssh_server() or starts_services(), for_tests=True),
    Need("chromium", "tests of HTML in a browser", lambda: has_program("chromium"), for_tests=True),
)


def missing(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Those of ``needs`` that are not on this machine now."""
    font_families.cache_clear()
    return tuple(need for need in needs if not need.present())


def apt_command() -> list[str] | None:
    """How apt can be called here without a question to anyone; None where it cannot, or ``APT=no`` forbids it."""
    if os.environ.get("APT") == "no" or not has_program("apt-get"):
        return None
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    if os.geteuid() == 0:
        return command
    sudo = ["sudo", "-n"]
    allowed = has_program("sudo") and subprocess.run([*sudo, "true"], check=False, capture_output=True).returncode == 0
    return [*sudo, *command] if allowed else None


def install(needs: Iterable[Need], apt: list[str]) -> None:
    """Install the packages of ``needs``; the package lists are fetched anew only where apt fails without that."""
    install_command = [*apt, "install", "--yes", "--no-install-recommends", *(need.package for need in needs)]
    print("Installing by apt:", *(need.package for need in needs), flush=True)
    if not succeeds(install_command, quiet=True):
        succeeds([*apt, "update"])
        succeeds(install_command)


def succeeds(command: list[str], *, quiet: bool = False) -> bool:
    """Run ``command`` without a keyboard; its output goes to standard error, or nowhere when ``quiet``."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output).returncode == 0


def advice(needs: Iterable[Need]) -> str:
    """What to install, in one line to copy, and what does not work until then."""
    listed = tuple(needs)
    width = max(len(need.package) for need in listed)
    packages = " ".join(need.package for need in listed)
    apt = has_program("apt-get")
    elsewhere = "" if apt else ", what your system calls these packages of Debian"
    return "\n".join(
        [
            f"Missing on this machine; install, as root{elsewhere}:",
            f"    {'apt-get install ' if apt else ''}{packages}",
            "and run the same command again. Until then, without",
            *(f"    {need.package:{width}}  no {need.purpose}" for need in listed),
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Install or name what is missing; returns 1 where nothing can be set up without it, and 0 otherwise."""
    parser = argparse.ArgumentParser(description="System packages for charterkit.")
    parser.add_argument("--tests", action="store_true", help="also what only the tests need")
    parser.add_argument("--only-tell", action="store_true", help="install nothing")
    options = parser.parse_args(arguments)
    wanted = [need for need in NEEDS if options.tests or not need.for_tests]
    lacking = missing(wanted)
    apt = None if options.only_tell else apt_command()
    if lacking and apt:
        install(lacking, apt)
        lacking = missing(wanted)
    if lacking:
        print(advice(lacking), file=sys.stderr)
    return 1 if any(need.vital for need in lacking) else 0


if __name__ == "__main__":
    sys.exit(main())
