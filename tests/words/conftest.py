"""Reads the cases that a lawyer can read: a title, then parts between lines with one full stop.

Text outside a case is for people. In a part, ``␠`` is a blank at an edge and ``␤`` a line break.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "cases"
PARTS = {"diff": 3, "merge": 4, "compile": 2}


@dataclass(frozen=True, slots=True)
class Case:
    """A title and the parts that follow it."""

    title: str
    parts: tuple[str, ...]


def cases(verb: str, parts: int) -> list[Case]:
    """All cases of a verb, each with so many parts.

    Raises:
        ValueError: if a case is cut short.
    """
    return [case for file in sorted((FOLDER / verb).glob("*.md")) for case in read(file.read_text("utf-8"), parts)]


def read(text: str, parts: int) -> list[Case]:
    """The cases of one file."""
    found: list[Case] = []
    lines = text.split("\n")
    at = 1
    while at < len(lines):
        if lines[at] != ".":
            at += 1
            continue
        title, bodies = lines[at - 1], []
        for _ in range(parts):
            end = lines.index(".", at + 1)
            bodies.append(_plain("\n".join(lines[at + 1 : end])))
            at = end
        found.append(Case(title, tuple(bodies)))
        at += 1
    return found


def _plain(part: str) -> str:
    return part.replace("␠", " ").replace("␤", "\n")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``merge_case`` runs once for every case in ``tests/cases/merge``; likewise the others."""
    for verb, parts in PARTS.items():
        if f"{verb}_case" in metafunc.fixturenames:
            found = cases(verb, parts)
            metafunc.parametrize(f"{verb}_case", found, ids=[case.title for case in found])
