"""Alternatives that are alike as one, with what differs in them as choices inside: brackets within brackets.

``compile`` sets every proposal's words for a place beside the others. Where two of them say nearly the same, a reader
wants their words once and only the difference twice. Nothing is lost: following one proposal's name through the
choices inside gives its words, to the character. The grouping goes by the words alone, so that neither the names of the
proposals nor their order decide anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from charterkit.words.compile import Choice, Common, Option, Span, compile  # noqa: A004  the verb's public name
from charterkit.words.count import number_of_words
from charterkit.words.count import words as words_of
from charterkit.words.diff import diff

SHARED: Final = 5
"""How many words two alternatives share at least for the difference to be bracketed alone."""

ALIKE: Final = 0.6
"""Which share of the longer one's words that is at least."""

PLACES: Final = 4
"""In how many places a group differs at most: beyond that, whole texts side by side read better."""


class Group(NamedTuple):
    """Alternatives that are alike: what they share, and choices between what they don't."""

    spans: tuple[Span, ...]
    """No option of its choices is the present text."""
    holders: tuple[str, ...]

    @property
    def shared(self) -> tuple[str, ...]:
        """The words that all of them have."""
        return tuple(span.text for span in self.spans if isinstance(span, Common))


Branch = Option | Group


def nested(choice: Choice, shared: int = SHARED) -> tuple[Branch, ...]:
    """Return the alternatives of a choice, those that are alike as groups; the present text and no words stay alone.

    Args:
        choice: the choice.
        shared: how many words alternatives share at least to be set as one.
    """
    if sum(bool(option.text) and not option.present for option in choice.options) <= 1:
        return choice.options
    groups: list[list[Option]] = []
    for option in choice.options:
        fitting = () if option.present or not option.text else groups
        found = next((group for group in fitting if all(_alike(other, option, shared) for other in group)), None)
        if found is None:
            groups.append([option])
        else:
            found.append(option)
    return tuple(branch for group in groups for branch in _grouped(group))


def _alike(one: Option, other: Option, shared: int) -> bool:
    if one.present or not one.text:
        return False
    ours, theirs = words_of(one.text), words_of(other.text)
    least = max(shared, ALIKE * max(len(ours), len(theirs)))
    if (Counter(ours) & Counter(theirs)).total() < least:  # whatever their order
        return False
    return sum(number_of_words(each.text) for each in diff(one.text, other.text) if each.op == "keep") >= least


def _grouped(options: Sequence[Option]) -> Sequence[Branch]:
    """Return alternatives as one group, or as they are where they differ in too many places."""
    if len(options) == 1:
        return options
    spans = compile(options[0].text, {str(place): option.text for place, option in enumerate(options[1:], start=1)})
    if sum(isinstance(span, Choice) for span in spans) > PLACES:
        return options
    holders = tuple(sorted(name for option in options for name in option.holders))
    return (Group(tuple(_held(span, options) for span in spans), holders),)


def _held(span: Span, options: Sequence[Option]) -> Span:
    """Give the options of a choice inside a group to those who hold the alternatives that have them."""
    if isinstance(span, Common):
        return span
    changing = {name for option in span.options for name in option.holders}
    found = []
    for option in span.options:
        places = [int(name) for name in option.holders]
        if option.present:
            places += [place for place in range(len(options)) if str(place) not in changing]
        names = tuple(sorted(name for place in places for name in options[place].holders))
        found.append(Option(option.text, names, present=False))
    return Choice(tuple(sorted(found, key=lambda option: option.text)))
