"""Two texts made from one base, brought together: a text, or the places where a person has to choose.

This is ``compile`` with two proposals, where a place that one of them changed is taken. Nothing is guessed: where both
changed a place differently there is no text. Carrying a proposal to a newer text is ``rebase``; provisions and units
are merged by ``drafting``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from charterkit.words.alike import done_by_both
from charterkit.words.apart import Place, places_apart
from charterkit.words.compile import Choice, Common, Span, compile  # noqa: A004  the verb's public name
from charterkit.words.contested import OURS, THEIRS, any_of_both, contested, puts_back, repeated
from charterkit.words.covering import covering
from charterkit.words.diff import Op, Segment, diff
from charterkit.words.moves import followed
from charterkit.words.tokens import tokenise

_SINGLE = 2  # options of a place that is changed in one way: the present text and the other
_ITEM_LABEL = 6  # characters that tell a list item's label from a word
_OPS: tuple[Op, ...] = ("keep", "delete", "insert")  # in the order in which they stand between two kept runs
_END: tuple[Op, str] = ("keep", "")


class Collision(NamedTuple):
    """A place that both sides changed, differently, or at which words come that both put in, at different places.

    Attributes:
        base: the words of the base there.
        ours: the words that stand there on one side.
        theirs: the words that stand there on the other.
        start: where the place begins in the base, in characters.
    """

    base: str
    ours: str
    theirs: str
    start: int


class Merge(NamedTuple):
    """What came of a merge.

    Attributes:
        text: the merged text; ``None`` exactly where there are collisions.
        segments: the redline from the base to the merged text; where sides collide the base stands.
        collisions: in reading order.
    """

    text: str | None
    segments: tuple[Segment, ...]
    collisions: tuple[Collision, ...]


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Bring two versions of a text together.

    Args:
        base: the text that both were made from.
        ours: one version.
        theirs: the other; exchanging the two changes nothing but the sides of the collisions.

    Returns:
        The merged text, or the collisions, never both.
    """
    if theirs in (ours, base):
        return _clean(base, ours)
    if ours == base:
        return _clean(base, theirs)
    if (places := places_apart(base, ours, theirs)) is not None:
        return _apart(base, places)
    spans = compile(base, {OURS: ours, THEIRS: theirs})
    plain = _decided(spans)
    for otherwise in (_with_moves, _with_lines) if plain.collisions else ():
        if (text := otherwise(base, ours, theirs)) is not None:
            return _clean(base, text)
    return plain if plain.text is None else _checked(plain, spans, base, (ours, theirs), plain.text)


def _checked(plain: Merge, spans: list[Span], base: str, sides: tuple[str, str], text: str) -> Merge:
    """A merge in which nothing stands twice that each side brought once; else it is asked about."""
    if places := repeated(spans, base, sides, text):
        return _decided(spans, places=places)
    twice = _unexplained(base, sides, text) if any_of_both(spans) else None
    return _decided(spans, twice) if twice else plain


def _clean(base: str, text: str) -> Merge:
    return Merge(text, tuple(diff(base, text)), ())


def _apart(base: str, places: list[Place]) -> Merge:
    """Every place taken: nothing else stands near it."""
    line: list[Segment] = []
    text: list[str] = []
    at = 0
    for start, end, new, *_ in places:
        kept = base[at:start]
        text += (kept, new)
        line.append(Segment("keep", kept))
        if start < end:
            line.append(Segment("delete", base[start:end]))
        if new:
            line.append(Segment("insert", new))
        at = end
    line.append(Segment("keep", base[at:]))
    return Merge("".join((*text, base[at:])), tuple(line), ())


def _with_moves(base: str, ours: str, theirs: str) -> str | None:
    """The merged text where edits can follow sentences that the other side moved, whichever side is asked first."""
    texts = {
        _decided(compile(carried[0], {OURS: moved, THEIRS: carried[1]})).text
        for moved, edited in ((ours, theirs), (theirs, ours))
        if (carried := followed(base, moved, edited)) is not None
    }
    found = [text for text in texts if text is not None]
    return found[0] if len(found) == 1 and not _unexplained(base, (ours, theirs), found[0]) else None


def _with_lines(base: str, ours: str, theirs: str) -> str | None:
    """The merged text where the two sides agree once the lines that both changed alike are out of the way."""
    agreed, struck = done_by_both(base, ours, theirs)
    text = merge(agreed, ours, theirs).text if agreed != base else None
    if text is None or any(part.op == "insert" and puts_back(part.text, struck) for part in diff(agreed, text)):
        return None
    return text


def _unexplained(base: str, sides: tuple[str, str], merged: str) -> Counter[str]:
    """Words that a merged text holds more often than what the two sides have more of explains.

    There are none unless both made one and the same change: what each made for itself adds up.
    """
    had, one, other, have = (Counter(tokenise(text).keys) for text in (base, *sides, merged))
    return have - (had + (one - had) + (other - had))


def _decided(spans: list[Span], twice: Counter[str] | None = None, places: AbstractSet[int] = frozenset()) -> Merge:
    """Take every place that one side changed, or both alike; the rest are collisions.

    So are the places at which the two sides put in one passage, where its words would stand ``twice``, and the
    ``places`` given.
    """
    open_places = contested(spans, twice or Counter()) | places
    line: list[tuple[Op, str]] = []
    collisions: list[Collision] = []
    at = 0
    for number, span in enumerate(spans):
        present = span.text if isinstance(span, Common) else span.options[0].text
        if isinstance(span, Common):
            line.append(("keep", present))
        elif number in open_places:
            collision = _collision(span, at)
            covered = covering(*collision[:3], _ahead(spans[number + 1 :])) if len(span.options) > _SINGLE else None
            if covered is None:
                line.append(("keep", present))
                collisions.append(collision)
            else:
                line += (("delete", present), ("insert", covered))
        else:
            line += (("delete", present), ("insert", span.options[1].text))
        at += len(present)
    text = None if collisions else "".join(text for op, text in line if op != "delete")
    return Merge(text, tuple(_joined(line)), tuple(collisions))


def _ahead(spans: list[Span]) -> str:
    """The first word that follows, with the white space before it."""
    text = next((span.text for span in spans if isinstance(span, Common)), "")
    return text[: len(text) - len(text.lstrip()) + _ITEM_LABEL]


def _collision(span: Choice, start: int) -> Collision:
    texts = {name: option.text for option in span.options for name in option.holders}
    present = span.options[0].text
    return Collision(present, texts.get(OURS, present), texts.get(THEIRS, present), start)


def _joined(line: list[tuple[Op, str]]) -> list[Segment]:
    """Neighbours alike as one; between two kept runs the deletions before the insertions."""
    done: list[Segment] = []
    held = dict.fromkeys(_OPS, "")
    for op, text in (*line, _END):
        if op == "keep" and (held["delete"] or held["insert"] or not text):
            done += [Segment(kind, found) for kind, found in held.items() if found]
            held = dict.fromkeys(_OPS, "")
        held[op] += text
    return done
