"""Two texts made from one base, brought together: a text, or the places where a person has to choose.

This is ``compile`` with two proposals, where a place that one of them changed is taken. Nothing is guessed: where both
changed a place differently there is no text. Carrying a proposal to a newer text is ``rebase``; provisions and units
are merged by ``drafting``.
"""

from __future__ import annotations

from dataclasses import dataclass

from charterkit.words.compile import Choice, Common, Span, compile
from charterkit.words.diff import Segment

_OURS, _THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Collision:
    """A place that both sides changed, differently.

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


@dataclass(frozen=True, slots=True)
class Merge:
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
    return _decided(compile(base, {_OURS: ours, _THEIRS: theirs}))


def _decided(spans: list[Span]) -> Merge:
    segments: list[Segment] = []
    collisions: list[Collision] = []
    at = 0
    for span in spans:
        present = span.text if isinstance(span, Common) else span.options[0].text
        if isinstance(span, Common):
            segments.append(Segment("keep", present))
        elif len(span.options) == 2:  # noqa: PLR2004  the present text and one other
            segments += _replacement(present, span.options[1].text)
        else:
            segments += _replacement(present, present)
            collisions.append(_collision(span, at))
        at += len(present)
    joined = _joined(segments)
    text = None if collisions else "".join(segment.text for segment in joined if segment.op != "delete")
    return Merge(text, joined, tuple(collisions))


def _replacement(present: str, text: str) -> list[Segment]:
    if present == text:
        return [Segment("keep", text)] if text else []
    found = [Segment("delete", present), Segment("insert", text)]
    return [segment for segment in found if segment.text]


def _collision(span: Choice, start: int) -> Collision:
    texts = {name: option.text for option in span.options for name in option.holders}
    present = span.options[0].text
    return Collision(present, texts.get(_OURS, present), texts.get(_THEIRS, present), start)


def _joined(segments: list[Segment]) -> tuple[Segment, ...]:
    """Neighbours alike as one, and of a deletion and an insertion side by side the deletion first."""
    done: list[Segment] = []
    deleted = inserted = kept = ""
    for segment in [*segments, Segment("keep", "")]:
        if segment.op == "keep":
            if segment.text or not segments:
                pass
            done += [Segment("delete", deleted)] * bool(deleted) + [Segment("insert", inserted)] * bool(inserted)
            deleted = inserted = ""
            done.append(segment)
        elif segment.op == "delete":
            deleted += segment.text
        else:
            inserted += segment.text
    del kept
    return tuple(_kept_joined(done))


def _kept_joined(segments: list[Segment]) -> list[Segment]:
    done: list[Segment] = []
    for segment in segments:
        if not segment.text:
            continue
        if done and done[-1].op == segment.op == "keep":
            done[-1] = Segment("keep", done[-1].text + segment.text)
        else:
            done.append(segment)
    return done
