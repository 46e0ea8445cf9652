"""Coverage tables cite provisions by their numbers and say what is missing."""

from __future__ import annotations

from charterkit.documents.reports.coverage import idea_table, nature_table, organisation_table, topic_table
from charterkit.drafting.coverage import by_nature, by_organisation, coverage
from charterkit.drafting.numbering import number
from charterkit.model.charter import Charter
from charterkit.model.registry import Registry

PROVISIONS = {
    "trade": {
        "id": "trade",
        "kind": "article",
        "basis": [{"source": "article", "at": "L42", "ideas": ["P27"]}],
        "topics": ["trade-investment"],
        "organisations": ["sco"],
        "units": [{"id": "with-cis", "text": {"en": "The CIS takes part."}}],
        "legal_nature": "political",
    }
}


def charter(registry: Registry) -> Charter:
    outline = {"parts": [{"id": "one", "heading": {"en": "One"}, "provisions": ["trade"]}]}
    settings = {"title": {"en": "Charter"}, "symbol": "T", "outline": outline}
    return Charter.model_validate({"settings": settings, "provisions": PROVISIONS, "registry": registry})


def test_ideas_are_listed_with_the_numbers_of_their_provisions(registry: Registry) -> None:
    text = charter(registry)
    table = idea_table(coverage(text), number(text))
    rows = {row[0]: row for row in table.rows}
    assert len(rows) == 92
    assert rows["P27"][3] == "Article 1"
    assert rows["P01"][3] == "none yet"
    assert table.notes[0] == "Principles: 1 of 35 covered"
    assert table.notes[-1].startswith("Not covered: P01, P02")
    assert table.records[26]["provisions"] == ["trade"]


def test_numbers_are_gathered_by_series() -> None:
    kinds = {
        **{f"a{n}": "article" for n in range(1, 8)},
        "r1": "recital",
        "x1": "annex",
        "x2": "annex",
        "end": "testimonium",
    }
    outline = {
        "preamble": ["r1"],
        "parts": [{"id": "one", "heading": {"en": "One"}, "provisions": [f"a{n}" for n in range(1, 8)]}],
        "closing": ["end"],
        "annexes": ["x1", "x2"],
    }
    text = Charter.model_validate(
        {
            "settings": {"title": {"en": "Charter"}, "symbol": "T", "outline": outline},
            "provisions": {
                name: {"id": name, "kind": kind, "legal_nature": "political" if name in {"a3", "a6"} else "legal"}
                for name, kind in kinds.items()
            },
        }
    )
    rows = {row[1]: row[3] for row in nature_table(by_nature(text), number(text)).rows}
    assert rows["political"] == "Articles 3, 6"
    assert rows["legal"] == "Recital 1; Articles 1, 2, 4, 5, 7; Testimonium; Annexes 1, 2"
    assert rows["not stated"] == "Recital 1; Articles 1-7; Testimonium; Annexes 1, 2"


def test_the_division_of_labour_names_overlaps_and_gaps(registry: Registry) -> None:
    text = charter(registry)
    table = organisation_table(by_organisation(text), registry, number(text))
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Shanghai Cooperation Organization"] == ("Article 1", "none yet")
    assert rows["Commonwealth of Independent States"] == ("none yet", "Article 1(1)")
    both = "CIS, SCO"
    assert f"Overlap in Article 1: {both}" in table.notes
    assert f"Overlap in the topic Trade and investment liberalisation: {both}" in table.notes
    assert "North Atlantic Treaty Organization" in table.notes[-2]
    assert "Energy security" in table.notes[-1]


def test_topics_are_listed_with_their_organisations(registry: Registry) -> None:
    rows = {row[0]: row[1] for row in topic_table(by_organisation(charter(registry)), registry).rows}
    assert len(rows) == 21
    assert rows["Energy security"] == "none yet"


def test_tracks_count_their_provisions(registry: Registry) -> None:
    text = charter(registry)
    table = nature_table(by_nature(text), number(text))
    assert ("legal nature", "political", "1", "Article 1") in table.rows
    assert ("commitment", "alliance", "0", "none yet") in table.rows
