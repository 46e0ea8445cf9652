"""What stands in the margin of a text: how far words are agreed, and which proposals brought them.

Agreement is found by ``drafting.agreement``, origins by ``history.tracing.trace``; how the margin looks, by the
templates. A letter says the rung, so that nothing rests on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from charterkit.documents.runs import Run
from charterkit.documents.trace.view import label
from charterkit.documents.tree import MarginKind, MarginMark
from charterkit.documents.views.legend import Entry
from charterkit.documents.wording.labels import labels
from charterkit.drafting.agreement import LETTERS, Agreement
from charterkit.history.tracing.origins import TracedText

_KINDS: Mapping[str, MarginKind] = {
    "informals": "informals",
    "ad_referendum": "ad_referendum",
    "agreed": "agreed",
    "adopted": "agreed",
    "reopened": "reopened",
}

Margins = Mapping[str, tuple[MarginMark, ...]]


def agreement_marks(found: Iterable[Agreement], language: str) -> dict[str, tuple[MarginMark, ...]]:
    """Return the marks of what was agreed, by path; agreements that lapsed with their words have none.

    A letter in brackets stands for words of a unit that are agreed by themselves.
    """
    said = labels(language)
    marks: dict[str, tuple[MarginMark, ...]] = {}
    for agreement in found:
        state = agreement.state
        if state in _KINDS:
            letter, meaning = LETTERS[state], said[f"rung_{state}"]
            mark = (
                MarginMark(f"({letter})", f"{meaning}{said['colon']}{agreement.span.words}", _KINDS[state])
                if agreement.span
                else MarginMark(letter, meaning, _KINDS[state])
            )
            marks[agreement.path] = (*marks.get(agreement.path, ()), mark)
    return marks


def origin_marks(texts: Iterable[TracedText], language: str, drafting: str) -> dict[str, tuple[MarginMark, ...]]:
    """Return which proposals brought the words of each text, by path, in the order of their words.

    Those of a language, or of the drafting language where there are none in it: then those stand on the page.
    """
    meaning = labels(language)["margin_origin"]
    marks: dict[str, tuple[MarginMark, ...]] = {}
    for text in texts:
        shown = text.language == language or (text.language == drafting and text.path not in marks)
        if text.field == "text" and shown:
            refs = dict.fromkeys(label(run.origin, language) for run in text.runs if run.text.strip())
            marks[text.path] = tuple(MarginMark(ref, meaning, "origin") for ref in refs)
    return marks


def together(*margins: Margins) -> Margins:
    """Return several margins as one, those named first on top."""
    paths = dict.fromkeys(path for margin in margins for path in margin)
    return {path: tuple(mark for margin in margins for mark in margin.get(path, ())) for path in paths}


def margin_legend(margins: Margins, language: str) -> Iterator[Entry]:
    """Yield what each kind of mark that stands in the margin means."""
    said = labels(language)
    used = dict.fromkeys((mark.kind, mark.text.strip("()")) for marks in margins.values() for mark in marks)
    for kind in ("agreed", "ad_referendum", "informals", "reopened"):
        letters = [text for known, text in used if known == kind]
        if letters:
            yield (Run(letters[0], role="label"),), said["in_margin"].format(what=said[f"rung_{kind}"])
    if any(kind == "origin" for kind, _ in used):
        yield (Run("XAA-2026-001#1", role="label"),), said["in_margin"].format(what=said["margin_origin"])
