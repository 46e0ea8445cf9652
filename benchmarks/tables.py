"""How benchmarks print what they measured: tables with a title, columns as wide as what stands in them."""

from __future__ import annotations

import sys


def table(title: str, heads: list[str], rows: list[list[object]]) -> None:
    """Print a table."""
    lines = [heads, *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for line in lines:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    sys.stdout.flush()  # each table as soon as it is known, also into a file
