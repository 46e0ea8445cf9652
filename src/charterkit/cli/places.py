"""From what a person types to a place in the text: an id path, or a printed number such as ``6(2)(a)``."""

from __future__ import annotations

from typing import Final

from charterkit.drafting.nearest import nearest
from charterkit.drafting.numbering import number
from charterkit.errors import UsageError
from charterkit.model.charter import LISTS, Charter

CONTAINERS: Final = frozenset({*LISTS, "parts"})
"""The lists of the outline: places to put something in, but nothing that could itself be changed."""


def path_named(charter: Charter, name: str, *, containers: bool = False) -> str:
    """Return the path that a path or printed number means.

    Args:
        charter: the text.
        name: what a person typed.
        containers: whether the lists of the outline count too: ``preamble``, ``parts``, ``closing``, ``annexes``.

    Raises:
        UsageError: it means nothing in this charter; the nearest path is named.
    """
    given = name.strip().strip("/")
    if charter.find(given) is not None or charter.part(given) is not None or (containers and given in CONTAINERS):
        return given
    numbers = number(charter)
    found = numbers.path(given)
    if found is not None:
        return found
    known = [*(path for path, _ in charter.walk()), *(part.id for part in charter.settings.outline.parts)]
    if given[:1].isdigit():
        articles = sum(value.series == "article" and "(" not in value.full for value in numbers.by_path.values())
        hint = (
            f"there are Articles 1 to {articles}; see: charterkit show" if articles else "the text has no articles yet"
        )
    else:
        hint = nearest(given, known) or "give an id path or a number such as 6(2)(a); see: charterkit show"
    raise UsageError(f"there is no '{name}' in the text", hint)
