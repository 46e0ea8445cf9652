"""``python -m benchmarks.documents``: PDFs beside their peers, after an edit, by two processes; as tables with bars.

``--quick`` takes smaller documents and holds nothing to its bar; ``--only NAME`` prints one table. Needs the dependency
group ``bench`` for Typst, and Debian's chromium for Chromium; what is not installed is skipped and said. The two
processes need two idle cores. Exit code 1 where a ratio is over its bar.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks.documents import kinds, speed

LONG = 345
"""Asked for so many, a generated charter has at least 300 pages: each of its parts begins on a page of its own."""
TABLES: dict[str, tuple[str, Callable[[bool], list[speed.Row]]]] = {
    "10": ("10 pages, from a cold start", lambda _: speed.beside_peers(10, 3)),
    "60": ("60 pages, from a cold start", lambda quick: speed.beside_peers(60, 1 if quick else 2)),
    "300": ("300 pages, from a cold start", lambda quick: [] if quick else speed.beside_peers(LONG, 1)),
    "edit": ("One clause edited, a press that stays", lambda quick: speed.after_an_edit(60 if quick else LONG)),
    "two": ("Two processes", lambda quick: speed.two_processes(60 if quick else LONG)),
    "kinds": ("Every kind, by one process", lambda quick: kinds.every_kind(*((20, 4) if quick else (240, 10)))),
    "redline": ("Every third word changed", lambda quick: speed.dense_redlines(10 if quick else 60)),
}


def main() -> int:
    """Print the tables that the command line asks for; return the exit code."""
    asked = _parser().parse_args()
    over = False
    for name in asked.only:
        title, rows = TABLES[name]
        print(f"\n{title}\n  {'':46} {'seconds':>8} {'ratio':>7} {'bar':>6}", flush=True)
        for row in rows(asked.quick):
            bar = "" if row.bar is None else f"{row.bar:6.2f}"
            over |= row.bar is not None and row.ratio > row.bar
            print(f"  {row.name:46} {row.seconds:8.2f} {row.ratio:7.3f} {bar:>6}  {row.remark}".rstrip(), flush=True)
    return int(over and not asked.quick)


def _parser() -> argparse.ArgumentParser:
    tables = "\n".join(f"  {name:8} {title}" for name, (title, _) in TABLES.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.documents",
        description=f"{__doc__}\ntables:\n{tables}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="smaller documents, held to no bar")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES), metavar="NAME", help="these tables")
    return parser


if __name__ == "__main__":
    sys.exit(main())
