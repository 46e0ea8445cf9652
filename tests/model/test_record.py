"""A record is a frozen value; what its annotations ask for is checked by pydantic's core, and costs nothing before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel
from pydantic_core import ValidationError

from charterkit.model.base import Id, LanguageTexts, Positive
from charterkit.model.provisions import Provision, Unit
from charterkit.model.record import After, Matches, Record, Shortest, field, refusal
from charterkit.model.registry import Registry


def _even(value: int) -> int:
    if value % 2:
        raise refusal("odd", "{number} is odd", {"number": value})
    return value


class Leaf(Record):
    name: Annotated[str, Matches("^[a-z]+$")]
    count: Annotated[Positive, After(_even)] | None = None


class Tree(Record):
    kind: Literal["tree", "bush"] = "tree"
    leaves: Annotated[tuple[Leaf, ...], Shortest(1)]
    within: Tree | None = field(default=None, alias="in")
    texts: LanguageTexts = field(default_factory=dict)

    def check(self) -> None:
        if self.kind == "bush" and self.within:
            raise refusal("bad_bush", "a bush grows in nothing")


def _refused(**values: object) -> list[tuple[str, tuple[int | str, ...]]]:
    with pytest.raises(ValidationError) as refused:
        Tree.model_validate(values)
    return [(error["type"], error["loc"]) for error in refused.value.errors()]


def test_a_record_holds_what_was_given_and_defaults_for_the_rest() -> None:
    tree = Tree.model_validate({"leaves": [{"name": "a", "count": 2}], "in": {"leaves": [{"name": "b"}]}})
    assert tree.leaves == (Leaf(name="a", count=2),)
    assert tree.within == Tree(leaves=(Leaf(name="b"),))
    assert (tree.kind, tree.texts, tree.model_fields_set) == ("tree", {}, {"leaves", "within"})


def test_every_fault_is_told_with_its_place() -> None:
    assert _refused(leaves=[{"name": "A", "count": 0}, {"size": 1}]) == [
        ("string_pattern_mismatch", ("leaves", 0, "name")),
        ("greater_than_equal", ("leaves", 0, "count")),
        ("missing", ("leaves", 1, "name")),
        ("extra_forbidden", ("leaves", 1, "size")),
        ("too_short", ("leaves",)),  # what is refused does not count
    ]
    assert _refused(leaves=[]) == [("too_short", ("leaves",))]
    assert _refused(kind="herb", leaves=[{"name": "a", "count": 3}, {"name": "b"}]) == [
        ("literal_error", ("kind",)),
        ("odd", ("leaves", 0, "count")),
    ]


def test_a_record_whose_fields_do_not_fit_each_other_is_refused() -> None:
    inner = {"leaves": [{"name": "b"}]}
    assert _refused(kind="bush", leaves=[{"name": "a"}], **{"in": inner}) == [("bad_bush", ())]


def test_a_record_never_changes() -> None:
    leaf = Leaf(name="a")
    with pytest.raises(AttributeError, match="the name of a Leaf cannot change"):
        leaf.name = "b"  # type: ignore[misc]  # that it is refused is the rule
    with pytest.raises(AttributeError, match="the name of a Leaf cannot be taken away"):
        del leaf.name
    assert leaf.model_copy(update={"name": "b"}) == Leaf(name="b")
    assert leaf == Leaf(name="a")


def test_records_compare_by_kind_and_content_alone() -> None:
    assert Unit(id="a") != Provision(id="a", kind="article")
    assert hash(Leaf(name="a")) == hash(Leaf(name="a", count=None))
    looked_up, other = Registry(), Registry()
    assert looked_up.participants_by_id == {}  # kept in it from now on
    assert looked_up == other


def test_an_annotation_that_nothing_reads_is_an_error_and_not_a_field_without_a_rule() -> None:
    class Odd(Record):
        names: Sequence[str] = ()

    with pytest.raises(TypeError, match=r"teach 'checked' to read it"):
        Odd(names=("a",))


def test_pydantic_takes_a_record_for_a_field_of_its_own() -> None:
    class Holder(BaseModel):
        unit: Unit

    assert Holder.model_validate({"unit": {"id": "a"}}).unit == Unit(id="a")
    with pytest.raises(ValidationError, match="reserved device name"):
        Holder.model_validate({"unit": {"id": "con"}})


def test_fields_stand_in_the_order_of_the_class_however_a_record_came_about() -> None:
    made = Tree.model_construct(texts={"en": "x"}, leaves=(Leaf.model_construct(count=2, name="a"),))
    read = Tree.model_validate({"texts": {"en": "x"}, "leaves": [{"count": 2, "name": "a"}]})
    assert made == read
    assert list(made.model_dump()) == list(read.model_dump()) == ["kind", "leaves", "within", "texts"]
    assert list(made.model_copy(update={"kind": "bush"}).model_dump()) == list(read.model_dump())
    assert Tree.model_construct(kind="bush").model_fields_set == {"kind"}


def test_fields_are_told_by_their_names() -> None:
    assert repr(Leaf(name="a")) == "Leaf(name='a', count=None)"
    assert dict(Leaf(name="a", count=2)) == {"name": "a", "count": 2}
    assert Tree(leaves=(Leaf(name="a"),)).model_dump(by_alias=True, exclude_defaults=True) == {
        "leaves": ({"name": "a"},)
    }


def test_defining_records_imports_no_validator() -> None:
    """What a command reads from records that it keeps needs none."""
    code = "import sys, charterkit.model.charter, charterkit.model.submissions, charterkit.model.decisions\n"
    code += "sys.exit(sorted({'pydantic', 'pydantic_core'} & sys.modules.keys()) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_id_is_checked_wherever_it_stands() -> None:
    class Named(Record):
        id: Id

    with pytest.raises(ValidationError, match="reserved device name"):
        Named(id="nul")
