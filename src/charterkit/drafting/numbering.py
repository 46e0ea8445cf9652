"""Numbers: computed for display from the order of provisions and from the numbers that were frozen.

Principles and articles share one series of Arabic numbers; annexes and recitals have their own; parts are Roman. Below
a provision: paragraphs 1, 2, 3; points (a), (b); subpoints (i), (ii) (UN Editorial Manual). From one release to the
next, whatever has a number keeps it; how the rest is labelled is decided in ``succession``. The words of a printed
number in other languages than English are left to ``charterkit.documents``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from charterkit.drafting.numbers import Number, Numbers, Vacancy, own, read
from charterkit.drafting.succession import Plain, labelled, with_gone
from charterkit.model.charter import Charter
from charterkit.model.numbers import SERIES, WORDS, Frozen, Series, series_of
from charterkit.model.provisions import Node
from charterkit.model.remembered import remembered

__all__ = [
    "WORDS",
    "Number",
    "Numbers",
    "Vacancy",
    "from_roman",
    "number",
    "number_below",
    "number_outline",
    "number_within",
    "recorded",
    "upper_roman",
]

_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def number_within(charter: Charter, provisions: Collection[str]) -> Numbers:
    """Return the numbers of every part and provision of a charter, and of the units of some; nothing that is vacant."""
    found: dict[str, Number] = {}
    for path, here in number_outline(charter):
        found[path] = here
        if path in provisions and here.series != "part":
            found.update(number_below(charter.provisions[path], path, here, charter))
    return Numbers(found)


@remembered
def number(charter: Charter) -> Numbers:
    """Return the numbers of every part, provision and unit of a charter, and what is vacant."""
    found = number_within(charter, charter.provisions).by_path
    if all(path in found for path in charter.frozen.numbers):
        return Numbers(found)
    return Numbers(found, tuple(vacancies(charter, found)))


def number_outline(charter: Charter) -> Iterator[tuple[str, Number]]:
    """Yield the ids and numbers of parts, then of provisions, in reading order; nothing below them."""
    top, style = charter.frozen.top, charter.settings.number_style
    labels = labelled(part_line(charter), top.get("part", {}), upper_roman, style)
    for part in charter.settings.outline.parts:
        yield part.id, Number("part", labels[part.id], labels[part.id])
    names = [name for line in provision_lines(charter).values() for name in line]
    held = {name: _series(charter, name) for name in names}
    lines: dict[Series, list[str]] = {}
    for name in names:
        lines.setdefault(held[name], []).append(name)
    labels = {}
    for series, line in lines.items():
        plain = _after_the_first if series == "testimonium" else str
        labels |= labelled(line, top.get(series, {}), plain, style)
    for name in charter.settings.outline.order():
        if name in charter.provisions:
            yield name, Number(held[name], labels[name], labels[name])


def number_below(
    node: Node, path: str, here: Number, charter: Charter | None = None, depth: int = 0
) -> Iterator[tuple[str, Number]]:
    """Yield the paths and numbers of everything below a provision (depth 0) or unit with this path and number.

    ``charter`` is the one that holds it; None where it is only proposed and nothing of it has a number yet.
    """
    if not node.units:
        return
    known = known_below(charter.frozen, path) if charter else {}
    style = charter.settings.number_style if charter else "bis"
    labels = labelled(with_gone([unit.id for unit in node.units], tuple(known)), known, _PLAIN[depth], style)
    for unit in node.units:
        label = labels[unit.id]
        number_here = Number(here.series, own(label, depth), f"{here.full}({label})")
        yield f"{path}/{unit.id}", number_here
        yield from number_below(unit, f"{path}/{unit.id}", number_here, charter, depth + 1)


def _series(charter: Charter, name: str) -> Series:
    known = name in charter.provisions
    return SERIES[charter.kind_of(name)] if known else series_of(charter.frozen.numbers[name])


def known_below(frozen: Frozen, path: str) -> Mapping[str, str]:
    """Return the frozen labels of what stood directly below a path, by id; also where that has moved since."""
    return frozen.below.get(path) or frozen.below.get(frozen.earlier(path), {})


def part_line(charter: Charter) -> list[str]:
    """Return the parts in order, with those that are gone at their places."""
    return with_gone([part.id for part in charter.settings.outline.parts], tuple(charter.frozen.top.get("part", ())))


def provision_lines(charter: Charter) -> dict[str, list[str]]:
    """Return the provisions of each list and part in order, with those that are gone at their places."""
    containers = dict(charter.settings.outline.containers())
    parts = [part.id for part in charter.settings.outline.parts]
    homes: dict[str, list[str]] = {}
    home = next(iter(parts), "closing")
    for name, ids in charter.frozen.lists.items():
        home = name if name in parts else home
        homes.setdefault(name if name in containers else home, []).extend(ids)
    return {
        name: with_gone([key for key in ids if key in charter.provisions], homes.get(name, ()), charter.provisions)
        for name, ids in containers.items()
    }


def vacancies(charter: Charter, numbers: Mapping[str, Number]) -> Iterator[Vacancy]:
    """Yield the places of what had a number when numbers were frozen, and stands there no more."""

    def line(container: str, members: Sequence[str], above: str = "") -> Iterator[Vacancy]:
        last = None
        for name in members:
            path = f"{above}{name}"
            if path in numbers:
                last = path
            elif path in charter.frozen.numbers:
                yield from _vacant(charter.frozen, path, container, last, numbers)

    yield from line("parts", part_line(charter))
    for container, members in provision_lines(charter).items():
        yield from line(container, members)
    for path, node in charter.walk():
        known = known_below(charter.frozen, path)
        if known:
            yield from line(path, with_gone([unit.id for unit in node.units], tuple(known)), f"{path}/")


def _vacant(
    frozen: Frozen, path: str, container: str, after: str | None, numbers: Mapping[str, Number]
) -> Iterator[Vacancy]:
    now = frozen.today(path)
    yield Vacancy(path, read(frozen.numbers[path], path), container, after, now if now in numbers else "")
    for name in frozen.below.get(path, ()):
        yield from _vacant(frozen, f"{path}/{name}", path, None, numbers)


def recorded(charter: Charter) -> dict[str, str]:
    """Return what a release freezes: every printed number by path in reading order, the vacant ones in their places."""
    numbers = number(charter)

    def entries(container: str, members: Sequence[str]) -> Iterator[tuple[str, str]]:
        for each in numbers.in_line(container, members):
            if isinstance(each, Vacancy):
                yield each.path, str(each.number)
                yield from entries(each.path, ())
            else:
                yield each, str(numbers.by_path[each])
                yield from entries(each, _members(charter, each))

    outline = charter.settings.outline
    lists = (("preamble", outline.preamble), ("parts", [part.id for part in outline.parts]))
    ends = (("closing", outline.closing), ("annexes", outline.annexes))
    return {path: printed for name, ids in (*lists, *ends) for path, printed in entries(name, ids)}


def _members(charter: Charter, path: str) -> Sequence[str]:
    part, node = charter.part(path), charter.find(path)
    if part is not None:
        return part.provisions
    return [f"{path}/{unit.id}" for unit in node.units] if node else ()


def plain_label(position: int, depth: int) -> str:
    """Return how a unit is labelled by its place alone, at a depth: ``2``, ``b``, ``ii``."""
    return _PLAIN[depth](position)


def _letters(position: int) -> str:
    """Return a to z, then aa, bb, cc, as paragraphs are lettered in treaties."""
    turn, letter = divmod(position - 1, 26)
    return chr(ord("a") + letter) * (turn + 1)


def _roman(position: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, position = divmod(position, value)
        text += letters * count
    return text


def upper_roman(position: int) -> str:
    """Return the number of a part by its place."""
    return _roman(position).upper()


def from_roman(label: str) -> int:
    """Return the place that a Roman number says, in letters of either size; 0 where it is none, or above 399."""
    return _roman_places().get(label.upper(), 0)


@cache
def _roman_places() -> dict[str, int]:
    return {upper_roman(position): position for position in range(1, 400)}


def _upper_letters(position: int) -> str:
    return _letters(position).upper()


def _after_the_first(position: int) -> str:
    """Return no number for the only one of its kind, and the plain number for every further one."""
    return "" if position == 1 else str(position)


_PLAIN: Final[Sequence[Plain]] = (str, _letters, _roman, _upper_letters, str, str)
"""How units are labelled, by depth."""
