"""pydantic's core without the rest of its package, whose import takes ten times as long.

The rest describes to type checkers what the core can be given: plain dictionaries, which ``checked`` makes. A pydantic
that is imported later finds this same core.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic_core import SchemaSerializer, SchemaValidator, ValidationError

__all__ = ["SchemaSerializer", "SchemaValidator", "ValidationError"]

_CORE: Final = "pydantic_core._pydantic_core"


def _load() -> None:
    """Import the core under its own name, unless it is imported, or lies where only its package finds it."""
    package = find_spec("pydantic_core")
    folders = package.submodule_search_locations if package else None
    spec = PathFinder.find_spec(_CORE, folders) if folders and _CORE not in sys.modules else None
    if spec is not None and spec.loader is not None:
        core = sys.modules[_CORE] = module_from_spec(spec)
        spec.loader.exec_module(core)


if not TYPE_CHECKING:
    _load()
    from_core = sys.modules.get(_CORE) or __import__("pydantic_core")
    SchemaSerializer, SchemaValidator = from_core.SchemaSerializer, from_core.SchemaValidator
    ValidationError = from_core.ValidationError
