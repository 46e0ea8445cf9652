"""What the press is asked, and what it answers beside the PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: its HTML, and how.

    ``folders`` are the only places that files are fetched from, the first also that of relative addresses; ``spoken``
    is as in ``announced``; ``pages`` and ``megabytes`` are limits.
    """

    html: str
    folders: tuple[str, ...]
    identifier: str
    spoken: dict[str, str]
    pages: int
    megabytes: int
    preview: bool = False
    """Whether it is only looked at: without tags, which take longest to write."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What the press says of its work: what it has to report, what it refused to fetch, which limit it met."""

    reports: tuple[str, ...] = ()
    refused: str = ""
    over: str = ""
    missing: str = ""
