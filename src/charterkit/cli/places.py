"""From what a person types to a place in the text: an id path, or a printed number such as ``6(2)(a)``."""

from __future__ import annotations

from charterkit.drafting.nearest import nearest
from charterkit.drafting.numbering import number
from charterkit.errors import UsageError
from charterkit.model.charter import LISTS, Charter


def path_named(charter: Charter, name: str, *, containers: bool = False) -> str:
    """Return the path that a path or printed number means.

    Raises:
        UsageError: it means nothing in this charter; the nearest path is named.
    """
    given = name.strip().strip("/")
    if charter.find(given) is not None or charter.part(given) is not None or (containers and given in LISTS):
        return given
    found = number(charter).path(given)
    if found is not None:
        return found
    known = [*(path for path, _ in charter.walk()), *(part.id for part in charter.settings.outline.parts)]
    hint = nearest(given, known) or "give an id path such as confidence-building/exercise-notice, or a number: 6(2)(a)"
    raise UsageError(f"there is no '{name}' in the text", hint)
