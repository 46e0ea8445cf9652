"""What each sponsor would make of the present text, unit by unit: the rolling text read one sponsor at a time.

How the sides are set beside each other is decided in ``charterkit.history.columns`` and ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable

from charterkit.drafting.rolling import Added, Rolling
from charterkit.model.provisions import Node, Part, Unit
from charterkit.words import Choice, Span


def proposed_texts(rolling: Rolling, language: str = "") -> dict[str, dict[str, str]]:
    """Return for each path that an open change speaks of the whole text of each sponsor; empty for a deletion.

    A sponsor's further alternatives for one text are numbered: ``SEC``, ``SEC, alternative 2``.
    """
    tag = language or rolling.charter.settings.drafting_language
    found: dict[str, dict[str, str]] = {}
    for slot, spans in rolling.spans.items():
        if slot.field == "text" and slot.language == tag:
            found.setdefault(slot.path, {}).update(_by_sponsor(rolling, spans))
    for path, entries in rolling.deleted.items():
        found.setdefault(path, {}).update({code: "" for entry in entries for code in entry.sponsors})
    for added in rolling.added:
        for path, text in _new_texts(added, tag):
            for code in rolling.sponsors(entry.ref for entry in added.entries):
                found.setdefault(path, {})[code] = text
    return found


def _by_sponsor(rolling: Rolling, spans: tuple[Span, ...]) -> dict[str, str]:
    holders = sorted({ref for span in spans if isinstance(span, Choice) for o in span.options for ref in o.holders})
    texts = {ref: words_of(spans, ref) for ref in holders}
    named: dict[str, str] = {}
    for ref, text in texts.items():
        for code in rolling.sponsors([ref]):
            own = [label for label in named if label == code or label.startswith(f"{code}, ")]
            if text not in (named[label] for label in own):
                named[f"{code}, alternative {len(own) + 1}" if own else code] = text
    return named


def words_of(spans: Iterable[Span], ref: str) -> str:
    """Return the whole text as one change has it: its own option at every choice it speaks of, else the present."""
    return "".join(_taken(span, ref) for span in spans)


def _taken(span: Span, ref: str) -> str:
    """Return the words of a span as one change has them: its own option, or the present text."""
    if not isinstance(span, Choice):
        return span.text
    own = next((option.text for option in span.options if ref in option.holders), None)
    return own if own is not None else next((option.text for option in span.options if option.present), "")


def _new_texts(added: Added, tag: str) -> list[tuple[str, str]]:
    if isinstance(added.node, Part):
        return []
    top = "/" not in added.container and not _is_unit(added)
    return _texts(added.node, added.node.id if top else f"{added.container}/{added.node.id}", tag)


def _is_unit(added: Added) -> bool:
    return isinstance(added.node, Unit)


def _texts(node: Node, path: str, tag: str) -> list[tuple[str, str]]:
    own = [(path, node.text[tag])] if tag in node.text else []
    return own + [pair for unit in node.units for pair in _texts(unit, f"{path}/{unit.id}", tag)]
