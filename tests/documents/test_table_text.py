"""A table for a pipe is drawn without rich, and is the one that rich would have drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from charterkit.documents.reports import table_text as module
from charterkit.documents.reports.table_text import table_text

WORDS = st.text(alphabet="ab c[]12-“…Ж/\\:中\u0301\t", max_size=12)


def by_rich(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: set[int]) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_plain", lambda _: False)
        return table_text(title, columns, rows, ["a note"], numbers=numbers)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_table_without_a_width_is_what_rich_would_draw(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    row = st.lists(WORDS, min_size=count, max_size=count)
    title, columns, rows = data.draw(WORDS), data.draw(row), data.draw(st.lists(row, max_size=4))
    numbers = data.draw(st.sets(st.integers(0, count - 1)))
    drawn = table_text(title, columns, rows, ["a note"], numbers=numbers)
    assert drawn == by_rich(title, columns, rows, numbers)


def test_columns_are_as_wide_as_their_widest_cell_and_numbers_stand_at_their_end() -> None:
    drawn = table_text("Parts", ["Part", "Words", ""], [["I", "7", "x"], ["Annexes", "1,234", ""]], numbers={1})
    assert drawn == "Parts\nPart     Words\nI            7  x\nAnnexes  1,234"


CELL = st.lists(st.text(alphabet="abж中-()", min_size=1, max_size=9), max_size=6).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(24, 90))
def test_on_a_terminal_every_word_stays_whole_and_no_line_is_wider(data: st.DataObject, width: int) -> None:
    count = data.draw(st.integers(1, 6))
    row = st.lists(CELL, min_size=count, max_size=count)
    columns, rows = data.draw(row), data.draw(st.lists(row, min_size=1, max_size=4))
    drawn = table_text("Parts", columns, rows, width=width)
    shown = drawn.split()
    for word in " ".join(cell for line in rows for cell in line).split():
        assert word in shown, drawn
    assert max(cell_len(line) for line in drawn.splitlines()) <= width


def test_a_column_of_one_long_word_keeps_it_and_one_of_many_short_ones_is_broken() -> None:
    drawn = table_text("", ["Code", "Name", "Kind"], [["SEC", "Secretariat of the demo", "secretariat"]], width=32)
    assert drawn == "Code  Name           Kind\nSEC   Secretariat    secretariat\n      of the demo"
