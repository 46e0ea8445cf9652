"""What does not fit in a registry is found, with its place and a way out; this repository's own registry fits."""

from __future__ import annotations

import pytest

from charterkit.drafting.locators import locator_fault
from charterkit.drafting.validate.registry import list_findings
from charterkit.model.registry import Registry, Source

Fields = dict[str, object]

SOURCE: Fields = {
    "id": "article",
    "kind": "article",
    "title": {"en": "Article"},
    "scheme": "line",
    "extent": 121,
    "ideas": [{"id": "P01", "kind": "principle", "title": "Security", "at": ["L26"]}],
    "notes": [{"id": "F01", "what": "doubtful", "at": ["L64"]}],
    "mentions": [{"id": "USA", "name": "United States", "kind": "state", "at": ["L28"]}],
    "tables": [
        {
            "id": "membership",
            "at": ["L64-L96"],
            "rows": 1,
            "columns": 2,
            "header": ["SCO", ""],
            "readings": ["state", "sco"],
            "statuses": [{"raw": "Member", "status": "member"}],
        }
    ],
}
XAA: Fields = {"id": "XAA", "name": {"en": "A"}, "kind": "state", "role": "fictional"}
SCO: Fields = {"id": "sco", "name": {"en": "SCO"}, "kind": "regional_organisation"}
CELL: Fields = {
    "participant": "XAA",
    "organisation": "sco",
    "raw": "Member",
    "status": "member",
    "source": "article",
    "at": "L65",
    "column": 2,
}
INSTRUMENT: Fields = {"id": "pact", "title": {"en": "Pact"}, "short_title": {"en": "Pact"}, "kind": "historical"}
TOPIC: Fields = {"id": "security", "name": {"en": "Security"}, "source": "article", "idea": "P01"}


def faults(**lists: list[Fields]) -> list[tuple[object, ...]]:
    registry = Registry.model_validate({"participants": [XAA], "organisations": [SCO], "sources": [SOURCE], **lists})
    return [(each.code, each.where, each.hint) for each in list_findings(registry)]


def test_the_charters_own_registry_fits(registry: Registry) -> None:
    assert list_findings(registry) == []


def test_a_registry_that_fits_has_no_faults() -> None:
    record = INSTRUMENT | {"parties": ["XAA", "sco", "USA"], "source": "article", "at": ["L2-L3"], "flags": ["F01"]}
    assert faults(memberships=[CELL], instruments=[record], topics=[TOPIC]) == []


@pytest.mark.parametrize(
    ("name", "record", "code", "place", "hint"),
    [
        ("memberships", CELL | {"participant": "XAB"}, "unknown-participant", ("participant",), "did you mean 'XAA'?"),
        ("memberships", CELL | {"status": "observer"}, "status-mismatch", ("status",), ""),
        ("memberships", CELL | {"raw": "Guest"}, "unknown-status", ("raw",), ""),
        ("memberships", CELL | {"column": 1}, "wrong-column", ("column",), ""),
        ("memberships", CELL | {"column": 9}, "wrong-column", ("column",), ""),
        ("memberships", CELL | {"marker": "*"}, "unprinted-marker", ("marker",), ""),
        ("memberships", CELL | {"at": ["L122"]}, "bad-locator", ("at", 0), "its last line is 121"),
        ("memberships", CELL | {"at": ["L9-L2"]}, "bad-locator", ("at", 0), "put the smaller number first"),
        ("memberships", CELL | {"at": ["p. 4"]}, "bad-locator", ("at", 0), "write it as L55 or L18-L23"),
        ("memberships", CELL | {"flags": ["F02"]}, "unknown-note", ("flags", 0), "did you mean 'F01'?"),
        (
            "instruments",
            INSTRUMENT | {"parties": ["XAA", "USB"]},
            "unknown-party",
            ("parties", 1),
            "did you mean 'USA'?",
        ),
        ("instruments", INSTRUMENT | {"organisation": "osce"}, "unknown-organisation", ("organisation",), ""),
        ("instruments", INSTRUMENT | {"source": "artikel"}, "unknown-source", ("source",), "did you mean 'article'?"),
        ("instruments", INSTRUMENT | {"at": ["L1"]}, "bad-locator", ("at", 0), "name the source"),
        ("topics", TOPIC | {"idea": "P99"}, "unknown-idea", ("idea",), ""),
        ("participants", XAA | {"members": ["XZZ"]}, "unknown-participant", ("members", 0), ""),
    ],
)
def test_each_fault_is_found_at_its_place(
    name: str, record: Fields, code: str, place: tuple[str | int, ...], hint: str
) -> None:
    found = faults(**{name: [record]})
    assert [(fault[0], fault[1]) for fault in found if fault[0] == code] == [(code, (name, 0, *place))]
    assert hint in str([fault[2] for fault in found])


def test_a_name_holds_no_character_that_a_document_cannot_print() -> None:
    odd = XAA | {"name": {"en": "A", "ru": "\u0410\ufffe"}}
    assert faults(participants=[odd]) == [("bad-character", ("participants", 0, "name", "ru"), "take it out")]


def test_an_id_that_stands_twice_is_reported_at_its_second_place() -> None:
    assert faults(participants=[XAA, XAA]) == [("repeated-id", ("participants", 1, "id"), "")]


def test_an_idea_that_stands_twice_in_a_source_is_reported() -> None:
    twice = SOURCE | {"ideas": [{"id": "P01", "kind": "principle", "title": "Security", "at": ["L26"]}] * 2}
    assert faults(sources=[twice]) == [("repeated-id", ("sources", 0, "ideas", 1, "id"), "")]


def test_two_cells_for_one_participant_and_organisation_need_dates() -> None:
    assert [fault[0] for fault in faults(memberships=[CELL, CELL])] == ["repeated-membership"]
    assert faults(memberships=[CELL, CELL | {"as_of": "2025-09-01"}]) == []


def test_faults_come_in_the_order_of_files_and_records() -> None:
    bad = [CELL | {"at": "L200"}, CELL | {"participant": "XZZ"}]
    found = faults(topics=[TOPIC | {"idea": "P77"}], memberships=bad)
    assert [fault[1] for fault in found] == [
        ("memberships", 0, "at", 0),
        ("memberships", 1, "participant"),
        ("topics", 0, "idea"),
    ]


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("line", ["L1", "L18-L23"], ["l1", "L0", "L18-23", "L1 ", ""]),
        ("page", ["p. 3", "pp. 3-5"], ["3", "p.3", "L3"]),
        ("paragraph", ["para. 7", "paras. 7-9"], ["7", "¶7"]),
        ("section", ["s. 4", "ss. 4-6"], ["§4"]),
    ],
)
def test_a_locator_is_written_in_the_scheme_of_its_source(scheme: str, good: list[str], bad: list[str]) -> None:
    source = Source.model_validate({"id": "x", "kind": "document", "title": {"en": "X"}, "scheme": scheme})
    assert [locator for locator in good if locator_fault(locator, source)] == []
    assert [locator for locator in bad if not locator_fault(locator, source)] == []


def test_a_source_without_a_scheme_takes_no_locators() -> None:
    source = Source.model_validate({"id": "x", "kind": "cited", "title": {"en": "X"}})
    assert locator_fault("L1", source) == (
        "the source 'x' has no scheme for locators",
        "give the source a scheme: and an extent:",
    )
