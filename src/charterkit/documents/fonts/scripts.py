"""The script that a language is written in: which way its lines run, whether its letters slant, how broad they are.

A tag that names its script (``kk-Arab``, ``sr-Latn``) is believed; of other tags, those are listed whose script is
another than Latin, Cyrillic or Greek (Unicode CLDR, likely subtags).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

_LANGUAGES: Final[Mapping[str, str]] = {
    "Arab": "ar azb bal ckb fa glk haz ks lrc mzn pnb ps sd skr ug ur",
    "Hebr": "he yi",
    "Syrc": "syr",
    "Thaa": "dv",
    "Hans": "zh",
    "Jpan": "ja",
    "Kore": "ko",
    "Deva": "bho brx doi hi kok mai mr ne sa",
    "Beng": "as bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Orya": "or",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Thai": "th",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my",
    "Tibt": "bo dz",
    "Geor": "ka",
    "Armn": "hy",
    "Ethi": "am ti",
}
_SCRIPT_OF: Final = {tag: script for script, tags in _LANGUAGES.items() for tag in tags.split()}
_NAMED: Final = re.compile(r"-([A-Z][a-z]{3})(?![A-Za-z0-9])")
_FROM_THE_RIGHT: Final = {"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"}
_SLANTING: Final = {"Latn", "Cyrl", "Grek"}


@lru_cache(maxsize=256)
def script(language: str) -> str:
    """Return the script of a language by its ISO 15924 code; Latin for one that is written in Cyrillic or Greek too."""
    named = _NAMED.search(language)
    return named[1] if named else _SCRIPT_OF.get(language.partition("-")[0], "Latn")


@lru_cache(maxsize=256)
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return which way a language is written."""
    return "rtl" if script(language) in _FROM_THE_RIGHT else "ltr"


def upright(language: str) -> bool:
    """Tell whether a language is written in letters that are never slanted."""
    return script(language) not in _SLANTING


def tags_by_script(*used: str) -> Mapping[str, tuple[str, ...]]:
    """Return the tags of each script, for style sheets, with those that a page uses; ``upright`` has all that are."""
    tags = dict.fromkeys((*_SCRIPT_OF, *used))
    found = {name: tuple(tag for tag in tags if script(tag) == name) for name in ("Arab", "Hebr")}
    return {**found, "upright": tuple(tag for tag in tags if upright(tag))}


def breadth(text: str) -> int:
    """Return how broad a text is in letters: Han and the like count twice."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
