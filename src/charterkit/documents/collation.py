"""The order of names as readers of a language expect it: by the Unicode Collation Algorithm (UTS #10).

The root collation orders every script rightly but for what a few languages do otherwise (the Swedish place of ``å``,
Han by sound); accented letters stand beside plain ones, and case decides last.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=1)
def collation_key() -> Callable[[str], tuple[int, ...]]:
    """Return the function that gives a name its place; made once, since its table is large."""
    from pyuca import Collator  # noqa: PLC0415  its table takes a quarter of a second to read

    key: Callable[[str], tuple[int, ...]] = Collator().sort_key
    return key
