"""What stands beside the words: agreement and origin in the margin, paragraph numbers, the status behind the page."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from charterkit.documents import FORMATS, Front, clean, render
from charterkit.documents.formats import output
from charterkit.documents.pages.html import to_html
from charterkit.documents.pdf.making import to_pdf
from charterkit.documents.synopsis.columns import columns_synopsis
from charterkit.documents.tree import MarginMark
from charterkit.documents.views.margins import agreement_marks, origin_marks, together
from charterkit.drafting.agreement import Agreement
from charterkit.history import columns
from charterkit.history.tracing.origins import Origin, TracedRun, TracedText
from charterkit.model.agreements import Level, Span
from charterkit.model.charter import Charter

BOX: Final = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
PALE: Final = (232, 242)
"""Shades of grey of the status behind a page."""
DIGEST = "sha256:" + "0" * 64
ORIGIN = MarginMark("XAA-2026-001#2", "the proposals that brought the words", "origin")


@pytest.fixture(scope="module")
def text(make: Callable[..., Charter]) -> Charter:
    return make(["Words of the first.", "Words of the second."])


def agreed(path: str, level: Level) -> Agreement:
    return Agreement(path, level, "0001", DIGEST)


def test_each_rung_has_its_letter_and_lapsed_agreement_has_none() -> None:
    span = Span.model_validate({"unit": "t0/u", "language": "en", "words": "of the first", "digest": DIGEST})
    marks = agreement_marks(
        [
            agreed("a", "agreed"), agreed("b", "ad_referendum"), agreed("c", "informals"),
            agreed("t0/u", "agreed")._replace(span=span),
            agreed("d", "agreed")._replace(standing=False, reopened_by="XAA"),
            agreed("e", "agreed")._replace(standing=False),
        ],
        "en",
    )  # fmt: skip
    assert {path: [mark.text for mark in found] for path, found in marks.items()} == {
        "a": ["A"], "b": ["R"], "c": ["I"], "t0/u": ["(A)"], "d": ["O"],
    }  # fmt: skip
    assert marks["t0/u"][0].meaning == "agreed: of the first"


def traced(path: str, language: str, submission: str) -> TracedText:
    origin = Origin("XAA", (), submission, (1,), "0001", None, None, "0" * 40, datetime.date(2026, 11, 26))
    return TracedText(path, "text", language, (TracedRun("Words.", origin),))


@pytest.mark.parametrize("order", [1, -1])
def test_words_that_are_not_translated_bear_the_origin_of_the_words_that_stand_for_them(order: int) -> None:
    texts = [traced("a", "en", "XAA-2026-001"), traced("a", "ru", "SEC-2026-002"), traced("b", "en", "XAA-2026-001")]
    marks = origin_marks(texts[::order], "ru", "en")
    assert {path: [mark.text for mark in found] for path, found in marks.items()} == {
        "a": ["SEC-2026-002#1"],
        "b": ["XAA-2026-001#1"],
    }


@pytest.mark.parametrize("form", FORMATS)
def test_marks_stand_beside_their_words_and_the_legend_says_what_they_mean(
    text: Charter, text_of: Callable[[str | bytes, str], str], form: str
) -> None:
    margins = together(agreement_marks([agreed("t0/u", "ad_referendum")], "en"), {"t0/u": (ORIGIN,)})
    shown = " ".join(text_of(output(clean(text, Front(margins=margins)), form), form).split())
    assert "in the margin: agreed ad referendum" in shown
    assert "in the margin: the proposals that brought the words" in shown
    assert "XAA-2026-001#2" in shown


def test_a_text_without_marks_has_no_legend_of_them(text: Charter) -> None:
    assert "margin" not in str(render(text, "clean", "md"))


def test_the_status_stands_behind_the_pages_until_the_text_is_adopted(make: Callable[..., Charter]) -> None:
    settings = {"pages": {"watermark": "true"}}
    assert clean(make(["Words."], **settings)).masthead.watermark == "Working draft"
    assert clean(make(["Words."], **settings), Front(watermark=False)).masthead.watermark == ""
    assert clean(make(["Words."], status="adopted", **settings)).masthead.watermark == ""
    assert clean(make(["Words."])).masthead.watermark == ""


def test_the_watermark_stands_behind_every_page_and_is_no_part_of_the_text(text: Charter) -> None:
    plain, marked = (to_html(clean(text, Front(watermark=on)), paged=True) for on in (False, True))
    assert '@left-middle { content: "Working draft"' in marked
    assert marked.partition("</style>")[2] == plain.partition("</style>")[2]


def test_paragraphs_are_numbered_through_where_the_settings_say_so(make: Callable[..., Charter]) -> None:
    settings = {"pages": {"paragraph_numbers": "true"}}
    assert 'class="numbered ' in to_html(clean(make(["Words."], **settings)))
    assert 'class="numbered ' not in to_html(clean(make(["Words."])))


def test_headings_lead_back_to_their_line_of_the_contents(text: Charter) -> None:
    page = str(render(text, "clean", "html"))
    assert 'id="in-t0"' in page
    assert 'href="#in-t0"' in page
    assert 'href="#to-t0"' in page


def test_marks_in_the_margin_stay_on_the_paper_and_do_not_cover_the_next(
    make: Callable[..., Charter], tmp_path: Path
) -> None:
    """Three marks beside one line, the longest of a change numbered in three digits."""
    text = make(["One.", "Two.", "Three."])
    marks = (
        MarginMark("A", "agreed", "agreed"),
        MarginMark("SEC-2026-002#123", "origin", "origin"),
        MarginMark("XAA-2026-001-rev2#17", "origin", "origin"),
    )
    front = Front(margins={f"t{place}/u": marks for place in range(3)})
    (tmp_path / "made.pdf").write_bytes(to_pdf(clean(text, front)))
    told = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "made.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    found = [(word, *map(float, box)) for *box, word in BOX.findall(told)]
    width = float(re.findall(r'<page width="([\d.]+)"', told)[0])
    beside = [
        (top, bottom, right, word) for word, _, top, right, bottom in found if "-2026-" in word or word.startswith("#")
    ]
    assert max(right for _, _, right, _ in beside) < width - 5
    assert sum("SEC-2026-002#123" in word for *_, word in beside) >= 3
    lines = sorted((top, bottom) for top, bottom, *_ in beside)
    assert all(below[0] > above[0] + 5 for above, below in pairwise(lines)), lines


@pytest.mark.parametrize("broad", [False, True])
def test_the_status_stands_in_the_middle_of_the_page(text: Charter, tmp_path: Path, broad: bool) -> None:
    front = Front(watermark=True)
    document = (
        columns_synopsis(columns([("a", text), ("b", text)]), [text, text], front) if broad else clean(text, front)
    )
    (tmp_path / "made.pdf").write_bytes(to_pdf(document))
    subprocess.run(
        ["pdftoppm", "-r", "30", "-gray", "-singlefile", tmp_path / "made.pdf", tmp_path / "page"], check=True
    )
    with Image.open(tmp_path / "page.pgm") as page:
        assert (page.width > page.height) is broad
        pale = [
            (place % page.width / page.width, place // page.width / page.height)
            for place, shade in enumerate(page.tobytes())
            if PALE[0] < shade < PALE[1]
        ]
    across, down = (sum(each) / len(pale) for each in zip(*pale, strict=True))
    assert (across, down) == (pytest.approx(0.5, abs=0.05), pytest.approx(0.5, abs=0.08))
