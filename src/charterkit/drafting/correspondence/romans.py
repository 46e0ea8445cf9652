"""Roman numerals in a text: ``chapter IV``, ``глава IV``, ``World War II``.

For comparing languages, of which some write the same numbers in figures or in words. A single letter is a numeral only
behind a word of division; elsewhere it is a word or a label.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from charterkit.drafting.numbering import from_roman

_DIVISION: Final = (
    r"chapters?|parts?|titles?|sections?|books?|volumes?|annex(?:es)?|appendix|articles?|schedules?|protocols?"
    r"|chapitres?|parties?|titres?|livres?|tomes?|annexes?|cap[ií]tulos?|partes?|t[ií]tulos?|secci[oó]n|libros?|anexos?"
    r"|kapiteln?|teile?s?|titeln?|abschnitte?s?|b[uü]ch(?:er)?|anh[aä]nge?|anlagen?"
    r"|глав\w*|част\w*|раздел\w*|том\w*|книг\w*|приложени\w*|стать\w*"
    r"|ال(?:فصل|باب|جزء|قسم|مرفق|مادة)|فصل|بخش|پیوست|ماده|अध्याय|भाग|खंड|अनुबंध|अनुच्छेद"
)
_NUMERAL: Final = re.compile(  # up to XXXIX: other letters stand in words and names
    rf"(?:\b(?P<division>{_DIVISION})\s+|(?<=\w )|(?<=[第件编篇]))(?P<numeral>(?-i:[XVI]{{1,7}}))(?![\w'\u2019-])",
    re.IGNORECASE,
)


def romans_of(text: str) -> tuple[Counter[str], str]:
    """Return the numbers that stand in a text in Roman numerals, in digits, and the text without these."""
    found: Counter[str] = Counter()

    def take(match: re.Match[str]) -> str:
        numeral = match["numeral"]
        number = from_roman(numeral)
        if not number or (len(numeral) == 1 and match["division"] is None):
            return match[0]
        found[str(number)] += 1
        return match[0].removesuffix(numeral)

    return found, _NUMERAL.sub(take, text)
