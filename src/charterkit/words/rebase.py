"""Carries a proposal written against an older text to the present one.

One text at a time; which text is whose, and what to tell the sponsor, is said in ``drafting``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from charterkit.words.merge import Collision, merge

Outcome = Literal["clean", "rewritten", "moot", "collides"]


class Rebased(NamedTuple):
    """What became of a proposal.

    Attributes:
        outcome: ``clean``: the proposed text stands as it was put; ``rewritten``: the present text had moved on, and
            ``text`` holds both its words and the proposal's; ``moot``: the proposal's words stand already;
            ``collides``: they can't both stand.
        text: the text proposed, against the present one; ``None`` where it collides.
        collisions: where it collides; ``ours`` is the present text's side, ``theirs`` the proposal's.
    """

    outcome: Outcome
    text: str | None
    collisions: tuple[Collision, ...]


def rebase(base: str, present: str, proposed: str) -> Rebased:
    """Carry a proposal to the present text.

    Args:
        base: the text that the proposal was written against.
        present: the text as it stands now.
        proposed: what the proposal makes of the base.

    Returns:
        The outcome, the text and the collisions.
    """
    merged = merge(base, present, proposed)
    if merged.text is None:
        return Rebased("collides", None, merged.collisions)
    if merged.text == present:
        return Rebased("moot", present, ())
    return Rebased("clean" if merged.text == proposed else "rewritten", merged.text, ())
