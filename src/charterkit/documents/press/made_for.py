"""The versions of WeasyPrint and pydyf that the press was made for and tested with.

Most of its modules put other functions in the place of theirs (``replacing``). With other versions these could make
pages that look whole and are not, so such a version is refused before anything is laid out.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

MADE_FOR: Final = MappingProxyType({"weasyprint": "70", "pydyf": "0.13"})
"""By distribution, how its version begins."""


def made_for() -> str:
    """Return the versions in words."""
    return " and ".join(f"{name} {begins}" for name, begins in MADE_FOR.items())


def others(installed: Callable[[str], str] = version) -> str:
    """Return the versions that are installed and others than these, in words; nothing where all are these."""
    there = {name: installed(name) for name in MADE_FOR}
    return " and ".join(
        f"{name} {found}" for name, found in there.items() if not f"{found}.".startswith(f"{MADE_FOR[name]}.")
    )
