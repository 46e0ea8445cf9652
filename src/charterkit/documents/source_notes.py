"""Source notes: the basis of a provision as one line under it, ``Source: article, L55 (ideas P01)``."""

from __future__ import annotations

from collections.abc import Iterable

from charterkit.documents.labels import labels
from charterkit.documents.references import Names
from charterkit.model.provisions import Basis


def source_note(basis: Iterable[Basis], names: Names) -> str:
    """Return the sources of a provision in the order of its record, or nothing where it names none."""
    entries = [_entry(entry, names) for entry in basis]
    words = labels(names.language)
    title = words["source" if len(entries) == 1 else "sources"]
    listed = words["list_semicolon"].join(entries)
    return f"{title}{words['colon']}{listed}{words['sentence_end']}" if entries else ""


def _entry(basis: Basis, names: Names) -> str:
    words = labels(names.language)
    cited = names.cite(basis.instrument) if basis.instrument else None
    instrument = cited[0] if cited else basis.instrument
    practice = f"{words['practice']}{words['colon']}{basis.practice}" if basis.practice else None
    comma = words["list_comma"]
    pieces = [piece for piece in (basis.source, comma.join(basis.at), instrument, practice) if piece]
    ideas = comma.join(basis.ideas)
    word = words["idea" if len(basis.ideas) == 1 else "ideas"]
    return comma.join(pieces) + (f" ({word} {ideas})" if ideas else "")
