"""Titles and names in each language: which are missing, which were made of earlier words."""

from __future__ import annotations

from charterkit.drafting.titles import Place, titles_in, waiting

TITLE = Place("charter", "", "title")
OLD, NEW = "Charter of the Lakes", "Charter of the Great Lakes"


def states(*versions: dict[str, str]) -> list[tuple[str, str, str]]:
    found = waiting([{TITLE: version} for version in versions], "en", ["ru", "ar"])
    return [(each.language, each.state, each.rendered) for each in found if each.language == "ru"]


def test_a_title_without_words_in_a_language_is_missing() -> None:
    assert states({"en": OLD}) == [("ru", "missing", "")]
    assert states({"en": OLD, "ru": "Хартия"}) == []


def test_a_title_made_of_earlier_words_is_stale_until_it_is_written_anew_or_they_come_back() -> None:
    first, later = {"en": OLD, "ru": "Хартия озёр"}, {"en": NEW, "ru": "Хартия озёр"}
    assert states(first, later) == [("ru", "stale", OLD)]
    assert states(first, later, later | {"ru": "Хартия Великих озёр"}) == []
    assert states(first, later, first) == []
    assert states(first, later, {"en": NEW}, later) == []


def test_a_title_written_together_with_the_new_one_is_in_step() -> None:
    assert states({"en": OLD, "ru": "Хартия озёр"}, {"en": NEW, "ru": "Хартия Великих озёр"}) == []


def test_titles_are_read_from_settings_and_records_and_from_nothing_else() -> None:
    settings = {"title": {"en": f"{OLD}\n"}, "disclaimer": {"en": "A draft."}, "symbol": "CL/1", "conference": "none"}
    assert titles_in("charter", settings) == {
        TITLE: {"en": OLD},
        Place("charter", "", "disclaimer"): {"en": "A draft."},
    }
    records = [{"id": "accord", "title": {"en": "Accord"}, "note": {"en": "x"}}, {"title": {"en": "no id"}}, "odd"]
    assert titles_in("instruments", {"instruments": records}) == {
        Place("instruments", "accord", "title"): {"en": "Accord"}
    }
    assert titles_in("sessions", ["no", "mapping"]) == {}
