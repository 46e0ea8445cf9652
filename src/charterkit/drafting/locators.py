"""Places in a source: whether a locator is written in the source's own scheme and lies inside the source.

What stands at a place is known only to whoever holds the source; charterkit keeps no copy of it.
"""

from __future__ import annotations

import re
from typing import Final

from charterkit.model.registry.sources import LocatorScheme, Source

_NUMBER: Final = r"(?P<first>[1-9][0-9]{0,5})"
_SCHEMES: Final[dict[LocatorScheme, tuple[re.Pattern[str], str]]] = {
    "line": (re.compile(rf"L{_NUMBER}(?:-L(?P<last>[1-9][0-9]{{0,5}}))?"), "L55 or L18-L23"),
    "page": (re.compile(rf"pp?\. {_NUMBER}(?:-(?P<last>[1-9][0-9]{{0,5}}))?"), "p. 12 or pp. 3-5"),
    "paragraph": (re.compile(rf"paras?\. {_NUMBER}(?:-(?P<last>[1-9][0-9]{{0,5}}))?"), "para. 7 or paras. 7-9"),
    "section": (re.compile(rf"ss?\. {_NUMBER}(?:-(?P<last>[1-9][0-9]{{0,5}}))?"), "s. 4 or ss. 4-6"),
}


def locator_fault(locator: str, source: Source) -> tuple[str, str] | None:
    """Return what is wrong with a locator of a source (message, hint), or None.

    A source without a scheme takes no locators of its own: pass the source it stands within.
    """
    if source.scheme is None:
        return f"the source '{source.id}' has no scheme for locators", "give the source a scheme: and an extent:"
    pattern, example = _SCHEMES[source.scheme]
    found = pattern.fullmatch(locator)
    if found is None:
        return f"'{locator[:40]}' is no {source.scheme} of the source '{source.id}'", f"write it as {example}"
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last < first:
        return f"'{locator}' runs backwards", "put the smaller number first"
    if source.extent is not None and last > source.extent:
        return (
            f"'{locator}' lies beyond the end of the source '{source.id}'",
            f"its last {source.scheme} is {source.extent}",
        )
    return None
