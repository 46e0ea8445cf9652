"""What each sponsor would make of the present text, unit by unit: the rolling text read one sponsor at a time.

How the sides are set beside each other is decided in ``charterkit.history.comparing.participants`` and
``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from charterkit.drafting.rolling import Added, Rolling
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Unit, walk
from charterkit.words import Choice, Span

CHAIR: Final = "Chair's list"
"""Stands in the place of a sponsor for what nobody sponsors any more."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one sponsor proposes for one part, provision or unit.

    Attributes:
        text: its whole text; empty where it would go, None where the sponsor does not speak of it.
        heading: likewise its heading.
        place: where it would move: the container, and the member that it would come after (None: it goes first).
        keep: whether the sponsor asks that it stay unchanged.
    """

    text: str | None = None
    heading: str | None = None
    place: tuple[str, str | None] | None = None
    keep: bool = False


Sides = dict[str, dict[str, Proposed]]
"""By path, in reading order, what each sponsor proposes there."""


def proposed_sides(rolling: Rolling, language: str = "") -> Sides:
    """Return what each sponsor proposes, for each path that an open change speaks of, in reading order.

    What would be added stands where it would come. A sponsor's further alternatives for one thing are numbered:
    ``SEC``, ``SEC, alternative 2``.

    Args:
        rolling: the rolling text.
        language: the language of the texts; the drafting language where none is given.
    """
    tag = language or rolling.charter.settings.drafting_language
    found: Sides = {}
    for slot, spans in rolling.spans.items():
        if slot.language == tag:
            for code, words in _by_sponsor(rolling, spans):
                side = Proposed(heading=words) if slot.field == "heading" else Proposed(text=words)
                _say(found, slot.path, code, side)
    for path, code, side in (*_marks(rolling), *_moves(rolling), *_additions(rolling, tag)):
        _say(found, path, code, side)
    place = {path: number for number, path in enumerate(_reading_order(rolling))}
    return {path: found[path] for path in sorted(found, key=lambda path: place.get(path, len(place)))}


def _say(found: Sides, path: str, code: str, side: Proposed) -> None:
    """Add what a sponsor proposes to what it proposes there already; beside it, where the two can't be one."""
    sides = found.setdefault(path, {})
    own = [label for label in sides if label == code or label.startswith(f"{code}, ")]
    for label in own:
        if (both := _both(sides[label], side)) is not None:
            sides[label] = both
            return
    sides[f"{code}, alternative {len(own) + 1}" if own else code] = side


def _both(one: Proposed, other: Proposed) -> Proposed | None:
    """Return two proposals of one sponsor as one; nothing where they say different things of the same."""
    pairs = [(getattr(one, name), getattr(other, name)) for name in ("text", "heading", "place")]
    if any(None not in pair and pair[0] != pair[1] for pair in pairs) or one.keep != other.keep:
        return None
    text, heading, place = (first if first is not None else second for first, second in pairs)
    return replace(one, text=text, heading=heading, place=place)


def _by_sponsor(rolling: Rolling, spans: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    """Yield each sponsor with the words that it would have in a place; several times where it has alternatives."""
    holders = sorted({ref for span in spans if isinstance(span, Choice) for o in span.options for ref in o.holders})
    for ref in holders:
        words = words_of(spans, ref)
        for code in rolling.sponsors([ref]) or (CHAIR,):
            yield code, words


def words_of(spans: Iterable[Span], ref: str) -> str:
    """Return the whole text as one change has it: its own option at every choice it speaks of, else the present."""
    return "".join(_taken(span, ref) for span in spans)


def _taken(span: Span, ref: str) -> str:
    """Return the words of a span as one change has them: its own option, or the present text."""
    if not isinstance(span, Choice):
        return span.text
    own = next((option.text for option in span.options if ref in option.holders), None)
    return own if own is not None else next((option.text for option in span.options if option.present), "")


def _marks(rolling: Rolling) -> Iterator[tuple[str, str, Proposed]]:
    """Yield who would delete what, and who would keep it."""
    for marked, side in ((rolling.deleted, Proposed("", "")), (rolling.kept, Proposed(keep=True))):
        for path, entries in marked.items():
            for code in rolling.sponsors(entry.ref for entry in entries) or (CHAIR,):
                yield path, code, side


def _moves(rolling: Rolling) -> Iterator[tuple[str, str, Proposed]]:
    for moved in rolling.moved:
        for code in rolling.sponsors([moved.entry.ref]) or (CHAIR,):
            yield moved.path, code, Proposed(place=(moved.container, moved.after))


def _additions(rolling: Rolling, tag: str) -> Iterator[tuple[str, str, Proposed]]:
    for added in rolling.added:
        for path, node in _members(added):
            side = Proposed(None if isinstance(node, Part) else node.text.get(tag), node.heading.get(tag))
            if side != Proposed():
                for code in rolling.sponsors(entry.ref for entry in added.entries) or (CHAIR,):
                    yield path, code, side


def _members(added: Added) -> Iterator[tuple[str, Node | Part]]:
    """Yield what an addition brings, each with the path that it would have."""
    node = added.node
    if isinstance(node, Part):
        yield node.id, node
    else:
        yield from walk(node, f"{added.container}/{node.id}" if isinstance(node, Unit) else node.id)


def _reading_order(rolling: Rolling) -> list[str]:
    """Return the paths of the present text and of all that would be added, each of these after its neighbour."""
    order = list(_present_order(rolling.charter))
    for added in rolling.added:
        paths = [path for path, _ in _members(added)]
        after = added.after
        names = (f"{added.container}/{after}", after) if after else (added.container,)
        anchor = next((name for name in names if name in order), None)
        at = order.index(anchor) + 1 if anchor else len(order)
        while after and at < len(order) and order[at].startswith(f"{anchor}/"):
            at += 1
        order[at:at] = paths
    return order


def _present_order(charter: Charter) -> Iterator[str]:
    for container, provisions in charter.settings.outline.containers():
        yield container
        for key in provisions:
            if key in charter.provisions:
                yield from (path for path, _ in walk(charter.provisions[key]))
