"""The fonts of documents: named families per script, and the check that they hold every character before printing.

Nothing here draws. Fonts come from the system's packages; none is shipped.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from charterkit.errors import EnvironmentProblem


@dataclass(frozen=True, slots=True)
class Family:
    """A font family by its fontconfig name, and the Debian package that holds it."""

    name: str
    package: str = "fonts-noto-core"


FAMILIES: Final = (
    Family("Noto Serif"),
    Family("Noto Serif CJK SC", "fonts-noto-cjk"),
    Family("Noto Naskh Arabic"),
    Family("Noto Serif Devanagari"),
    Family("Noto Serif Thai"),
    Family("Noto Serif Armenian"),
    Family("Noto Serif Georgian"),
    Family("Noto Serif Hebrew"),
    Family("Noto Serif Bengali"),
    Family("Noto Serif Gujarati"),
    Family("Noto Serif Gurmukhi"),
    Family("Noto Serif Tamil"),
    Family("Noto Serif Telugu"),
    Family("Noto Serif Kannada"),
    Family("Noto Serif Malayalam"),
    Family("Noto Serif Sinhala"),
    Family("Noto Serif Khmer"),
    Family("Noto Serif Lao"),
    Family("Noto Sans Myanmar"),
    Family("Noto Serif Tibetan"),
    Family("Noto Sans Mongolian"),
    Family("Noto Serif Ethiopic"),
    Family("Noto Sans Syriac"),
    Family("Noto Sans Thaana"),
    Family("Noto Sans Symbols"),
    Family("Noto Sans Symbols2"),
    Family("Noto Sans Math"),
    Family("Noto Sans"),
)
"""In the order in which a character is looked for; the first two serve most documents of the continent."""

_REGIONS: Final = {"ja": "JP", "ko": "KR", "zh-Hant": "TC", "zh-TW": "TC", "zh-HK": "HK"}
_UNDRAWN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Categories that need no glyph: controls, joiners and other format characters, line and paragraph separators."""


class GlyphMissing(EnvironmentProblem):
    """A character of the document is in none of the fonts that are installed."""

    def __init__(self, character: str, place: str, packages: Sequence[str]) -> None:
        self.character, self.place, self.packages = character, place, tuple(packages)
        name = unicodedata.name(character, "unassigned")
        super().__init__(
            f"no font for '{character}' (U+{ord(character):04X} {name}) in {place} [missing-glyph]",
            hint=f"on Debian: apt-get install {' '.join(packages)}"
            if packages
            else "all fonts that charterkit draws with are installed, and none has it: use another character",
        )


def css_families(language: str) -> str:
    """Return the value of ``font-family`` for a document's language, every name quoted."""
    regional = next((code for tag, code in _REGIONS.items() if language.startswith(tag)), "SC")
    names = (family.name.replace("CJK SC", f"CJK {regional}") for family in FAMILIES)
    return ", ".join(f"'{name}'" for name in names) + ", serif"


def check_covered(texts: Iterable[tuple[str, str]]) -> None:
    """Check that the families hold every character of the texts, each given with the place to name in the message.

    Raises:
        GlyphMissing: for the first character that none holds.
        EnvironmentProblem: fontconfig is not there.
    """
    missing: dict[str, str] = {}
    for place, text in texts:
        for character in _characters(text) - missing.keys():
            missing[character] = place
    wanted = {ord(char) for char in missing if unicodedata.category(char) not in _UNDRAWN and not char.isspace()}
    for family in FAMILIES:
        if not wanted:
            return
        wanted -= covered(family.name)
    for character, place in missing.items():
        if ord(character) in wanted:
            raise GlyphMissing(character, place, missing_packages())


@lru_cache(maxsize=8192)
def _characters(text: str) -> frozenset[str]:
    """Return the characters of a text; most texts are those of the last document, where a press stays."""
    return frozenset(text)


def missing_packages() -> list[str]:
    """Return the Debian packages whose fonts are not installed."""
    return sorted({family.package for family in FAMILIES if not covered(family.name)})


@lru_cache(maxsize=64)
def covered(family: str) -> frozenset[int]:
    """Return the code points of the family's regular font, none where it is not installed."""
    path, index = _font_file(family)
    if not path:
        return frozenset()
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only a document to be printed pays for it

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@lru_cache(maxsize=64)
def installed(family: str) -> bool:
    """Tell whether there are fonts of a family here, by whatever capitals its name is written."""
    return bool(_font_file(family)[0])


def _font_file(family: str) -> tuple[str, int]:
    """Ask fontconfig for the file of a family and the face in it; fontconfig answers with another family if it must."""
    wanted = f"{family}:style=Regular"
    try:
        found = subprocess.run(
            ["fc-match", "--format=%{family}\t%{file}\t%{index}", wanted], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        raise EnvironmentProblem(
            "fontconfig cannot be asked for fonts", hint="on Debian: apt-get install fontconfig fonts-noto-core"
        ) from None
    names, path, index = found.split("\t")
    return (path, int(index)) if family.casefold() in names.casefold().split(",") else ("", 0)
