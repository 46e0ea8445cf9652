"""How far words are agreed, marked on the items of a text: a letter and a border for units, and for single words.

What is agreed was found in ``drafting.agreement``. An adopted text says so in its masthead, and its units bear no mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from charterkit.documents.tree import Notice
from charterkit.documents.views.items import Item, Sections, Strand, own
from charterkit.documents.wording.labels import aside, labels
from charterkit.drafting.agreement import LETTERS, Agreement
from charterkit.drafting.spans import places, shortened

MARKED = ("informals", "ad_referendum", "agreed", "reopened")
"""The states that are marked: the rungs below adoption, and what was opened again."""


def with_agreements(sections: Sections, agreements: Sequence[Agreement], language: str) -> Sections:
    """Return the items of a text, each with how far its own words are agreed."""
    shown = [each for each in agreements if each.state in MARKED]
    if not shown:
        return sections
    whole = {each.path: each.state for each in shown if each.span is None}
    spans: dict[str, list[Agreement]] = {}
    for each in shown:
        if each.span is not None and each.span.language == language:
            spans.setdefault(each.path, []).append(each)
    return sections.each(lambda item: _marked(item, whole, spans, language))


def _marked(item: Item, whole: Mapping[str, str], spans: Mapping[str, list[Agreement]], language: str) -> Item:
    if item.mark == "insert":
        return item
    text, missing = item.text, []
    for each in spans.get(item.path, ()):
        found = _around(text, each)
        if found is None:
            missing.append(each)
        text = found or text
    notices = tuple(_notice(each, language) for each in missing)
    return replace(item, text=text, rung=whole.get(item.path, ""), notices=(*item.notices, *notices))


def _around(text: tuple[Strand, ...], agreement: Agreement) -> tuple[Strand, ...] | None:
    """Return the strands of a text with agreed words set off; None where they do not stand in one piece."""
    words = agreement.span.words if agreement.span else ""
    for index, strand in enumerate(text):
        if strand.role != "word" or strand.mark == "delete" or strand.rung:
            continue
        start = next((at for at in places(strand.text, words) if strand.start <= at < strand.end), -1)
        if start >= 0 and start + len(words) <= strand.end:
            return (*text[:index], *_split(strand, start, start + len(words), agreement.state), *text[index + 1 :])
    return None


def _split(strand: Strand, start: int, end: int, state: str) -> Iterator[Strand]:
    if start > strand.start:
        yield replace(strand, end=start)
    yield replace(own(f"{{{LETTERS[state]}: ", "rung"), rung=state)
    yield replace(strand, start=start, end=end, rung=state)
    yield replace(own("}", "rung"), rung=state)
    if end < strand.end:
        yield replace(strand, start=end)


def _notice(agreement: Agreement, language: str) -> Notice:
    """Return the notice that single words are agreed which the page shows in pieces, or no more."""
    words = agreement.span.words if agreement.span else ""
    rung = labels(language)[f"rung_{agreement.state}"]
    return Notice(aside(f"{LETTERS[agreement.state]}: {shortened(words)}", rung, language))
