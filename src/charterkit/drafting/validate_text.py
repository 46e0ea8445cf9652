"""Check the characters and the Markdown of a text: what a reader could not see, or what would not print as written.

Source: Unicode Technical Reports 36 and 39 for invisible, bidirectional and mixed-script text. Text that is not in
normal form C is a warning: an honest translation may hold it, and nothing is changed silently.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from charterkit.errors import Severity

_BIDI: Final = frozenset(chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_JOINERS: Final = frozenset("\u200c\u200d")
_JOINED: Final = regex.compile(
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{M}\p{Extended_Pictographic}]"
)
_INVISIBLE: Final = regex.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f"
    r"\u3164\ufe00-\ufe0d\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_CONFUSABLE: Final = regex.compile(r"\b(?=\w*\p{Latin})(?=\w*[\p{Cyrillic}\p{Greek}])[\p{L}\p{M}]+\b")
_MARKUP: Final = (
    (regex.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), "image", "an image stands in the text"),
    (regex.compile(r"(?<!\[)\[[^\]\[\n]+\]\([^)\n]*\)"), "link", "a link leads out of the text"),
)
_NAMES: Final = {"Cc": "a control character", "Co": "a private-use character", "Cs": "half a surrogate pair",
                 "Cn": "a character that Unicode has not assigned"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong at one place of a text; ``offset`` counts characters from its start."""

    offset: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


def text_faults(text: str) -> Iterator[TextFault]:
    """Yield what is wrong with the characters, words and Markdown of a text, in the order of the text."""
    yield from sorted(
        [*_characters(text), *_mixed_words(text), *_markup(text)], key=lambda fault: (fault.offset, fault.code)
    )
    if not unicodedata.is_normalized("NFC", text):
        offset = next(
            (i for i, (a, b) in enumerate(zip(text, unicodedata.normalize("NFC", text), strict=False)) if a != b), 0
        )
        yield TextFault(offset, "not-nfc", "the text is not in Unicode normal form C", severity="warning")


def _characters(text: str) -> Iterator[TextFault]:
    if text.isascii() and text.isprintable():
        return
    for offset, char in enumerate(text):
        if char == "\n" or (char.isprintable() and char != "\ufffd" and not _INVISIBLE.match(char)):
            continue
        if message := _fault_of(text, offset, char):
            yield TextFault(offset, "bad-character", f"{message} (U+{ord(char):04X})", "take it out")


def _fault_of(text: str, offset: int, char: str) -> str:
    if char in _BIDI:
        return "a bidirectional control changes the order in which the text is shown"
    if char in _JOINERS:
        around = text[max(offset - 1, 0) : offset] + text[offset + 1 : offset + 2]
        return "" if _JOINED.search(around) else "a joiner stands where the script does not use one"
    if char == "\ufffd":
        return "a replacement character: some letter was lost before"
    if _INVISIBLE.match(char):
        return "an invisible character"
    category = unicodedata.category(char)
    if category == "Zs" or (char == "\u200f" and category == "Cf"):
        return ""
    return _NAMES.get(category, "a character that cannot be shown" if category[0] in "CZ" else "")


def _mixed_words(text: str) -> Iterator[TextFault]:
    if text.isascii():
        return
    for found in _CONFUSABLE.finditer(text):
        hint = "write the word in one script"
        yield TextFault(found.start(), "mixed-script", f"the word '{found[0][:40]}' mixes scripts", hint)


def _markup(text: str) -> Iterator[TextFault]:
    for pattern, code, message in _MARKUP:
        for found in pattern.finditer(text):
            yield TextFault(found.start(), code, message, "a text holds words, [[references]] and footnotes only")
