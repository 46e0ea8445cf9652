"""An amendment to an amendment in two layers.

One shows what the parent changes in the present text, the other what the child changes in the parent. Which proposal
amends which is known to ``drafting``.
"""

from __future__ import annotations

from typing import NamedTuple

from charterkit.words.diff import Op, Segment, diff


class Layer(NamedTuple):
    """A run of text and what each layer does with it.

    Attributes:
        text: the words.
        parent: what the parent does: keep or delete words of the present text, or insert; ``None`` for the child's.
        child: what the child does with the parent's words; ``None`` where the parent had already deleted them.
    """

    text: str
    parent: Op | None
    child: Op | None


def layers(present: str, parent: str, child: str) -> list[Layer]:
    """Show an amendment to an amendment.

    Args:
        present: the text as it stands.
        parent: the text that the first amendment proposes.
        child: the text that the amendment to it proposes.

    Returns:
        Runs in reading order. Those whose ``parent`` is keep or delete joined are ``present``; those whose ``parent``
        is keep or insert are ``parent``; those whose ``child`` is keep or insert are ``child``.
    """
    upper = _Feed(diff(parent, child))
    found: list[Layer] = []
    for segment in diff(present, parent):
        if segment.op == "delete":
            found.append(Layer(segment.text, "delete", None))
            continue
        found += [Layer(text, None if op == "insert" else segment.op, op) for op, text in upper.take(len(segment.text))]
    return found + [Layer(text, None, op) for op, text in upper.take(0)]


class _Feed:
    """Hands out a redline of the parent's text piece by piece."""

    def __init__(self, segments: list[Segment]) -> None:
        self._left = segments[::-1]

    def take(self, length: int) -> list[tuple[Op, str]]:
        """The segments over the next ``length`` characters of the parent; insertions before them come along."""
        found: list[tuple[Op, str]] = []
        while self._left and (length or self._left[-1].op == "insert"):
            segment = self._left.pop()
            if segment.op != "insert" and len(segment.text) > length:
                self._left.append(Segment(segment.op, segment.text[length:]))
                segment = Segment(segment.op, segment.text[:length])
            if segment.op != "insert":
                length -= len(segment.text)
            found.append((segment.op, segment.text))
        return found
