"""The changes that put a whole plain text into a new charter, and what became of the numbers that it was written with.

Numbers are derived in a charter: what the text cites by number becomes a reference, so that it follows when numbers
change, and what is numbered otherwise than it was written is told. How the text is told apart is the business of
``plain_text``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from charterkit.drafting.correspondence.quantities import han_number
from charterkit.drafting.merging.past import REFERENCE
from charterkit.drafting.numbering import Number, Numbers, from_roman, number_below, upper_roman
from charterkit.drafting.typed.plain_text import Headed, PlainText
from charterkit.drafting.typed.provisions import new_id, new_record
from charterkit.drafting.validate.wording import cited_by, cited_numbers
from charterkit.model.charter import RESERVED
from charterkit.model.numbers import SERIES, Series
from charterkit.model.provisions import Provision, walk

_FIRST: Final = re.compile(r"(?i)premi(?:er|ère)|primer[oa]|(?<=\d)(?:er|re|\.?[ºª°])")
FIRST_ARTICLE: Final = Number("article", "1", "1")
_HAN: Final = frozenset("〇零一二三四五六七八九十百")


class Lost(NamedTuple):
    """A reference to nothing, and where it stands in a plain text."""

    line: int
    column: int
    name: str


def outline_of(plain: PlainText, language: str, title: str) -> list[dict[str, Any]]:
    """Return the parts of an outline, empty, with ids made of their headings; what stands in none has the title's."""
    return [
        {"id": name, "heading": {language: heading}}
        for name, heading in zip(_part_ids(plain, title), _part_headings(plain, title), strict=True)
    ]


def additions(plain: PlainText, language: str, title: str) -> list[dict[str, Any]]:
    """Return the changes that put a whole text into the outline of its parts, in the order of the text."""
    changes: list[dict[str, Any]] = []
    taken = [*_part_ids(plain, title)]

    def add(kind: Literal["recital", "article", "testimonium", "annex"], place: str, each: Headed) -> None:
        name = new_id(each.heading or each.words, taken, RESERVED.__contains__)
        taken.append(name)
        heading = {"heading": {language: each.heading}} if each.heading else {}
        worded: dict[str, Any] = {"text": {language: each.words}}
        if kind in {"article", "annex"}:
            worded = new_record(each.words, language, within=each.number)
        changes.append({"add": {"id": name, "kind": kind} | heading | worded, "in": place})

    for recital in plain.recitals:
        add("recital", "preamble", Headed("", recital))
    for part, (_, articles) in zip(_part_ids(plain, title), plain.parts, strict=True):
        for article in articles:
            add("article", part, article)
    if plain.closing:
        add("testimonium", "closing", Headed("", plain.closing))
    for annex in plain.annexes:
        add("annex", "annexes", annex)
    return changes


def _part_headings(plain: PlainText, title: str) -> list[str]:
    return [part.heading if part and part.heading else title for part, _ in plain.parts]


def _part_ids(plain: PlainText, title: str) -> list[str]:
    ids: list[str] = []
    for heading in _part_headings(plain, title):
        ids.append(new_id(heading, ids, RESERVED.__contains__))
    return ids


def referring(
    changes: Sequence[dict[str, Any]], plain: PlainText, language: str, printed: Callable[[Number], str]
) -> tuple[list[dict[str, Any]], int]:
    """Return the changes with references where their texts cite each other by number, and how many there are.

    A citation becomes a reference only where that prints the very words that were written: ``Articles 3 and 4``, or a
    word that is declined, stays as it is. But where another word heads the articles than the one that is printed for
    it, ``Rule 3`` and ``§ 3`` become references too: their headings are printed as ``Article`` as well.

    Args:
        changes: those of ``additions``.
        plain: the text that they put.
        language: its language.
        printed: how a number is cited in that language.
    """
    written = _as_written(changes, plain)
    other = other_word(plain, printed)
    made = 0

    def linked(text: str) -> str:
        nonlocal made
        for start, cited, path in reversed([*cited_by(text, other, written)] if other else []):
            text = f"{text[:start]}[[{path}]]{text[start + len(cited) :]}"
            made += 1
        for start, cited, path in reversed([*cited_numbers(text, language, written)]):
            if "".join(cited.split()) == "".join(printed(written.by_path[path]).split()):
                text = f"{text[:start]}[[{path}]]{text[start + len(cited) :]}"
                made += 1
        return text

    def reworded(node: Mapping[str, Any]) -> dict[str, Any]:
        texts = {"text": {tag: linked(text) for tag, text in node["text"].items()}} if "text" in node else {}
        units = {"units": [reworded(unit) for unit in node["units"]]} if "units" in node else {}
        return {**node, **texts, **units}

    return [{**change, "add": reworded(change["add"])} for change in changes], made


def other_word(plain: PlainText, printed: Callable[[Number], str]) -> str:
    """Return the word that heads the articles of a text where another is printed for it, such as ``rule`` or ``§``."""
    return "" if plain.word in printed(FIRST_ARTICLE).casefold() else plain.word


def lost_references(text: str, changes: Sequence[Mapping[str, Any]], parts: Iterable[str]) -> Iterator[Lost]:
    """Yield each ``[[reference]]`` as it stands in a plain text that leads to nothing which the text puts.

    Args:
        text: the text as it was read.
        changes: those of ``additions``.
        parts: the ids of the parts that they are put into.
    """
    paths = {path for change in changes for path, _ in walk(Provision.model_validate(change["add"]))}
    known = {*paths, *parts}
    for number, line in enumerate(text.split("\n"), 1):
        for found in REFERENCE.finditer(line):
            if found[1] not in known:
                yield Lost(number, found.start() + 1, found[1])


def renumbered(plain: PlainText) -> Iterator[tuple[Number, Number]]:
    """Yield each number of a part, article or annex as it was written, with the one that stands in its place."""
    rows: tuple[tuple[Series, Sequence[Headed]], ...] = (
        ("part", [part or Headed("") for part, _ in plain.parts]),
        ("article", [article for _, some in plain.parts for article in some]),
        ("annex", plain.annexes),
    )
    for series, line in rows:
        for place, each in enumerate(line, 1):
            if each.number and _plainly(each.number) != str(place):
                label = upper_roman(place) if series == "part" else str(place)
                yield Number(series, each.number, each.number), Number(series, label, label)


def _as_written(changes: Sequence[dict[str, Any]], plain: PlainText) -> Numbers:
    """Return the numbers of articles, annexes and all below them as they were written; none that was written twice."""
    articles = [article for _, some in plain.parts for article in some]
    labels = {"article": [each.number for each in articles], "annex": [each.number for each in plain.annexes]}
    twice = {kind: {label for label, times in Counter(line).items() if times > 1} for kind, line in labels.items()}
    found: dict[str, Number] = {}
    for change in changes:
        kind = change["add"]["kind"]
        label = labels[kind].pop(0) if kind in labels else ""
        if not label or label in twice[kind]:
            continue
        provision = Provision.model_validate(change["add"])
        found[provision.id] = here = Number(SERIES[kind], label, label)
        found.update(number_below(provision, provision.id, here))
    return Numbers(found)


def _plainly(label: str) -> str:
    """Return a number in Arabic digits, whatever signs it was written in, with what stands after it."""
    label = _FIRST.sub(lambda found: "1" if found.start() == 0 else "", label)
    if (place := from_roman(label)) and label.isupper():
        return str(place)
    if label and _HAN.issuperset(label):
        return str(han_number(label))
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in label)
