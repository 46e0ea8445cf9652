"""How the objects of a PDF are written: numbers, texts and dictionaries made bytes as pydyf does it, only sooner.

A page is thousands of numbers, and names of places that stand in each link to them. What is written is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import pydyf

from charterkit.documents.press.replacing import replaced

_TEXTS: Final = 16_384
"""Of so many texts the bytes are kept."""


@contextmanager
def written_sooner() -> Iterator[None]:
    """Write so while the block runs."""
    with replaced(
        (pydyf, "_to_bytes", (to_bytes := _writing(pydyf._to_bytes))),  # noqa: SLF001  there is no public name for it
        (pydyf.Dictionary, "data", property(_dictionary(to_bytes))),
        (pydyf.String, "data", property(_literal(pydyf.String.data.fget))),
    ):
        yield


def number(value: float) -> bytes:
    """Return how a number is written."""
    if type(value) is int or value.is_integer():
        return b"%d" % value
    return (b"%f" % value).rstrip(b"0")


def _dictionary(to_bytes: Callable[[Any], bytes]) -> Any:
    """Return what makes bytes of a dictionary."""

    @lru_cache(maxsize=1024)
    def opened(key: str) -> bytes:
        return b"/" + key.encode("ascii") + b" "

    def data(self: Any) -> bytes:
        pieces = [b"<<"]
        for key, value in self.items():
            pieces += (opened(key) if type(key) is str else b"/" + to_bytes(key) + b" ", to_bytes(value))
        pieces.append(b">>")
        return b"".join(pieces)

    return data


def _literal(plain: Any) -> Any:
    """Return what makes bytes of a text: the name of an anchor stands in each link to it and in the list of names."""

    @lru_cache(_TEXTS)
    def literal(text: str) -> Any:
        return plain(pydyf.String(text))

    return lambda each: literal(each.string)


def _writing(plain: Any) -> Any:
    """Return what makes bytes of numbers and texts as pydyf does, the kinds that pages are made of first."""

    def to_bytes(item: Any) -> Any:
        kind = type(item)
        if kind is str:
            return item.encode("ascii")
        if kind is bytes:
            return item
        if kind is int or kind is float:
            return number(item)
        return plain(item)

    return to_bytes
