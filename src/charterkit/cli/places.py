"""From what a person types to a place in the text: an id path, or a printed number such as ``6(2)(a)``.

A number is understood as it is cited in English, and as the documents of each of the charter's languages print it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from charterkit.drafting.misspelled import number_meant
from charterkit.drafting.numbering import Numbers, Vacancy, number
from charterkit.drafting.numbers import Number, same_number
from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import UsageError
from charterkit.model.charter import CONTAINERS, Charter

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace

_CITED: Final = re.compile(r"(?i)art(?:icle|\.)?\s*\d")


class NumberVacant(UsageError):  # noqa: N818  it says what became of the number
    """A number was printed once, and what bore it stands there no more."""

    def __init__(self, vacancy: Vacancy, numbers: Numbers) -> None:
        became = f"moved to {numbers.cite(vacancy.moved_to)} ({vacancy.moved_to})" if vacancy.moved_to else "deleted"
        hint = f"earlier versions have it: charterkit show '{vacancy.number}' --at VERSION"
        super().__init__(f"{vacancy.number} was {became}", hint)


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
    if charter.standing(given) is not None or (containers and given in CONTAINERS):
        return given
    numbers = number(charter)
    found = _numbered(numbers, given, charter)
    if found is not None:
        return found
    vacancy = _vacancy(numbers, given, charter)
    raise NumberVacant(vacancy, numbers) if vacancy else _nothing(charter, numbers, name, given)


def path_at_base(space: Workspace, present: Charter, name: str, *, containers: bool = False) -> str:
    """Return the path that a path or printed number means to somebody who reads the last version.

    A number is that of the last version, against which submissions are written; where it has none such, the present
    text's. What is gone from the present text is said so.
    """
    versions = space.versions()
    if versions and present.standing(name) is None:
        released = space.charter(versions[-1].name)
        found = _numbered(number(released), name, released)
        now = present.frozen.today(found) if found else None
        if now and present.standing(now) is not None:
            return now
    return path_named(present, name, containers=containers)


def _numbered(numbers: Numbers, given: str, charter: Charter) -> str | None:
    """Return the path that a printed number means."""
    found = numbers.path(given)
    if found is not None or given.isascii():
        return found
    return next((path for path, each in numbers.by_path.items() if _prints_as(each, given, charter)), None)


def _vacancy(numbers: Numbers, given: str, charter: Charter) -> Vacancy | None:
    """Return the vacant place that a printed number means."""
    found = numbers.vacancy(given)
    if found is not None or given.isascii():
        return found
    return next((each for each in numbers.vacancies if _prints_as(each.number, given, charter)), None)


def _prints_as(each: Number, given: str, charter: Charter) -> bool:
    """Tell whether a document in one of the charter's languages prints or cites a number so."""
    from charterkit.documents.wording.numerals import printed  # noqa: PLC0415  slow to import

    return any(
        same_number(printed(each, language, within=within), given)
        for language in charter.settings.languages
        for within in (False, True)
    )


def _nothing(charter: Charter, numbers: Numbers, name: str, given: str) -> UsageError:
    """Return what to say of a name that means nothing in a text, and what to do."""
    message = f"there is no '{name}' in the text"
    meant = number_meant(numbers, given)
    if meant:
        return UsageError(message, f"did you mean '{numbers.cite(meant)}'?")
    if not given[:1].isdigit() and not _CITED.match(given):
        hint = nearest(given, charter.paths()) or "give an id path or a number such as 6(2)(a); see: charterkit show"
        return UsageError(message, hint)
    odd = next((char for char in given if char.isalpha() and not char.isascii()), "")
    if odd:
        return UsageError(
            message, f"'{odd}' (U+{ord(odd):04X}) is no Latin letter: write 6(2)(a), or what a document prints"
        )
    above = _nearest_above(numbers, given)
    if above:
        return UsageError(message, f"{numbers.cite(above)} ({above}) has none such; see: charterkit show {above}")
    articles = [each.full for each in numbers.by_path.values() if each.series == "article" and "(" not in each.full]
    if not articles:
        return UsageError(message, "the text has no articles yet")
    return UsageError(message, f"there are Articles {articles[0]} to {articles[-1]}; see: charterkit show")


def _nearest_above(numbers: Numbers, given: str) -> str | None:
    """Return the path of what a number would stand in: that of Article 2 for ``2(7)(b)``, where it has no such."""
    outer = given
    while "(" in outer:
        outer = outer.rpartition("(")[0]
        if found := numbers.path(outer):
            return found
    return None
