"""Change a charter: put words, units, provisions and parts in, take them out, move them.

Every function returns a new charter.

Nothing here judges whether a change may be made; ``merge`` does. A path that does not exist is the caller's mistake and
raises ``KeyError``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from charterkit.model.charter import LISTS, Charter, Outline
from charterkit.model.provisions import Node, Part, Provision, Unit

_N = TypeVar("_N", Provision, Unit)


def replace_node(charter: Charter, path: str, change: Callable[[Any], Any]) -> Charter:
    """Return the charter with the provision or unit at ``path`` replaced by what ``change`` makes of it."""
    first, *steps = path.split("/")
    provision = _changed(charter.provisions[first], steps, change)
    return charter.model_copy(update={"provisions": {**charter.provisions, first: provision}})


def with_words(charter: Charter, path: str, field: str, language: str, words: str) -> Charter:
    """Return the charter with the text or heading (``field``) at ``path`` set to ``words`` in one language."""

    def change(node: Any) -> Any:
        return node.model_copy(update={field: {**getattr(node, field), language: words}})

    if charter.part(path) is not None:
        return with_parts(
            charter, [change(part) if part.id == path else part for part in charter.settings.outline.parts]
        )
    return replace_node(charter, path, change)


def children(charter: Charter, container: str) -> tuple[str, ...] | None:
    """Return the ids in a container in order (a part, list, provision or unit), or None where there is none."""
    if container == "parts":
        return tuple(part.id for part in charter.settings.outline.parts)
    named = dict(charter.settings.outline.containers()).get(container)
    if named is not None:
        return named
    node = charter.find(container)
    return tuple(unit.id for unit in node.units) if node else None


def container_of(charter: Charter, path: str) -> str | None:
    """Return what a path stands in: a unit's parent, a provision's part or list, ``parts`` for a part."""
    if "/" in path:
        return path.rpartition("/")[0]
    return "parts" if charter.part(path) else charter.container_of(path)


def insert(charter: Charter, container: str, index: int, node: Node | Part) -> Charter:
    """Return the charter with a part, provision or unit put into a container at an index."""
    if isinstance(node, Part):
        return with_parts(charter, _inserted(charter.settings.outline.parts, index, node))
    if isinstance(node, Provision):
        listed = _with_listed(charter, container, lambda ids: _inserted(ids, index, node.id))
        return listed.model_copy(update={"provisions": {**listed.provisions, node.id: node}})
    return replace_node(
        charter, container, lambda parent: parent.model_copy(update={"units": _inserted(parent.units, index, node)})
    )


def remove(charter: Charter, path: str) -> Charter:
    """Return the charter without the part, provision or unit at ``path``."""
    if charter.part(path) is not None:
        return with_parts(charter, [part for part in charter.settings.outline.parts if part.id != path])
    parent, _, last = path.rpartition("/")
    if parent:
        return replace_node(
            charter,
            parent,
            lambda node: node.model_copy(update={"units": tuple(unit for unit in node.units if unit.id != last)}),
        )
    container = charter.container_of(path)
    listed = _with_listed(charter, container, lambda ids: tuple(i for i in ids if i != path)) if container else charter
    provisions = {key: value for key, value in listed.provisions.items() if key != path}
    return listed.model_copy(update={"provisions": provisions})


def with_parts(charter: Charter, parts: Sequence[Part]) -> Charter:
    """Return the charter with its parts replaced."""
    return _with_outline(charter, charter.settings.outline.model_copy(update={"parts": tuple(parts)}))


def _with_outline(charter: Charter, outline: Outline) -> Charter:
    return charter.model_copy(update={"settings": charter.settings.model_copy(update={"outline": outline})})


def _with_listed(charter: Charter, container: str, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Charter:
    outline = charter.settings.outline
    if container in LISTS:
        return _with_outline(charter, outline.model_copy(update={container: change(getattr(outline, container))}))
    parts = [
        part.model_copy(update={"provisions": change(part.provisions)}) if part.id == container else part
        for part in outline.parts
    ]
    return with_parts(charter, parts)


def _changed(node: _N, steps: Sequence[str], change: Callable[[Any], Any]) -> _N:
    if not steps:
        changed: _N = change(node)
        return changed
    if all(unit.id != steps[0] for unit in node.units):
        raise KeyError(steps[0])
    units = tuple(_changed(unit, steps[1:], change) if unit.id == steps[0] else unit for unit in node.units)
    return node.model_copy(update={"units": units})


def _inserted(items: tuple[Any, ...], index: int, item: Any) -> tuple[Any, ...]:
    return (*items[:index], item, *items[index:])
