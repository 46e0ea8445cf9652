"""The second process of the press: it makes the pages from some unit on while the first makes those before.

It is a fork, so it has everything at hand; what comes back are kept pages. It ends with the block that asked for it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from charterkit.documents.press.pagination import Pagination
from charterkit.documents.press.window import Leaf, Unfit


@contextmanager
def partner(pagination: Pagination, unit: int, reports: list[str]) -> Iterator[Callable[[], list[Leaf]]]:
    """Have the pages from a unit on made by another process.

    Args:
        pagination: of the document, as yet without pages.
        unit: the first unit of the other process's part.
        reports: where WeasyPrint's warnings are collected, in both processes; those of the other are added.

    Yields:
        A function that waits for the pages and returns them; it raises Unfit where they cannot be had.
    """
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe(duplex=False)
    made: list[Leaf] = []
    process = forking.Process(target=_work, args=(pagination, unit, reports, theirs), daemon=True)
    process.start()
    theirs.close()

    def pages() -> list[Leaf]:
        if not made:
            try:
                leaves, warnings = ours.recv()
            except EOFError:
                raise Unfit from None
            made.extend(leaves)
            reports.extend(warnings)
        return made

    try:
        yield pages
    finally:
        ours.close()
        process.kill()
        process.join()


def _work(pagination: Pagination, unit: int, reports: list[str], answers: Connection) -> None:
    reports.clear()
    leaves = pagination.begin_with(unit)
    if all(leaf.sheet.text.portable for leaf in leaves):
        answers.send((leaves, reports))
    answers.close()
