"""Cross-references in the charter's words: which there are, which lead nowhere, and how they follow what moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from charterkit.drafting.merging.edits import with_parts
from charterkit.drafting.merging.past import REFERENCE, with_references
from charterkit.model.charter import Charter, altered
from charterkit.model.paths import moved, within
from charterkit.model.provisions import Part, Provision, Unit, walk

_N = TypeVar("_N", bound=Provision | Unit | Part)


def references(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every ``[[reference]]`` in headings and texts, those of parts' headings first."""
    yield from _in_parts(charter)
    yield from (found for provision in charter.ordered() for found in _in(provision))


def leads_somewhere(charter: Charter, reference: str) -> bool:
    """Tell whether a reference names a provision, unit or part of the charter or an instrument of its registry."""
    if charter.standing(reference) is not None:
        return True
    return charter.registry.instrument(reference) is not None


def dangling(charter: Charter) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference that leads nowhere."""
    return ((path, name) for path, name in references(charter) if not leads_somewhere(charter, name))


def newly_dangling(before: Charter, after: Charter, deleted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference that leads nowhere in a text and was not so in an earlier one.

    Args:
        before: the earlier text.
        after: the later one.
        deleted: the paths of all that was taken out in between.
    """
    touched = altered(before.provisions, after.provisions) & after.provisions.keys()
    known = Counter(name for _, name in _of(before, touched) if not leads_somewhere(before, name))
    for path, name in references(after) if deleted else _of(after, touched):
        if leads_somewhere(after, name):
            continue
        if path.partition("/")[0] in touched or after.part(path) is not None:
            known[name] -= 1
            if known[name] < 0:
                yield path, name
        elif any(within(name, gone) for gone in deleted):
            yield path, name


def _of(charter: Charter, provisions: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (path, reference) for every reference in the headings of parts and in some provisions."""
    yield from _in_parts(charter)
    standing = {key for key in provisions if key in charter.provisions}
    several = len(standing) > 1  # most times it is one, and then their order need not be known
    for key in charter.settings.outline.order() if several else filter(charter.container_of, standing):
        if key in standing:
            yield from _in(charter.provisions[key])


def _in_parts(charter: Charter) -> Iterator[tuple[str, str]]:
    for part in charter.settings.outline.parts:
        yield from _in_texts(part.id, part.heading)


def _in(provision: Provision) -> Iterator[tuple[str, str]]:
    for path, node in walk(provision):
        yield from _in_texts(path, node.heading)
        yield from _in_texts(path, node.text)


def _in_texts(path: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for text in texts.values():
        if "[[" in text:
            yield from ((path, found[1]) for found in REFERENCE.finditer(text))


def renamed(node: _N, rename: Callable[[str], str]) -> _N:
    """Return a part, provision or unit with the path in every reference renamed, in its words and in all below it.

    What refers to nothing that is renamed is returned as it was.
    """
    changed: dict[str, object] = {}
    for field in ("heading",) if isinstance(node, Part) else ("heading", "text"):
        texts: Mapping[str, str] = getattr(node, field)
        led = {key: with_references(text, rename) if "[[" in text else text for key, text in texts.items()}
        if led != texts:
            changed[field] = led
    if not isinstance(node, Part):
        units = tuple(renamed(unit, rename) for unit in node.units)
        if any(new is not old for new, old in zip(units, node.units, strict=True)):
            changed["units"] = units
    return cast("_N", node.model_copy(update=changed)) if changed else node


def led(charter: Charter, rename: Callable[[str], str]) -> Charter:
    """Return the charter with the path in every reference renamed."""
    parts = tuple(renamed(part, rename) for part in charter.settings.outline.parts)
    provisions = {key: renamed(provision, rename) for key, provision in charter.provisions.items()}
    moved_on = charter.model_copy(update={"provisions": provisions})
    return moved_on if parts == charter.settings.outline.parts else with_parts(moved_on, parts)


def following(charter: Charter, old: str, new: str) -> Charter:
    """Return the charter with the references to what stood at ``old`` leading to ``new``, and its number known of."""
    followed = led(charter, lambda name: moved(name, old, new))
    return followed.model_copy(update={"frozen": charter.frozen.moved(old, new)})
