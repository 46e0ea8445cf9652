"""Tokens in a row of one text, and the sentences in them: what passages that leave, come and come back are made of.

Which of them are the same passage is decided in ``blocks``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from charterkit.history.tracing.sentences import is_cut
from charterkit.words import reading
from charterkit.words.tokens import Tokens

PHRASE: Final = 4
"""Tokens in a row by which passages are found: the shortest passage."""


@dataclass(slots=True)
class Run:
    """Tokens in a row of one text, with a mark each and the tokens on both sides of them.

    Attributes:
        where: the text that they stand in.
        keys: the tokens.
        marks: whose they are.
        left: the token before them; empty at the beginning of the text.
        right: the token after them; empty at the end.
        at: the place of its first token in its text.
        tokens: its text; None where nobody will ask for more than is here.
        known: where sentences begin or end in it, once that has been asked.
        dead: which of the tokens were deleted, where not all of them were.
        died: the number of the version that deleted them.
    """

    where: Hashable
    keys: list[str]
    marks: list[int]
    left: str = ""
    right: str = ""
    at: int = 0
    tokens: Tokens | None = None
    known: tuple[int, ...] | None = None
    dead: bytearray | None = None
    died: int = 0

    @property
    def cuts(self) -> tuple[int, ...]:
        """The places in the run, its two ends included, where a sentence begins or ends; none in a short one."""
        if self.known is None:
            self.known = _cuts(self.tokens, self.at, self.at + len(self.keys)) if self.tokens else ()
        return self.known

    def kept(self) -> Run:
        """Return the run without the text around it, for keeping."""
        return replace(self, known=self.cuts, tokens=None)

    def without(self, mask: bytearray) -> Iterator[Run]:
        """Yield what is left of the run without the tokens that are masked."""
        for masked, places in groupby(range(len(self.keys)), key=mask.__getitem__):
            if not masked:
                stretch = list(places)
                start, end = stretch[0], stretch[-1] + 1
                left = self.keys[start - 1] if start else self.left
                right = self.keys[end] if end < len(self.keys) else self.right
                yield Run(
                    self.where, self.keys[start:end], self.marks[start:end], left, right, self.at + start, self.tokens
                )


def _cuts(tokens: Tokens, start: int, end: int) -> tuple[int, ...]:
    if end - start < PHRASE:
        return ()
    return tuple(at - start for at in range(start, end + 1) if _is_edge(tokens, at))


def _is_edge(tokens: Tokens, at: int) -> bool:
    """Tell whether a sentence begins or ends before a token; the mark that ends one may be left out."""
    if is_cut(tokens, at):
        return True
    return tokens.keys[at] in reading.MAY_END_SENTENCE and is_cut(tokens, at + 1)
