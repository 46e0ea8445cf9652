"""What the press is asked, and what it answers beside the PDF; how both go through a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, Final

_SIZE: Final = 8
"""Bytes that say how long what follows is."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How lines are numbered in the margin."""

    every: int
    through: bool
    """Whether they are counted through the document, and not on every page."""
    digits: str
    """How the language writes 0 to 9."""
    apart: float
    """How far from the text, in millimetres."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: its HTML, and how.

    ``folders`` are the only places that files are fetched from, the first also that of relative addresses; ``spoken``
    is as in ``structure.tagging``; ``pages`` and ``megabytes`` are limits.
    """

    html: str
    folders: tuple[str, ...]
    identifier: str
    spoken: dict[str, str]
    pages: int
    megabytes: int
    preview: bool = False
    """Whether it is only looked at: without tags, which take longest to write."""
    processes: int = 0
    """How many processes may lay it out; 0 leaves it to the press."""
    variant: str = ""
    """The standard that the PDF keeps to, as WeasyPrint calls it: ``pdf/ua-1``, ``pdf/a-3a``."""
    attachments: tuple[tuple[str, str, str], ...] = ()
    """Files to go with it: name, text, what it is."""
    dated: str = ""
    """The date of the text, for the files that go with it."""
    lines: Lines | None = None
    """How lines are numbered, where they are."""

    @classmethod
    def read(cls, values: dict[str, Any]) -> Order:
        """Return an order from its values as they went through a pipe."""
        lines = values.pop("lines", None)
        return cls(**values, lines=Lines(**lines) if lines else None)


@dataclass(frozen=True, slots=True)
class Slip:
    """What the press says of its work: what it has to report, what it refused to fetch, which limit it met."""

    reports: tuple[str, ...] = ()
    refused: str = ""
    over: str = ""
    missing: str = ""
    untested: str = ""
    """The versions there are, where they are others than those that the press was made for."""


def framed(content: bytes) -> bytes:
    """Return bytes with their length before them."""
    return len(content).to_bytes(_SIZE, "big") + content


def unframed(pipe: IO[bytes]) -> bytes:
    """Read from a pipe what ``framed`` made.

    Raises:
        EOFError: the pipe ended before.
    """
    size = pipe.read(_SIZE)
    length = int.from_bytes(size, "big")
    content = pipe.read(length)
    if len(size) < _SIZE or len(content) < length:
        raise EOFError
    return content
