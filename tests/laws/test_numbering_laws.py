"""Laws of numbers, over versions whose articles and paragraphs are inserted, deleted and moved at random."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from charterkit.drafting.numbering import number, recorded
from charterkit.model.charter import Charter
from charterkit.model.numbers import Frozen

NAMES = tuple("abcdefgh")


@st.composite
def version(draw: st.DrawFn) -> list[tuple[str, list[str]]]:
    """Draw the parts of one text, each with its articles; what is left out is not there."""
    articles = draw(st.permutations(NAMES))[: draw(st.integers(0, len(NAMES)))]
    cut = draw(st.integers(0, len(articles)))
    return [("first", list(articles[:cut])), ("second", list(articles[cut:]))]


def charter_of(parts: list[tuple[str, list[str]]], paragraphs: list[str], frozen: Frozen, style: str) -> Charter:
    provisions: dict[str, dict[str, Any]] = {
        name: {"id": name, "kind": "article", "units": [{"id": each, "text": {"en": each}} for each in paragraphs]}
        for _, names in parts
        for name in names
    }
    outline = {"parts": [{"id": part, "heading": {"en": part}, "provisions": names} for part, names in parts]}
    values = {"title": {"en": "T"}, "symbol": "T/1", "outline": outline, "numbering": style}
    made = Charter.model_validate({"settings": values, "provisions": provisions})
    return made.model_copy(update={"frozen": frozen})


versions = st.lists(
    st.tuples(version(), st.lists(st.sampled_from(NAMES), unique=True, max_size=5)), min_size=1, max_size=6
)


@given(versions, st.sampled_from(["bis", "letters"]))
@settings(max_examples=150)
def test_no_number_is_borne_twice_and_none_that_was_printed_ever_changes(
    texts: list[tuple[list[tuple[str, list[str]]], list[str]]], style: str
) -> None:
    printed: dict[str, str] = {}
    frozen = Frozen()
    for parts, paragraphs in texts:
        charter = charter_of(parts, paragraphs, frozen, style)
        numbers = number(charter)
        borne = [str(each) for each in numbers.by_path.values()] + [str(each.number) for each in numbers.vacancies]
        assert len(set(borne)) == len(borne)
        for path, found in numbers.by_path.items():
            assert str(found) == printed.setdefault(path, str(found))
            assert numbers.path(str(found)) == path
        released = recorded(charter)
        assert released.keys() >= frozen.numbers.keys()
        frozen = Frozen(lambda released=released: released)  # type: ignore[misc]


@given(versions)
def test_without_frozen_numbers_there_are_no_gaps(
    texts: list[tuple[list[tuple[str, list[str]]], list[str]]],
) -> None:
    parts, paragraphs = texts[0]
    numbers = number(charter_of(parts, paragraphs, Frozen(), "bis"))
    articles = [numbers.by_path[name].full for _, names in parts for name in names]
    assert articles == [str(place) for place in range(1, len(articles) + 1)]
    assert not numbers.vacancies
