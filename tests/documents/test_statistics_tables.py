"""The table of who holds what finds room on a page, however many parts a charter has."""

from __future__ import annotations

import pytest

from charterkit.documents.reports.report import Cell, Column, Grid
from charterkit.documents.reports.statistics_tables import on_pages


def _grid(parts: int) -> Grid:
    columns = (Column("Participant"), *(Column(f"c{place}", "number") for place in range(5)))
    held: tuple[tuple[Cell, ...], ...] = (
        ("XAA", 1, 2, 3, 4, 5, *range(1, parts + 1)),
        ("XAB", 6, 7, 8, 9, 10, *("" for _ in range(parts))),
    )
    return Grid(
        "Who", (*columns, *(Column(f"Part {place}", "number") for place in range(parts))), held, ("note",), "by"
    )


def test_a_table_of_few_parts_stays_one() -> None:
    assert list(on_pages(_grid(9), "en")) == [_grid(9)]


@pytest.mark.parametrize("parts", [10, 19, 28, 100])
def test_many_parts_stand_in_tables_of_their_own_each_figure_once(parts: int) -> None:
    first, *others = on_pages(_grid(parts), "en")
    assert first == Grid("Who", _grid(parts).columns[:6], tuple(row[:6] for row in _grid(parts).rows), ("note",), "by")
    assert all(2 < len(each.columns) <= 10 for each in others)
    assert [column.title for each in others for column in each.columns[1:]] == [f"Part {at}" for at in range(parts)]
    assert [row[1:] for each in others for row in each.rows if row[0] == "XAA"] == [
        tuple(range(int(each.columns[1].title[5:]) + 1, int(each.columns[-1].title[5:]) + 2)) for each in others
    ]
    assert not any(row[0] == "XAB" for each in others for row in each.rows)
    assert others[0].caption == f"Who: Part 0 \N{EN DASH} {others[0].columns[-1].title}"
