"""What a screen reader is given of HTML pages: Chromium's own tree, of a page in English and of one from the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.browser import read_out

from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.reports.charts import Chart, Series
from charterkit.documents.reports.report import drawn, report
from charterkit.documents.views.clean import clean
from charterkit.documents.views.redline import redline
from charterkit.drafting.merging.edits import with_words
from charterkit.history import compare
from charterkit.model.charter import Charter

TEXT = "Participants notify others.[^a] They act as [[t0/u]] says.\n\n[^a]: In writing."


SPOKEN = {
    "en": ("Redline", "[inserted:", "; end]"),
    "ar": ("نص مبيَّن فيه التغييرات", "[مضاف:", "\N{ARABIC SEMICOLON} انتهى]"),
}
PARTS = {"banner", "main", "navigation", "article", "listitem", "insertion", "doc-noteref", "doc-backlink"}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_redline_is_read_with_its_title_parts_notes_and_changes(
    make: Callable[..., Charter], tmp_path: Path, language: str
) -> None:
    view, begins, ends = SPOKEN[language]
    before = make([TEXT], languages=["en", "ar"])
    after = with_words(before, "t0/u", "text", "en", TEXT.replace("others", "all others at once"))
    page = str(output(redline(compare(before, after), Front(language=language)), "html"))
    told = read_out(tmp_path, page)
    assert view in told[0][1]
    roles = [role for role, _ in told]
    assert set(roles) >= PARTS
    assert "image" not in roles
    said = [name.strip() for role, name in told if role == "StaticText"]
    assert f"notify|{begins}|all|{ends}|others" in "|".join(said)
    links = [name for role, name in told if role in {"link", "doc-noteref", "doc-backlink"}]
    assert all(links), "every link has a name"


def test_a_chart_is_one_picture_with_its_figures(make: Callable[..., Charter], tmp_path: Path) -> None:
    chart = Chart("lines", "Trend", ("a", "b"), (Series("open", (1, 2)),))
    made = report(make(["Words."]).settings, Front(), "statistics", (drawn(chart, "en"),))
    told = read_out(tmp_path, str(output(made, "html")))
    assert [name for role, name in told if role == "image"] == ["Trend. open: a 1, b 2."]


def test_the_name_of_a_heading_ends_before_the_number_of_its_note(make: Callable[..., Charter], tmp_path: Path) -> None:
    told = read_out(tmp_path, str(output(clean(make([TEXT])), "html")))
    at = told.index(("heading", "Article 1 Arms"))
    assert ("doc-noteref", "2") in told[at : told.index(("list", ""), at)]


def test_the_keyboard_comes_first_to_a_link_past_the_head(make: Callable[..., Charter], tmp_path: Path) -> None:
    page = str(output(clean(make([TEXT])), "html"))
    links = [each for each in read_out(tmp_path, page) if each[0] == "link"]
    assert links[0] == ("link", "To the text")
    assert page.count('id="text"') == 1
