"""How large a record's file may be, and how deep: whoever reads one keeps to these, by whatever means it reads."""

from __future__ import annotations

from typing import Final, NamedTuple

MAX_BYTES: Final = 1_048_576
MAX_DEPTH: Final = 40
MAX_VALUES: Final = 30_000
"""How many keys and values a file may hold: more than any record needs, and read in less than a second."""


class Size(NamedTuple):
    """How many bytes a file may have, and how many keys and values it may hold."""

    bytes: int
    values: int


RECORD: Final = Size(MAX_BYTES, MAX_VALUES)
DECISION: Final = Size(4 * MAX_BYTES, 4 * MAX_VALUES)
"""A release names every unit of the text with its number; nobody writes it by hand, and it cannot be split."""


def size_of(path: str) -> Size:
    """Return how large the file at a path may be."""
    return DECISION if path.startswith("charter/decisions/") else RECORD
