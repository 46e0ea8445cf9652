"""Marks of Markdown around changed words, set so that they render: ~~deleted~~ and **inserted**.

CommonMark takes ``**`` for a mark only where white space and punctuation around it allow that. So white space goes
outside the marks, and where a letter touches them an empty comment, which counts as punctuation, keeps the two apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from charterkit.documents.comparison.pieces import PILCROW, Op, Piece, printable, spelled, split_edges
from charterkit.documents.markdown.escape import escape, in_a_cell

_MARKS: Final[dict[Op, str]] = {"delete": "~~", "insert": "**"}
_APART: Final = "<!-- -->"
_SPACE: Final = "␣"
"""Stands for white space that is all that changed."""


def plain_markdown(text: str) -> str:
    """Return words as Markdown that prints them literally, on one line."""
    return escape(printable(text.replace("\n", " ")), before=" ")


def in_cell(markdown: str) -> str:
    """Return Markdown as it stands in a cell of a table."""
    return in_a_cell(markdown).replace("\n\n", "\n").replace("\n", "<br>")


def marked_markdown(run: Iterable[Piece], before: str = "") -> str:
    """Return pieces as Markdown; a line end in them is one here, with a sign where it was taken out or put in.

    Args:
        run: the pieces of one field.
        before: what stands in front of them on the line.
    """
    lines = [_Line(before)]
    for piece in spelled(run):
        end = PILCROW if piece.op in _MARKS else ""
        for place, text in enumerate(printable(piece.text).replace("\n", f"{end}\n").split("\n")):
            if place:
                lines.append(_Line(""))
            lines[-1].add(piece.op, text)
    return "\n".join(line.markdown for line in lines).replace("\n\n\n", "\n\n").strip("\n")


class _Line:
    """One line as it grows, and whether it ends in a mark that must not be touched by a letter."""

    def __init__(self, before: str) -> None:
        self.markdown = ""
        self._before = before
        self._touchy = False

    def add(self, op: Op, text: str) -> None:
        """Add words; white space around changed ones stays outside their marks, and none opens a line."""
        mark = _MARKS.get(op)
        if not self._last and text.strip():
            text = text.lstrip()
        if not mark or not text:
            self._write(escape(text, before=self._last))
            return
        lead, words, trail = split_edges(text) if text.strip() else ("", "", "")
        self._write(lead)
        self._mark(mark, escape(words or _SPACE, before=mark[0]))
        self._write(trail)

    @property
    def _last(self) -> str:
        return (self._before + self.markdown)[-1:]

    def _mark(self, mark: str, words: str) -> None:
        if _is_word(self._last) and not _is_word(words[0]):
            self._write(_APART)
        self._write(mark + words + mark)
        self._touchy = not _is_word(words[-1])

    def _write(self, markdown: str) -> None:
        if markdown:
            apart = _APART if self._touchy and _is_word(markdown[0]) else ""
            self.markdown += apart + markdown
            self._touchy = False


def _is_word(char: str) -> bool:
    """Tell whether a character is neither white space nor punctuation, nor the end of a line."""
    return bool(char) and not char.isspace() and unicodedata.category(char)[0] not in "PS"
