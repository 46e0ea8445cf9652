"""A charter as a tree of keys: the whole, its parts and lists, the provisions, the units.

Keys are id paths; those of parts and lists carry a colon in front, since a list may be called as a provision is. Only
``history`` sees keys: what it hands out are paths.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from charterkit.drafting.numbering import Number, number_below, number_outline
from charterkit.history.comparing.changes import UNPLACED, Level
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Node, Part, Provision, Unit

ROOT: Final = "::"
"""The key of the charter as a whole."""


class Tree(NamedTuple):
    """What stands below what, in reading order; every key but the root's has a parent."""

    children: dict[str, tuple[str, ...]]
    parents: dict[str, str]
    units: dict[str, Unit]
    provisions: Mapping[str, Provision]
    """Those of the charter, which are read when one of them is asked for."""
    parts: dict[str, Part]

    def hang(self, parent: str, keys: Iterable[str]) -> None:
        """Hang keys below a parent; one that hangs somewhere already stays there."""
        fresh = tuple(key for key in dict.fromkeys(keys) if key not in self.parents)
        self.children[parent] = fresh
        self.parents.update(dict.fromkeys(fresh, parent))

    def node(self, key: str) -> Node | None:
        """Return the provision or unit that a key stands for; None for a part or list."""
        return self.units.get(key) or self.provisions.get(key)

    def below(self, key: str) -> tuple[str, ...]:
        """Return the keys directly below a key."""
        return self.children.get(key, ())

    def walk(self, key: str = ROOT) -> Iterator[str]:
        """Yield all keys below a key, in reading order."""
        for child in self.below(key):
            yield child
            yield from self.walk(child)

    def before(self, key: str) -> str | None:
        """Return the neighbour that a key stands after, None where it is the first; a list is nobody's neighbour."""
        siblings = [sibling for sibling in self.below(self.parents[key]) if not is_list(sibling)]
        place = siblings.index(key)
        return siblings[place - 1] if place else None


def grow(charter: Charter, closed: Container[str] = ()) -> Tree:
    """Return the tree of a charter; nothing is hung below the provisions that are named as closed."""
    tree = Tree({}, {}, {}, charter.provisions, {})
    containers = dict(reversed(tuple(charter.settings.outline.containers())))
    order = dict.fromkeys(name for name, _ in charter.settings.outline.containers())
    unplaced = sorted(charter.provisions.keys() - set(charter.settings.outline.order()))
    if unplaced:
        containers[UNPLACED] = tuple(unplaced)
        order[UNPLACED] = None
    tree.hang(ROOT, (container_key(name) for name in order))
    for name in order:
        tree.hang(container_key(name), (key for key in containers[name] if key in charter.provisions))
    tree.parts.update({container_key(part.id): part for part in reversed(charter.settings.outline.parts)})
    for key in charter.provisions:
        if key not in closed:
            _hang_units(tree, key, charter.provisions[key])
    return tree


def _hang_units(tree: Tree, key: str, node: Node) -> None:
    if node.units:
        tree.hang(key, (f"{key}/{unit.id}" for unit in node.units))
        for unit in node.units:
            tree.units[f"{key}/{unit.id}"] = unit
            _hang_units(tree, f"{key}/{unit.id}", unit)


def numbers(charter: Charter, tree: Tree) -> dict[str, Number]:
    """Return the numbers of all that the tree holds, by key."""
    found: dict[str, Number] = {}
    for path, number in number_outline(charter):
        if number.series == "part":
            found[f":{path}"] = number
            continue
        found[path] = number
        if tree.below(path):
            found.update(number_below(charter.provisions[path], path, number, charter))
    return found


def container_key(name: str) -> str:
    """Return the key of a part or list."""
    return f":{name}"


def path_of(key: str) -> str:
    """Return the path that a key stands for."""
    return key.removeprefix(":")


def level_of(key: str) -> Level:
    """Return what a key stands for; a list counts as a part."""
    return "part" if key.startswith(":") else "unit" if "/" in key else "provision"


def is_list(key: str) -> bool:
    """Tell whether a key is that of the preamble, the closing, the annexes or the unplaced provisions."""
    return key.startswith(":") and path_of(key) in {*LISTS, UNPLACED}
