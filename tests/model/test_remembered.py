"""What follows from a record is worked out once for each record, and no record is another for it."""

from __future__ import annotations

from charterkit.model.provisions import Unit
from charterkit.model.remembered import remembered

asked: list[str] = []


@remembered
def _spelled(unit: Unit) -> str:
    asked.append(unit.id)
    return unit.id.upper()


def test_a_result_is_worked_out_once_for_a_record_and_again_for_one_made_of_it() -> None:
    asked.clear()
    unit = Unit(id="a")
    other = unit.model_copy(update={"id": "b"})
    assert (_spelled(unit), _spelled(unit)) == ("A", "A")
    changed = unit.model_copy(update={"id": "c"})
    assert (_spelled(changed), _spelled(other)) == ("C", "B")
    assert asked == ["a", "c", "b"]


def test_a_record_of_which_something_is_remembered_is_the_record_that_it_was() -> None:
    unit = Unit(id="a")
    _spelled(unit)
    assert unit == Unit(id="a")
    assert repr(unit) == repr(Unit(id="a"))
    assert unit.model_dump(exclude_defaults=True) == {"id": "a"}
