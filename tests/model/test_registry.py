"""The registry holds everything that the source names, as printed, and its records accept only what they should."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pydantic_core import ValidationError

from charterkit.model.registry import REGISTRY_LISTS, Participant, Registry, Step
from charterkit.store.yaml.text import dump_value, plain

REGISTRY_FOLDER = Path(__file__).parents[2] / "charter" / "registry"
DASH = "\N{EN DASH}"


def test_each_list_has_all_its_records(registry: Registry) -> None:
    assert {name: len(getattr(registry, name)) for name in REGISTRY_LISTS} == {
        "participants": 37,
        "organisations": 24,
        "memberships": 128,
        "instruments": 36,
        "sources": 11,
        "topics": 21,
        "terms": 9,
        "sessions": 12,
    }


def test_participants_are_33_named_states_the_secretariat_and_three_fictional_ones(registry: Registry) -> None:
    assert Counter(record.role for record in registry.participants) == {"named": 33, "secretariat": 1, "fictional": 3}
    assert sorted(record.table_order for record in registry.participants if record.table_order) == list(range(1, 33))
    named = [record for record in registry.participants if record.role == "named"]
    assert [record.id for record in named if record.table_order is None] == ["PRK"]


def test_a_named_state_may_propose_nothing_until_it_takes_part(registry: Registry) -> None:
    assert not any(record.may_amend for record in registry.participants if record.role == "named")
    assert all(record.may_amend for record in registry.participants if record.role != "named")


def test_fictional_participants_are_called_so(registry: Registry) -> None:
    fictional = [record for record in registry.participants if record.role == "fictional"]
    assert all("(fictional)" in record.name["en"] and record.id.startswith("XA") for record in fictional)


@pytest.mark.parametrize(
    ("organisation", "printed"),
    [
        ("union-state", {"Member": 2, DASH: 30}),
        ("cis", {"Member": 8, "Member*": 1, "Ex-Member": 2, "Associated Partner": 1, DASH: 20}),
        ("csto", {"Member": 5, "Member*": 1, "Ex-Member": 3, "Observer": 3, DASH: 20}),
        ("sco", {"Member": 10, "Dialogue partner": 15, DASH: 5, "": 2}),
    ],
)
def test_cells_are_counted_as_printed(registry: Registry, organisation: str, printed: dict[str, int]) -> None:
    assert Counter(cell.raw for cell in registry.memberships if cell.organisation == organisation) == printed


def test_every_cell_has_its_line_and_column(registry: Registry) -> None:
    order = {record.id: record.table_order for record in registry.participants}
    columns = {"union-state": 2, "cis": 3, "csto": 4, "sco": 5}
    for cell in registry.memberships:
        assert cell.at == (f"L{64 + (order[cell.participant] or 0)}",)
        assert cell.column == columns[cell.organisation]
        assert cell.as_of is None


def test_asterisks_without_a_footnote_are_kept_and_noted(registry: Registry) -> None:
    starred = [cell for cell in registry.memberships if cell.marker]
    assert [(cell.participant, cell.organisation, cell.raw) for cell in starred] == [
        ("ARM", "csto", "Member*"),
        ("MDA", "cis", "Member*"),
    ]
    assert all("F02" in cell.flags and cell.note for cell in starred)


def test_blank_cells_stay_blank_and_are_not_read_as_dashes(registry: Registry) -> None:
    blank = [cell for cell in registry.memberships if cell.status == "blank"]
    assert [(cell.participant, cell.organisation, cell.raw) for cell in blank] == [
        ("MNG", "sco", ""),
        ("AFG", "sco", ""),
    ]
    assert all("F03" in cell.flags and cell.note for cell in blank)


def test_an_old_spelling_is_kept_beside_the_name(registry: Registry) -> None:
    myanmar = registry.participant("MMR")
    assert myanmar is not None
    assert (myanmar.name["en"], myanmar.name_in_source, myanmar.flags) == ("Myanmar", "Myanma", ("F04",))


def test_the_source_holds_all_its_ideas_and_notes(registry: Registry) -> None:
    article = registry.source("article")
    assert article is not None
    assert Counter(idea.kind for idea in article.ideas) == {
        "principle": 35,
        "requirement": 27,
        "structure": 9,
        "theme": 21,
    }
    numbered = {"P": (35, 2), "R": (27, 2), "S": (9, 1), "T": (21, 2)}
    expected = [f"{letter}{n:0{width}}" for letter, (count, width) in numbered.items() for n in range(1, count + 1)]
    assert [idea.id for idea in article.ideas] == expected
    assert [note.id for note in article.notes] == [f"F{n:02}" for n in range(1, 25)]
    assert len(article.mentions) == 36
    assert [len(form.elements) for form in article.ideas[0].formulations] == [6, 2]


def test_each_theme_has_one_topic_in_its_order(registry: Registry) -> None:
    assert [topic.idea for topic in registry.topics] == [f"T{n:02}" for n in range(1, 22)]


def test_the_article_is_known_by_its_digest_and_length(registry: Registry) -> None:
    article = registry.source("article")
    assert article is not None
    assert article.digest == "sha256:82075e279e9c806ea05cc659baecf093bb0d422c7ccd8ccabe346c59cf96cff8"
    assert (article.scheme, article.extent) == ("line", 121)


def test_notes_of_the_article_are_sources_with_their_lines(registry: Registry) -> None:
    notes = [source for source in registry.sources if source.id.startswith("note-")]
    assert [source.at for source in notes] == [(f"L{line}",) for line in range(114, 122)]
    assert all(source.within == "article" and source.cited_at for source in notes)


def test_instruments_by_kind_and_the_start_document(registry: Registry) -> None:
    assert Counter(record.kind for record in registry.instruments) == {
        "legal_agreement": 5,
        "political_arrangement": 7,
        "proposed": 1,
        "framework_treaty": 1,
        "national_document": 1,
        "draft_not_concluded": 2,
        "legal_or_political_unstated": 1,
        "assurance_form_unstated": 1,
        "third_party_document": 1,
        "historical": 16,
    }
    assert [record.id for record in registry.instruments if record.role == "start_document"] == ["joint-vision"]


@pytest.mark.parametrize(
    ("instrument", "dates"),
    [
        ("rus-blr-guarantees", {"concluded": "2024-12", "in_force": "2025-03"}),
        ("rus-chn-2024", {"dated": "2024-05-16"}),
        ("concert", {"dated": "1814/1815"}),
        ("vienna-doc", {"dated": "1999; 2011"}),
        ("cst", {}),
    ],
)
def test_dates_stay_as_exact_as_printed(registry: Registry, instrument: str, dates: dict[str, str]) -> None:
    record = registry.instrument(instrument)
    assert record is not None
    assert record.dates == dates


def test_sessions_hold_the_process_with_its_undated_invitation(registry: Registry) -> None:
    invitation = registry.session("invitation-organisations")
    support = registry.session("support-2025")
    assert invitation is not None
    assert support is not None
    assert (invitation.date, invitation.by, invitation.flags) == (None, ("RUS", "BLR"), ("F24",))
    assert (support.date, support.by) == ("2025-10-28/29", ("PRK", "IRN", "MMR"))


@pytest.mark.parametrize("name", REGISTRY_LISTS)
def test_each_file_is_in_canonical_form(registry: Registry, name: str) -> None:
    written = (REGISTRY_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert dump_value({name: plain(registry)[name]}) == written


@pytest.mark.parametrize(
    "date", ["2024", "2024-12", "2024-02-29", "2025-10-28/29", "1814/1815", "2024-11/2025-02", "1999; 2011"]
)
def test_a_partial_date_is_taken_as_written(date: str) -> None:
    assert Step(date=date, what="Signed").date == date


@pytest.mark.parametrize(
    "date",
    ["", "24", "2024-13", "2023-02-29", "2025-10-29/28", "1815/1814", "2024-10/28", "2024/2024-12", "2024;2025", "soon",
     "0000", "2025-10-28/", "2024-1"],
)  # fmt: skip
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValidationError, match="is no date as printed"):
        Step(date=date, what="Signed")


def test_lookups_return_none_for_what_is_not_there() -> None:
    empty = Registry()
    looked_up = [empty.participant("XAA"), empty.organisation("sco"), empty.instrument("x"), empty.source("article")]
    assert [*looked_up, empty.topic("x"), empty.term("x"), empty.session("x")] == [None] * 7


def test_where_an_id_stands_twice_the_first_record_counts() -> None:
    first, second = (
        Participant(id="XAA", name={"en": name}, kind="state", role="fictional") for name in ("One", "Two")
    )
    assert Registry(participants=(first, second)).participant("XAA") == first


def test_a_membership_keeps_the_words_of_its_table_beside_their_meaning(registry: Registry) -> None:
    cells = {cell.organisation: cell for cell in registry.memberships if cell.participant == "GEO"}
    assert (cells["cis"].raw, cells["cis"].status) == ("Ex-Member", "ex_member")
    assert len(cells) == 4
