"""Coverage tells what rests on what; it judges nothing and forgets nothing."""

from __future__ import annotations

from charterkit.drafting.coverage import by_nature, by_organisation, coverage
from charterkit.model.charter import Charter
from charterkit.model.registry import Registry

SOURCE = {
    "id": "article",
    "kind": "article",
    "title": {"en": "Article"},
    "ideas": [
        {"id": "P01", "kind": "principle", "title": "Security", "at": ["L26"]},
        {"id": "P02", "kind": "principle", "title": "Law", "at": ["L99"]},
        {"id": "T01", "kind": "theme", "title": "Trade", "at": ["L42"]},
    ],
}
REGISTRY = {
    "sources": [SOURCE],
    "topics": [
        {"id": "trade", "name": {"en": "Trade"}, "source": "article", "idea": "T01"},
        {"id": "culture", "name": {"en": "Culture"}},
    ],
    "organisations": [
        {"id": "un", "name": {"en": "United Nations"}, "abbreviation": "UN", "kind": "universal_organisation"},
        {"id": "unsc", "name": {"en": "UN Security Council"}, "kind": "organ"},
        {"id": "sco", "name": {"en": "Shanghai Organization"}, "abbreviation": "SCO", "kind": "regional_organisation"},
        {"id": "wto", "name": {"en": "Warsaw Treaty"}, "abbreviation": "WTO", "kind": "historical_organisation"},
    ],
}


def charter(**provisions: dict[str, object]) -> Charter:
    records = {name: {"id": name, "kind": "article", **fields} for name, fields in provisions.items()}
    outline = {"parts": [{"id": "one", "heading": {"en": "One"}, "provisions": list(provisions)}]}
    settings = {"title": {"en": "Charter"}, "symbol": "T", "outline": outline}
    return Charter.model_validate({"settings": settings, "provisions": records, "registry": REGISTRY})


def covered(**provisions: dict[str, object]) -> dict[str, tuple[str, ...]]:
    return {item.idea.id: item.provisions for item in coverage(charter(**provisions)).ideas}


def named(text: str) -> list[str]:
    division = by_organisation(charter(a={"text": {"en": text}}))
    return [share.organisation for share in division.shares if share.named]


def test_a_provision_covers_the_ideas_that_its_basis_names() -> None:
    basis = [{"source": "article", "at": "L26", "ideas": ["P01"]}]
    assert covered(a={"basis": basis}, b={"basis": basis}) == {"P01": ("a", "b"), "P02": (), "T01": ()}


def test_a_provision_covers_the_theme_of_its_topic() -> None:
    assert covered(a={"topics": ["trade"]})["T01"] == ("a",)


def test_a_provision_counts_once_however_often_it_names_an_idea() -> None:
    basis = [{"source": "article", "at": line, "ideas": ["T01"]} for line in ("L1", "L2")]
    assert covered(a={"basis": basis, "topics": ["trade"]})["T01"] == ("a",)


def test_an_idea_of_another_source_is_not_covered() -> None:
    assert covered(a={"basis": [{"source": "elsewhere", "ideas": ["P01"]}]})["P01"] == ()


def test_a_topic_without_a_theme_covers_nothing() -> None:
    assert covered(a={"topics": ["culture"]}) == {"P01": (), "P02": (), "T01": ()}


def test_what_nothing_rests_on_is_open() -> None:
    report = coverage(charter(a={"topics": ["trade"]}))
    assert [item.idea.id for item in report.open] == ["P01", "P02"]


def test_an_organisation_is_found_by_name_and_by_abbreviation() -> None:
    assert named("The SCO and the United Nations take part.") == ["un", "sco"]


def test_a_longer_name_hides_the_shorter_one_inside_it() -> None:
    assert named("The UN Security Council decides.") == ["unsc"]


def test_a_part_of_a_word_names_nobody() -> None:
    assert named("UNITED we stand; SCOpe; the UNs.") == []


def test_the_abbreviation_of_a_past_organisation_names_nobody() -> None:
    assert named("Members of the WTO trade freely.") == []


def test_what_a_reference_prints_is_no_text_of_the_provision() -> None:
    assert named("See [[SCO]].") == []


def test_an_organisation_is_found_in_units_and_headings() -> None:
    division = by_organisation(
        charter(a={"heading": {"en": "The SCO"}, "units": [{"id": "x", "text": {"en": "The UN helps."}}]})
    )
    assert {share.organisation: share.named for share in division.shares if share.named} == {
        "sco": ("a",),
        "un": ("a/x",),
    }


def test_overlaps_are_where_two_organisations_meet() -> None:
    division = by_organisation(
        charter(
            a={"organisations": ["sco"], "topics": ["trade"], "text": {"en": "With the UN."}},
            b={"organisations": ["un"], "topics": ["culture"]},
        )
    )
    assert [(place.place, place.organisations) for place in division.shared_provisions] == [("a", ("un", "sco"))]
    assert [(place.place, place.organisations) for place in division.shared_topics] == [("trade", ("un", "sco"))]


def test_organisations_meet_in_a_topic_across_provisions() -> None:
    division = by_organisation(
        charter(a={"organisations": ["sco"], "topics": ["trade"]}, b={"organisations": ["un"], "topics": ["trade"]})
    )
    assert division.shared_provisions == ()
    assert [place.place for place in division.shared_topics] == ["trade"]


def test_gaps_are_organisations_without_provision_and_topics_without_organisation() -> None:
    division = by_organisation(charter(a={"organisations": ["sco"], "topics": ["trade"]}))
    assert division.idle == ("un", "unsc", "wto")
    assert division.unassigned_topics == ("culture",)


def test_every_track_and_level_is_listed_also_where_empty() -> None:
    tracks = by_nature(charter(a={"legal_nature": "political", "commitment": "dialogue"}, b={}))
    assert tracks.natures == {"political": ("a",), "legal": (), "undecided": ("b",)}
    assert tracks.commitments == {
        "dialogue": ("a",),
        "confidence-building": (),
        "non-aggression": (),
        "guarantee": (),
        "alliance": (),
        None: ("b",),
    }


def test_a_charter_without_registry_has_nothing_to_cover() -> None:
    empty = charter(a={"text": {"en": "The UN."}}).model_copy(update={"registry": Registry()})
    assert coverage(empty).ideas == ()
    assert by_organisation(empty).shares == ()
