"""A law of merges: what is done to different list items by different sides can all stand."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from charterkit.words import Choice, Common, compile, merge  # noqa: A004  the verb's public name

SUBJECTS = (
    "trade in all goods",
    "culture",
    "the safety of ships at sea",
    "visits",
    "energy, transport and health",
    "medical research",
    "the fight against fires in forests",
)


class Item(NamedTuple):
    """A list item, who touches it, and what it then is: lines of its own, none where it is struck."""

    old: str
    side: int
    new: tuple[str, ...]


@st.composite
def items(draw: st.DrawFn, sides: int) -> list[Item]:
    """Items that differ from each other, each touched by one side at most."""
    found = []
    indent = draw(st.sampled_from(("", "  ")))
    for number, subject in enumerate(draw(st.permutations(SUBJECTS))[: draw(st.integers(2, 7))]):
        old = f"{indent}- point {number}: {subject};"
        edited = {
            "strike": (),
            "add": (old, f"{indent}- new words {number} on something else;"),
            "lengthen": (old.replace(";", " as agreed;"),),
            "begin": (old.replace("point", "main point", 1),),
            "rewrite": (f"{indent}- instead of {number} other words altogether stand here;",),
        }
        side = draw(st.integers(0, sides))
        found.append(Item(old, side, edited[draw(st.sampled_from(sorted(edited)))] if side else (old,)))
    return found


def text(found: list[Item], *sides: int) -> str:
    """The list as it is once some sides have had their way, between two lines that nobody touches."""
    lines = (line for item in found for line in (item.new if item.side in sides else (item.old,)))
    return "\n".join(("They cooperate in:", *lines, "Each bears its own costs."))


@given(items(2))
@settings(max_examples=100, deadline=None)
def test_what_two_sides_do_to_different_items_merges(found: list[Item]) -> None:
    assert merge(text(found), text(found, 1), text(found, 2)).text == text(found, 1, 2)


@given(items(4))
@settings(max_examples=100, deadline=None)
def test_what_four_sponsors_do_to_different_items_can_all_stand(found: list[Item]) -> None:
    spans = compile(text(found), {f"X{side}": text(found, side) for side in range(1, 5)})
    assert all(len(span.options) <= 2 for span in spans if isinstance(span, Choice))
    taken = (span.text if isinstance(span, Common) else span.options[1].text for span in spans)
    assert "".join(taken) == text(found, 1, 2, 3, 4)
