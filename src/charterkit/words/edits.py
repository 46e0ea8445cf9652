"""What one proposal does to a base text: edits that keep out of each other's way, for ``compile`` and ``merge``.

An edit is decided in words and written in characters. The white space beside a deleted or inserted word can often be
taken from either side; ``Edit.forms`` lists the ways, so that two edits that only touch can both be written.
Whether two edits collide is said in ``collide``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from charterkit.words import reading
from charterkit.words.align import align
from charterkit.words.slides import Hunk, slide_room
from charterkit.words.tidy import tidy
from charterkit.words.tokens import LONGEST_REMEMBERED, Tokens, shared, tokenise, tokenise_beside

_MOST_KNOWN = 256  # proposals on one base


class Form(NamedTuple):
    """One way to write an edit: characters ``start:end`` of the base become ``text``.

    Attributes:
        trailing: it takes the white space after the words rather than that before them.
        exact: it takes the white space on both sides: there is no other way.
    """

    start: int
    end: int
    text: str
    trailing: bool = False
    exact: bool = False


class Edit(NamedTuple):
    """A change of tokens ``start:end`` of the base.

    Attributes:
        start: first base token that goes, or the token before which words come in.
        end: base token after the last one that goes.
        words: the tokens that come in, without white space.
        forms: the ways to write it, the usual one first; the earlier it ends, the earlier it stands.
        low: first token it might as well have taken out, or before which the same words might as well have come in, had
            it been slid to the left.
        high: the same to the right.
        line: it puts in whole lines (paragraphs, list items).
        pull: for words put in between two tokens: -1 if they lean on what stands before, 1 on what follows, 0 if
            neither.
        nth: tells apart equal lines that one proposal puts in at one place.
    """

    start: int
    end: int
    words: tuple[str, ...]
    forms: tuple[Form, ...]
    low: int
    high: int
    line: bool = False
    pull: int = 0
    nth: int = 0

    @property
    def takes(self) -> bool:
        """Whether words of the base go."""
        return self.start < self.end

    @property
    def puts(self) -> bool:
        """Whether words come in."""
        return bool(self.words)


class Base:
    """A base text in tokens, with the place of each in characters, and what proposals do to it."""

    __slots__ = ("_known", "ends", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, list[Edit]] = {}
        self.tokens: Tokens = tokenise(text)
        self.ends: list[int] = [0, *accumulate(map(len, self.tokens.full))]

    def before_gap(self, index: int) -> int:
        """Where the white space before a token begins."""
        return self.ends[index]

    def after_gap(self, index: int) -> int:
        """Where that white space ends."""
        return self.ends[index + 1] - len(self.tokens.keys[index])

    def edits(self, proposal: str) -> list[Edit]:
        """The edits that turn this text into a proposal's.

        Args:
            proposal: the text proposed.

        Returns:
            Edits in order, none overlapping, not to be changed; written in any of their forms they give the proposal.
        """
        if proposal not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[proposal] = self._found(proposal)
        return self._known[proposal]

    def _found(self, proposal: str) -> list[Edit]:
        if proposal == self.text:
            return []
        new = tokenise_beside(proposal, self.text, self.tokens, self.ends)
        hunks = tidy(align(self.tokens, new), self.tokens, new)
        found: list[Edit] = []
        at, to = 0, 0
        for hunk in hunks:
            found += self._spaces(new, at, hunk.start, to)
            found += self._parts(hunk, new)
            at, to = hunk.end + 1, hunk.last + 1  # the white space before the token after a hunk is the hunk's
        return found + self._spaces(new, at, len(self.tokens.keys), to)

    def _spaces(self, new: Tokens, start: int, end: int, first: int) -> list[Edit]:
        """White space that changed between words that did not."""
        old = self.tokens
        if old.full[start:end] == new.full[first : first + end - start]:
            return []
        found = []
        for index in range(start, end):
            gap, other = old.gap(index), new.gap(first + index - start)
            if gap != other:
                form = Form(self.before_gap(index), self.after_gap(index), other)
                found.append(Edit(index, index, (), (form,), index, index))
        return found

    def _parts(self, hunk: Hunk, new: Tokens) -> list[Edit]:
        """A hunk in its smallest independent parts."""
        if any(form.exact for form in self._forms(hunk, new)):
            return [self._edit(hunk, new)]
        return [part for piece in self._line_by_line(hunk, new) for part in self._units(piece, new)]

    def _line_by_line(self, hunk: Hunk, new: Tokens) -> list[Hunk]:
        """A hunk without what it does to the line that it begins in, or ends in, and this apart."""
        start, end, first, last = hunk
        at, to = _break(self.tokens, range(start, end + 1)), _break(new, range(first, last + 1))
        begins = at > start or start == end
        if begins and (at, to) not in ((start, first), (end, last)) and self._breaks_alike(at, new, to):
            return [Hunk(start, at, first, to), *self._line_by_line(Hunk(at, end, to, last), new)]
        at, to = _break(self.tokens, range(end, start - 1, -1)), _break(new, range(last, first - 1, -1))
        ends = at < end or start == end
        if ends and (at, to) not in ((start, first), (end, last)) and self._breaks_alike(at, new, to):
            return [Hunk(start, at, first, to), Hunk(at, end, to, last)]
        return [hunk]

    def _breaks_alike(self, at: int, new: Tokens, to: int) -> bool:
        """Whether a line begins at both places, after the same white space."""
        return min(at, to) > 0 and self.tokens.gap(at) == new.gap(to)

    def _units(self, hunk: Hunk, new: Tokens) -> list[Edit]:
        """Whole lines put in, or whole sentences taken out, one by one; anything else as it is."""
        whole = self._edit(hunk, new)
        if hunk.start == hunk.end and whole.line:
            cuts = reading.stretches(new, hunk.first, hunk.last, reading.LINE)
            parts = [Hunk(hunk.start, hunk.end, *cut) for cut in cuts]
            even = len({new.gap(at) for at in (*(at for at, _ in cuts), hunk.last)}) == 1
        elif hunk.first == hunk.last and self._holds_sentences(hunk):
            cuts = reading.stretches(self.tokens, hunk.start, hunk.end, reading.SENTENCE)
            parts = [Hunk(*cut, hunk.first, hunk.last) for cut in cuts]
            even = len({self.tokens.gap(at) for at in (*(at for at, _ in cuts), hunk.end)}) == 1
        else:
            return [whole]
        if any(form.exact for form in whole.forms):
            return [whole]
        # Where the white space is not the same everywhere, all parts must be written in one way.
        ways = whole.forms if even else whole.forms[:1]
        found = [self._part(part, new, whole, [form.trailing for form in ways]) for part in parts]
        return [part._replace(nth=found[:number].count(part)) for number, part in enumerate(found)]

    def _holds_sentences(self, hunk: Hunk) -> bool:
        return self._edges(hunk.start, hunk.end) >= reading.SENTENCE

    def _part(self, part: Hunk, new: Tokens, whole: Edit, ways: list[bool]) -> Edit:
        forms = tuple(self._part_form(part, new, trailing=trailing) for trailing in ways)
        low, high = self._reach(part, new)
        words = tuple(new.keys[part.first : part.last])
        return Edit(part.start, part.end, words, forms, low, high, whole.line, whole.pull)

    def _part_form(self, part: Hunk, new: Tokens, *, trailing: bool) -> Form:
        start, end, first, last = part
        if trailing:
            return Form(self.after_gap(start), self.after_gap(end), _trailing(new, first, last), trailing=True)
        return Form(self.before_gap(start), self.before_gap(end), new.text(first, last))

    def _reach(self, hunk: Hunk, new: Tokens) -> tuple[int, int]:
        """The tokens that a deletion might just as well have taken: as far as it slides to borders as good.

        For words put in, the places at which the same words might have been put in.
        """
        start, end = hunk.start, hunk.end
        if start == end:
            return self._places(hunk, new)
        if hunk.first < hunk.last:
            return start, end
        keys = self.tokens.keys
        back, ahead = slide_room(keys, start, end, start, len(keys) - 1 - end)
        good = reading.SENTENCE if self._holds_sentences(hunk) else reading.WORD
        fair = [by for by in range(-back, ahead + 1) if self._edges(start + by, end + by) >= good]
        return start + min(fair, default=0), end + max(fair, default=0)

    def _places(self, hunk: Hunk, new: Tokens) -> tuple[int, int]:
        """The places at which the words of a hunk that only puts in might come in, for the same text."""
        keys, place = self.tokens.keys, hunk.start
        rooms = min(place, hunk.first), min(len(keys) - 1 - place, len(new.keys) - 1 - hunk.last)
        back, ahead = slide_room(new.keys, hunk.first, hunk.last, *rooms)
        if back:
            back = shared(keys[place - back : place][::-1], new.keys[hunk.first - back : hunk.first][::-1])
        if ahead:
            ahead = shared(keys[place : place + ahead], new.keys[hunk.last : hunk.last + ahead])
        return place - back, place + ahead

    def _edges(self, start: int, end: int) -> int:
        return min(reading.border(self.tokens, start), reading.border(self.tokens, end))

    def _edit(self, hunk: Hunk, new: Tokens) -> Edit:
        start, end, first, last = hunk
        low, high = self._reach(hunk, new)
        left, right = reading.border(new, first), reading.border(new, last)
        written = len(self.tokens.keys) > 1  # what comes into an empty text is no line beside others
        line = start == end and min(left, right) >= reading.LINE and written
        pull = 0 if left == right or (line and reading.TEXT_EDGE in (left, right)) else (1 if left > right else -1)
        return Edit(start, end, tuple(new.keys[first:last]), self._forms(hunk, new), low, high, line, pull)

    def _forms(self, hunk: Hunk, new: Tokens) -> tuple[Form, ...]:
        """How a hunk may be written. The white space at an end that is the same in both texts stays out of it."""
        start, end, first, last = hunk
        text = new.text(first, last)
        fore = self.tokens.gap(start) == new.gap(first)
        aft = self.tokens.gap(end) == new.gap(last)
        if start < end and first < last:
            text = text[len(new.gap(first)) * fore :] + ("" if aft else new.gap(last))
            form_start = self.after_gap(start) if fore else self.before_gap(start)
            return (Form(form_start, self.before_gap(end) if aft else self.after_gap(end), text),)
        forms = []
        if aft:
            forms.append(Form(self.before_gap(start), self.before_gap(end), text))
        if fore:
            forms.append(Form(self.after_gap(start), self.after_gap(end), _trailing(new, first, last), trailing=True))
        whole = Form(self.before_gap(start), self.after_gap(end), text + new.gap(last), exact=True)
        return tuple(forms) or (whole,)


def base_of(text: str) -> Base:
    """A text as a base. One of a few pages is remembered for a while: proposals on it are compared pair by pair."""
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else Base(text)


@lru_cache(maxsize=64)
def _remembered(text: str) -> Base:
    return Base(text)


def _trailing(new: Tokens, first: int, last: int) -> str:
    """Tokens with the white space after them, not before."""
    return (new.text(first, last) + new.gap(last))[len(new.gap(first)) :] if first < last else ""


def _break(tokens: Tokens, places: range) -> int:
    """The first of the places at which a line begins; -1 if none does."""
    return next((at for at in places if reading.border(tokens, at) >= reading.LINE), -1)


def in_one_way(proposals: list[list[Edit]]) -> list[list[Edit]]:
    """The edits of several proposals; those that do the same are one edit.

    It is written in the ways that all of them can be: two sponsors strike the first point, one of them strikes the
    second too, the other the third, and only the white space that goes with the first may differ. It reaches as far as
    the furthest of them: how far words could be slid depends on what else a proposal changes beside them.
    """
    same: dict[Edit, Edit] = {}
    for edit in chain.from_iterable(proposals):
        met = same.setdefault(_done(edit), edit)
        forms = tuple(form for form in met.forms if form in edit.forms)
        same[_done(edit)] = met._replace(forms=forms, low=min(met.low, edit.low), high=max(met.high, edit.high))
    return [
        [(met := same[_done(edit)])._replace(forms=met.forms or edit.forms) for edit in proposal]
        for proposal in proposals
    ]


def _done(edit: Edit) -> Edit:
    """What an edit does, however it is written and wherever else it could have been made."""
    return edit._replace(forms=(), low=0, high=0)
