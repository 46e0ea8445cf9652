"""Where two sides of a merge have to be asked: the places that they change differently, and those tied to such a place.

A passage that was moved is changed at two places. Each may look plain by itself, and yet taking both would lose the
passage or give it twice; so they are decided together. What stands at the other places is said in ``merge``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from charterkit.words.common import in_common
from charterkit.words.compile import Choice, Common, Span
from charterkit.words.count import number_of_words, words
from charterkit.words.reading import MAY_END_SENTENCE
from charterkit.words.rows import sentences

OURS, THEIRS = "ours", "theirs"
_ONE_SIDE = 2  # options of a place where the sides don't differ: the present text and one other
_SHORTEST_MOVE = 4  # words: shorter passages recur by chance
_SHORTEST_REPEATED = 8  # words of a sentence: shorter ones may well be wanted at two places
_LEAST_ALIKE = 0.75  # of the words of a passage that one side changed where it put it


def contested(spans: list[Span], twice: Counter[str]) -> set[int]:
    """The places, by number, at which a person has to choose.

    Args:
        spans: what ``compile`` makes of ``OURS`` and ``THEIRS``.
        twice: words that would stand twice if every place that only one side changed were taken.

    Returns:
        The numbers of those that both change differently; at which one side puts what both struck, or what the other
        puts in elsewhere; and at which one side takes or puts a passage that it moved from or to such a place.
    """
    places = {number: span for number, span in enumerate(spans) if isinstance(span, Choice)}
    struck = [text for span in places.values() if (text := _struck(span))]
    found = {number for number, span in places.items() if len(span.options) > _ONE_SIDE}
    single = {number: span for number, span in places.items() if number not in found and not _of_both(span)}
    if struck:
        found |= {number for number, span in single.items() if puts_back(span.options[1].text, struck)}
    found |= _doubted(single, twice) if twice else set()
    found |= _emptying(spans)
    return found | _torn(single, [span for number, span in places.items() if number in found])


def repeated(spans: list[Span], before: str, sides: tuple[str, str], merged: str) -> set[int]:
    """The places that put in a new sentence which both sides brought, and which would stand more often than in either.

    Args:
        spans: what ``compile`` makes of the two sides.
        before: the text that both were made from.
        sides: the two.
        merged: the text that all places taken give.
    """
    return {
        number
        for number, span in enumerate(spans)
        if isinstance(span, Choice) and len(span.options[1].text) >= _SHORTEST_REPEATED
        for sentence in _whole(span.options[1].text)
        if merged.count(sentence) > max(side.count(sentence) for side in sides)
        and all(sentence in side for side in sides)
        and sentence not in before
        and number_of_words(sentence) >= _SHORTEST_REPEATED
    }


def any_of_both(spans: Iterable[Span]) -> bool:
    """Whether there is a change that both sides made alike."""
    return any(isinstance(span, Choice) and len(span.options) == _ONE_SIDE and _of_both(span) for span in spans)


def _of_both(span: Choice) -> bool:
    return len(span.options[1].holders) > 1


def _struck(span: Choice) -> str:
    """What both sides took out here. Where a side put it elsewhere, it was moved there, and the other struck it."""
    both = len(span.options) == _ONE_SIDE and _of_both(span) and not span.options[1].text.strip()
    return span.options[0].text if both else ""


def puts_back(text: str, struck: list[str]) -> bool:
    """Whether words put in hold a passage that both struck, perhaps with a few of its words changed.

    A short passage recurs by chance, unless it is a whole sentence or list item.
    """
    found = words(text)
    passages = (words(passage) for passage in struck)
    if any(len(passage) >= _SHORTEST_MOVE and _is_in(passage, found) for passage in passages):
        return True
    return not _whole(text).isdisjoint(sentence for passage in struck for sentence in _whole(passage))


def _whole(text: str) -> set[str]:
    """The sentences and list items of a text, those that end with their mark or have their line to themselves."""
    found = {sentence.strip() for sentence in sentences(text)}
    return {sentence for sentence in found if words(sentence) and ("\n" in text or sentence[-1] in MAY_END_SENTENCE)}


def _doubted(single: dict[int, Choice], twice: Counter[str]) -> set[int]:
    """The places at which one side puts in what the other puts in elsewhere, some words of it twice."""
    put: dict[str, dict[int, list[str]]] = {OURS: {}, THEIRS: {}}
    for number, span in single.items():
        put[span.options[1].holders[0]][number] = words(span.options[1].text)
    pairs = [(one, other) for one in put[OURS].items() for other in put[THEIRS].items()]
    return {number for one, other in pairs if _one_passage(one[1], other[1], twice) for number in (one[0], other[0])}


def _one_passage(one: list[str], other: list[str], twice: Counter[str]) -> bool:
    """Whether most of the shorter of two runs of words stands in the other, one of the words given among it."""
    shorter = min(len(one), len(other))
    alike = shorter > 1 and in_common(one, other) >= _LEAST_ALIKE * shorter
    return alike and not twice.keys().isdisjoint({*one}.intersection(other))


def _emptying(spans: list[Span]) -> set[int]:
    """The places at which the sides strike all that a line holds, each a part of it. The whole text may go."""
    found: set[int] = set()
    for struck, group in groupby(range(len(spans)), key=lambda number: _is_struck(spans[number])):
        run = list(group)
        holders = [span.options[1].holders for number in run if struck and isinstance(span := spans[number], Choice)]
        if holders and not any(all(side in names for names in holders) for side in (OURS, THEIRS)):
            before, after = _stands_before(spans, run[0]), _stands_behind(spans, run[-1] + 1)
            if before + after and not words(before.rpartition("\n")[2] + after.partition("\n")[0]):
                found.update(run)
    return found


def _is_struck(span: Span) -> bool:
    """Whether all who change a place strike its words."""
    return isinstance(span, Choice) and len(span.options) == _ONE_SIDE and not span.options[1].text.strip()


def _stands_before(spans: list[Span], number: int) -> str:
    """What stands on the line before a place, once all changes are made, with the line end before it."""
    found = ""
    while number and "\n" not in found:
        number -= 1
        found = _stands(spans[number]) + found
    return found


def _stands_behind(spans: list[Span], number: int) -> str:
    """What stands on the line from a place on, with the line end behind it."""
    found = ""
    while number < len(spans) and "\n" not in found:
        found += _stands(spans[number])
        number += 1
    return found


def _stands(span: Span) -> str:
    return span.text if isinstance(span, Common) else span.options[1].text


def _torn(single: dict[int, Choice], differing: list[Choice]) -> set[int]:
    """The places at which a side takes out (or puts in) a passage that comes (or goes) where the sides differ."""
    ends = {number: end for number, span in single.items() if (end := _end_of_move(span))} if differing else {}
    if not ends:
        return set()
    changed = [_changed(span, side) for span in differing for side in (OURS, THEIRS)]
    places: dict[str, set[int]] = {}
    for place, (_, gone, come) in enumerate(changed):
        for word in {*gone, *come}:
            places.setdefault(word, set()).add(place)
    return {number for number, end in ends.items() if any(_meets(end, changed[at]) for at in _likely(end[1], places))}


_End = tuple[str, list[str], bool]
"""One end of what may be a move: whose, which words, and whether they come here."""

_Changed = tuple[str, list[str], list[str]]
"""What one side does at a place: whose it is, the words before, the words after."""


def _end_of_move(span: Choice) -> _End | None:
    gone, come = (words(option.text) for option in span.options)
    passage = gone or come
    moved = not (gone and come) and len(passage) >= _SHORTEST_MOVE
    return (span.options[1].holders[0], passage, bool(come)) if moved else None


def _changed(span: Choice, side: str) -> _Changed:
    texts = {name: option.text for option in span.options for name in option.holders}
    return side, words(span.options[0].text), words(texts.get(side, span.options[0].text))


def _likely(passage: list[str], places: dict[str, set[int]]) -> set[int]:
    """Places that may hold a passage: of its rarest words too few are left out for it to be another one."""
    found = sorted((places.get(word, set()) for word in passage), key=len)
    return set().union(*found[: int(len(found) * (1 - _LEAST_ALIKE)) + 1])


def _meets(end: _End, changed: _Changed) -> bool:
    """Whether the other end of a move by the same side lies at a place."""
    side, passage, comes = end
    who, *texts = changed
    without, having = texts[::-1] if comes else texts
    return side == who and _is_in(passage, having) and not _is_in(passage, without)


def _is_in(passage: list[str], text: list[str]) -> bool:
    least = _LEAST_ALIKE * len(passage)
    return len(text) >= least and in_common(passage, text) >= least
