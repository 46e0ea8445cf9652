"""The document as HTML: one self-contained file for the screen, and the paged form that ``pdf.making`` prints from."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Final, Protocol

from markupsafe import Markup

from charterkit.documents.fonts.families import css_families
from charterkit.documents.fonts.scripts import breadth, direction, tags_by_script, upright
from charterkit.documents.fonts.styles import missing_fonts
from charterkit.documents.kinds import PAGES, AnyDocument
from charterkit.documents.long_notes import late, pieces
from charterkit.documents.pages.kept import KeptHtml, made_anew
from charterkit.documents.pages.markup_faults import markup_fault
from charterkit.documents.pages.self_contained import self_contained
from charterkit.documents.pages.style_places import places
from charterkit.documents.pages.templates import TemplateFault, edited, environment, fill, package_templates
from charterkit.documents.reports.charts_paged import on_paper
from charterkit.documents.reports.report import NAMES, Cell, shown
from charterkit.documents.reports.tables import is_short, is_tall
from charterkit.documents.runs import Run
from charterkit.documents.two_ways import stretches, with_codes, with_marks
from charterkit.documents.undivided import divided
from charterkit.documents.wording.numerals import page_counter
from charterkit.documents.wording.phrases import spoken

_HEAD: Final = 46
"""So many characters fit into the head of a page, in Cyrillic too."""


_LONG: Final = re.compile(r"[^\s\-/\u2e80-\uffef]{18,}")
"""A word that may be longer than a column is wide, and has no place to break it; Han may break anywhere."""


class Speaking(Protocol):
    """Anything that is written in a language: a document, a synopsis."""

    @property
    def language(self) -> str:
        """The tag of its language."""


def to_html(
    document: AnyDocument, templates: Sequence[Path] = (), *, paged: bool = False, kept: KeptHtml | None = None
) -> str:
    """Return a document as HTML; ``templates`` are folders that are looked into before the package's own.

    ``kept`` holds what was made of the last document, where there was one, and that of this one afterwards.

    Raises:
        TemplateFault: a template is missing or fails.
    """
    return html_of(document, PAGES[type(document)], templates, paged=paged, kept=kept)


def html_of(
    document: Speaking,
    template: str,
    templates: Sequence[Path] = (),
    *,
    paged: bool = False,
    kept: KeptHtml | None = None,
) -> str:
    """Return what a template makes of a document; raises TemplateFault as ``to_html`` does."""
    language = document.language
    made = environment(templates, _filters(language, paged=paged))
    made.filters["kept"] = kept.keeping(made, document, paged=paged) if kept else made_anew
    filled = fill(
        made,
        template,
        document=document,
        paged=paged,
        families=css_families(language),
        page_counter=page_counter(language),
        slanted="normal" if upright(language) else "italic",
        written=tags_by_script(language),
    )
    if own := edited(templates):
        _check_markup(filled, template, own)
        if paged:
            _check_fonts(own)
    return divided(filled) if paged else self_contained(filled, (*templates, package_templates()))


def _filters(language: str, *, paged: bool) -> dict[str, Callable[..., Any]]:
    """Return what templates make of values of a document in a language, by the names that they use."""

    def cells(row: Sequence[Cell]) -> list[Sequence[Run]]:
        return [shown(cell, language) for cell in row]

    def parts(shares: Sequence[float]) -> list[float]:
        return [share / 100 for share in shares]

    return {
        "direction": direction,
        "speaks": spoken,
        "quoted": _quoted,
        "kind": lambda block: NAMES[type(block)],
        "shown": lambda cell: list(with_codes(shown(cell, language))),
        "tongues": _tongues,
        "stretches": lambda runs, tongue: stretches(runs, tongue or language, paged=paged),
        "strong": _strong,
        "turned": lambda runs: _turned(runs, language),
        "long": lambda cell: _lengthy(shown(cell, language)),
        "lengthy": _lengthy,
        "drawing": on_paper if paged else Markup,
        "head": lambda title, most=_HEAD: with_marks(running_head(title, most), language),
        "late": late,
        "pieces": pieces,
        "tall": lambda row, shares=(): is_tall(cells(row), parts(shares)),
        "short": lambda table: is_short([*map(cells, table.rows)], parts(table.weights)),
    }


def _check_markup(filled: str, template: str, edited_files: Sequence[Path]) -> None:
    """Raise TemplateFault for a page with tags or braces that are not closed, at the line if only one can be meant."""
    fault = markup_fault(filled)
    if not fault:
        return
    for words in (fault.words, fault.words.split()[0]):
        found = list(places(words, edited_files))
        name, _, line = found[0].partition(":") if found else (template, "", "")
        if found and all(place.partition(":")[0] == name for place in found):
            raise TemplateFault(name, int(line) if len(found) == 1 else 0, fault.message)
    raise TemplateFault(template, 0, fault.message)


def _check_fonts(edited_files: Sequence[Path]) -> None:
    """Raise TemplateFault for the first font that a template of one's own names and that is not there."""
    for file in edited_files:
        for line, names in missing_fonts(file.read_text("utf-8", "replace")):
            message = f"no font '{names}' is installed; install it, or name behind it what to take: var(--families)"
            raise TemplateFault(file.name, line, message)


def running_head(title: str, most: int = _HEAD) -> str:
    """Return a title as the head of a page holds it: on one line, cut between two words; Han counts twice."""
    if breadth(title) <= most:
        return title
    broad = accumulate(map(breadth, title))
    kept_most = sum(width <= most for width in broad)
    kept = title[:kept_most].rpartition(" ")[0] or title[:kept_most]
    return f"{kept.rstrip(' .,;:')}\N{HORIZONTAL ELLIPSIS}"


def _lengthy(runs: Iterable[Run]) -> bool:
    """Tell whether there is a word that may be longer than a column is wide."""
    return any(_LONG.search(run.text) for run in runs)


def _tongues(runs: Iterable[Run]) -> list[tuple[str, list[Run]]]:
    """Return runs in groups of one language each; that of the page is empty."""
    return [(tongue, list(group)) for tongue, group in groupby(runs, key=lambda run: run.lang)]


def _strong(text: str) -> str:
    """Return the direction of a text by its first letter (UAX #9, rule P2); nothing where it has none."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in {"L", "R", "AL"}), "")


def _turned(runs: Sequence[Run], language: str) -> str:
    """Return the direction of words that all go the other way than the page, which their lines begin by.

    What stands between them and has no letters, such as a stroke between units, goes with them.
    """
    ways = {direction(run.lang or language) for run in runs if any(map(str.isalnum, run.text))}
    return "" if len(ways) != 1 or direction(language) in ways else ways.pop()


def _quoted(text: str) -> Markup:
    """Return words as a string of CSS that stands safely in a style sheet."""
    return Markup(json.dumps(text, ensure_ascii=False).replace("<", "\\3c "))  # noqa: S704  quoted for CSS, no tag left
