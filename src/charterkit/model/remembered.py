"""What follows from a record that never changes, worked out once and kept with it, for as long as the record is.

A cached property does the same where the record's own class can work it out; this is for functions of rooms above.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from charterkit.model.record import Record

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


def remembered(made: Callable[[_R], _T]) -> Callable[[_R], _T]:
    """Return a function of one record that works out each record's result once; nobody may change what it returns."""
    name = f"{made.__module__}.{made.__qualname__}"

    @wraps(made)
    def asked(record: _R) -> _T:
        known = record.__dict__
        if name not in known:
            known[name] = made(record)
        found: _T = known[name]
        return found

    return asked
