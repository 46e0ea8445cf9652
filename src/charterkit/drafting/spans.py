"""Spans: single words of a unit that are agreed while the rest of it stays open.

A span is named by the words themselves, which stand exactly once in the unit's text in one language. It is untouched as
long as they still stand there, whole, from word edge to word edge, and exactly once. Who agreed, and at which rung, is
told in ``agreement``.
"""

from __future__ import annotations

import hashlib
from typing import Final

from charterkit.model.agreements import Span
from charterkit.model.provisions import Node
from charterkit.words.tokens import tokenise

_QUOTED: Final = 60
"""Characters of a quotation in a message; what is longer is cut in the middle."""


def span_of(node: Node, path: str, language: str, quoted: str) -> Span:
    """Return the span that quoted words name in a unit.

    Raises:
        ValueError: the words do not stand there exactly once, from word edge to word edge; the message says which.
    """
    quoted = quoted.strip()
    if not quoted:
        raise ValueError("no words are quoted")
    if language not in node.text:
        raise ValueError(f"{path} has no text in '{language}'")
    found = places(node.text[language], quoted)
    if len(found) != 1:
        where = f"stand in {path} {len(found)} times" if found else f"do not stand in {path} as whole words"
        raise ValueError(f"the words {shortened(quoted)} {where}: quote words that stand there exactly once")
    return Span(unit=path, language=language, words=quoted, digest=words_digest(quoted))


def places(text: str, quoted: str) -> list[int]:
    """Return the characters of a text at which quoted words begin, from word edge to word edge."""
    edges = word_edges(text)
    found: list[int] = []
    start = text.find(quoted)
    while start >= 0:
        if start in edges and start + len(quoted) in edges:
            found.append(start)
        start = text.find(quoted, start + 1)
    return found


def word_edges(text: str) -> set[int]:
    """Return the characters of a text before which, or after which, a word or mark of it ends or begins."""
    edges = {0, len(text)}
    at = 0
    for token in tokenise(text).full:
        word = token.lstrip()
        edges |= {at + len(token) - len(word), at + len(token)}
        at += len(token)
    return edges


def untouched(span: Span, node: Node | None) -> bool:
    """Tell whether the words of a span still stand in its unit, whole and exactly once."""
    if node is None or words_digest(span.words) != span.digest:
        return False
    return len(places(node.text.get(span.language, ""), span.words)) == 1


def words_digest(quoted: str) -> str:
    """Return ``sha256:`` and the hex digest of quoted words in UTF-8."""
    return f"sha256:{hashlib.sha256(quoted.encode('utf-8', 'surrogatepass')).hexdigest()}"


def shortened(quoted: str) -> str:
    """Return words in quotation marks for a message, those of a long quotation cut in the middle."""
    return f"'{quoted}'" if len(quoted) <= _QUOTED else f"'{quoted[: _QUOTED // 2]} … {quoted[-(_QUOTED // 2) :]}'"
