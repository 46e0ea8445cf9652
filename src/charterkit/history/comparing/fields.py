"""What differs between two versions of one part, provision or unit: words field by field, and everything else.

Also the charter's settings and its registry, which are listed and not shown word by word. Where a thing stands is no
field of it: see ``compare``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from charterkit.history.comparing.changes import Attribute, Field, RegistryChange, Setting, TextChange
from charterkit.model.agreements import Module, Voting
from charterkit.model.charter import Charter, Pages, Settings
from charterkit.model.provisions import Basis, Node, Part
from charterkit.model.registry import REGISTRY_LISTS, Membership, Registry
from charterkit.words import Segment, changes, diff
from charterkit.words.diff import Op

_WORDED: Final[tuple[Field, ...]] = ("heading", "text")
_STRUCTURE: Final = {"units", "provisions", *_WORDED}
_FEWEST: Final = 3
"""How many spaces a sentence has at least that counts as moved."""


def changed_texts(old: Node | Part | None, new: Node | Part | None) -> tuple[TextChange, ...]:
    """Return the fields whose words differ, headings first; all fields of the one side where the other is None."""
    sides = ((field, _texts(old, field), _texts(new, field)) for field in _WORDED)
    return tuple(
        text_change(field, language, before, after)
        for field, was, now in sides
        if was != now
        for language, before, after in _by_language(was, now)
        if before != after
    )


def texts_against(base: Node | Part | None, node: Node | Part) -> tuple[TextChange, ...]:
    """Return every field of a node against another's, the unchanged too; all is inserted where there is no other."""
    return tuple(
        text_change(field, language, before, after)
        for field in _WORDED
        for language, before, after in _by_language(_texts(base, field), _texts(node, field))
    )


def text_change(field: Field, language: str, before: str, after: str) -> TextChange:
    """Return the redline of one field in one language, with the sentences that moved in it."""
    segments = tuple(diff(before, after))
    if not all(any(_may_move(segment, op) for segment in segments) for op in ("delete", "insert")):
        return TextChange(field, language, segments)
    found = changes(before, after)
    return TextChange(field, language, segments, tuple(found) if any(passage.move for passage in found) else ())


def _may_move(segment: Segment, op: Op) -> bool:
    """Tell whether words that went or came may hold a sentence: they are several, or in a script without spaces."""
    return segment.op == op and (segment.text.count(" ") >= _FEWEST or not segment.text.isascii())


def _texts(node: Node | Part | None, field: Field) -> Mapping[str, str]:
    return getattr(node, field, None) or {}


def _by_language(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (language, old text, new text) in the new order of languages, then those that are gone."""
    for language in dict.fromkeys((*new, *old)):
        yield language, old.get(language, ""), new.get(language, "")


def changed_attributes(old: Node | Part, new: Node | Part) -> tuple[Attribute, ...]:
    """Return what differs beside words and structure: id, topics, basis, organisations, legal nature and so on.

    Between a provision and a unit only what both have is compared.
    """
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in _shared_names(type(old), type(new)))
    return tuple(_attribute(name, before, after) for name, before, after in pairs if before != after)


@cache
def _shared_names(old: type[Node | Part], new: type[Node | Part]) -> tuple[str, ...]:
    return tuple(name for name in new.model_fields if name in old.model_fields and name not in _STRUCTURE)


def _attribute(name: str, before: Any, after: Any) -> Attribute:
    old, new = _entries(before), _entries(after)
    removed = tuple(entry for entry in old if entry not in new)
    added = tuple(entry for entry in new if entry not in old)
    if removed or added:
        return Attribute(name, removed, added)
    return Attribute(name, (", ".join(old),), (", ".join(new),))  # the same entries in another order


def _entries(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(_printed(entry) for entry in value) if isinstance(value, tuple) else (_printed(value),)


def _printed(value: Any) -> str:
    if isinstance(value, Basis):
        return _printed_basis(value)
    if isinstance(value, Module):
        return f"{value.id} (requires {', '.join(value.requires)})" if value.requires else value.id
    return str(value)


def _printed_basis(basis: Basis) -> str:
    ideas = f"({', '.join(basis.ideas)})" if basis.ideas else None
    named = (basis.source or basis.instrument, ", ".join(basis.at), ideas)
    second = basis.instrument if basis.source else None
    return "; ".join(filter(None, (" ".join(filter(None, named)), second, basis.practice)))


def changed_settings(old: Settings, new: Settings) -> Iterator[Setting]:
    """Yield the settings that differ; the outline is no setting but the order of the rows."""
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name == "outline" or before == after:
            continue
        parts, others = _parts(before), _parts(after)
        if parts or others:
            told = _by_language(parts, others)
            yield from (Setting(f"{name}.{part}", left, right) for part, left, right in told if left != right)
        else:
            yield Setting(name, ", ".join(_entries(before)), ", ".join(_entries(after)))


def _parts(value: Any) -> dict[str, str]:
    """Return a setting that has parts, such as a text in languages, by their names; nothing for one that has none."""
    if isinstance(value, Pages | Voting):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    found = {name: ", ".join(_entries(part)) for name, part in value.items()} if isinstance(value, dict) else {}
    return {name: part for name, part in found.items() if part}


def stray_ids(old: Charter, new: Charter) -> Iterator[Setting]:
    """Yield the ids that only an outline knows, where they differ: there is no provision to compare."""
    strays = [
        ", ".join(key for key in charter.settings.outline.order() if key not in charter.provisions)
        for charter in (old, new)
    ]
    if strays[0] != strays[1]:
        yield Setting("outline", *strays)


def changed_registry(old: Registry, new: Registry) -> Iterator[RegistryChange]:
    """Yield the lists of the registry that differ, with the ids of the records."""
    for name in REGISTRY_LISTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            was, now = _by_id(before), _by_id(after)
            yield RegistryChange(
                name,
                len(before),
                len(after),
                added=tuple(key for key in now if key not in was),
                deleted=tuple(key for key in was if key not in now),
                changed=tuple(key for key in now if key in was and now[key] != was[key]),
            )


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for record in records:
        found.setdefault(_record_id(record), record)
    return found


def _record_id(record: Any) -> str:
    return f"{record.participant}/{record.organisation}" if isinstance(record, Membership) else str(record.id)
