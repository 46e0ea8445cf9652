"""Where lines may break in Lao, Khmer and Burmese, which do not set their words apart, in Korean, and beside numbers.

The press breaks lines at spaces, and in Thai, whose words its library knows; browsers know those of all four. What is
to be printed in the other three is given a mark (U+200B) wherever ICU's dictionaries end a word.
``press.drawing.copied_text`` leaves the marks out of what is copied. A Korean line ends at a space, as the standard for
the language has it (``word-break: keep-all``, which the press does not know): its syllables are joined by a mark that
draws nothing and has no glyph (U+2060). Of a number whose thousands a space sets apart (``25 000``) no line takes a
part, and none ends between the word of a reference and its number (``Article 5``, ``第5条``).
"""

# ruff: noqa: RUF001  letters of other scripts are what is looked for

from __future__ import annotations

import re
from typing import Final

_UNSPACED: Final = "\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_STRETCH: Final = re.compile(f"[{_UNSPACED}]{{2,}}")
_KOREAN: Final = re.compile(r"[\w.,·]*[\uac00-\ud7a3][\w.,·]*")
"""A word with a Korean syllable in it: ``제3조에``."""
_MARKED: Final = re.compile(f"[{_UNSPACED}\uac00-\ud7a3]")
_THOUSANDS: Final = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_CITING: Final = re.compile(
    r"""(?:
    \b(?: articles? | annex(?:es)? | (?:sub)?paragraphs? | parts? | chapters? | sections? | points? | recitals? | nos?\.
      | artikeln? | absatz | anhang | annexes? | alinéas? | paragraphes? | artículos? | párrafos? | anexos? | artigos?
      | articol[oi] | paragrafo | madde | pasal | điều | khoản | (?:art|par|para|paras)\.
      | стат(?:ь|т)[а-яёі]{1,3} | (?:под)?пункт[а-яёі]{0,3} | абзац[а-яё]{0,3} | част[а-яё]{1,4} | приложени[а-яё]{1,2}
      | глав[а-яё]{1,3} | раздел[а-яё]{0,3} | (?:ст|ч|п|пп|гл|абз|прил)\. | հոդված[ա-և]{0,3} | მუხლ[ა-ჰ]{0,3} )
    | [№§] | ماد[ةهۀ] | مواد | مادتين | فقرة | فقرات | فقرتين | بند | بنود | بخش | پیوست | فصل | جزء | مرفق
    | آرٹیکل | دفعہ | סעיף | סעיפים | अनुच्छेद(?:ों)? | अनुबंध(?:ों)? | पैरा(?:ग्राफ)? | भाग | खंड | धारा
    | অনুচ্ছেদ | உறுப்பு | ข้อ | 第 | 附件
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a text calls what it cites by number, in any case that it may stand in."""
_LONGEST: Final = 15
"""No such word is longer."""
_CITED: Final = re.compile(r" (?=(?:<[^>]*>)*(?:\(?\d|\(\w{1,3}\)|[IVXLC]+\b))")
"""A space before a number, also where a mark begins or ends between them."""
_HAN_NUMBER: Final = re.compile(r"第(\d+)(?=[条條款项項段章节節])")
_TEXT: Final = re.compile("(?<=>)[^<>]+")
MARK: Final = "\u200b"
"""ZERO WIDTH SPACE: draws nothing; a line may break there."""
_GAP: Final = "\N{NO-BREAK SPACE}"
JOINT: Final = "\u2060"
"""WORD JOINER: draws nothing; no line may break there."""


def divided(page: str) -> str:
    """Return an HTML page with marks between the words of its body that nothing else divides, and in Korean ones."""
    head, start, body = page.partition("<body")
    body = _CITED.sub(_cited, body)
    if _THOUSANDS.search(body):
        body = _TEXT.sub(lambda text: _THOUSANDS.sub(_GAP, text[0]), body)
    if _HAN_NUMBER.search(body):
        body = _TEXT.sub(lambda text: _HAN_NUMBER.sub(f"第{JOINT}\\1{JOINT}", text[0]), body)
    page = head + start + body
    if not _MARKED.search(body):
        return page
    body = _TEXT.sub(lambda text: _KOREAN.sub(lambda word: JOINT.join(word[0]), text[0]), body)
    if not _STRETCH.search(body):
        return head + start + body
    from icu import BreakIterator, Locale  # noqa: PLC0415  few documents are in these scripts

    words = BreakIterator.createLineInstance(Locale.getRoot())

    def marked(stretch: re.Match[str]) -> str:
        words.setText(stretch[0])
        ends = list(words)
        return MARK.join(stretch[0][begin:end] for begin, end in zip((0, *ends), ends, strict=False))

    return head + start + _TEXT.sub(lambda text: _STRETCH.sub(marked, text[0]), body)


def _cited(space: re.Match[str]) -> str:
    """Return what stands for a space before a number: one that ends no line where the word before it cites."""
    body, place = space.string, space.start()
    word = _CITING.search(body, max(place - _LONGEST, 0), place)
    return _GAP if word and body.rfind(">", 0, place) > body.rfind("<", 0, place) else space[0]
