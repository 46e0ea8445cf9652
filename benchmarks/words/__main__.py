"""``python -m benchmarks.words``: the text core beside its peers, as tables. Needs the dependency group ``bench``.

``--quick`` takes a tenth of the pairs and leaves the largest texts out. ``--pairs DIR`` measures texts of your own
instead: every folder below DIR holds the versions of one text (see ``real``). With ``--print N`` as well, N of their
redlines are printed beside those of the peers, for a person to read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.tables import table
from benchmarks.words import peers, quality, real, shown, speed

SEED = 20_260


def main(*, quick: bool) -> None:
    """Print every table."""
    sample = list(quality.pairs(SEED, 60 if quick else 600))
    table(
        f"Redlines of {len(sample)} amendments in nine languages (ratio: words marked over the fewest possible)",
        ["", "not exact", "splits a grapheme", "ratio median", "ratio p95", "readability (1 is best)"],
        [quality.redline_row(name, sample) for name in peers.REDLINES],
    )
    table(
        "A paragraph of 150 words rewritten: changes shown",
        ["", "least", "median", "most"],
        [quality.rewrite_row(name, SEED) for name in peers.REDLINES],
    )
    sizes = speed.SIZES[:2] if quick else speed.SIZES
    table(
        "Redline, milliseconds",
        ["words", *peers.REDLINES, "to raw", "to difflib"],
        [
            *(speed.redline_row(words, edits, SEED) for words, edits in sizes),
            *(speed.redline_row(words, 0, SEED, rewritten=True) for words, _ in sizes[:2]),
        ],
    )
    table(
        "Merge of one amendment a side, and of three, milliseconds",
        ["words", "charterkit", "git merge-file", "merge3 (words)", "to git"],
        [
            *(speed.merge_row(words, speed.one_a_side(words, SEED)) for words, _ in sizes),
            speed.merge_row("150, three", speed.three_a_side(SEED)),
        ],
    )
    count = 20 if quick else 200
    table(
        "Merges",
        ["", "clean ones right", "conflicts flagged"],
        [quality.merge_row(name, SEED, count) for name in quality.MERGERS],
    )
    table(
        "Merges of whole documents, twelve amendments dealt out to two sides, four words apart or more",
        ["", "both in it", "conflicts", "another text, silently"],
        real.document_rows(SEED, count),
    )
    table("Compilation, milliseconds", ["proposals", "words", ""], [speed.compile_row(30, 500, SEED)])


def own(folder: Path, count: int) -> None:
    """Print the tables of texts that the user has, or so many of their redlines."""
    if count:
        shown.print_redlines(folder, count)
        return
    table(f"Redlines of the texts in {folder}", real.HEADS, real.redline_rows(folder))
    table("Merges of what changed in them", real.MERGE_HEADS, real.merge_rows(folder))


if __name__ == "__main__":
    options = dict(zip(sys.argv[1:], sys.argv[2:], strict=False))
    if "--pairs" in options:
        own(Path(options["--pairs"]), int(options.get("--print", "0")))
    else:
        main(quick="--quick" in sys.argv[1:])
