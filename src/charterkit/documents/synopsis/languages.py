"""The text in several languages side by side, row by row: parallel columns as treaty series print them.

Every language has its own column with its own numbers, references and direction. What is not translated yet leaves its
cell empty and says so; what translates earlier words says that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.front import Front, masthead
from charterkit.documents.references import Names
from charterkit.documents.runs import Run, Runs
from charterkit.documents.synopsis.cells import emphasised, laid_out
from charterkit.documents.synopsis.value import Band, Cell, Line, Section, Synopsis
from charterkit.documents.tree import Notice, Paragraph
from charterkit.documents.views.clean import label
from charterkit.documents.views.items import whole
from charterkit.documents.views.translated import translation_remarks
from charterkit.documents.wording.labels import in_language, labels, language_name, numbered_title, sentence_case
from charterkit.documents.wording.phrases import in_tongue, line
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.translations import State, Translation
from charterkit.model.base import LanguageTexts
from charterkit.model.charter import Charter
from charterkit.model.provisions import Part, Provision, walk

SEPARATOR: Final = " \N{MIDDLE DOT} "
"""Stands between the names of a part in several languages."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The text, its numbers, and the languages of the columns; the first is that of the page."""

    charter: Charter
    numbers: Numbers
    languages: tuple[str, ...]
    states: dict[tuple[str, str], State]
    """The state of the words of a path in a language, where it is another than the drafting language."""

    def names(self, language: str) -> Names:
        return Names(self.numbers, registry=self.charter.registry, language=language)


def parallel(
    charter: Charter, languages: Sequence[str], front: Front | None = None, translations: Sequence[Translation] = ()
) -> Synopsis:
    """Return a charter in several languages as a document.

    Args:
        charter: the text.
        languages: the languages of the columns, in order; the page's own words are in the first.
        front: version, date, commit and whatever else only the caller knows.
        translations: how each text in another language stands to the drafting language.
    """
    page = languages[0]
    front = replace(front or Front(), language=page)
    states = {(each.slot.path, each.slot.language): each.state for each in sorted(translations, key=_gravity)}
    pages = _Pages(charter, number(charter), tuple(languages), states)
    return Synopsis(
        language=page,
        direction=direction(page),
        layout="parallel",
        iso_date=front.iso_date,
        commit=front.short_commit,
        masthead=masthead(charter.settings, front, "parallel"),
        legend=(),
        remarks=tuple(_remarks(charter, languages, translations)),
        summary=(),
        sections=tuple(_sections(pages)),
        words=labels(page),
    )


def _gravity(translation: Translation) -> int:
    """Order translations so that of the heading and the text of a path the worse one is said."""
    return ("current", "unrecorded", "missing", "stale").index(translation.state)


def _remarks(charter: Charter, languages: Sequence[str], translations: Sequence[Translation]) -> Iterator[str]:
    """Yield what is to be known of each column, in the language of the page."""
    page = languages[0]
    colon = labels(page)["colon"]
    for language in languages:
        remarks = translation_remarks(charter.settings, language, translations, page)
        yield from (f"{sentence_case(language_name(language, page))}{colon}{said}" for said in remarks)


def _sections(pages: _Pages) -> Iterator[Section]:
    parts = {part.id: part for part in pages.charter.settings.outline.parts}
    for container, ids in pages.charter.settings.outline.containers():
        provisions = [pages.charter.provisions[key] for key in ids if key in pages.charter.provisions]
        part = parts.get(container)
        if provisions or part:
            lines = tuple(line for provision in provisions for line in _lines(provision, pages))
            bands = (Band(_columns(pages), lines, pages.languages),)
            yield Section.headed(_title(container, part, pages), container, 2, bands)


def _title(container: str, part: Part | None, pages: _Pages) -> Runs:
    """Return what a part or list is called, in every language in which that is known."""
    first = pages.languages[0]
    if part is None:
        called = {labels(language)[container]: language for language in reversed(pages.languages)}
        found = {language: name for name, language in reversed(called.items())}
    else:
        known = {key: part.heading[key] for key in pages.languages if key in part.heading}
        shown = {first: "" if known else in_language(part.heading, first)} | known
        found = {key: numbered_title(label(part.id, pages.numbers, key), name, key) for key, name in shown.items()}
    return line((in_tongue((Run(name),), key, first) for key, name in found.items()), SEPARATOR)


def _columns(pages: _Pages) -> tuple[str, ...]:
    """Return the name of each language in that language."""
    return tuple(sentence_case(language_name(language, language)) for language in pages.languages)


def _lines(provision: Provision, pages: _Pages) -> Iterator[Line]:
    """Yield a row for every heading and every text of a provision."""
    for path, node in walk(provision):
        if node.heading:
            yield _line(path, node.heading, pages, heading=True)
        if node.text or not node.heading:
            yield _line(path, node.text, pages, labelled=not node.heading)
        if isinstance(node, Provision) and node.generated:
            notice = Notice(labels(pages.languages[0])["registry_table"])
            yield Line("", path, (Cell(notices=(notice,)), *(Cell() for _ in pages.languages[1:])))


def _line(path: str, texts: LanguageTexts, pages: _Pages, *, heading: bool = False, labelled: bool = True) -> Line:
    cells = tuple(
        _cell(path, texts, language, pages, heading=heading, labelled=labelled) for language in pages.languages
    )
    return Line("", path, cells, heading)


def _cell(path: str, texts: LanguageTexts, language: str, pages: _Pages, *, heading: bool, labelled: bool) -> Cell:
    """Return one language's words, behind their number as that language writes it."""
    text = texts.get(language, "")
    found = laid_out(whole(text), pages.names(language))
    missing = bool(texts) and not text
    marks = label(path, pages.numbers, language) if labelled and not missing else ""
    shown = _numbered(
        f"{marks}{labels(language)['heading_gap']}" if heading and marks else f"{marks} " if marks else "", found
    )
    return Cell(
        tuple(emphasised(shown)) if heading else shown,
        tuple(_notices(path, language, pages, missing=missing)),
        lang=language,
        direction=direction(language),
    )


def _numbered(marks: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Put a number in front of the first paragraph; where there are no words it stands alone."""
    if not marks:
        return paragraphs
    first, *rest = paragraphs or (Paragraph(()),)
    return (replace(first, runs=(Run(marks, role="label"), *first.runs)), *rest)


def _notices(path: str, language: str, pages: _Pages, *, missing: bool) -> Iterator[Notice]:
    words, own = labels(language), pages.charter.settings.drafting_language
    if missing:
        yield Notice(words["missing"])
    elif pages.states.get((path, language)) == "stale":
        yield Notice(words["stale"].format(language=language_name(own, language)))
