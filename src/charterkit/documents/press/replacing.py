"""Parts of WeasyPrint and pydyf replaced while a block runs: for what neither has a setting or a hook.

Tests guard what each replacement is there for; the versions of both are locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(*parts: tuple[Any, str, Any]) -> Iterator[None]:
    """Put other values in the place of some attributes, each given as its owner, its name and the value."""
    plain = [(owner, name, getattr(owner, name)) for owner, name, _ in parts]
    for owner, name, value in parts:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in plain:
            setattr(owner, name, value)
