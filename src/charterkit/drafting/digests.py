"""Digests of words: what consent is given to and what a replay is checked against.

A unit's digest covers its own heading and text in every language and the ids of the units directly in it, in order; it
does not cover basis, topics or notes. The outline's digest covers the order of all provisions and the parts' headings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any, Final

from charterkit.model.charter import Charter, altered
from charterkit.model.decisions import GONE, OUTLINE
from charterkit.model.provisions import Node

_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest(node: Node) -> str:
    """Return ``sha256:`` and the hex digest of the words of one provision or unit (UTF-8, canonical JSON)."""
    return json_digest([sorted(node.heading.items()), sorted(node.text.items()), [unit.id for unit in node.units]])


def in_languages(node: Node, languages: Collection[str]) -> Node:
    """Return a provision or unit with its words in some languages only."""
    if all(key in languages for key in (*node.heading, *node.text)):
        return node
    kept = {
        name: {key: text for key, text in getattr(node, name).items() if key in languages}
        for name in ("heading", "text")
    }
    return node.model_copy(update=kept)


def outline_digest(charter: Charter) -> str:
    """Return the digest of the order of provisions and of the parts' ids and headings."""
    outline = charter.settings.outline
    parts = [[part.id, sorted(part.heading.items()), list(part.provisions)] for part in outline.parts]
    return json_digest([list(outline.preamble), parts, list(outline.closing), list(outline.annexes)])


def text_digest(charter: Charter) -> str:
    """Return the digest of all words of a charter: of every provision and unit, and of their order."""
    return json_digest([outline_digest(charter), sorted((path, digest(node)) for path, node in charter.walk())])


def changed_digests(before: Charter, after: Charter) -> dict[str, str]:
    """Return the digest of every unit that differs between two charters, ``deleted`` for those that are gone."""
    return dict(sorted(_changed(before, after)))


def _changed(before: Charter, after: Charter) -> Iterator[tuple[str, str]]:
    if outline_digest(before) != outline_digest(after):
        yield OUTLINE, outline_digest(after)
    touched = altered(before.provisions, after.provisions)
    old = _digests(before, touched)
    new = _digests(after, touched)
    for path in old.keys() | new.keys():
        if old.get(path) != new.get(path):
            yield path, new.get(path, GONE)


def _digests(charter: Charter, provisions: set[str]) -> dict[str, str]:
    return {path: digest(node) for path, node in charter.walk() if path.partition("/")[0] in provisions}


def json_digest(value: Any) -> str:
    """Return ``sha256:`` and the hex digest of plain values as canonical JSON in UTF-8."""
    content = _CANONICAL.encode(value).encode("utf-8", "surrogatepass")
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
