"""Words that a person took from a document: its printed references are read as the references that they print.

Who has only the PDF sees ``Annex 1`` where the record says ``[[cheating]]``, and changes nothing by typing it again.
What a reference prints is told by who calls; numbers that a text never referred to stay as they were typed, and
``validate.wording`` warns of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from charterkit.drafting.succession import ORDINALS
from charterkit.drafting.validate.wording import ELSEWHERE

_GOES_ON: Final = rf"(?:\w|\.\d|\s?\(\w{{1,4}}\)|\s(?:{'|'.join(ORDINALS)})\b)"
"""What follows a number that is another one: the ``2`` of ``Annex 12``, ``(1)``, ``bis``."""

_BETWEEN: Final = r"(?:[ \t]*[.:\u2013\u2014-]+[ \t]*|[ \t]+|\s*\n\s*)"
"""What stands between the number of a provision and its heading: a sign, a space or a line's end."""

_UNSPACED_GOES_ON: Final = r"(?:\d|第\d)"
"""The same in a script without spaces, where a word may follow at once."""


def as_referred(words: str, printed: Mapping[str, str]) -> str:
    """Return words with the references in the place of what they print.

    Args:
        words: as they were copied or typed anew.
        printed: what each reference of the text that they are for prints, by its name.
    """
    names = sorted((name for name in printed if printed[name].split()), key=lambda name: -len(printed[name]))
    if not names:
        return words

    def referred(found: re.Match[str]) -> str:
        if ELSEWHERE.match(words, found.end()) or found.lastindex is None:
            return found[0]
        return f"[[{names[found.lastindex - 1]}]]"

    return re.sub("|".join(_pattern(printed[name]) for name in names), referred, words)


def _pattern(shown: str) -> str:
    """Return what finds a printed reference, whatever spaces stand in it, where no longer word or number does."""
    spaced = "(" + r"\s+".join(map(re.escape, shown.split())) + ")"
    if shown.isascii() or re.match(r"[^\W\d]+\s", shown):
        return rf"(?<!\w){spaced}(?!{_GOES_ON})"
    return rf"{spaced}(?!{_UNSPACED_GOES_ON})"


def without_head(words: str, cited: str, own: str, heading: str, label: str = "") -> str:
    """Return words without the number, and the heading, that a document prints above or before them.

    Args:
        words: a provision or unit as it was copied or typed anew.
        cited: its number in words, such as ``Article 4``.
        own: its number as it stands before its words, such as ``2.`` or ``(b)``; empty where it stands above them.
        heading: its heading; empty for none.
        label: its number alone, which may stand behind another word than ``Article``.
    """
    if mark := own.strip("(). "):
        return re.sub(rf"\A\s*\(?{re.escape(mark)}[.)]\s+(?=\S)", "", words, count=1)
    number, name = (r"\s+".join(map(re.escape, each.split())) for each in (cited, heading))
    if label:
        number = rf"(?:{number}|(?:[^\W\d_]+\.?|§)\s*{re.escape(label)})"
    lines = rf"{number}(?:{_BETWEEN}{name})?|{name}" if name else number
    return re.sub(rf"\A\s*(?:{lines})[ \t]*\n\s*(?=\S)", "", words, count=1, flags=re.IGNORECASE)
