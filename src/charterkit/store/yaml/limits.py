"""How large a record's file may be, and how deep: whoever reads one keeps to these, by whatever means it reads."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 1_048_576
MAX_DEPTH: Final = 40
MAX_VALUES: Final = 30_000
"""How many keys and values a file may hold: more than any record needs, and read in less than a second."""
