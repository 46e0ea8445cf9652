"""Members of one container in their order, each at the spot where it came in: a tree that is read from left to right.

Which spot an addition or a move takes is worked out in ``lineup``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Side = Literal["before", "after"]
Order = tuple[str, str, int]
Visible = Callable[["Stay"], bool]


@dataclass(slots=True, eq=False)
class Stay:
    """A member's stay at one spot, from the decision that put it there."""

    name: str
    born: int = 0
    order: Order = ("", "", 0)
    initial: bool = False
    before: list[Stay] = field(default_factory=list)
    after: list[Stay] = field(default_factory=list)

    def reading(self) -> Iterator[Stay]:
        """Yield the stays at and around this one in order."""
        waiting = [(self, False)]
        while waiting:
            stay, opened = waiting.pop()
            if opened:
                yield stay
                continue
            waiting += [(each, False) for each in reversed(stay.after)]
            waiting.append((stay, True))
            waiting += [(each, False) for each in reversed(stay.before)]


class Spot(NamedTuple):
    """A place in the order of a container: which one, and before or after which stay."""

    container: str
    beside: Stay
    side: Side


class Row:
    """The stays of one container."""

    def __init__(self, members: Sequence[str], born: int = 0) -> None:
        self.start = Stay("", initial=True)
        self.stays: dict[str, list[Stay]] = {}
        last = self.start
        for member in members:
            stay = Stay(member, born, initial=True)
            last.after.append(stay)
            self.stays[member] = [stay]
            last = stay

    def latest(self, name: str, visible: Visible = lambda _: True) -> Stay | None:
        """Return the last visible stay of a member."""
        return next((stay for stay in reversed(self.stays.get(name, ())) if visible(stay)), None)

    def between(self, members: Sequence[str], visible: Visible, *, at_start: bool) -> tuple[Stay, Side]:
        """Return the spot right after the last known one of some members, with only the visible ones looked at.

        In a container where nothing is visible, what goes to the start stands before what goes to the end.
        """
        found = (self.latest(name, visible) for name in reversed(members))
        left = next((stay for stay in found if stay is not None), self.start)
        heads = [*left.before, *left.after] if left is self.start else left.after
        following = next(filter(visible, heads), None)
        if following is None:
            return left, "before" if at_start and left is self.start else "after"
        while (earlier := next(filter(visible, following.before), None)) is not None:
            following = earlier
        return following, "before"

    def among_initial(self, name: str | None, *, at_start: bool) -> tuple[Stay, Side]:
        """Return the spot before or after a member that was there from the start; without a name, around all those."""
        names = [each for each, stays in self.stays.items() if stays[0].initial]
        end = len(names) if name is None else names.index(name) + 1
        start = 0 if name is None else names.index(name)
        members = names[: start if at_start else end]
        return self.between(members, lambda stay: stay.initial, at_start=at_start)

    def put(self, stay: Stay, beside: Stay, side: Side) -> None:
        """Let a member come in at a spot; those who share it stand in the declared order."""
        siblings = beside.before if side == "before" else beside.after
        siblings.append(stay)
        siblings.sort(key=lambda each: each.order)
        self.stays.setdefault(stay.name, []).append(stay)

    def index(self, stay: Stay, now: Sequence[str]) -> int:
        """Return where a stay comes among the members of today."""
        place = {name: index for index, name in enumerate(now)}
        found = 0
        for each in self.start.reading():
            if each is stay:
                break
            if each.name in place and self.latest(each.name) is each:
                found = place[each.name] + 1
        return found
