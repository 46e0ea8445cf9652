"""A whole charter in plain text, as a word processor saves it: preamble, parts, articles, closing words and annexes.

They are told by lines that head them: a word with a number (``Article 1``, ``Часть II``, ``第三条``). The word that
heads most of them is the article's, unless all of them come after others; others head a part where an article follows,
and an annex after the last. A heading without a number is told by where it stands. No word of any language is known but
the usual beginnings of closing words. How the paragraphs of one article are told is the business of ``provisions``,
what becomes of it all that of ``text_changes``.
"""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from charterkit.drafting.typed.cells import STROKE
from charterkit.drafting.typed.headings import ENDS_A_SENTENCE, NO_NAMES, Heading, Named, could_head, heading

_WRAPPED: Final = regex.compile(r"(?m)^.{30,100}[^\s.;:,。；：，،؛।]\n(?=[\p{Ll}\p{Lo}])")
"""A line that goes on in the next: a text wrapped by hand, whose paragraphs are parted by blank lines."""

_LONGEST_LINE: Final = 100
"""A line that is longer is a paragraph of its own, as a word processor saves it."""

_NUMBERED: Final = regex.compile(
    r"\p{Nd}+[.)]|\p{Nd}+[A-Za-z]?(?:\.\p{Nd}+)+[\s.)]|\(?[\p{L}\p{Nd}]{1,3}\)|[一二三四五六七八九十]+、"
)
_ENDS: Final = (".", "。", "।", "؟", "?", "!")
"""How the words of an article end."""

_CLOSING: Final = regex.compile(
    r"(?i)\W*(?:in witness whereof|done\W+(?:at|in)\b|в удостоверение чего|совершено в\b|en foi de quoi|fait à\b"
    r"|en fe de lo cual|hecho en\b|以昭信守|وإثبات)"
)
"""How the words after the last article usually begin (United Nations, Final Clauses of Multilateral Treaties)."""


class Headed(NamedTuple):
    """A part, article or annex as it was written: its heading, and the words below it."""

    heading: str
    words: str = ""
    number: str = ""
    """As it was written: ``2 bis``, ``IV``, ``三``; empty for a heading without one."""


class PlainText(NamedTuple):
    """A whole text told apart. Articles stand in parts; ``None`` in a part's place: there is none above them."""

    left_out: tuple[str, ...]
    """Lines above the preamble that are no sentences, the title among them; and what no article stands above."""
    recitals: tuple[str, ...]
    parts: tuple[tuple[Headed | None, tuple[Headed, ...]], ...]
    closing: str
    annexes: tuple[Headed, ...]
    word: str = ""
    """The word that heads the articles, in small letters: ``article``, ``rule``, ``§``."""
    title: str = ""
    """The first of what was left out, where the text begins with it."""

    @property
    def unnumbered(self) -> tuple[str, ...]:
        """The headings without a number that were taken for those of parts."""
        return tuple(part.heading for part, _ in self.parts if part and not part.number)

    @property
    def empty(self) -> tuple[str, ...]:
        """The articles and annexes without words, by their place."""
        articles = [article for _, some in self.parts for article in some]
        return tuple(
            f"{what} {place}"
            for what, found in (("article", articles), ("annex", self.annexes))
            for place, each in enumerate(found, 1)
            if not each.words
        )

    @property
    def doubtful(self) -> tuple[str, ...]:
        """What reads like a heading and was taken for words: a heading without a number, most likely."""
        return tuple(
            each for each in self._paragraphs() if could_head(each) and not _NUMBERED.match(each) and STROKE not in each
        )

    @property
    def rows(self) -> tuple[str, ...]:
        """What was taken for the rows of tables."""
        texts = (annex.words for annex in self.annexes)
        paragraphs = (*self._paragraphs(), *(each for text in texts for each in text.split("\n\n")))
        return tuple(each for each in paragraphs if STROKE in each)

    def _paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs of the articles and the closing words."""
        texts = (*(article.words for _, articles in self.parts for article in articles), self.closing)
        return (each for text in texts for each in text.split("\n\n") if each)


class _Section(NamedTuple):
    """A line that heads something, its word, what follows on it, and the lines below it, empty ones too."""

    word: str
    head: str
    rest: str
    below: tuple[str, ...]
    number: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands after the word and its number."""
        return (self.rest, "", *self.below) if self.rest else self.below


def read_plain_text(text: str, names: Named = NO_NAMES) -> PlainText:
    """Return the preamble, parts, articles, closing words and annexes of a text.

    Args:
        text: a charter in any language; each paragraph on one line, or lines wrapped by hand with blank lines between.
        names: what its language calls numbers.
    """
    lines = [line.strip() for line in text.split("\n")]
    if any(len(line) > _LONGEST_LINE for line in lines) or "" not in lines or not _WRAPPED.search("\n".join(lines)):
        lines = [each for line in lines for each in (line, "")]  # no line goes on in the next
    first, *sections = _sections(lines, names)
    article = _word_of_articles([each.word for each in sections])
    last = max((place for place, each in enumerate(sections) if each.word == article), default=-1)
    first, *standing = _with_unnumbered([first, *_parts_and_articles(sections[: last + 1], article)], article)
    above, recitals = _preamble(first.lines)
    parts: list[tuple[Headed | None, tuple[Headed, ...]]] = []
    closing = ""
    for section in standing:
        if section.word != article:
            heading, *others = [*_paragraphs(section.lines)] or [section.head]
            parts.append((Headed(heading, number=section.number), ()))
            above = (*above, *others)
            continue
        body, after = _without_closing(section.lines) if section is standing[-1] else (section.lines, ())
        closing = _joined(after)
        part, articles = parts.pop() if parts else (None, ())
        parts.append((part, (*articles, _headed(body, section.number))))
    annexes = tuple(_headed(each.lines, each.number) for each in sections[last + 1 :])
    return PlainText(above, recitals, tuple(parts), closing, annexes, article, _title(above, first.lines))


def _title(above: Sequence[str], lines: Sequence[str]) -> str:
    begins = next(_paragraphs(lines), "")
    return begins if above[:1] == (begins,) else ""


def _sections(lines: Sequence[str], names: Named) -> Iterator[_Section]:
    """Yield what stands above the first line that heads something, then what each such line heads.

    A line in the middle of a paragraph heads nothing, though it may begin with ``Article 5``.
    """
    word, head, rest, number, below = "", "", "", "", list[str]()
    for line, found in zip(lines, _headings(lines, names), strict=True):
        begins = not below or not below[-1] or (word != "" and len(below) == 1)
        if found is None or not begins:
            below.append(line)
            continue
        yield _Section(word, head, rest, tuple(below), number)
        word, number, rest, head, below = found.word, found.number, found.rest, line, []
    yield _Section(word, head, rest, tuple(below), number)


def _headings(lines: Sequence[str], names: Named) -> list[Heading | None]:
    """Return what each line may head; one whose number is a word, only where others of its kind have other numbers."""
    found = [heading(line, names) for line in lines]
    numbers: dict[str, set[str]] = {}
    for each in filter(None, found):
        numbers.setdefault(each.word, set()).add(each.number)
    return [each if each and not (each.in_words and len(numbers[each.word]) == 1) else None for each in found]


def _parts_and_articles(sections: Sequence[_Section], article: str) -> Iterator[_Section]:
    """Yield the sections that are parts and articles; what heads whole paragraphs in an article stays words of it."""
    held: _Section | None = None
    for section in sections:
        within = section.word != article and len([*_paragraphs(section.lines)]) > 1
        if held is not None and within:
            held = held._replace(below=(*held.below, "", section.head, "", *section.below))
            continue
        if held is not None:
            yield held
        held = section
    if held is not None:
        yield held


def _with_unnumbered(sections: Sequence[_Section], article: str) -> list[_Section]:
    """Return the sections with the headings without a number, each of which ended the words above an article.

    Where most articles have such a line above them it is their own heading. Else it heads a part, unless parts with a
    number follow: then it may head anything within one, and stays among the words, to be told.
    """
    numbered = max((place for place, each in enumerate(sections) if each.word not in {article, ""}), default=0)
    parted = [_without_heading(each) if after.word == article else (each, "") for each, after in pairwise(sections)]
    found = [place for place, (_, heading) in enumerate(parted) if heading]
    own = len(found) * 2 > len(sections) - 1
    above = ""
    kept: list[_Section] = []
    for place, section in enumerate(sections):
        body, heading = parted[place] if place < len(parted) else (section, "")
        taken = bool(heading) and (own or (place > 0 and place >= numbered))
        here = body if taken else section
        kept.append(here._replace(below=("", above, "", *here.lines), rest="") if above else here)
        above = heading if taken and own else ""
        if taken and not own:
            kept.append(_Section("", heading, heading, ()))
    return kept


def _without_heading(section: _Section) -> tuple[_Section, str]:
    """Return a section without the heading that ends it, and that heading; empty where it ends as its words do."""
    paragraphs = list(_paragraphs(section.below))
    if len(paragraphs) == 1 or not paragraphs or not could_head(paragraphs[-1]) or _NUMBERED.match(paragraphs[-1]):
        return section, ""
    lines = [*section.below]
    while lines and not lines[-1]:
        lines.pop()
    ends = _ENDS if section.word else ENDS_A_SENTENCE
    if lines[-1] != paragraphs[-1] or not paragraphs[-2].endswith(ends):
        return section, ""
    return section._replace(below=tuple(lines[:-1])), lines[-1]


def _word_of_articles(words: Sequence[str]) -> str:
    """Return the word that heads most; of several the one that comes last, for parts come before their articles.

    Where others head several before the first of these and none after it, it is one of those: these are annexes.
    """
    counted = Counter(words)
    places = {word: place for place, word in enumerate(words)}
    found = max(counted, key=lambda word: (counted[word], places[word]), default="")
    first = words.index(found) if found else 0
    above = [word for word in words[:first] if counted[word] > 1 and places[word] < first]
    return _word_of_articles(above) if above else found


def _preamble(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines above a preamble that are no sentences, and its paragraphs."""
    paragraphs = list(_paragraphs(lines))
    start = next((place for place, each in enumerate(paragraphs) if not could_head(each)), len(paragraphs))
    return tuple(paragraphs[:start]), tuple(paragraphs[start:])


def _headed(lines: Sequence[str], number: str) -> Headed:
    """Return the heading of a section, where its first paragraph is one and words follow, and its words."""
    paragraphs = list(_paragraphs(lines))
    if len(paragraphs) > 1 and could_head(paragraphs[0]) and not _NUMBERED.match(paragraphs[0]):
        return Headed(paragraphs[0], "\n\n".join(paragraphs[1:]), number)
    return Headed("", _joined(lines), number)


def _without_closing(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the lines of an article, and those of closing words after it."""
    start = next((place for place, line in enumerate(lines) if _CLOSING.match(line)), len(lines))
    return lines[:start], lines[start:]


def _joined(lines: Sequence[str]) -> str:
    return "\n\n".join(_paragraphs(lines))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of lines: blank lines part them, and so do numbers."""
    held: list[str] = []
    for line in (*lines, ""):
        if held and (not line or _NUMBERED.match(line)):
            yield " ".join(held)
            held = []
        if line:
            held.append(line)
