"""Contested words as they are printed: ``[text A - XAA, XAB | text B - XAC]``, long ones as paragraphs Alt 1, Alt 2.

Alternatives that are alike stand once, with brackets inside around what differs. Every contested place has one pair of
brackets, so that brackets can be counted.

Which words are contested was found by ``charterkit.words``; who stands behind them, by ``charterkit.drafting``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from charterkit.documents.runs import Mark
from charterkit.documents.views.items import Opens, Strand, own
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.numerals import digits
from charterkit.documents.wording.phrases import phrases
from charterkit.drafting.rolling import Rolling
from charterkit.drafting.succession import ORDINALS
from charterkit.model.charter import Alternatives
from charterkit.words import Branch, Choice, Common, Group, Option, Span, nested

LONG: Final = 160
"""From how many characters an alternative stands in a paragraph of its own."""

DASH: Final = " \N{EM DASH}\N{NO-BREAK SPACE}"
"""Stands between words and who holds them."""

_WORD: Final = re.compile(r"\w")
_EDGES: Final = re.compile(r"(?P<lead>[^\S\n]*).*?(?P<trail>[^\S\n]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Holders:
    """How the page names those who hold an option; nobody is named on an anonymous page."""

    rolling: Rolling
    attributed: bool = True
    keepers: tuple[str, ...] = ()
    """The changes that ask to keep the present text."""
    language: str = "en"
    style: Alternatives = "bar"
    inline: bool = False
    """Whether long alternatives stay in the line, as in a heading, which has one paragraph."""

    @property
    def separator(self) -> str:
        """What stands between alternatives on one line."""
        return " | " if self.style == "bar" else " / "

    @property
    def words(self) -> dict[str, str]:
        """The fixed words of the language."""
        return labels(self.language)

    def said(self, what: str, names: str) -> str:
        """Return what is said of words, and who says it: ``delete: XAA, XAB``."""
        return self.words["colon"].join(piece for piece in (what, names) if piece)

    def of(self, branch: Branch) -> str:
        """Return the codes of an alternative's holders, each once; what nobody stands behind is the chair's."""
        if not self.attributed:
            return ""
        refs = (*branch.holders, *(self.keepers if _is_present(branch) else ()))
        named = sponsor_names(self.rolling, refs, self.language)
        return named or (self.words["chairs_list"] if branch.holders else "")


def sponsor_names(rolling: Rolling, refs: Iterable[str], language: str) -> str:
    """Return the codes of who stands behind changes, each once, with the groups for which it put them."""
    given = tuple(refs)
    groups, say = rolling.spoken_for(given), phrases("changes", language)
    return say.listed(
        say("behalf", sponsors=code, group=say.listed(groups[code])) if code in groups else code
        for code in rolling.sponsors(given)
    )


def contested(spans: Sequence[Span], holders: Holders, mark: Mark = "keep") -> Iterator[Strand]:
    """Yield the strands of a text that open changes would reword.

    ``mark`` is that of the words nobody contests: deleted, where somebody would take out the whole.
    """
    return _strands(spans, holders, mark, _Around())


@dataclass(frozen=True, slots=True)
class _Around:
    """The spans on both sides of some words, and whose text they are read in; the present one without a reader.

    A footnote may be called in one span and written in another: both are there in the text of who proposes them.
    """

    before: Sequence[Span] = ()
    after: Sequence[Span] = ()
    reader: str = ""

    def of(self, branch: Branch) -> _Around:
        """Return the same spans as who holds an alternative would have them."""
        holder = "" if _is_present(branch) else next(iter(branch.holders), "")
        return replace(self, reader=holder or self.reader)

    def strand(self, text: str, mark: Mark, lead: int = 0, trail: int = 0, opens: Opens = "") -> Strand:
        """Return words in the whole text, without so many characters at their ends."""
        left, right = ("".join(self._read(span) for span in spans) for spans in (self.before, self.after))
        start, end = len(left) + lead, len(left) + len(text) - trail
        return Strand(left + text + right, start, max(start, end), mark, opens=opens)

    def _read(self, span: Span) -> str:
        options = () if isinstance(span, Common) else span.options
        return next((option.text for option in options if self.reader in option.holders), _first(span))


def _strands(spans: Sequence[Span], holders: Holders, mark: Mark, around: _Around) -> Iterator[Strand]:
    again = False
    for place, span in enumerate(spans):
        here = replace(around, before=(*around.before, *spans[:place]), after=(*spans[place + 1 :], *around.after))
        if isinstance(span, Common):
            apart = again and _WORD.search(span.text.partition("\n\n")[0])  # a full stop stays with the last words
            yield here.strand(span.text, mark, opens="paragraph" if apart else "")
        else:
            yield from _Printed(nested(span), here, holders).strands()
        again = isinstance(span, Choice) and _long(nested(span), holders)


def _first(span: Span) -> str:
    """Return the words of a span as the text around it is read: the present ones, or the first of all."""
    if isinstance(span, Common):
        return span.text
    return next((option.text for option in span.options if option.present), span.options[0].text)


def _text(branch: Branch) -> str:
    return branch.text if isinstance(branch, Option) else "".join(map(_first, branch.spans))


def _is_present(branch: Branch) -> bool:
    return isinstance(branch, Option) and branch.present


def _long(branches: Sequence[Branch], holders: Holders) -> bool:
    if holders.inline:
        return False
    worded = [text for branch in branches if (text := _text(branch))]
    return len(worded) > 1 and any(len(text) >= LONG or "\n\n" in text for text in worded)


@dataclass(frozen=True, slots=True)
class _Printed:
    """One choice in its text: each alternative is read in the whole text that taking it would give."""

    branches: Sequence[Branch]
    around: _Around
    holders: Holders

    def strands(self) -> Iterator[Strand]:
        shown = [branch for branch in self.branches if _text(branch) or branch.holders]
        if len(shown) == 2 and _is_present(shown[0]) and not _text(shown[1]):  # noqa: PLR2004  the words, or none
            yield from self._deletion(shown[0], shown[1])
        elif _long(self.branches, self.holders):
            yield from self._paragraphs(shown)
        else:
            yield from self._line(shown)

    def _deletion(self, present: Branch, gone: Branch) -> Iterator[Strand]:
        kept = self.holders.of(present)
        words = self.holders.words
        said = self.holders.said(words["delete"], self.holders.of(gone)) + (
            f"{words['list_semicolon']}{words['keep']}{words['colon']}{kept}" if kept else ""
        )
        yield from self._outside("lead")
        yield own("[", "bracket")
        yield from self._words(present, "delete")
        yield own(DASH + said, "holders")
        yield own("]", "bracket")
        yield from self._outside("trail")

    def _paragraphs(self, shown: Sequence[Branch]) -> Iterator[Strand]:
        """Yield each alternative in a paragraph of its own, all of them within one pair of brackets."""
        number = 0
        for place, branch in enumerate(shown):
            number += not _is_present(branch)
            yield own("" if place else "[", "bracket", opens="alternative")
            yield own(f"{self._called(branch, number)}{self.holders.words['colon']}", "label")
            yield from self._alternative(branch)
        yield own("]", "bracket")

    def _alternative(self, branch: Branch) -> Iterator[Strand]:
        yield from self._words(branch)
        yield from self._named("", branch)

    def _called(self, branch: Branch, number: int) -> str:
        words, language = self.holders.words, self.holders.language
        if _is_present(branch):
            return words["present"]
        pattern = words["option" if self.holders.style == "option" else "alt"]
        bis = self.holders.style == "bis" and number <= len(ORDINALS)
        return ORDINALS[number - 1] if bis else pattern.format(number=digits(str(number), language))

    def _line(self, shown: Sequence[Branch]) -> Iterator[Strand]:
        yield from self._outside("lead")
        yield own("[", "bracket")
        for place, branch in enumerate(shown):
            if place:
                yield own(self.holders.separator, "bracket")
            yield from self._words(branch)
            said = self.holders.words["present_text"] if _is_present(branch) else ""
            yield from self._named(said, branch)
        yield own("]", "bracket")
        yield from self._outside("trail")

    def _named(self, what: str, branch: Branch) -> Iterator[Strand]:
        if text := self.holders.said(what, self.holders.of(branch)):
            yield own(DASH + text, "holders")

    def _words(self, branch: Branch, mark: Mark = "keep") -> Iterator[Strand]:
        """Yield the words of an alternative without the space around them, which stands outside of the brackets."""
        if isinstance(branch, Group):
            yield from _stripped(_strands(branch.spans, self.holders, "insert", self.around.of(branch)))
            return
        if not branch.text:
            yield own(self.holders.words["no_words"], "label")
            return
        lead, trail = (len(_edge(branch.text, edge)) for edge in ("lead", "trail"))
        yield self.around.of(branch).strand(branch.text, mark if branch.present else "insert", lead, trail)

    def _outside(self, edge: str) -> Iterator[Strand]:
        """Yield the space at an edge of the alternatives, which stands outside of the brackets."""
        texts = (text for branch in self.branches if (text := _text(branch)))
        space = max((_edge(text, edge) for text in texts), key=len, default="")
        if space:
            yield Strand(space, 0, len(space))


def _stripped(strands: Iterable[Strand]) -> list[Strand]:
    """Return strands without the space before the first word and after the last one."""
    found = list(strands)
    for place, edge in ((0, "lead"), (-1, "trail")):
        strand = found[place] if found else own("", "bracket")
        if strand.role == "word":
            space = len(_edge(strand.text[strand.start : strand.end], edge))
            start = strand.start + (space if edge == "lead" else 0)
            found[place] = replace(strand, start=start, end=max(start, strand.end - (space if edge == "trail" else 0)))
    return found


def _edge(text: str, edge: str) -> str:
    found = _EDGES.fullmatch(text)
    return found.group(edge) if found else ""
