"""Contested words as they are printed: ``[text A - XAA, XAB | text B - XAC]``, long ones as paragraphs Alt 1, Alt 2.

Which words are contested was found by ``charterkit.words``; who stands behind them, by ``charterkit.drafting``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from charterkit.documents.items import Strand, own
from charterkit.documents.labels import labels
from charterkit.documents.numerals import digits
from charterkit.documents.tree import Mark
from charterkit.words import Choice, Common, Option, Span

LONG: Final = 160
"""From how many characters an alternative stands in a paragraph of its own."""

DASH: Final = " \N{EM DASH}\N{NO-BREAK SPACE}"
"""Stands between words and who holds them."""

_EDGES: Final = re.compile(r"(?P<lead>[^\S\n]*).*?(?P<trail>[^\S\n]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Holders:
    """How the page names those who hold an option; nobody is named on an anonymous page."""

    sponsors: Callable[[Iterable[str]], Sequence[str]]
    attributed: bool = True
    keepers: tuple[str, ...] = ()
    """Who asked to keep the present text."""
    language: str = "en"

    @property
    def words(self) -> dict[str, str]:
        """The fixed words of the language."""
        return labels(self.language)

    def of(self, option: Option) -> str:
        """Return the codes of an option's holders, each once; what nobody stands behind any more is the chair's."""
        if not self.attributed:
            return ""
        named = ", ".join(sorted({*self.sponsors(option.holders), *(self.keepers if option.present else ())}))
        return named or (self.words["chairs_list"] if option.holders else "")


def contested(spans: Sequence[Span], holders: Holders, mark: Mark = "keep") -> Iterator[Strand]:
    """Yield the strands of a text that open changes would reword.

    ``mark`` is that of the words nobody contests: deleted, where somebody would take out the whole.
    """
    present = [_present(span) for span in spans]
    again = False
    for place, span in enumerate(spans):
        before, after = "".join(present[:place]), "".join(present[place + 1 :])
        if isinstance(span, Common):
            whole = before + span.text + after
            yield Strand(whole, len(before), len(before) + len(span.text), mark, opens="paragraph" if again else "")
        else:
            yield from _Printed(span, before, after, holders).strands()
        again = isinstance(span, Choice) and _long(span)


def _present(span: Span) -> str:
    if isinstance(span, Common):
        return span.text
    return next((option.text for option in span.options if option.present), "")


def _long(choice: Choice) -> bool:
    worded = [option.text for option in choice.options if option.text]
    return len(worded) > 1 and any(len(text) >= LONG or "\n\n" in text for text in worded)


@dataclass(frozen=True, slots=True)
class _Printed:
    """One choice in its text: each option is read in the whole text that taking it would give."""

    choice: Choice
    before: str
    after: str
    holders: Holders

    def strands(self) -> Iterator[Strand]:
        shown = [option for option in self.choice.options if option.text or option.holders]
        if len(shown) == 2 and shown[0].present and not shown[1].text:  # noqa: PLR2004  the words, or none
            yield from self._deletion(*shown)
        elif _long(self.choice):
            yield from self._paragraphs(shown)
        else:
            yield from self._line(shown)

    def _deletion(self, present: Option, gone: Option) -> Iterator[Strand]:
        kept = self.holders.of(present)
        words = self.holders.words
        said = _said(words["delete"], self.holders.of(gone)) + (f"; {words['keep']}: {kept}" if kept else "")
        yield from self._outside("lead")
        yield own("[", "bracket")
        yield self._words(present, "delete")
        yield own(DASH + said, "holders")
        yield own("]", "bracket")
        yield from self._outside("trail")

    def _paragraphs(self, shown: Sequence[Option]) -> Iterator[Strand]:
        number = 0
        for option in shown:
            number += not option.present
            yield own("[", "bracket", opens="alternative")
            yield own(f"{self._called(option, number)}: ", "label")
            yield self._words(option)
            yield from _named("", self.holders.of(option))
            yield own("]", "bracket")

    def _called(self, option: Option, number: int) -> str:
        words, language = self.holders.words, self.holders.language
        return words["present"] if option.present else words["alt"].format(number=digits(str(number), language))

    def _line(self, shown: Sequence[Option]) -> Iterator[Strand]:
        yield from self._outside("lead")
        yield own("[", "bracket")
        for place, option in enumerate(shown):
            if place:
                yield own(" | ", "bracket")
            yield self._words(option)
            yield from _named(self.holders.words["present_text"] if option.present else "", self.holders.of(option))
        yield own("]", "bracket")
        yield from self._outside("trail")

    def _words(self, option: Option, mark: Mark = "keep") -> Strand:
        if not option.text:
            return own(self.holders.words["no_words"], "label")
        lead, trail = _edge(option.text, "lead"), _edge(option.text, "trail")
        start, end = len(self.before) + len(lead), len(self.before) + len(option.text) - len(trail)
        shown: Mark = mark if option.present else "insert"
        return Strand(self.before + option.text + self.after, start, max(start, end), shown)

    def _outside(self, edge: str) -> Iterator[Strand]:
        """Yield the space at an edge of the options, which stands outside of the brackets."""
        space = max((_edge(option.text, edge) for option in self.choice.options if option.text), key=len, default="")
        if space:
            yield Strand(space, 0, len(space))


def _edge(text: str, edge: str) -> str:
    found = _EDGES.fullmatch(text)
    return found.group(edge) if found else ""


def _named(said: str, names: str) -> Iterator[Strand]:
    if text := _said(said, names):
        yield own(DASH + text, "holders")


def _said(what: str, names: str) -> str:
    return ": ".join(piece for piece in (what, names) if piece)
