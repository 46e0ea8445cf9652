"""Many proposals on one text: what they leave alone, and what they would each put in the place of the rest.

Symmetric by construction: the edits of all proposals are laid on the base together, those that can't both stand form
one span, and neither the order of the proposals nor their names decide anything. ``merge`` is this with two
proposals. Who may propose, and what is agreed, is the business of ``drafting``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from charterkit.words.clusters import Cluster, clusters
from charterkit.words.edits import Edit, base_of, in_one_way


class Common(NamedTuple):
    """Text that no proposal touches."""

    text: str


class Option(NamedTuple):
    """One of the texts that may stand at a place.

    Attributes:
        text: the words; empty where they would go (or where none stand yet).
        holders: the names of the proposals that put them, sorted; none where they only stand in the present text.
        present: whether this is the present text.
    """

    text: str
    holders: tuple[str, ...]
    present: bool


class Choice(NamedTuple):
    """A place where texts differ: the present one first, the others in the order of their characters."""

    options: tuple[Option, ...]


Span = Common | Choice
_ONE_CHANGE = 2  # options of a place that all who change it change alike: the present text and theirs


def compile(base: str, proposals: Mapping[str, str]) -> list[Span]:  # noqa: A001  the verb's public name
    """Lay every proposal on the base.

    Args:
        base: the present text.
        proposals: the text that each proposal would have, by the proposal's name. Their order has no effect.

    Returns:
        Spans in reading order. Taking at every choice the option that a proposal holds, and the present one where it
        holds none, gives that proposal's text; taking the present one everywhere gives ``base``.
    """
    laid = base_of(base)
    names = sorted(proposals)
    texts = sorted(set(proposals.values()))
    edits_of = dict(zip(texts, in_one_way([laid.edits(text) for text in texts]), strict=True))
    found = clusters(laid, edits_of.values())
    cluster_of = {edit: number for number, cluster in enumerate(found) for edit in cluster.edits}
    held: list[dict[str, list[str]]] = [{} for _ in found]  # the holders of each text, per cluster
    for name in names:
        mine: dict[int, list[Edit]] = {}
        for edit in edits_of[proposals[name]]:
            mine.setdefault(cluster_of[edit], []).append(edit)
        for number, edits in mine.items():
            held[number].setdefault(found[number].text(base, edits), []).append(name)
    return _spans(base, found, held)


def _spans(base: str, found: list[Cluster], held: list[dict[str, list[str]]]) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for cluster, holders in zip(found, held, strict=True):
        choice = _choice(base[cluster.start : cluster.end], holders)
        if len(choice.options) == 1:
            continue  # edits that come to nothing together: the present text stands
        if at < cluster.start:
            spans.append(Common(base[at : cluster.start]))
        elif spans and (joined := _joined(spans[-1], choice)):
            spans[-1] = joined
            at = cluster.end
            continue
        spans.append(choice)
        at = cluster.end
    if at < len(base):
        spans.append(Common(base[at:]))
    return spans


def _choice(present: str, holders: dict[str, list[str]]) -> Choice:
    first = Option(present, tuple(holders.get(present, ())), present=True)
    others = sorted(holders.items())
    return Choice((first, *(Option(text, tuple(names), present=False) for text, names in others if text != present)))


def _joined(left: Span, right: Choice) -> Choice | None:
    """Two places side by side as one, where the same proposals would change both and no other either."""
    if isinstance(left, Common) or [option.holders for option in left.options] != [o.holders for o in right.options]:
        return None
    if len(right.options) != _ONE_CHANGE:
        return None
    pairs = zip(left.options, right.options, strict=True)
    return Choice(tuple(Option(one.text + other.text, one.holders, one.present) for one, other in pairs))
