"""Groups the edits of all proposals: those that collide, or can't be written apart, form one cluster.

Says where clusters begin and end in the base text; what the options in them are is left to ``compile``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, groupby, pairwise
from typing import NamedTuple, TypeAlias

from charterkit.words.collide import collide
from charterkit.words.edits import Base, Edit, Form
from charterkit.words.tokens import tokenise

_AROUND = 3  # tokens on either side that can run together with a change: two words and the mark between them
_LONGEST_CHAIN = 12  # clusters side by side that are looked at together: what lies further back no longer meets
_MOST_PAIRS = 1_000  # edits side by side to try: as many as 30 proposals have that all change two neighbouring places
_FEWEST_BETWEEN = 2  # lines that a proposal puts in at one place, more than which one can lie between two others
_Order: TypeAlias = tuple[int, int, int, tuple[str, ...], str, int]


class Cluster(NamedTuple):
    """Edits that must be decided together, and the characters of the base that they cover."""

    edits: list[Edit]
    forms: dict[Edit, Form]
    start: int
    end: int

    def text(self, base: str, edits: Iterable[Edit]) -> str:
        """What stands here when just these edits are made."""
        pieces: list[str] = []
        at = self.start
        for edit in edits:
            form = self.forms[edit]
            pieces += (base[at : form.start], form.text)
            at = form.end
        return "".join((*pieces, base[at : self.end]))


def clusters(base: Base, proposals: Iterable[Sequence[Edit]]) -> list[Cluster]:
    """Group edits into clusters.

    Args:
        base: the text they are written against.
        proposals: the edits of each proposal, in order.

    Returns:
        Clusters in reading order that don't overlap.
    """
    proposals = list(proposals)
    edits = {edit for proposal in proposals for edit in proposal}
    ordered = sorted(edits, key=_order)
    if all(left.high + 1 < right.low for left, right in pairwise(ordered)):
        return [_alone(edit) for edit in ordered]  # the usual case, without looking at pairs
    return _written(_ordered(_groups(edits, base), proposals), base)


def _alone(edit: Edit) -> Cluster:
    form = edit.forms[0]
    return Cluster([edit], {edit: form}, form.start, form.end)


def _order(edit: Edit) -> _Order:
    """Reading order; at one place the words that lean back come first, then by the words themselves."""
    return (edit.start, edit.end, edit.pull, edit.words, edit.forms[0].text, edit.nth)


def _groups(edits: Iterable[Edit], base: Base) -> list[list[Edit]]:
    """Edits joined where they collide (and whatever lies between them)."""
    group: dict[Edit, int] = {}
    members: list[list[Edit]] = []
    active: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.low, *_order(edit))):
        active = [other for other in active if other.high >= edit.low]
        mine = len(members)
        members.append([edit])
        group[edit] = mine
        for other in active:
            if group[other] != group[edit] and collide(edit, other, base.tokens):
                fewer, more = sorted((group[other], group[edit]), key=lambda number: len(members[number]))
                group.update(dict.fromkeys(members[fewer], more))
                members[more] += members[fewer]
                members[fewer] = []
        active.append(edit)
    found = [sorted(found, key=_order) for found in members if found]
    return _uncrossed(sorted(found, key=_extent))


def _extent(group: list[Edit]) -> tuple[int, int, _Order]:
    return group[0].start, max(edit.end for edit in group), _order(group[0])


def _uncrossed(groups: list[list[Edit]]) -> list[list[Edit]]:
    """Join groups of which one reaches into the other."""
    done: list[list[Edit]] = []
    end = -1
    for group in groups:
        start, last, _ = _extent(group)
        if done and start < end:
            done[-1] = sorted(done[-1] + group, key=_order)
        else:
            done.append(group)
        end = max(end, last)
    return done


def _ordered(groups: list[list[Edit]], proposals: list[Sequence[Edit]]) -> list[list[Edit]]:
    """Put groups that stand at one place in an order that every proposal agrees with."""
    done: list[list[Edit]] = []
    for _, same in groupby(groups, key=lambda group: _extent(group)[:2]):
        found = list(same)
        done += found if len(found) == 1 else _agreed(_between_shared(found, proposals), proposals)
    return done


def _between_shared(groups: list[list[Edit]], proposals: list[Sequence[Edit]]) -> list[list[Edit]]:
    """Groups at one place, those as one that two proposals have between the same two lines that both put in.

    Each of the two is likely another wording of the other: a person decides.
    """
    orders = [order for order in _orders(groups, proposals) if len(order) > _FEWEST_BETWEEN]
    one_with = list(range(len(groups)))
    for one, other in combinations(orders, 2):
        for mine, theirs in zip(_slots(one, {*other}), _slots(other, {*one}), strict=False):
            if mine and theirs:
                met = {one_with[number] for number in (*mine, *theirs)}
                one_with = [min(met) if number in met else number for number in one_with]
    found: dict[int, list[Edit]] = {}
    for group, number in zip(groups, one_with, strict=True):
        found.setdefault(number, []).extend(group)
    return [sorted(group, key=_order) for group in found.values()]


def _orders(groups: list[list[Edit]], proposals: list[Sequence[Edit]]) -> list[list[int]]:
    """The groups, by number, in the order in which each proposal has them; one that it comes back to stands again."""
    group_of = {edit: number for number, group in enumerate(groups) for edit in group}
    found = ([group_of[edit] for edit in proposal if edit in group_of] for proposal in proposals)
    return [[number for number, _ in groupby(numbers)] for numbers in found]


def _slots(order: list[int], others: set[int]) -> list[list[int]]:
    """What lies between those that others have too."""
    cuts = [place for place, number in enumerate(order) if number in others]
    return [order[start + 1 : end] for start, end in pairwise(cuts)]


def _agreed(groups: list[list[Edit]], proposals: list[Sequence[Edit]]) -> list[list[Edit]]:
    """Groups at one place in the order of their words, as far as the proposals' own order allows.

    Lines that one proposal puts in together stay together: no other proposal's come between. Proposals that put the
    same lines in a different order can't both stand: what is left is then one group.
    """
    before: list[set[int]] = [set() for _ in groups]
    after: list[set[int]] = [set() for _ in groups]
    for order in _orders(groups, proposals):
        for earlier, later in pairwise(order):
            before[later].add(earlier)
            after[earlier].add(later)
    left = set(range(len(groups)))
    done: list[int] = []
    while left:
        free = [number for number in sorted(left) if before[number].isdisjoint(left)]
        if not free:
            rest = sorted((edit for number in left for edit in groups[number]), key=_order)
            return [*(groups[number] for number in done), rest]
        goes_on = after[done[-1]].intersection(free) if done else set()
        done.append(min(goes_on or free))
        left.remove(done[-1])
    return [groups[number] for number in done]


def _written(groups: list[list[Edit]], base: Base) -> list[Cluster]:
    """Choose how each edit is written so that clusters stay apart; join those that can't."""
    done: list[Cluster] = []
    for group in groups:
        edits = group
        while (cluster := _placed(edits, done[-1].end if done else 0)) is None or _sticks(cluster, done, base):
            edits = sorted(done.pop().edits + edits, key=_order)
        done.append(cluster)
    return done


def _sticks(cluster: Cluster, done: list[Cluster], base: Base) -> bool:
    """Whether words of this cluster and of those that it touches would run together when all are taken."""
    touching = [cluster]
    for earlier in done[: -_LONGEST_CHAIN - 1 : -1]:
        if max(edit.end for edit in earlier.edits) + 1 < min(edit.start for edit in touching[-1].edits):
            break
        touching.append(earlier)
    if len(touching) == 1:
        return False
    chain = [min(found.forms.items(), key=lambda item: _order(item[0])) for found in reversed(touching)]
    ahead, behind = ([*found.forms.items()] for found in touching[1::-1])
    near = [(one, other) for one in ahead for other in behind if one[0].end + 1 >= other[0].start]
    if len(near) > _MOST_PAIRS:
        return True  # so much at one place is better decided together
    pairs = ([one, other] for one, other in near)
    return any(_runs_together(edits, base) for edits in (chain, *pairs))


def _runs_together(edits: list[tuple[Edit, Form]], base: Base) -> bool:
    """Whether edits side by side give other words than they hold."""
    at = max(edits[0][0].start - _AROUND, 0)
    upto = min(edits[-1][0].end + _AROUND, len(base.tokens.keys))
    place = base.ends[at]
    text, words = "", []
    for edit, form in edits:
        if edit.start < at or form.start < place:
            return False  # two edits of one proposal, already known to fit
        text += base.text[place : form.start] + form.text
        words += [*base.tokens.keys[at : edit.start], *edit.words]
        place, at = form.end, edit.end
    text += base.text[place : base.ends[upto]]
    words += base.tokens.keys[at:upto]
    return [key for key in tokenise(text).keys if key] != [key for key in words if key]


def _placed(edits: list[Edit], after: int) -> Cluster | None:
    """The edits written at or after a place, each in the first of its forms that begins there."""
    forms: dict[Edit, Form] = {}
    for edit in edits:
        form = next((form for form in edit.forms if form.start >= after), None)
        if form is None:
            return None
        forms[edit] = form
    return Cluster(edits, forms, min(form.start for form in forms.values()), max(form.end for form in forms.values()))
