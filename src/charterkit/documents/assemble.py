"""Items of a view become the document: words woven, footnotes numbered in reading order, contents and legend made.

The same for every view. What a view shows is decided where its items are made; how it looks, in the templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from charterkit.documents.fonts.scripts import direction
from charterkit.documents.front import Front, line_numbers, masthead, numbered
from charterkit.documents.references import Names
from charterkit.documents.reports.registry_annexes import instrument_list, membership_matrix
from charterkit.documents.reports.tables import Table
from charterkit.documents.runs import Run, plain
from charterkit.documents.tree import UNTITLED, Block, ContentsEntry, Document, Footnote, MarginMark, Paragraph, View
from charterkit.documents.views.items import Item, Sections
from charterkit.documents.views.legend import Legend, legend
from charterkit.documents.views.margins import margin_legend
from charterkit.documents.views.source_notes import source_note
from charterkit.documents.views.translated import translation_remarks
from charterkit.documents.weave import Woven, weave
from charterkit.documents.wording.labels import foreign, labels, numbered_title
from charterkit.documents.wording.numerals import digits
from charterkit.documents.wording.phrases import spoken
from charterkit.model.charter import Charter
from charterkit.model.provisions import Generated

_NO_LEAD: Final = frozenset(("the", "we", "a", "an", "les", "le", "la", "nous", "los", "las", "el", "мы", "إن"))
"""Words that begin who recites (``The Parties,``), and lead no recital."""

_LEAD: Final = re.compile(r"((?:(?:إذ|وإذ|با|ضمن) )?\S+)(.*)", re.DOTALL)
"""What leads a recital; in Arabic and Farsi it is a particle (*idh*, *ba*) with the word behind it."""


@dataclass(slots=True)
class _Footnotes:
    """The footnotes so far; numbers go by reading order, in the digits of the page."""

    language: str
    drafting: str
    """The language in which the charter is drafted."""
    found: list[Footnote] = field(default_factory=list)

    def add(self, paragraphs: tuple[Paragraph, ...], lang: str = "") -> int:
        self.found.append(Footnote(len(self.found) + 1, paragraphs, lang))
        return len(self.found)

    def call(self, number: int, like: Run, *, first: bool = True) -> Run:
        """Return the call of a footnote, in the style of the words that it stands in."""
        text = digits(str(number), self.language)
        return replace(like, text=text, role="note", note=number, first_call=first)


def assemble(  # noqa: PLR0917  the view says each of them
    charter: Charter,
    front: Front,
    view: View,
    sections: Sections,
    names: Names,
    remarks: tuple[str | tuple[Run, ...], ...] = (),
) -> Document:
    """Return the document of one view of a charter; ``remarks`` are said once, at its head."""
    language = front.page_language(charter.settings)
    footnotes = _Footnotes(language, charter.settings.drafting_language)

    def blocks(items: tuple[Item, ...]) -> tuple[Block, ...]:
        return tuple(_block(item, names, footnotes, front.margins) for item in items)

    preamble, parts = blocks(sections.preamble), blocks(sections.parts)
    closing, annexes = blocks(sections.closing), blocks(sections.annexes)
    return Document(
        language=language,
        direction=direction(language),
        view=view,
        iso_date=front.iso_date,
        commit=front.short_commit,
        masthead=masthead(charter.settings, front, view),
        legend=_legend(charter, front, view, language, (*preamble, *parts, *closing, *annexes)),
        remarks=tuple(
            (Run(said),) if isinstance(said, str) else said
            for said in (*translation_remarks(charter.settings, language, front.translations), *remarks)
        ),
        contents=tuple(_contents(preamble, (*parts, *closing), annexes, language)),
        preamble=preamble,
        parts=parts,
        closing=closing,
        annexes=annexes,
        footnotes=tuple(footnotes.found),
        words=labels(language),
        numbered=numbered(charter.settings, front),
        line_numbers=line_numbers(charter.settings, front),
    )


def _legend(charter: Charter, front: Front, view: View, language: str, blocks: tuple[Block, ...]) -> Legend:
    """Return what every mark means that stands in the blocks or beside them."""
    marks = legend(
        view,
        language,
        attributed=front.attributed,
        moves=_has_moves(blocks),
        style=charter.settings.alternatives,
        rungs=_rungs_in(blocks),
    )
    return (*marks, *margin_legend(front.margins, language))


def _has_moves(blocks: tuple[Block, ...]) -> bool:
    """Tell whether a sentence moved within the text of a block or of one below it."""
    everything = (inner for block in blocks for inner in block.walk())
    return any(run.move for block in everything for row in block.paragraphs for run in row.runs)


def _rungs_in(blocks: tuple[Block, ...]) -> set[str]:
    """Return how far the words of blocks, and of those below them, are said to be agreed."""
    everything = [inner for block in blocks for inner in block.walk()]
    spans = {run.rung for block in everything for row in block.paragraphs for run in row.runs}
    return {rung for rung in {block.rung for block in everything} | spans if rung}


def _block(item: Item, names: Names, footnotes: _Footnotes, margins: Mapping[str, tuple[MarginMark, ...]]) -> Block:
    cited = replace(names, language=item.lang) if item.lang else names  # words cite in their own language
    heading = weave(item.heading, cited, names.language) if item.heading else Woven((), {})
    source = source_note(item.basis, names, footnotes.drafting) if item.mark != "delete" else ()
    lang = foreign(spoken(names.language), names.language)
    call = footnotes.call(footnotes.add((Paragraph(source),), lang), Run("")) if source else None
    woven = weave(item.text, cited, names.language)
    headings, paragraphs = _numbered(heading, footnotes, item.lang), _numbered(woven, footnotes, item.lang)
    untitled = item.kind in UNTITLED
    title = tuple(run for paragraph in headings for run in paragraph.runs)
    if call and title and not untitled:
        title = (*title, call)
    elif call and paragraphs:
        paragraphs = (*paragraphs[:-1], replace(paragraphs[-1], runs=(*paragraphs[-1].runs, call)))
    return Block(
        path=item.path,
        kind=item.kind,
        label=item.label,
        title=numbered_title(item.label, plain(title), names.language),
        heading=title,
        paragraphs=_led(paragraphs) if item.kind == "recital" else paragraphs,
        blocks=tuple(_block(child, names, footnotes, margins) for child in item.items),
        mark=item.mark,
        notices=item.notices,
        margin=margins.get(item.path, ()) if item.linkable else (),
        tables=_tables(item.generated, names) if item.generated and item.mark != "delete" else (),
        lang=item.lang,
        rung=item.rung,
        linkable=item.linkable,
    )


def _numbered(woven: Woven, footnotes: _Footnotes, lang: str) -> tuple[Paragraph, ...]:
    """Number the footnotes by their first call. What nothing calls any more stays in the text: no words are lost."""
    if not woven.notes and not any(run.role == "note" for paragraph in woven.paragraphs for run in paragraph.runs):
        return woven.paragraphs
    numbers: dict[str, int] = {}

    def called(run: Run) -> Run:
        if run.role != "note" or run.text not in woven.notes:
            return run if run.role != "note" else replace(run, text=f"[^{run.text}]", role="word")
        first = run.text not in numbers
        if first:
            numbers[run.text] = footnotes.add(tuple(_literal(note) for note in woven.notes[run.text]), lang)
        return footnotes.call(numbers[run.text], run, first=first)

    paragraphs = [replace(paragraph, runs=tuple(map(called, paragraph.runs))) for paragraph in woven.paragraphs]
    for name, note in woven.notes.items():
        if name not in numbers:
            label = Run(f"[^{name}]: ")
            paragraphs += [replace(row, runs=(label, *_literal(row).runs)) for row in note]
    return tuple(paragraphs)


def _literal(paragraph: Paragraph) -> Paragraph:
    """A footnote calls no footnotes: what looks like a call in it is its words."""
    runs = (replace(run, text=f"[^{run.text}]", role="word") if run.role == "note" else run for run in paragraph.runs)
    return replace(paragraph, runs=tuple(runs))


def _led(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Put what leads a recital in italics, as ``Recalling`` stands in treaties, unless emphasis is there.

    Who recites and what they agree on is no recital of its own: ``The Parties,`` and ``Have agreed as follows:``.
    """
    if not paragraphs or any(run.emphasis for run in paragraphs[0].runs):
        return paragraphs
    if plain(paragraphs[-1].runs).rstrip().endswith((":", "\uff1a")):
        return paragraphs
    first, *rest = paragraphs[0].runs
    found = _LEAD.match(first.text)
    if first.role != "word" or not found or not _is_lead(found[1]):
        return paragraphs
    pieces = (replace(first, text=found[1], emphasis=True), replace(first, text=found[2]))
    runs = tuple(piece for piece in (*pieces, *rest) if piece.text)
    return (replace(paragraphs[0], runs=runs), *paragraphs[1:])


def _is_lead(words: str) -> bool:
    return all(word.isalpha() and word.casefold() not in _NO_LEAD for word in words.split(" "))


def _tables(generated: Generated, names: Names) -> tuple[Table, ...]:
    """Return what an annex takes from the register; of what nothing is registered there is no table."""
    made = {"memberships": membership_matrix, "instruments": instrument_list}.get(generated)
    table = made(names.registry, names.language) if made else None
    return (table,) if table and table.rows else ()


def _contents(
    preamble: tuple[Block, ...], body: tuple[Block, ...], annexes: tuple[Block, ...], language: str
) -> Iterator[ContentsEntry]:
    if preamble:
        yield ContentsEntry(1, "", labels(language)["preamble"], "preamble")
        for block in preamble:
            yield from _entries(block, 2)
    for block in (*body, *annexes):
        yield from _entries(block, 1)


def _entries(block: Block, level: int) -> Iterator[ContentsEntry]:
    title = plain(block.heading)
    if block.linkable and title + block.label:
        yield ContentsEntry(level, block.label, title, block.path, block.mark, block.lang)
    if block.kind == "part":
        for child in block.blocks:
            yield from _entries(child, level + 1)
