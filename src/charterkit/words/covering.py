"""Where both sides changed a place and one text does what both want: it covers the other's.

So where they differ only in how lines are wrapped, where one did nothing but wrap them anew, and where one made every
change of the other and more besides. Nothing of either is lost then, and nobody need be asked. Where each has something
of its own, both are shown; ``merge`` says so.
"""

from __future__ import annotations

from charterkit.words.align import align
from charterkit.words.quiet import flowing
from charterkit.words.slides import Hunk
from charterkit.words.tokens import tokenise


def covering(present: str, ours: str, theirs: str, ahead: str) -> str | None:
    """The text that does at a place what both sides want.

    Args:
        present: the words that stand there.
        ours: what one side makes of them.
        theirs: what the other makes of them. Which is which has no effect.
        ahead: what follows the place: whether a line end wraps a line or begins an item is seen there.

    Returns:
        One of the two texts, or nothing where neither does all that the other does.
    """
    if not (present + ours + theirs).strip():
        return None  # there is nothing but white space to disagree about
    stood, mine, its = (flowing(text + ahead) for text in (present, ours, theirs))
    if mine == its:
        return min(ours, theirs)
    of_mine, of_its = _changes(stood, mine), _changes(stood, its)
    if of_mine <= of_its:
        return theirs
    return ours if of_its <= of_mine else None


def _changes(before: str, after: str) -> set[tuple[int, int, str]]:
    """The smallest changes between two texts: which tokens go and what comes, white space included."""
    old, new = tokenise(before), tokenise(after)
    found: set[tuple[int, int, str]] = set()
    at = to = 0
    for hunk in (*align(old, new), Hunk(len(old.keys), len(old.keys), len(new.keys), len(new.keys))):
        kept = zip(range(at, hunk.start), old.full[at : hunk.start], new.full[to : hunk.first], strict=True)
        found |= {(place, place, full) for place, stood, full in kept if stood != full}
        found.add((hunk.start, hunk.end, new.text(hunk.first, hunk.last)))
        at, to = hunk.end, hunk.last
    return found
