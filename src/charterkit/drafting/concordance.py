"""Which number became which: two texts of one charter, set against each other by what the numbers stand for.

Numbers only; how the words differ is the concern of ``charterkit.history``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charterkit.drafting.numbering import Numbers, number, recorded
from charterkit.model.charter import Charter


@dataclass(frozen=True, slots=True)
class Renumbered:
    """One part, provision or unit with its number in the earlier and in the later text."""

    path: str
    """Its path in the later text, or the earlier one where it stands there no more."""
    old: str
    """Its number before; empty where it had none."""
    new: str
    """Its number now; empty where it stands no more."""
    heading: Mapping[str, str]
    was: str = ""
    """The path it had, where that is another."""
    tombstone: bool = False
    """Whether it was gone from the earlier text already, and only its number was kept."""

    @property
    def changed(self) -> bool:
        """Whether its number is not what it was."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Concordance:
    """Everything that has a number in one of two texts, in the order of the later one."""

    rows: tuple[Renumbered, ...]

    def changed(self) -> tuple[Renumbered, ...]:
        """Return what has another number than before."""
        return tuple(row for row in self.rows if row.changed)

    def of_provisions(self) -> tuple[Renumbered, ...]:
        """Return the parts and provisions that have another number than before; units follow theirs."""
        return tuple(row for row in self.changed() if "/" not in row.path)


def concordance(old: Charter, new: Charter) -> Concordance:
    """Return the concordance of an earlier and a later text of one charter.

    What stands in the later text comes in its order; what is gone comes after what it used to stand after.
    """
    before, after = recorded(old), number(new)
    standing = number(old)
    carried = {new.frozen.today(path) if path in standing.by_path else path: path for path in before}
    later = [path for path in recorded(new) if path in after.by_path]
    rows = (_row(path, carried, before, after, (old, new), standing) for path in _ordered(later, carried))
    return Concordance(tuple(rows))


def _row(  # noqa: PLR0917  both texts with their numbers
    path: str, carried: Mapping[str, str], before: Mapping[str, str], after: Numbers,
    texts: tuple[Charter, Charter], standing: Numbers,
) -> Renumbered:  # fmt: skip
    was = carried.get(path, "")
    now = str(after.by_path[path]) if path in after.by_path else ""
    node = texts[1].standing(path) or texts[0].standing(was)
    gone = bool(was) and was not in standing.by_path
    heading = node.heading if node else {}
    return Renumbered(path, before.get(was, ""), now, heading, was if was != path else "", gone)


def _ordered(later: Sequence[str], carried: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths of the later text, each followed by those that are gone and stood after it."""
    standing = set(later)
    gone: dict[str, list[str]] = {}
    last = ""
    for path in carried:
        if path in standing:
            last = path
        else:
            gone.setdefault(last, []).append(path)
    for path in ("", *later):
        if path:
            yield path
        yield from gone.get(path, ())
