"""The registry prints as it stands: every record, every field for programs, every flag explained."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from charterkit.documents import Front, clean, render
from charterkit.documents.reports.registry_annexes import instrument_list, membership_matrix
from charterkit.documents.reports.registry_filters import FILTERS, Filters
from charterkit.documents.reports.registry_tables import registry_table, words
from charterkit.documents.reports.tables import Table
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.model.registry import REGISTRY_LISTS, Membership, Organisation, Registry

DASH = "\N{EN DASH}"


def first_column(registry: Registry, what: str, filters: Filters) -> list[str]:
    return [row[0] for row in registry_table(registry, what, filters).rows]


@pytest.mark.parametrize("what", REGISTRY_LISTS)
def test_every_record_has_one_row_with_one_string_per_column(registry: Registry, what: str) -> None:
    table = registry_table(registry, what)
    assert len(table.rows) == len(table.records) == len(getattr(registry, what))
    assert {len(row) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize("what", REGISTRY_LISTS)
def test_records_for_programs_hold_every_field(registry: Registry, what: str) -> None:
    records = json.loads(json.dumps(registry_table(registry, what).records))
    kind = type(getattr(registry, what)[0])
    assert tuple(kind.model_validate(record) for record in records) == getattr(registry, what)


def test_members_of_an_organisation(registry: Registry) -> None:
    table = registry_table(registry, "memberships", Filters(organisation="sco", status="member"))
    names = "Russia Belarus Kazakhstan Kyrgyzstan Uzbekistan Tajikistan India Iran China Pakistan"
    assert [row[0] for row in table.rows] == names.split()


@pytest.mark.parametrize(
    ("what", "filters", "expected"),
    [
        ("participants", Filters(organisation="csto", status="ex-member"), ["AZE", "UZB", "GEO"]),
        ("participants", Filters(role="secretariat"), ["SEC"]),
        ("participants", Filters(participant="türkiye"), ["TUR"]),
        ("participants", Filters(organisation="Union State of Belarus and Russia"), ["RUS", "BLR"]),
        ("participants", Filters(status="associated partner"), ["TKM"]),
        ("organisations", Filters(participant="ukr", status="Ex_Member"), ["cis"]),
        ("organisations", Filters(kind="platform"), ["minsk-conference", "perm-hearings"]),
        ("instruments", Filters(participant="PRK"), ["rus-prk-csp"]),
        ("instruments", Filters(organisation="SCO"), ["sco-astana-2024", "sco-tianjin-2025"]),
        ("instruments", Filters(kind="draft-not-concluded"), ["us-nato-drafts", "est-draft"]),
        ("sessions", Filters(participant="MMR"), ["support-2025"]),
        ("sessions", Filters(organisation="perm-hearings"), ["perm-2025"]),
        ("sources", Filters(kind="editors note"), ["note-4"]),
    ],
)
def test_a_filter_keeps_what_it_names(registry: Registry, what: str, filters: Filters, expected: list[str]) -> None:
    assert first_column(registry, what, filters) == expected


def test_an_organisation_without_status_means_those_with_any_printed_status(registry: Registry) -> None:
    assert len(first_column(registry, "participants", Filters(organisation="sco"))) == 25
    assert len(first_column(registry, "memberships", Filters(organisation="sco"))) == 32


@pytest.mark.parametrize(
    ("what", "filters", "message"),
    [
        ("toppics", Filters(), "did you mean 'topics'"),
        ("topics", Filters(kind="x"), "this list has no filters"),
        ("sources", Filters(role="x"), "this list has --kind"),
        ("memberships", Filters(organisation="scoo"), "did you mean 'sco'"),
        ("memberships", Filters(status="membr"), "did you mean 'member'"),
        ("participants", Filters(participant="Atlantis"), "no participant 'Atlantis'"),
    ],
)
def test_what_cannot_be_found_is_refused_with_a_way_out(
    registry: Registry, what: str, filters: Filters, message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        registry_table(registry, what, filters)
    assert message in str(refused.value)


def test_every_list_says_which_filters_it_has() -> None:
    assert tuple(FILTERS) == REGISTRY_LISTS


def test_flags_in_a_table_are_explained_below_it(registry: Registry) -> None:
    notes = registry_table(registry, "memberships", Filters(participant="MNG")).notes
    assert [note[:3] for note in notes] == ["F03", "F05"]
    assert all(fragment in notes[0] for fragment in ("may be read as", "outside the source", "(L78, L79)"))


def test_the_source_is_shown_with_all_its_notes(registry: Registry) -> None:
    assert [note[:3] for note in registry_table(registry, "sources").notes] == [f"F{n:02}" for n in range(1, 25)]


def test_terms_of_the_model_are_written_as_people_write_them() -> None:
    assert [words(term) for term in ("dialogue_partner", "ex_member", "originator_and_co_initiator", None)] == [
        "dialogue partner",
        "ex-member",
        "originator and co-initiator",
        "",
    ]


def test_the_matrix_holds_every_cell_as_printed(registry: Registry) -> None:
    table = membership_matrix(registry)
    assert (len(table.rows), len(table.columns), len(table.records)) == (32, 5, 128)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Armenia"] == (DASH, "Member", "Member*", "Dialogue partner")
    assert rows["Mongolia"] == (DASH, DASH, "Observer", "")
    assert rows["Myanmar (printed: Myanma)"] == (DASH, DASH, DASH, "Dialogue partner")


def test_the_matrix_is_alphabetical_and_says_so(registry: Registry) -> None:
    table = membership_matrix(registry)
    names = [row[0] for row in table.rows]
    assert names[:3] == ["Afghanistan", "Armenia", "Azerbaijan"]
    assert names.index("Türkiye") == names.index("Turkmenistan") - 1
    assert "alphabetical" in table.order


def test_the_matrix_says_what_it_does_not_say(registry: Registry) -> None:
    notes = membership_matrix(registry).notes
    assert "says nothing about taking part" in notes[0]
    assert notes[1] == "The source gives no date for these statuses."
    assert notes[2].startswith("Democratic People's Republic of Korea: named in the text without a row")
    assert {"F01", "F02", "F03", "F04", "F05", "F06", "F07"} <= {note[:3] for note in notes}


def test_an_empty_registry_has_an_empty_matrix() -> None:
    assert membership_matrix(Registry()).rows == ()


def test_cells_of_two_dates_stand_together_with_their_dates(registry: Registry) -> None:
    later = registry.memberships[0].model_copy(update={"raw": "Observer", "as_of": "2030"})
    table = membership_matrix(registry.model_copy(update={"memberships": (*registry.memberships, later)}))
    assert next(row[1] for row in table.rows if row[0] == "Russia") == "Member; Observer (2030)"


def test_related_instruments_leave_out_history_and_drafts(registry: Registry) -> None:
    table = instrument_list(registry)
    assert len(table.rows) == 13
    assert [row[1] for row in table.rows] == [
        *["framework treaty"], *["legal agreement"] * 5, *["political arrangement"] * 7,
    ]  # fmt: skip
    assert {row[2] for row in table.rows} == {"the source", "the registry"}


def test_what_happened_to_an_instrument_is_said_in_the_language_of_the_page(registry: Registry) -> None:
    dates = {language: {row[3] for row in instrument_list(registry, language).rows} for language in ("en", "hi", "zh")}
    assert "signed Jun 2024; in force Dec 2024" in dates["en"]
    assert "हस्ताक्षरित जून 2024; प्रवृत्त दिस॰ 2024" in dates["hi"]
    assert "2024年6月签署；2024年12月生效" in dates["zh"]  # noqa: RUF001  Chinese punctuation


@pytest.mark.parametrize(("columns", "shapes"), [(1, [1]), (7, [7]), (8, [4, 5]), (15, [5, 6, 6])])
def test_a_table_wider_than_a_page_goes_on_below_with_its_first_column_again(columns: int, shapes: list[int]) -> None:
    names = tuple(f"c{number}" for number in range(columns))
    table = Table("Title", names, (names, names), notes=("a note",), order="as told")
    bands = table.bands()
    assert sorted(len(band.columns) for band in bands) == shapes
    assert all(band.columns[0] == "c0" and set(band.rows) == {band.columns} for band in bands)
    assert ("c0", *(name for band in bands for name in band.columns[1:])) == names
    assert [band.order for band in bands] == ["as told", *[""] * (len(bands) - 1)]
    assert [band.notes for band in bands] == [*[()] * (len(bands) - 1), ("a note",)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_matrix_of_many_organisations_stays_on_its_page(
    make: Callable[..., Charter], text_of: Callable[[bytes, str], str], language: str
) -> None:
    """In Russian nothing says where an English name may be hyphenated."""
    known = make([])
    bodies = [{"id": f"o{place}", "name": {"en": f"Interdepartmentalised Commission {place}"}, "kind": "format"}
              for place in range(14)]  # fmt: skip
    told = {"participant": "XAA", "status": "member", "source": "article", "at": "L1"}
    registry = known.registry.model_copy(update={
        "organisations": tuple(map(Organisation.model_validate, bodies)),
        "memberships": tuple(Membership.model_validate(told | {"organisation": body["id"], "raw": f"M{body['id']}"})
                             for body in bodies),
    })  # fmt: skip
    told_of = known.model_copy(update={"registry": registry})
    said = text_of(render(told_of, "clean", "pdf", Front(language=language)), "pdf")
    assert {f"M{body['id']}" for body in bodies} <= set(said.split())


def test_an_annex_from_a_register_that_holds_nothing_yet_has_no_table(make: Callable[..., Charter]) -> None:
    charter = make(["Words."])
    empty = charter.model_copy(update={"registry": Registry()})
    assert [len(clean(each).annexes[0].tables) for each in (charter, empty)] == [1, 0]


def test_a_table_of_han_is_not_crowded_for_its_cells_are_broken_at_any_sign() -> None:
    """Where words have to be broken all columns are alike; here the long one may be wider."""
    parties = "阿尔多利亚、比尔卡什、昌多瓦尔、达斯特加德、埃什坎德、费罗赞、古尔巴尔、哈扎尔切什马"
    assert not Table("相关文书", ("文书", "当事方"), (("议定书", parties),)).crowded
    assert Table("Instruments", ("a", "b"), (("x" * 40, "y" * 40),)).crowded
