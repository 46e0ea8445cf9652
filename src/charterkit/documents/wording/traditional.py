"""The fixed words of Chinese in traditional signs, made of the simplified ones: one catalogue serves both.

ICU gives each sign its counterpart; what it takes for another word is put right here. Texts of a charter are never
converted: a translation in traditional signs is a text of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

TAGS: Final = frozenset({"zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO", "zh-TW", "zh-HK", "zh-MO"})
"""The tags that are written in traditional signs."""

_OTHERWISE: Final = {"一並": "一併", "作准": "作準", "匯編": "彙編", "啓": "啟", "沈默": "沉默", "公佈": "公布"}
"""Words that ICU makes of signs that were two once."""


def in_traditional_signs(catalogue: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Return a catalogue of fixed words with its words, and the forms of words, in traditional signs."""
    from icu import Transliterator  # noqa: PLC0415  few documents are in these signs

    signs = Transliterator.createInstance("Simplified-Traditional")

    def converted(value: Any) -> Any:
        if isinstance(value, str):
            made = str(signs.transliterate(value))
            for mistaken, word in _OTHERWISE.items():
                made = made.replace(mistaken, word)
            return made
        if isinstance(value, Mapping):
            return {key: converted(each) for key, each in value.items()}
        return [converted(each) for each in value] if isinstance(value, list) else value

    return MappingProxyType({section: converted(words) for section, words in catalogue.items()})
