"""Whether a text denies anything, by the words that say so: what one language forbids another must not permit.

Words only, for languages whose words are sure; what they deny is for translators. A text is asked about only where its
source denies in plain words and it has no word that could: *unless*, *refrain* and prefixes deny too, and say nothing
here. Farsi verbs are told by their beginning.
"""

# ruff: noqa: RUF001  words in many scripts
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_DENYING: Final[Mapping[str, str]] = {
    "en": r"\b(?:not|cannot|no|none|nor|neither|never|nothing|nobody)\b",
    "fr": r"\b(?:ne|n|ni|aucune?|rien|jamais|nul(?:le)?)\b",
    "es": r"\b(?:no|ni|ning[uú]n[ao]?|nada|nadie|nunca|jam[aá]s)\b",
    "de": r"\b(?:nicht|nichts|kein\w{0,2}|nie|niemals|niemand|weder)\b",
    "ru": r"\b(?:не|ни|нет|нельзя|никт?о\w*|ничто|ничего|ничему|никак\w*|никогда|никому|никем)\b|\bне",
    "zh": r"[不无無未没沒非勿莫否免]",
    "ar": r"\b[وفا]?(?:لا|لم|لن|ليس\w{0,2}|غير\w*|عدم|دون|بدون|بلا|ما|لئلا|ألا|أبدا|كلا)\b|\bاللا",
    "hi": r"(?:नहीं|(?<!\w)न(?!\w)|(?<!\w)ना(?!\w)|मत|बिना|(?<!\w)अ(?:न|स)|गैर|रहित)",
    "fa": r"\b(?:هیچ\w*|هرگز|نه|بدون|غیر\w*|عدم|بی)\b"
    r"|\bن(?:می|باید|یست|خواه|توان|دار|شو|کن|ده|گذار|گیر|یا|بو|شد|کرد|یفت|بر)",
}
"""Words that deny. What a source is asked about is narrower than what clears a translation."""

_TURNS: Final[Mapping[str, str]] = {
    "en": r"\b(?:no (?:later|less|more|fewer|sooner|earlier) than|not (?:later|less|more|fewer) than|not only"
    r"|whether or not|no longer|and not|or not|no doubt|not until|if not|nothing (?:but|other)|none other)\b|\bNo\.",
}
"""Turns of phrase that deny in form only: other languages say them without a denial (``at the latest``)."""


def missing_negation(source: str, own: str, other: str, language: str) -> str:
    """Return the word by which a source denies where its translation has none; nothing where all is well.

    Args:
        source: the words of the drafting language.
        own: the drafting language.
        other: the words of the translation.
        language: its language.
    """
    ours, theirs = (_DENYING.get(tag.partition("-")[0]) for tag in (own, language))
    if ours is None or theirs is None:
        return ""
    turns = _TURNS.get(own.partition("-")[0])
    plain = re.sub(turns, " ", source, flags=re.IGNORECASE) if turns else source
    denied = re.search(ours, plain, re.IGNORECASE)
    return denied[0] if denied and not re.search(theirs, other, re.IGNORECASE) else ""
