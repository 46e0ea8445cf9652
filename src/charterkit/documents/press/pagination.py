"""All pages of a document, kept: after an edit, only the pages that it reaches are laid out and painted again.

A page follows from where it begins and from what stands there. So pages are laid out again from one before the first
change until a page begins where, with the same words before it, a page began before; the rest stays. Then page numbers
are put right where they are printed, and running heads where they changed. What cannot be done exactly so raises
``Unfit``, and the document is laid out whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any, Final

from charterkit.documents.press.cutting import Cut
from charterkit.documents.press.heads import Heads
from charterkit.documents.press.places import Start, moved
from charterkit.documents.press.sheet import Sheet, sheet_of
from charterkit.documents.press.window import Bench, Laid, Leaf, Unfit, Window

_ROUNDS: Final = 8
"""How often page numbers may change the pages that print them before the document is given up as endless."""
_BEFORE: Final = -1
"""What stands before the first unit, as the number of a unit."""
_AHEAD: Final = 3
"""How many pages beyond a change are laid out at first, in units of the pages as they were."""


@dataclass(slots=True)
class Pagination:
    """The pages of one document as it was last laid out."""

    bench: Bench
    cut: Cut
    leaves: list[Leaf] = field(default_factory=list)
    heads: Heads = field(default_factory=Heads)
    window: Any = None
    """The last window: its styles are those of the document."""

    def begin(self) -> None:
        """Lay out the whole document."""
        self.leaves = []
        self._lay_out(0, len(self.cut.units), None)
        self._settle()

    def begin_with(self, unit: int) -> list[Leaf]:
        """Return the pages from a unit on, with all page numbers still 0; none if no page need begin with it.

        Pages from elsewhere on are no use: laid out from another line, they end at other lines for hundreds of pages.
        """
        end = len(self.cut.units)
        window = self._window(unit, end, {})
        start = window.beginning(unit)
        if start.forced == "any":
            return []
        return [self._leaf(laid) for laid, _ in window.pages(start, 1, _never)]

    def join(self, until: int, others: Callable[[], Sequence[Leaf]]) -> None:
        """Lay out the document from its beginning until a page begins as one of the others does, and take those.

        ``until`` is the unit before which the first of the others begins.
        """
        count = len(self.cut.units)
        reach = min(until + 3, count)
        self.leaves = []
        self._lay_out(0, reach, _Meeting(others, lambda start: start.place is not None and start.place.unit >= until))
        for place, leaf in enumerate(self.leaves):
            if any(self.bench.case.named(name) is None for name in leaf.sheet.text.glyphs):
                self._again(place, place, self.numbers())  # to have the font here, too
        self._settle()

    def change(self, cut: Cut) -> None:
        """Lay out the document as it is now."""
        old = self.cut
        if cut.frame != old.frame:
            raise Unfit
        head = _common(old.units, cut.units)
        tail = min(_common(old.units[::-1], cut.units[::-1]), len(old.units) - head, len(cut.units) - head)
        self.cut = cut
        by = len(cut.units) - len(old.units)
        clean = len(cut.units) - tail
        if sum(old.footnotes[head : clean - by]) != sum(cut.footnotes[head:clean]):
            clean = len(cut.units)
        for first, end in _runs(old, cut, head, clean, by):
            self._replace(first, end, by)
            by = 0
        if cut.before != old.before and not self._say_anew(old.said_anew(cut)):
            self._replace(_BEFORE, 0, 0)
        self._settle()

    def sheets(self) -> list[Sheet]:
        """Return all sheets, the margins with them."""
        return self.heads.on(self.leaves, self.window, self.bench)

    def numbers(self) -> dict[str, int]:
        """Return the page of every anchor, the first being 1."""
        found: dict[str, int] = {}
        for number, leaf in enumerate(self.leaves, start=1):
            for name in leaf.anchors:
                found.setdefault(name, number)
        return found

    def _settle(self) -> None:
        """Lay out again the pages that print page numbers which are others now, until all are right."""
        for _ in range(_ROUNDS):
            numbers = self.numbers()
            stale = [place for place, leaf in enumerate(self.leaves)
                     if any(numbers.get(name) != number for name, number in leaf.cited.items())]  # fmt: skip
            if not stale:
                return
            self._again(stale[0], stale[-1], numbers)
        raise Unfit

    def _again(self, first: int, last: int, numbers: Mapping[str, int]) -> None:
        """Lay out the pages from the first to the last again, with other page numbers in them."""
        old = self.leaves
        begin = _open(old, first)
        kept = {leaf.start: place for place, leaf in enumerate(old) if place > last and leaf.start.open}
        self.leaves = old[:begin]
        self._lay_out(begin, self._reach(old, last, 1), _Meeting.of(old, kept), start=old[begin].start, numbers=numbers)

    def _say_anew(self, said: Mapping[tuple[str, str], str] | None) -> bool:
        """Have running heads say what they say now, such as the digest of the words; tell whether that was all."""
        ahead = [leaf.head.strings for leaf in takewhile(lambda leaf: _unit(leaf) == _BEFORE, self.leaves)]
        if said is None or not {each for strings in ahead for each in strings}.issuperset(said):
            return False
        for place, strings in enumerate(ahead):
            head = self.leaves[place].head._replace(
                strings=tuple((each[0], said.get(each, each[1])) for each in strings)
            )
            self.leaves[place] = replace(self.leaves[place], head=head)
        return True

    def _replace(self, first: int, end: int, by: int) -> None:
        """Lay out again what the units from ``first`` up to ``end`` are now; ``by`` units were added among them."""
        old = [replace(leaf, start=moved(leaf.start, by)) if _unit(leaf) >= end - by else leaf for leaf in self.leaves]
        kept = {leaf.start: place for place, leaf in enumerate(old) if _unit(leaf) >= end}
        reached = next((place for place, leaf in enumerate(old) if _unit(leaf) >= first), len(old))
        begin = _open(old, max(reached - 2, 0))
        last = next((place for place, leaf in enumerate(old) if _unit(leaf) >= end), len(old) - 1)
        self.leaves = old[:begin]
        self._lay_out(begin, self._reach(old, last, _AHEAD), _Meeting.of(old, kept), start=old[begin].start)

    def _reach(self, old: Sequence[Leaf], page: int, ahead: int) -> int:
        """Return the unit up to which to lay out at first, to be done by then most likely."""
        place = next((leaf.start.place for leaf in old[page + ahead :] if leaf.start.place), None)
        return min(place.unit + 2, len(self.cut.units)) if place else len(self.cut.units)

    def _lay_out(
        self,
        index: int,
        end: int,
        meeting: _Meeting | None,
        start: Start | None = None,
        numbers: Mapping[str, int] | None = None,
    ) -> None:
        """Add pages from a start, until the meeting has more of them or the document ends."""
        known = self.numbers() if numbers is None else numbers
        following: Start | None = start or Start(None)
        while following is not None:
            begun = following
            first = begun.place.unit if begun.place else 0
            self.window = self._window(first, end, known)
            met = meeting.met if meeting else _never
            for laid, following in self.window.pages(begun, index, met):
                self.leaves.append(self._leaf(laid))
                index += 1
                if following is not None and meeting and meeting.met(following):
                    self.leaves += meeting.taken(following)
                    return
            if following is not None and end == len(self.cut.units):
                raise Unfit  # the window had everything and stopped all the same
            end = min(end + max((end - first) * 2, 8), len(self.cut.units))
            if following not in (None, begun) and not following.open:
                following = self._back()
                index = len(self.leaves)

    def _window(self, first: int, end: int, numbers: Mapping[str, int]) -> Window:
        """Return a window; anchors of which nothing is known yet stand on page 0."""
        known = dict.fromkeys(self.cut.ids, 0) | dict(numbers)
        whole, present = len(self.cut.units), self.cut.present(first, end)
        return Window(
            self.bench.read(self.cut.window(first, end)), (first, end), (present, whole), known, self.bench.fonts
        )

    def _leaf(self, laid: Laid) -> Leaf:
        sheet = sheet_of(laid.page, self.bench.case, self.bench.lines)
        return Leaf(laid.start, sheet, laid.head, laid.anchors, laid.cited)

    def _back(self) -> Start:
        """Drop pages until one is left to begin with again; return how it begins."""
        place = _open(self.leaves, len(self.leaves) - 1)
        start = self.leaves[place].start
        del self.leaves[place:]
        return start


@dataclass(slots=True)
class _Meeting:
    """Pages that were laid out before, or elsewhere, to be taken as soon as a page begins as one of them does."""

    others: Callable[[], Sequence[Leaf]]
    wanted: Callable[[Start], bool]
    known: Mapping[Start, int] | None = None

    @classmethod
    def of(cls, leaves: Sequence[Leaf], known: Mapping[Start, int]) -> _Meeting:
        """Return a meeting with pages that are there."""
        return cls(lambda: leaves, lambda _: True, known)

    def met(self, start: Start) -> bool:
        """Tell whether one of the others begins so."""
        if not start.open or not self.wanted(start):
            return False
        if self.known is None:
            self.known = {leaf.start: place for place, leaf in enumerate(self.others()) if leaf.start.open}
        return start in self.known

    def taken(self, start: Start) -> Sequence[Leaf]:
        """Return the page that begins so and all after it."""
        return self.others()[(self.known or {})[start] :]


def _never(_: Start) -> bool:
    return False


def _unit(leaf: Leaf) -> int:
    return leaf.start.place.unit if leaf.start.place else _BEFORE


def _open(leaves: Sequence[Leaf], place: int) -> int:
    """Return the last page up to a place at which a layout may begin."""
    return next((each for each in range(place, 0, -1) if leaves[each].start.open), 0)


def _common(one: Iterable[object], other: Iterable[object]) -> int:
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count


def _runs(old: Cut, new: Cut, head: int, clean: int, by: int) -> list[tuple[int, int]]:
    """Return the runs of units that changed: one, or where none was added several with what is the same between."""
    if by or (clean == len(new.units) and head < clean):
        return [(head, clean)]
    runs: list[tuple[int, int]] = []
    for place in range(head, clean):
        if old.units[place] == new.units[place]:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
