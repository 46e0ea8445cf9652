"""The JSON Schemas of records: an editor that keeps to them takes what charterkit takes, in the forms people write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from charterkit.store.records.schemas import MODELS, schema_file, schema_of

SCHEMAS = Path(__file__).parents[2] / "schema"


def field(kind: str, *names: str) -> dict[str, Any]:
    """Return what the schema says of a field, given the names of the records on the way to it."""
    schema = schema_of(kind)
    *records, name = names
    found: dict[str, Any] = schema["$defs"][records[-1]] if records else schema
    return dict(found["properties"][name])


def types(of: dict[str, Any]) -> set[str]:
    return {each["type"] for each in of["anyOf"]} if "anyOf" in of else {of["type"]}


def test_one_locator_may_stand_without_brackets() -> None:
    assert types(field("provision", "Basis", "at")) == {"string", "array"}


def test_a_year_is_a_date_of_the_registry_though_readers_take_it_for_a_number() -> None:
    assert {"string", "integer"} <= types(field("registry", "Organisation", "since"))


def test_a_text_is_given_under_the_tag_of_its_language_and_no_other_name() -> None:
    for found in (field("provision", "heading"), field("charter", "title")):
        (pattern,) = found["patternProperties"]
        assert pattern.startswith("^[a-z]{2,3}")
        assert found["additionalProperties"] is False


@pytest.mark.parametrize("kind", MODELS)
def test_the_repository_holds_the_schemas_of_its_models(kind: str) -> None:
    assert (SCHEMAS / f"{kind}.schema.json").read_bytes() == schema_file(kind)
