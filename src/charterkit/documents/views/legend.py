"""The legend of a document: every mark it uses with what it means, printed with the marks themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.runs import Mark, Run
from charterkit.documents.wording.labels import labels
from charterkit.drafting.agreement import LETTERS
from charterkit.model.charter import Alternatives

Entry = tuple[tuple[Run, ...], str]
Legend = tuple[Entry, ...]

_ENDS: Final[dict[Mark, str]] = {"delete": "legend_moved_from", "insert": "legend_moved_to"}


def legend(
    view: str,
    language: str,
    *,
    attributed: bool = True,
    moves: bool = False,
    style: Alternatives | None = None,
    rungs: Collection[str] = (),
) -> Legend:
    """Return samples and meanings for a view or layout; a clean text needs none.

    Args:
        view: the view or layout.
        language: the language of the document.
        attributed: whether it says who proposes what.
        moves: whether sentences moved within a text.
        style: how alternatives are printed.
        rungs: the rungs of the ladder of agreement that it shows.
    """
    words = labels(language)
    moved = tuple(_moves(words)) if moves else ()
    match view:
        case "redline" | "side-by-side" | "before-after":
            return (*_redline(words), *moved)
        case "columns" | "participants":
            return (*_columns(words, with_compromise=view == "participants"), *moved)
        case "rolling":
            separator = " | " if style in {None, "bar"} else " / "
            return (*_rolling(words, separator, attributed=attributed), *_ladder(words, rungs))
    return tuple(_ladder(words, rungs))


def _sign(text: str) -> Run:
    return Run(text, role="bracket")


def _redline(words: dict[str, str]) -> Iterator[Entry]:
    yield (Run(words["words_in_sample"], "insert"),), words["legend_insert"]
    yield (Run(words["words_out_sample"], "delete"),), words["legend_delete"]
    yield (Run("\N{PILCROW SIGN}", "insert", "sign"),), words["legend_pilcrow"]


def _moves(words: dict[str, str]) -> Iterator[Entry]:
    sign = Run("{" + words["moved_sentence"].format(number=1), role="sign", move=1)
    for mark, meaning in _ENDS.items():
        runs = (sign, Run(words["sample_sentence"], move=1), Run("}", role="sign", move=1))
        yield tuple(replace(run, mark=mark) for run in runs), words[meaning]


def _columns(words: dict[str, str], *, with_compromise: bool) -> Iterator[Entry]:
    yield (Run(words["words_in_sample"], "insert"),), words["legend_column_insert"]
    yield (Run(words["words_out_sample"], "delete"),), words["legend_column_delete"]
    yield (Run("\N{EM DASH}"),), words["legend_absent"]
    if with_compromise:
        yield (Run(words["compromise"]),), words["legend_compromise"]


def _ladder(words: dict[str, str], rungs: Collection[str]) -> Iterator[Entry]:
    for rung, letter in LETTERS.items():
        if rung in rungs:
            yield (Run(letter, role="rung", rung=rung),), words[f"rung_{rung}"]


def _rolling(words: dict[str, str], separator: str, *, attributed: bool) -> Iterator[Entry]:
    sample = Run(words["sample_words"])
    one, another = Run(words["sample_one"]), Run(words["sample_another"])
    yield (_sign("["), sample, _sign("]")), words["legend_brackets"]
    yield (_sign("["), one, _sign(separator), another, _sign("]")), words["legend_alternatives"]
    yield (Run(sample.text, "insert"),), words["legend_proposed"]
    yield (Run(sample.text, "delete"),), words["legend_struck"]
    if attributed:
        holders = Run(f" \N{EM DASH} {words['list_comma'].join(('XAA', 'XAB'))}", role="holders")
        yield (_sign("["), sample, holders, _sign("]")), words["legend_holders"]
