"""Read words that were copied from a document of the present text: its numbers are references in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charterkit.model.charter import Charter


def as_printed(charter: Charter, language: str, text: str, words: str) -> str:
    """Return words with the references of a text where they have what documents print for these.

    Args:
        charter: the charter whose numbers are printed.
        language: the language of the text.
        text: what stands, as the record has it.
        words: what was given to stand in its place, or to be found in it.
    """
    if "[[" not in text:
        return words
    from charterkit.documents.references import Names  # noqa: PLC0415  slow to import
    from charterkit.drafting.from_print import as_referred  # noqa: PLC0415  likewise
    from charterkit.drafting.merging.past import REFERENCE  # noqa: PLC0415  likewise
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise

    names = Names(number(charter), registry=charter.registry, language=language)
    printed = {name: cited[0] for name in REFERENCE.findall(text) if (cited := names.cite(name))}
    return as_referred(words, printed)
