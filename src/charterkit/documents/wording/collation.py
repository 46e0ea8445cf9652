"""The order of names as readers of a language expect it: the Unicode Collation Algorithm (UTS #10), by ICU.

Each language has its own order, that of the Unicode CLDR: Chinese by sound (pinyin), Farsi with vav before he, Swedish
with å behind z. Accented letters else stand beside plain ones, and case decides last.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=16)
def collation_key(language: str) -> Callable[[str], bytes]:
    """Return the function that gives a name its place in a language; a tag unknown to ICU has the order of all."""
    from icu import Collator, Locale  # noqa: PLC0415  few documents sort names

    key: Callable[[str], bytes] = Collator.createInstance(Locale.forLanguageTag(language)).getSortKey
    return key
