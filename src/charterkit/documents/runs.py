"""Runs: words in a row that share a mark, a style and a meaning; what every document is made of in the end.

How runs look is left to the templates; how texts become runs, to ``weave`` and ``wording.phrases``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["keep", "insert", "delete"]
"""What became of words between two texts; in a text that compares nothing all is kept."""

Role = Literal[
    "word", "placeholder", "reference", "note", "bracket", "label", "holders", "sign", "rung", "command", "code",
    "path", "ltr", "apart",
]  # fmt: skip
"""What a run is: the first three are words of the records, ``note`` calls a footnote, the document adds those up
to ``command``; the rest are words by the way they go (``two_ways``)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share one mark, one style and one meaning."""

    text: str
    mark: Mark = "keep"
    role: Role = "word"
    emphasis: bool = False
    target: str = ""
    """The path that a reference leads to, where the document has it."""
    note: int = 0
    """The number of the footnote that is called here."""
    first_call: bool = False
    """Whether this is the footnote's first call: a page prints the note there."""
    by: str = ""
    """Whose words they are, as the page names them: ``XAA, XAB``."""
    rung: str = ""
    """How far these words alone are agreed: a rung of the ladder, or ``reopened``."""
    move: int = 0
    """The number of the move, where a sentence stands at its old place (``delete``) or its new one (``insert``)."""
    lang: str = ""
    """The language of the words, where it is not that of what they stand in."""


Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """Return all words of runs, whatever became of them."""
    return "".join(run.text for run in runs)


def plain(runs: Runs) -> str:
    """Return the words that stand, without deleted ones where others remain.

    Where brackets say that words are not agreed, those of the present text stand, if it has any.
    """
    words = [run for run in runs if run.role in ("word", "placeholder", "reference")]
    gone = "insert" if any(run.role == "bracket" for run in runs) else "delete"
    standing = [run for run in words if run.mark != gone]
    return " ".join(text_of(standing or words).split())
