"""Source notes: the basis of a provision as one line under it, ``Source: article, L55 (ideas P01)``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charterkit.documents.references import Names
from charterkit.documents.runs import Run, Runs
from charterkit.documents.wording.labels import labels
from charterkit.documents.wording.phrases import line, recorded, spoken
from charterkit.model.provisions import Basis


def source_note(basis: Iterable[Basis], names: Names, tongue: str) -> Runs:
    """Return the sources of a provision in the order of its record, or nothing where it names none.

    ``tongue`` is the language in which the charter is drafted, and records say what practice they follow. The note is
    in the language that documents speak to a reader of the page (``wording.phrases.spoken``).
    """
    entries = [_entry(entry, names, tongue) for entry in basis]
    if not entries:
        return ()
    words = labels(names.language)
    title = words["source" if len(entries) == 1 else "sources"]
    return (
        Run(f"{title}{words['colon']}"),
        *line(entries, words["list_semicolon"]),
        Run(words["sentence_end"]),
    )


def _entry(basis: Basis, names: Names, tongue: str) -> Runs:
    words = labels(names.language)
    comma = words["list_comma"]
    ideas = comma.join(basis.ideas)
    word = words["idea" if len(basis.ideas) == 1 else "ideas"]
    listed = line(filter(None, _pieces(basis, names, tongue)), comma)
    return (*listed, Run(f" ({word} {ideas})")) if ideas else listed


def _pieces(basis: Basis, names: Names, tongue: str) -> Iterator[Runs]:
    """Yield what is named: a source, its places, an instrument, a practice."""
    words, page = labels(names.language), spoken(names.language)
    yield recorded(basis.source or "", page, page)
    yield recorded(words["list_comma"].join(basis.at), page, page)
    if basis.instrument:
        cited = names.cite(basis.instrument)
        title = cited[0] if cited else basis.instrument
        yield recorded(title, names.tongue(basis.instrument), page)
    if basis.practice:
        yield (Run(f"{words['practice']}{words['colon']}"), *recorded(basis.practice, tongue, page))
