"""Modules: parts, annexes and other provisions with parties of their own, adopted apart from the rest, the core.

Who takes part in a module stands in the registry; what a module requires, in the settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from charterkit.drafting.digests import json_digest
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import UsageError
from charterkit.model.agreements import Module
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE


def module_named(charter: Charter, name: str) -> Module | None:
    """Return the module with this id, or None."""
    return next((module for module in charter.settings.modules if module.id == name), None)


def provisions_of(charter: Charter, module: str | None) -> tuple[str, ...]:
    """Return the provisions of a module, or those of no module (None), in reading order."""
    order = charter.settings.outline.order()
    if module is not None:
        part = charter.part(module)
        return part.provisions if part else tuple(key for key in order if key == module)
    apart = {key for each in charter.settings.modules for key in provisions_of(charter, each.id)}
    return tuple(key for key in order if key not in apart)


def module_of(charter: Charter, path: str) -> str | None:
    """Return the module that a path lies in; None for the core."""
    first = path.partition("/")[0]
    modules = charter.settings.modules
    return next((each.id for each in modules if first == each.id or first in provisions_of(charter, each.id)), None)


def order_of_provisions(module: str | None = None) -> str:
    """Return what stands for the order of the provisions of the core, or of a module, among the paths of a text."""
    return OUTLINE if module is None else f"{OUTLINE}:{module}"


def is_order(path: str) -> bool:
    """Tell whether a path stands for the order of provisions."""
    return path.partition(":")[0] == OUTLINE


def arrangement(charter: Charter, module: str | None = None) -> str:
    """Return ``sha256:`` and the digest of the order of a module's provisions, or of the core's with its parts."""
    inside = set(provisions_of(charter, module))
    own = {each.id for each in charter.settings.modules}
    authentic = charter.settings.authentic
    headings = {
        part.id: sorted((language, text) for language, text in part.heading.items() if language in authentic)
        for part in charter.settings.outline.parts
    }
    kept = [
        [container, headings.get(container, []), names]
        for container, ids in charter.settings.outline.containers()
        if (names := [name for name in ids if name in inside]) or (module is None and container not in own)
    ]
    return json_digest(kept)


def require_module(charter: Charter, module: str | None) -> None:
    """Raise UsageError where the settings do not name a module; None is what is in no module."""
    if module is not None and module_named(charter, module) is None:
        known = [each.id for each in charter.settings.modules]
        hint = nearest(module, known) or "modules are named in charter/charter.yaml under 'modules:'"
        raise UsageError(f"there is no module '{module}'", hint)


def module_asked(charter: Charter, module: str | None, path: str | None) -> str | None:
    """Return the module that a question is about: the one named, or that of the place that is asked about.

    Raises:
        UsageError: there is no such module, or the place is not in it.
    """
    require_module(charter, module)
    if path is None:
        return module
    own = module_of(charter, path)
    if module not in {None, own}:
        raise UsageError(f"'{path}' is not in the module '{module}'", "leave --module out: the place says enough")
    return own


def missing_requirements(charter: Charter, module: Module, joined: Collection[str]) -> Iterator[str]:
    """Yield the modules that a module relies on, directly or through others, and that are not among those joined."""
    waiting, seen = list(module.requires), {module.id}
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in joined:
            yield name
        found = module_named(charter, name)
        waiting += found.requires if found else ()
