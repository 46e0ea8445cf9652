"""The legend of a document: every mark it uses with what it means, printed with the marks themselves."""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.documents.labels import labels
from charterkit.documents.tree import Run

Entry = tuple[tuple[Run, ...], str]
Legend = tuple[Entry, ...]


def legend(view: str, language: str, *, attributed: bool = True) -> Legend:
    """Return samples and meanings for a view or layout; a clean text needs none."""
    words = labels(language)
    match view:
        case "redline" | "side-by-side" | "before-after":
            return tuple(_redline(words))
        case "columns" | "participants":
            return tuple(_columns(words, with_compromise=view == "participants"))
        case "rolling":
            return tuple(_rolling(words, attributed=attributed))
    return ()


def _sign(text: str) -> Run:
    return Run(text, role="bracket")


def _redline(words: dict[str, str]) -> Iterator[Entry]:
    yield (Run(words["words_in_sample"], "insert"),), words["legend_insert"]
    yield (Run(words["words_out_sample"], "delete"),), words["legend_delete"]
    yield (Run("\N{PILCROW SIGN}", "insert", "sign"),), words["legend_pilcrow"]


def _columns(words: dict[str, str], *, with_compromise: bool) -> Iterator[Entry]:
    yield (Run(words["words_in_sample"], "insert"),), words["legend_column_insert"]
    yield (Run(words["words_out_sample"], "delete"),), words["legend_column_delete"]
    yield (Run("\N{EM DASH}"),), words["legend_absent"]
    if with_compromise:
        yield (Run(words["compromise"]),), words["legend_compromise"]


def _rolling(words: dict[str, str], *, attributed: bool) -> Iterator[Entry]:
    sample = Run(words["sample_words"])
    one, another = Run(words["sample_one"]), Run(words["sample_another"])
    yield (_sign("["), sample, _sign("]")), words["legend_brackets"]
    yield (_sign("["), one, _sign(" | "), another, _sign("]")), words["legend_alternatives"]
    yield (Run(sample.text, "insert"),), words["legend_proposed"]
    yield (Run(sample.text, "delete"),), words["legend_struck"]
    if attributed:
        holders = Run(" \N{EM DASH} XAA, XAB", role="holders")
        yield (_sign("["), sample, holders, _sign("]")), words["legend_holders"]
