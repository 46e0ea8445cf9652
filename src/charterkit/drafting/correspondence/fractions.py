"""Parts of a whole in words: ``two thirds``, ``три четверти``, ``四分之三``, ``ثلاثة أرباع``, ``سه چهارم``.

Read for languages whose words for them are sure; what is not read is nothing, and two texts are compared where
something was read in both.
"""

# ruff: noqa: RUF001  numerals of many scripts
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from charterkit.drafting.correspondence.quantities import as_compared, han_number

_PARTS: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {"thirds?": 3, "quarters?|fourths?": 4, "fifths?": 5, "sixths?": 6, "eighths?": 8, "tenths?": 10},
    "ru": {"трет[ьи]|третей": 3, "четверт[ьи]|четвертей": 4, "пят(?:ых|ая|ой|ую)": 5, "шест(?:ых|ая|ой|ую)": 6,
           "восьм(?:ых|ая|ой|ую)": 8, "десят(?:ых|ая|ой|ую)": 10},
    "ar": {"اثلاث": 3, "ارباع": 4, "اخماس": 5, "اسداس": 6, "اثمان": 8, "اعشار": 10},
    "hi": {"तिहाई": 3, "चौथाई": 4},
    "fa": {"سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هشتم": 8, "دهم": 10},
}  # fmt: skip
"""Words for a part that follow the number of such parts."""
_ALONE: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"an? third of": "1/3", "an? (?:quarter|fourth) of": "1/4", "an? fifth of": "1/5", "an? tenth of": "1/10"},
    "ru": {"пят(?:ая|ую|ой) част[ьи]": "1/5", "десят(?:ая|ую|ой) част[ьи]": "1/10", "треть": "1/3", "четверть": "1/4"},
    "ar": {"ثلث(?:ا|ي|ين|ان)": "2/3", "ثلث": "1/3", "ربع": "1/4", "سدس": "1/6"},
}
"""Words that say a part by themselves."""
_MOST: Final = 9
"""Of more parts nobody speaks in words."""
_IN_HAN: Final = re.compile(r"(?<!百)([二三四五六七八九十])分之([一二三四五六七八九])")


def fractions_of(text: str, language: str, numbers: Mapping[str, int]) -> Counter[str]:
    """Return the parts of a whole that a text speaks of, as ``2/3``.

    Args:
        text: words in small letters.
        language: their language.
        numbers: numbers in words, as ``as_compared`` gives them.
    """
    found = Counter(f"{han_number(each[2])}/{han_number(each[1])}" for each in _IN_HAN.finditer(text))
    first, plain = language.partition("-")[0], as_compared(text)
    for pattern, whole in _PARTS.get(first, {}).items():
        found.update(_counted(plain, pattern, whole, numbers))
    for pattern, part in _ALONE.get(first, {}).items():
        alone = len(re.findall(rf"(?<!\S)(?:{pattern})(?!\S)", plain))
        found[part] = max(found[part], alone)
    return +found


def _counted(text: str, pattern: str, whole: int, numbers: Mapping[str, int]) -> Iterator[str]:
    for each in re.finditer(rf"(?<!\S)(\S+) (?:{pattern})(?!\S)", text):
        number = numbers.get(each[1], 0)
        if 0 < number <= _MOST:
            yield f"{number}/{whole}"
