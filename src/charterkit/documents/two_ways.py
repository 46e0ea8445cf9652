"""Words that go the other way than those around them: Latin names and symbols in Arabic, Arabic words in English.

A browser orders a line by the letters beside each sign (UAX #9), over the edges of elements too; the press lays out
each element of each line by itself. So what belongs together is set apart here with its own direction, and
``Port Authority (PA-7)`` goes from the left also where a part of it is struck, or begins a line. Codes and addresses
are set apart one by one, since charterkit puts them beside each other. Drawing is left to the templates and the press.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, Literal

from charterkit.documents.fonts.scripts import direction, script
from charterkit.documents.runs import Run

Way = Literal["ltr", "rtl"]

_CODE: Final = re.compile(r"[A-Z]{2,}-[0-9]{4}-[0-9]+[\w-]*(?:#[0-9]+)*", re.ASCII)
"""The code of a submission or of a change of it: ``XAA-2026-003#1``."""

_PATH: Final = re.compile(
    r"(?<![\w/#.:-])(?:(?=[0-9/-]*[a-z])[a-z0-9]+(?:[/-][a-z0-9]+)+|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w/#-]|[.:]\w)",
    re.ASCII,
)
"""The address of a provision or unit, the name of a version, a date: ``fisheries/catch-limits``, ``2026-09-14``."""

_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters, figures and signs of the scripts that are written from the right."""

_OTHER: Final = {
    "rtl": re.compile(rf"[^\W\d_{_RIGHT}]|[0-9]-[0-9]"),
    "ltr": re.compile(f"[{_RIGHT}]"),
}
"""What there is in a text that goes one way, where some of it goes the other."""

_SIGNS: Final = rf"[^\w\s{_RIGHT}]+"
_MARK: Final = {"rtl": "\N{LEFT-TO-RIGHT MARK}", "ltr": "\N{RIGHT-TO-LEFT MARK}"}

_WORDS: Final = "a(?:[^zc|]*(?:a|0%*))?"
_STRETCH: Final = {
    "rtl": re.compile(f"(?:(?:0[0-]*)?%*{_WORDS}|c+)(?: +(?:(?:0[0-]*)?%*{_WORDS}|c+))*"),
    "ltr": re.compile(_WORDS),
}
"""A stretch by the kinds of its characters (``_kinds``): words with their figures, and codes among them."""

_COMMA: Final = re.compile(r"\s*[\u060c\u061b]\s*")

_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}

_DIGIT: Final = "[0-9\u06f0-\u06f9]"
_LOOSE: Final = re.compile(
    f"((?<={_DIGIT})(?:[-+\u2212](?={_DIGIT})|[%\u066a\u2030\u00b0$\u20ac\u00a3]+)"
    f"|[\u00b1%\u066a$\u20ac\u00a3]+(?={_DIGIT}))"
)
"""Signs beside a figure that go with it at the beginning of a line, and not behind Arabic letters (UAX #9, W2)."""


def with_codes(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with the codes of submissions set apart: they are never broken at their hyphens."""
    for run in runs:
        yield from _split(run, _CODE, "code") if _plain(run) else (run,)


def stretches(runs: Sequence[Run], language: str, *, paged: bool) -> list[tuple[Way | None, list[Run]]]:
    """Return runs of a language in groups: one that goes the other way says which way, and is one in the line.

    Where a single run does, no group is made of it: its role says so. ``paged``: for the press.
    """
    way = direction(language)
    other: Way = "ltr" if way == "rtl" else "rtl"
    between = _between if paged and script(language) == "Arab" else list
    if not any(_OTHER[way].search(run.text) for run in runs):
        return [(None, between(runs))]
    groups: list[tuple[Way | None, list[Run]]] = [(None, [])]
    spans = [found.span() for found in _STRETCH[way].finditer(_kinds(runs, way))]
    listed = _listed("".join(run.text for run in runs), spans)
    for turned, group in _cut(runs, spans):
        if turned and len(group) > 1:
            groups += [(other, list(with_codes(group))), (None, [])]
        else:
            groups[-1][1].extend([_alone(group[0], other, listed=listed)] if turned else between(group))
    return [group for group in groups if group[1]]


def with_marks(text: str, language: str) -> str:
    """Return a text for a place that holds no elements, with marks at the ends of what goes the other way in it.

    They keep its outermost quotation marks and dots on its side: a sign goes with the letters on both its sides, and a
    mark is an unseen letter (UAX #9, section 2.6).
    """
    way = direction(language)
    letter, mark = _OTHER[way].pattern.partition("|")[0], _MARK[way]
    text = re.sub(rf"(?<!\S)({_SIGNS})(?={letter})", rf"{mark}\1", text)
    return re.sub(rf"({letter}[\d\s./-]*)({_SIGNS})(?!\S)", rf"\1\2{mark}", text)


def _plain(run: Run) -> bool:
    """Tell whether a run is words that may be cut."""
    return run.role == "word" and not run.target


def _split(run: Run, found: re.Pattern[str], role: Literal["code", "apart"]) -> Iterator[Run]:
    """Yield a run with what is found in it in a role of its own."""
    place = 0
    for match in found.finditer(run.text):
        if place < match.start():
            yield replace(run, text=run.text[place : match.start()])
        yield replace(run, text=match[0], role=role)
        place = match.end()
    if place < len(run.text):
        yield replace(run, text=run.text[place:])


def _between(runs: Iterable[Run]) -> list[Run]:
    """Return runs that go the way of the text, with the signs beside their figures where they are within a line."""
    return [piece for run in runs for piece in (_split(run, _LOOSE, "apart") if _plain(run) else (run,))]


def _listed(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether stretches stand beside each other in a list: its comma would go their way (UAX #9, N1)."""
    return any(_COMMA.fullmatch(text, one, other) for (_, one), (other, _) in pairwise(spans))


def _alone(run: Run, way: Way, *, listed: bool) -> Run:
    """Return the one run of a stretch with what it is as its role, where it would not go its way by itself."""
    if way == "rtl" or not _plain(run) or (run.text.isalpha() and not listed):
        return run
    return replace(run, role="code" if _CODE.fullmatch(run.text) else "path" if _PATH.fullmatch(run.text) else "ltr")


def _cut(runs: Sequence[Run], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[bool, list[Run]]]:
    """Yield runs in groups, cut where stretches begin and end: whether they are one, and its runs."""
    edges = list(accumulate((len(run.text) for run in runs), initial=0))
    bounds = [0, *(edge for span in spans for edge in span), edges[-1]]
    for turn, (start, end) in enumerate(pairwise(bounds)):
        group = [
            replace(run, text=run.text[max(start - first, 0) : end - first])
            for run, (first, last) in zip(runs, pairwise(edges), strict=True)
            if first < end and start < last
        ]
        if group:
            yield turn % 2 == 1, group


def _kinds(runs: Iterable[Run], way: Way) -> str:
    """Return the kind of every character in runs, a letter each.

    ``a`` goes the other way, ``z`` the way of the text, ``0`` is a figure, ``-`` joins figures, ``%`` goes with them,
    ``c`` stands in a code or address, ``|`` in what is not to be cut; the rest is blank.
    """
    kinds: list[str] = []
    text = ""
    for run in runs:
        text += run.text
        if run.role in {"code", "path"}:
            kinds += ("c" if way == "rtl" else "z") * len(run.text)
        else:
            kinds += [_kind(sign, way) for sign in run.text] if _plain(run) else "|" * len(run.text)
    for found in (*_CODE.finditer(text), *_PATH.finditer(text)) if way == "rtl" else ():
        if "|" not in kinds[slice(*found.span())]:
            kinds[slice(*found.span())] = "c" * len(found[0])
    _pair(text, kinds)
    return "".join(kinds)


@lru_cache(1024)
def _kind(sign: str, way: Way) -> str:
    bidi, letter = unicodedata.bidirectional(sign), unicodedata.category(sign)[0] in "LM"
    if re.match(f"[{_RIGHT}]", sign) or bidi in {"R", "AL"}:
        return "z" if way == "rtl" else "a" if letter else "0" if sign.isdecimal() else " "
    if letter or bidi == "L":
        return "a" if way == "rtl" else "z"
    return {"EN": "0", "ET": "%"}.get(bidi, "-" if sign in "-./:_" else " ")


def _pair(text: str, kinds: list[str]) -> None:
    """Give both brackets of a pair a kind, by what is in them and before them (UAX #9, N0)."""
    waiting, pairs = [], []
    for place, sign in enumerate(text):
        if sign in _PAIRS and kinds[place] == " ":
            waiting.append(place)
        elif waiting and sign == _PAIRS[text[waiting[-1]]]:
            pairs.append((waiting.pop(), place))
    for start, end in sorted(pairs):
        before = next((kind for kind in reversed(kinds[:start]) if kind in "azc|"), "z")
        within = kinds[start + 1 : end]
        kinds[start] = kinds[end] = "a" if before == "a" and "a" in within and "z" not in within else "z"
