"""What may be wrong with the wording of one text: numbers typed out, figures that disagree, words against its nature.

Warnings only, kept to what is nearly always a slip. What holds between several texts is looked at in
``slips``. Legal wording: *shall* and *must* bind, *should* and *will* do not (Handbook on drafting of the
United Nations Treaty Section; Council of Europe, Guidelines on legislative drafting); what the words are in other
languages is listed where it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from charterkit.drafting.correspondence.figures import figures
from charterkit.drafting.counts import placeholder_shown
from charterkit.drafting.counts import placeholders as open_brackets
from charterkit.drafting.footnotes import NOTE
from charterkit.drafting.numbers import Numbers
from charterkit.drafting.succession import ORDINALS
from charterkit.drafting.validate.text import TextFault, first_of
from charterkit.model.provisions import LegalNature

_AFTER: Final = rf"(?: (?:{'|'.join(ORDINALS)})\b)?(?:\s?\(\w{{1,4}}\))*"
_NUMBERED: Final = {
    "en": rf"\b(?P<word>Articles?|Part|Annex)\s+(?P<number>(?:[0-9IVX]+|(?<=Annex )[A-Z]\b){_AFTER})",
    "fr": rf"\b(?P<word>[Aa]rticles?|[Aa]nnexe)\s+(?P<number>\d+{_AFTER})",
    "es": rf"\b(?P<word>[Aa]rtículos?|[Aa]nexo)\s+(?P<number>\d+{_AFTER})",
    "ru": r"\b(?P<word>(?i:стать)[яиеёюь]й?|(?i:ст)\.|(?i:приложени)[еяию])\s+(?P<number>\d+(?:\s?\(\w{1,4}\))*)",
    "zh": r"(?P<word>第)\s?(?P<number>\d+)\s?条",
}
"""How provisions are cited by number, in languages where the form is sure."""

_PARAGRAPH: Final = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3}\.|\((?:[a-z]{1,2}|[ivx]{1,4}|\d{1,3})\))[ \t]+\S")
"""A line that begins as a paragraph, point or subpoint does."""

_LISTED: Final = re.compile(r"(?m)^[ \t]*(?P<sign>[-*+\u2013\u2014\u2022|])[ \t].*\n[ \t]*(?P=sign)[ \t]")
"""Two lines together that begin as the items of a list or the rows of a table do."""

ELSEWHERE: Final = re.compile(
    r"(?:\s*(?:,|and|or|to)\s+(?:Articles?\s+)?\d+(?:\s?\(\w{1,4}\))*)*"
    r"\s*(?:,?\s*paragraphs?\s+\d+,?)?\s*"
    r"(?:of (?!this\b)|thereof\b|du\b|de la (?!pr[eé]sente)|del\b|Устава|Договора|Конвенции|《)"
)
"""What follows where a number is that of another instrument: ``Article 31 or Article 32 of the Vienna Convention``."""

_BINDING: Final = {
    "en": r"\b(?:shall|must)\b",
    "fr": r"\b(?:doit|doivent)\b",
    "es": r"\b(?:deberá|deberán)\b",
    "ru": r"\b(?:обязан[аоы]?|обязу[ею]тся|должн[аоы]|должен)\b",
    "zh": r"(?:应当|必须)",
}
_POLITICAL: Final = {
    "en": r"\bshould\b|(?<!\bthe )(?<!\bfree )(?<!\bgood )(?<!\bpolitical )(?<!\bown )(?<!\btheir )\bwill\b(?! of\b)",
    "fr": r"\b(?:devrait|devraient)\b",
    "es": r"\b(?:debería|deberían)\b",
    "ru": r"\b(?:следует|намерен[аоы]?)\b",
}
_SERIES: Final = {"annex": "annex", "annexe": "annex", "anexo": "annex", "part": "part"}


def wording_faults(
    text: str, language: str, numbers: Numbers, nature: LegalNature, *, placeholders: bool = True
) -> Iterator[TextFault]:
    """Yield what may be wrong with one text.

    Args:
        text: the text.
        language: its language.
        numbers: those of the charter that holds it.
        nature: what its provision is declared to be.
        placeholders: whether those are told of.
    """
    yield from first_of(list(literal_numbers(text, language, numbers)))
    yield from _numbered_paragraphs(text)
    yield from _listed_lines(text)
    yield from _uncalled_notes(text)
    yield from _said_twice(text, language)
    yield from _against_nature(text, language, nature)
    if placeholders:
        yield from open_places(text)


def open_places(text: str) -> Iterator[TextFault]:
    """Yield the placeholders of a text or heading."""
    for found in open_brackets(text):
        if found[0].startswith("[^"):
            message = f"the footnote {found[0]} is called here, and not written in this text"
            hint = f"write it in a paragraph of its own: '{found[0]}: ...'; until then it counts as not agreed"
            yield TextFault(found.start(), "placeholder", message, hint, "warning")
            continue
        message = f"a placeholder is still to be filled: {placeholder_shown(found[0])}"
        yield TextFault(found.start(), "placeholder", message, "it counts as not agreed", "warning")


def literal_numbers(text: str, language: str, numbers: Numbers) -> Iterator[TextFault]:
    """Yield the numbers of provisions that are typed out, so that no renumbering reaches them."""
    for start, written, path in cited_numbers(text, language, numbers):
        message = f"'{written}' is typed out: it will not follow when numbers change"
        yield TextFault(start, "typed-number", message, f"write [[{path}]]", "warning")


def _numbered_paragraphs(text: str) -> Iterator[TextFault]:
    """Yield the first of several paragraphs that a text numbers by itself: nobody can cite, amend or agree on them."""
    found = list(_PARAGRAPH.finditer(text))
    if len(found) > 1:
        message = f"paragraphs are numbered within one text: '{found[0]['number']}', '{found[1]['number']}'"
        hint = "make units of them; charterkit amend and propose do so with text that is typed"
        yield TextFault(found[0].start("number"), "typed-paragraphs", message, hint, "warning")


def _listed_lines(text: str) -> Iterator[TextFault]:
    """Yield the first lines of a text that are typed as a list or table: they are printed as one paragraph."""
    if found := _LISTED.search(text):
        kind = "rows of a table" if found["sign"] == "|" else f"lines that begin with '{found['sign']}'"
        message = f"{kind} are typed here, and are printed as one paragraph"
        hint = "make each of them a unit, or a paragraph with an empty line before it"
        yield TextFault(found.start("sign"), "typed-lines", message, hint, "warning")


def _uncalled_notes(text: str) -> Iterator[TextFault]:
    """Yield the footnotes that a text writes and does not call: they are printed as paragraphs."""
    for found in NOTE.finditer(text):
        if text.count(found[1]) == 1:
            message = f"the footnote {found[1]} is written here, and called nowhere in this text"
            hint = f"put {found[1]} behind the word that it explains"
            yield TextFault(found.start(1), "footnote-uncalled", message, hint, "warning")


def cited_numbers(text: str, language: str, numbers: Numbers) -> Iterator[tuple[int, str, str]]:
    """Yield where a text cites a provision of its own charter by number, as it is written, and the path it means."""
    pattern = _NUMBERED.get(language.partition("-")[0])
    for found in re.finditer(pattern, text) if pattern else ():
        series = _SERIES.get(found["word"].casefold(), "annex" if found["word"][:1] in "Пп" else "article")
        path = numbers.path(f"{series} {found['number']}")
        if path is not None and not ELSEWHERE.match(text, found.end()):
            yield found.start(), found[0], path


def cited_by(text: str, word: str, numbers: Numbers) -> Iterator[tuple[int, str, str]]:
    """Yield where a text cites an article by a word of its own for it, ``Rule 3`` or ``§ 3(2)``; see above."""
    for found in re.finditer(rf"(?i)(?<![\w§]){re.escape(word)}\s?(?P<number>\d+[a-z]?\b{_AFTER})", text):
        path = numbers.path(f"article {found['number']}")
        if path is not None and not ELSEWHERE.match(text, found.end()):
            yield found.start(), found[0], path


def _said_twice(text: str, language: str) -> Iterator[TextFault]:
    """Yield a figure in words that the digits in brackets behind it contradict: ``thirty (40) days``, not ``39(5)``."""
    found = list(figures(text, language))
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if one.written[:1].isdigit() and other.written[:1].isdigit():
            continue
        if between.strip() == "(" and text[other.end : other.end + 1] == ")" and one.value != other.value:
            message = f"'{one.written}' and '({other.written})' are different figures"
            yield TextFault(one.start, "figures-disagree", message, "write the figure that is meant", "warning")


def _against_nature(text: str, language: str, nature: LegalNature) -> Iterator[TextFault]:
    """Yield the first word that does not go with what the provision is declared to be."""
    wrong: Mapping[str, str] = {"political": _BINDING, "legal": _POLITICAL}.get(nature, {})
    pattern = wrong.get(language.partition("-")[0])
    found = re.search(pattern, text) if pattern else None
    if found is not None:
        meant = "binding words stand in a provision" if nature == "political" else "words that bind nobody stand in one"
        message = f"'{found[0]}': {meant} whose legal_nature is '{nature}'"
        hint = "reword it, or declare the provision's nature otherwise"
        yield TextFault(found.start(), "legal-wording", message, hint, "warning")
