"""Check the characters and the Markdown of a text: what a reader could not see, or what would not print as written.

Source: Unicode Technical Reports 36 and 39 for invisible, bidirectional and mixed-script text. An invisible character
passes where its script is written with it: ZWNJ and ZWJ in Arabic and Indic scripts, variation selectors after Han and
Mongolian letters, the zero-width space where words are not divided. Text that is not in normal form C is a warning: an
honest translation may hold it, and nothing is changed silently.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from charterkit.errors import Finding, Severity

_SUSPECT: Final = regex.compile(
    r"[\p{C}\p{Zl}\p{Zp}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    r"\U000e0100-\U000e01ef--\n]",
    regex.VERSION1,
)
"""Every character that is looked at; all others are shown as they are."""

_BIDI: Final = regex.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LOST: Final = regex.compile(r"[\ufffc\ufffd]")
_SIGN: Final = regex.compile(r"\p{Prepended_Concatenation_Mark}")
"""Format characters that are shown, such as the Arabic number sign and the end of an ayah."""

_JOINING: Final = (
    r"[\p{Arabic}\p{Syriac}\p{Mandaic}\p{Nko}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}"
    r"\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Balinese}\p{Javanese}"
    r"\p{Extended_Pictographic}]"
)
_UNDIVIDED: Final = r"[\p{Khmer}\p{Thai}\p{Lao}\p{Myanmar}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}]"
_AT_HOME: Final = (
    (regex.compile(r"[\u200c\u200d]"), regex.compile(rf"{_JOINING}[\p{{M}}\ufe0f]*$")),
    (regex.compile(r"\u200b"), regex.compile(rf"{_UNDIVIDED}[\p{{M}}\p{{P}}]*$")),
    (regex.compile(r"[\u180b-\u180f]"), regex.compile(r"\p{Mongolian}$")),
    (regex.compile(r"[\ufe00-\ufe02\U000e0100-\U000e01ef]"), regex.compile(r"[\p{Han}\p{Myanmar}\p{Mongolian}]$")),
    (regex.compile(r"[\ufe0e\ufe0f]"), regex.compile(r"[\p{Extended_Pictographic}#*0-9]$")),
)
"""Invisible characters, and what must stand before them for its script to use them."""

_BEFORE: Final = 8
"""How many characters before an invisible one are looked at: a letter with its marks."""

_RUN: Final = regex.compile(r"[\p{L}\p{M}\p{N}\p{Pc}\u200c\u200d]+")
_LOOKALIKES: Final = tuple(
    regex.compile(rf"\p{{{script}}}")
    for script in ("Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu")
)
"""Alphabets with letters that look the same; letters of others may stand beside Latin ones in a word, and do."""

_SYMBOLS: Final = regex.compile("[μΩΔΣΦΨΓΛΞΠΘδεθλπφψ]")
"""Greek letters that are symbols in Latin words, as in kΩ, and look like no Latin letter."""

_END: Final = r"(?:(?!\]\()[^)\n])*\)"
"""The rest of an address, that another one does not begin in: looked for up to there, from each beginning."""

_ADDRESS: Final = rf"\(\s*<?(?:[A-Za-z][A-Za-z0-9+.-]*:|//?|\.\.?/|#|www\.|[\w.-]+\.[a-z]{{2,}}\b){_END}"
_MARKUP: Final = (
    (regex.compile(rf"!\[(?:(?!!\[)[^\]\n])*\]\({_END}"), "image", "an image stands in the text"),
    (regex.compile(rf"(?<![\[!])\[[^\]\[\n]+\]{_ADDRESS}"), "link", "a link leads out of the text"),
)
_NAMES: Final = {
    "Cc": "a control character",
    "Co": "a private-use character",
    "Cs": "half a surrogate pair",
    "Cn": "a character that Unicode has not assigned",
    "Zl": "a line separator that is no line end",
    "Zp": "a paragraph separator that is no line end",
}


MOST_TOLD: Final = 50
"""How many faults of a kind are told of one text."""


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong at one place of a text; ``offset`` counts characters from its start."""

    offset: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def at(self, record: str, where: tuple[str | int, ...]) -> Finding:
        """Return it as the problem of a field of a record."""
        return Finding(record, where, self.code, self.message, self.hint, self.severity, self.offset)


def text_faults(text: str) -> Iterator[TextFault]:
    """Yield what is wrong with the characters, words and Markdown of a text, in the order of the text."""
    found = [*_characters(text), *_mixed_words(text), *_markup(text)]
    yield from first_of(sorted(found, key=lambda fault: (fault.offset, fault.code)))
    if not unicodedata.is_normalized("NFC", text):
        yield _not_normal(text)


def first_of(faults: Sequence[TextFault]) -> Iterator[TextFault]:
    """Yield the first of very many faults, and how many more there are."""
    yield from faults[:MOST_TOLD]
    if more := faults[MOST_TOLD:]:
        yield replace(more[0], message=f"{more[0].message}; {len(more):,} faults from here on, told as one")


def _characters(text: str) -> Iterator[TextFault]:
    for found in _SUSPECT.finditer(text):
        offset, char = found.start(), found[0]
        if message := _fault_of(text[max(offset - _BEFORE, 0) : offset], char):
            yield TextFault(offset, "bad-character", f"{message} (U+{ord(char):04X})", _hint(char))


def _fault_of(before: str, char: str) -> str:
    """Return what is wrong with a suspect character after others; nothing where it is at home there."""
    if any(which.match(char) and where.search(before) for which, where in _AT_HOME) or _SIGN.match(char):
        return ""
    if _BIDI.match(char):
        return "a bidirectional control changes the order in which the text is shown"
    if char in "\u200c\u200d":
        return "a joiner stands where the script does not use one"
    if char == "\u00ad":
        return "a soft hyphen cannot be seen"
    if _LOST.match(char):
        return "a replacement character: some letter was lost before"
    return _NAMES.get(unicodedata.category(char), "an invisible character")


def _hint(char: str) -> str:
    if char == "\t":
        return "write a space"
    if char == "\r":
        return "end lines with a line feed alone"
    return "write the letter that was meant" if _LOST.match(char) else "take it out"


def _mixed_words(text: str) -> Iterator[TextFault]:
    if text.isascii():
        return
    for found in _RUN.finditer(text):
        letters = _SYMBOLS.sub("", found[0])
        if not letters.isascii() and sum(bool(script.search(letters)) for script in _LOOKALIKES) > 1:
            message = f"the word '{found[0][:40]}' mixes letters of scripts that look alike"
            yield TextFault(found.start(), "mixed-script", message, "write the word in one script")


def _markup(text: str) -> Iterator[TextFault]:
    for pattern, code, message in _MARKUP:
        for found in pattern.finditer(text):
            yield TextFault(found.start(), code, message, "a text holds words, [[references]] and footnotes only")


def _not_normal(text: str) -> TextFault:
    """Return the warning for a text that is not in normal form C, at its first character that differs from it."""
    pairs = zip(text, unicodedata.normalize("NFC", text), strict=False)
    offset = next((index for index, (here, there) in enumerate(pairs) if here != there), 0)
    message = "the text is not in Unicode normal form C"
    return TextFault(offset, "not-nfc", message, "nothing is changed; a search may not find its words", "warning")
