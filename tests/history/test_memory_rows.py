"""Rows that only grow: those that were packed are found as those that were added since."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from charterkit.history.memory_rows import Rows

NAMES = st.sampled_from(["a", "ab", "b", "a/b", ""])
CELLS = st.text(alphabet="ab1-", max_size=3)


@given(st.lists(st.tuples(NAMES, CELLS, CELLS), max_size=12), st.integers(0, 12))
def test_where_rows_were_packed_makes_no_difference(rows: list[tuple[str, str, str]], packed: int) -> None:
    found = Rows()
    for number, row in enumerate(rows):
        if number == packed:
            found = Rows(found.packed())
        found.add(*row)
    for name in ("a", "ab", "b", "a/b", "", "c"):
        mine = [row for row in rows if row[0] == name]
        assert list(found.newest_first(name)) == mine[::-1]
        assert found.newest(name) == (mine[-1] if mine else None)
    assert list(found) == rows
    assert bool(found) == bool(rows)
    assert found.packed() == Rows(found.packed()).packed()
