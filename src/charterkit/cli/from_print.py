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
    from charterkit.drafting.merging.past import REFERENCE  # noqa: PLC0415  likewise
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise
    from charterkit.drafting.typed.from_print import as_referred  # noqa: PLC0415  likewise

    names = Names(number(charter), registry=charter.registry, language=language)
    printed = {name: cited[0] for name in REFERENCE.findall(text) if (cited := names.cite(name))}
    return as_referred(words, printed)


def without_own_head(charter: Charter, language: str, path: str, words: str) -> str:
    """Return words that were given for a provision or unit without its number and heading, should these come along."""
    from charterkit.documents.wording.numerals import printed  # noqa: PLC0415  slow to import
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise
    from charterkit.drafting.typed.from_print import without_head  # noqa: PLC0415  likewise

    found, node = number(charter).by_path.get(path), charter.find(path)
    if found is None or node is None:
        return words
    own = found.own if "/" in path else ""
    return without_head(words, printed(found, language), own, node.heading.get(language, ""), found.full)
