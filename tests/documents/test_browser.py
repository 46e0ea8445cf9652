"""The HTML files in a real browser: on a telephone, in the dark, printed, and written from the right."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.documents.browser import DARK, judged, print_out, told
from tests.documents.charters import NASTY, charter_of
from tests.documents.conftest import record_words, words

from charterkit.documents import Front
from charterkit.documents.formats import output
from charterkit.documents.kinds import AnyDocument
from charterkit.documents.reports.compilation_articles import compilation_by_article
from charterkit.documents.reports.report import Column, Grid, report
from charterkit.documents.runs import Run
from charterkit.documents.synopsis.columns import columns_synopsis
from charterkit.documents.views.clean import clean
from charterkit.documents.views.redline import redline
from charterkit.documents.views.rolling import rolling_text
from charterkit.drafting.merging.edits import with_words
from charterkit.drafting.rolling import Rolling, rolling
from charterkit.drafting.sides import proposed_sides
from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.participants import by_participant
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission

CONTRAST = """(window, document) => {
  const rgb = (value) => value.match(/[\\d.]+/g).map(Number);
  const channel = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const over = (top, below) => {
    const a = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map((at) => top[at] * a + below[at] * (1 - a));
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const canvas = dark ? [18, 18, 18] : [255, 255, 255];
  const style = (element) => window.getComputedStyle(element);
  const behind = (element) =>
    element ? over(rgb(style(element).backgroundColor), behind(element.parentElement)) : canvas;
  let least = 21, worst = "";
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest("script, style")) continue;
    const [a, b] = [light(rgb(style(element).color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least) [least, worst] = [ratio, element.className || element.tagName];
  }
  return {least, worst, dark};
}"""
"""The least contrast between words and what is behind them (WCAG 2.2), and where."""


@pytest.fixture(scope="module")
def text() -> Charter:
    return charter_of([*NASTY, "Many words to fill a line and more, so that it has to be broken somewhere. " * 4])


@pytest.fixture(scope="module")
def proposed(text: Charter) -> Rolling:
    lodged = [
        Submission.model_validate({
            "id": f"{code}-2026-001", "by": code, "date": "2026-11-24", "base": "zero", "title": "T",
            "changes": [{"amend": "arms/notice/a", "text": f"{word} time, said at length and in writing; and"},
                        {"amend": "t0/u", "replace": "and more", "with": f"and {word} " * 12}],
        })
        for code, word in (("XAA", "good"), ("XAB", "better"), ("XAC", "best"), ("XAD", "no"))
    ]  # fmt: skip
    return rolling(text, lodged)


@pytest.fixture(scope="module")
def made(text: Charter, proposed: Rolling) -> dict[str, AnyDocument]:
    later = with_words(text, "t0/u", "text", "en", "Plain *words* and others.")
    found = by_participant(text, proposed_sides(proposed))
    return {
        "clean": clean(text, Front(paragraph_numbers=True)),
        "redline": redline(compare(text, later)),
        "mirrored": redline(compare(text, later), Front(language="ar")),
        "rolling": rolling_text(proposed),
        "articles": compilation_by_article(proposed),
        "proposals": columns_synopsis(found, [text]),
        "table": report(text.settings, Front(symbol="EXAMPLE/2027/WD.16/Corr.1"), "brief", (_wide_table(),)),
    }


def _wide_table() -> Grid:
    """Return a table wider than a telephone, with words put in that its last column says are."""
    columns = tuple(Column(f"Interdepartmental commission {number}") for number in range(6))
    cell = (Run("Words which are "), Run("put in", mark="insert"), Run(" at length here."))
    return Grid("Table", columns, ((cell,) * 6,))


@pytest.mark.parametrize("name", ["clean", "rolling", "articles", "proposals", "table", "mirrored"])
def test_nothing_sticks_out_of_a_telephone(made: dict[str, AnyDocument], tmp_path: Path, name: str) -> None:
    script = """(window, document) => ({
      wide: document.documentElement.scrollWidth,
      out: [...document.body.querySelectorAll("p, h1, h2, h3, dd, li")]
        .filter((e) => !e.closest(".wide, .summary, .annex, table") && e.getBoundingClientRect().right > 390.5)
        .map((e) => e.textContent.slice(0, 60)),
    })"""
    found = told(tmp_path, str(output(made[name], "html")), script)
    assert found == {"wide": 390, "out": []}


def test_digits_of_farsi_have_no_shapes_of_urdu_on_a_screen_either(text: Charter, tmp_path: Path) -> None:
    """The font has a rule of its own for them, which the PDF is made without too (``test_languages``)."""
    page = str(output(clean(text, Front(language="fa")), "html"))
    script = "(window, document) => ({drawn: window.getComputedStyle(document.body).fontFeatureSettings})"
    assert told(tmp_path, page, script) == {"drawn": '"locl" 0'}


@pytest.mark.parametrize("name", ["rolling", "redline", "proposals"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_by_day_and_by_night(
    made: dict[str, AnyDocument], tmp_path: Path, name: str, scheme: str
) -> None:
    flags = (DARK,) if scheme == "dark" else ()
    found = told(tmp_path, str(output(made[name], "html")), CONTRAST, *flags, width=900)
    assert found["dark"] is (scheme == "dark")
    assert found["least"] >= 4.5, found


@pytest.mark.parametrize(
    ("name", "flags", "width"),
    [
        ("clean", (DARK,), 1200),
        ("redline", (), 360),
        ("mirrored", (), 360),
        ("rolling", (), 1200),
        ("articles", (DARK,), 360),
        ("proposals", (), 390),
    ],
)
def test_a_checker_of_accessibility_finds_nothing(
    made: dict[str, AnyDocument], tmp_path: Path, name: str, flags: tuple[str, ...], width: int
) -> None:
    assert judged(tmp_path, str(output(made[name], "html")), *flags, width=width) == {}


def test_the_checker_of_accessibility_does_find_something(tmp_path: Path) -> None:
    assert "region" in judged(tmp_path, "<!doctype html><html><body><p>Words.</p></body></html>")


def test_what_is_shown_are_the_records_words_and_no_more_than_that_is_copied(text: Charter, tmp_path: Path) -> None:
    script = "(window, document) => document.body.innerText"
    shown = told(tmp_path, str(output(clean(text), "html")), script, width=1400)
    assert record_words(text) - words(shown) == {}
    assert "inserted" not in shown


def test_a_printed_page_has_every_word_and_no_button(
    text: Charter, tmp_path: Path, text_of: Callable[[bytes, str], str]
) -> None:
    page = str(output(clean(text), "html"))
    printed = re.sub(r"[\N{SOFT HYPHEN}\N{HYPHEN}-]\n", "", text_of(print_out(tmp_path, page), "pdf"))
    missing = record_words(text) - words(printed)
    assert sum(missing.values()) <= 2, missing  # a word that the browser hyphenates at a page's end is in two pieces
    assert text_of(print_out(tmp_path, page), "pdf").count("Contents") == 1


def test_a_printed_page_has_its_bars(made: dict[str, AnyDocument], tmp_path: Path) -> None:
    """Browsers print neither backgrounds nor what stands beside the width of a page."""
    (tmp_path / "made.pdf").write_bytes(print_out(tmp_path, str(output(made["redline"], "html"))))
    subprocess.run(["pdftoppm", "-r", "127", "-gray", tmp_path / "made.pdf", tmp_path / "page"], check=True)
    found = 0
    for picture in tmp_path.glob("page*.pgm"):
        with Image.open(picture) as shown:
            ink = shown.crop((80, 0, 95, shown.height)).point(lambda shade: 255 * (shade < 100))
            rows = ink.tobytes()
            found += max(len(re.findall(rb"\xff{15,}", rows[at :: ink.width])) for at in range(ink.width))
    assert found >= 1


def test_a_page_written_from_the_right_is_mirrored(tmp_path: Path) -> None:
    arabic = with_words(charter_of(["Words."], languages=["en", "ar"]), "t0/u", "text", "ar", "كلمات هذه المادة.")
    script = """(window, document) => {
      const box = (selector) => document.querySelector(selector).getBoundingClientRect();
      return {number: box("#to-t0\\\\/u .number").left, words: box("#to-t0\\\\/u > p").right,
              symbol: box(".symbol").left, what: box(".what").left};
    }"""
    found: dict[str, Any] = told(tmp_path, str(output(clean(arabic, Front(language="ar")), "html")), script, width=900)
    assert found["number"] >= found["words"] - 1
    assert found["symbol"] < found["what"]


def test_a_file_asks_nothing_of_the_network(made: dict[str, AnyDocument]) -> None:
    for document in made.values():
        page = str(output(document, "html"))
        assert not re.search(r'(?:src|href|action|data|poster)="(?!#)|@import|url\(', page.partition("<body")[0])
        assert not re.search(r'<(?:img|script|link|iframe|object|embed)\b|href="(?!#)', page.partition("<body")[2])
