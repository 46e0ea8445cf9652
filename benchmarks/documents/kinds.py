"""Every kind of document from the records on, beside bare WeasyPrint on its HTML.

The charter has gone through some versions, with submissions of thirty participants; nothing of it was kept before. A
program of its own makes each document, so that its start, reading the records, working out what is open, the templates
and the press are all counted. What counts is the work of processors, not the time, so that other programs disturb it
less. The bar is for ten pages and more: of a shorter document, most is the start of two programs where WeasyPrint alone
starts one.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.documents import peers
from benchmarks.documents.speed import Row, worked
from benchmarks.negotiation.negotiating import Negotiating

from charterkit.cli.asked import Asked
from charterkit.cli.set_members import members
from charterkit.documents.kinds import AnyDocument
from charterkit.documents.pages.html import to_html
from charterkit.store.workspace import open as open_workspace

SEED: Final = 11
BAR: Final = 1.03
HELD: Final = 10
"""From so many pages on a document is held to the bar."""
KINDS: Final = ("clean", "rolling", "rolling-anonymous", "redline", "compilation", "compilation-by-article", "versions",
                "proposals", "standing", "statistics", "sources", "concordance", "contributions")  # fmt: skip
"""The documents of the set of which there is one; of briefs and histories, the first."""

_MANY: Final = ("briefs", "history")

_MAKING: Final = """
import sys
from pathlib import Path
from charterkit.cli.asked import Asked
from charterkit.cli.set_members import members
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.store.workspace import open
space, name = open(Path(sys.argv[1])), sys.argv[2]
made = next(each for each in members(space, Asked()) if each.name == name).make(space, Asked())
sys.stdout.buffer.write(to_pdf(made, printing=Printing(processes=1)))
"""


def every_kind(articles: int, versions: int) -> list[Row]:
    """Return the work for each kind of document, by one process, over that of bare WeasyPrint."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        going = Negotiating(root, random.Random(SEED), articles)
        for number in range(versions):
            going.version(f"draft-{number:02}")
        return [row for name in _names(root) for row in _beside(root, name)]


def _names(root: Path) -> list[str]:
    """Return the documents that are made: of those of which there are many, the first."""
    found: dict[str, str] = {}
    for member in members(open_workspace(root), Asked()):
        kind = member.name.partition("/")[0]
        if kind in (*KINDS, *_MANY):
            found.setdefault(kind, member.name)
    return list(found.values())


def _beside(root: Path, name: str) -> list[Row]:
    shutil.rmtree(root / ".git" / "charterkit", ignore_errors=True)
    ours = worked(partial(_by_itself, root, name))
    html = to_html(_document(root, name), paged=True)
    bare = worked(partial(peers.weasyprint, html))
    said = "" if ours.pages == bare.pages else f"WeasyPrint alone: {bare.pages} pages"
    bar = BAR if ours.pages >= HELD else None
    return [Row(f"{name}, {ours.pages} pages", ours.seconds, ours.seconds / bare.seconds, bar, said)]


def _by_itself(root: Path, name: str) -> bytes:
    """Return a document as a program of its own makes it, from a cold start."""
    return subprocess.run([sys.executable, "-c", _MAKING, str(root), name], check=True, capture_output=True).stdout


def _document(root: Path, name: str) -> AnyDocument:
    space = open_workspace(root)
    return next(each for each in members(space, Asked()) if each.name == name).make(space, Asked())
