"""Words written the other way than their page: numbers before them, bars and marks where all others have them.

A charter that is translated in part is the usual case. Places are read from the PDF by other programs.
"""

# ruff: noqa: RUF001  Arabic stands in it
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from tests.documents.charters import charter_of
from tests.drafting.negotiations import written

from charterkit.documents import Front, clean
from charterkit.documents.formats import output
from charterkit.documents.pdf.making import to_pdf
from charterkit.documents.references import Names
from charterkit.documents.reports.report import Column, Grid, Prose, report
from charterkit.documents.runs import Run
from charterkit.documents.synopsis.columns import columns_synopsis
from charterkit.documents.synopsis.languages import parallel
from charterkit.documents.tree import Document, MarginMark
from charterkit.documents.two_ways import stretches
from charterkit.documents.views.items import Strand, own
from charterkit.documents.views.redline import redline
from charterkit.documents.weave import weave
from charterkit.drafting.merging.edits import replace_node
from charterkit.drafting.numbers import Numbers
from charterkit.history import columns, compare
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node

Printed = Callable[[str, str], Path]

BOX: Final = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
FIGURES: Final = 40
TOUCH: Final = 1.5
"""Points by which the boxes of neighbours may overlap: letters lean, and a box is as high as its font."""
MILLIMETRE: Final = 72 / 25.4
DARK: Final = 100
"""Shades of grey below which a dot is ink."""
LINE: Final = 30
"""Tenths of millimetres: no letter in a margin is as high, and every line of text is."""
BARS: Final = {"left": range(220, 250), "right": range(1860, 1890)}
"""Tenths of millimetres from the left edge of the page in which bars stand, on either side."""
TEXT: Final = """\
part general = General
  article notice = Notice: Words before the list.
    when: Notice is given as follows.
      a: in good time;
        i: by the hot line;
      b: in writing.
    how: It is given to all.
  article terms = Terms: A participant is a State."""
ARABIC: Final = "يُوجَّه الإخطار في الوقت المناسب."
MARKS: Final = (MarginMark("SEC-2026-002#12", "origin", "origin"),)
PATHS: Final = ("notice", "notice/when", "notice/when/a", "notice/when/a/i", "notice/when/b", "notice/how", "terms")
BOTH: Final = ("notice/when/a", "notice/how")


def half_translated(own: str, *, later: bool = False) -> Charter:
    """Return a charter drafted in ``own``: a point and a paragraph are in both languages, all else in that one.

    What stands above the point and below it is not translated. ``later``, each text has one more word.
    """
    made = written(TEXT, languages=[own, "ar" if own == "en" else "en"])
    for path in PATHS:
        node = made.find(path)
        assert node is not None
        texts = {"en": node.text["en"], "ar": ARABIC}
        kept = texts if path in BOTH else {own: texts[own]}
        said = {tag: f"{words} {words.split()[0]}" if later else words for tag, words in kept.items()}
        made = replace_node(made, path, partial(_with_texts, said))
    return made


def _with_texts(texts: Mapping[str, str], node: Node) -> Node:
    return node.model_copy(update={"text": texts})


def redlined(own: str, page: str) -> Document:
    """Return the redline of a charter drafted in one language on the page of the other, with all that stands beside."""
    front = Front(language=page, paragraph_numbers=True, margins=dict.fromkeys(PATHS, MARKS))
    return redline(compare(half_translated(own), half_translated(own, later=True)), front)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Return a function to the file of such a redline as PDF, printed once."""

    @lru_cache
    def made(own: str, page: str) -> Path:
        file = tmp_path_factory.mktemp("printed") / "made.pdf"
        file.write_bytes(to_pdf(redlined(own, page)))
        return file

    return made


def boxes(made: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Return the words of each page with the edges of their boxes: left, top, right, bottom."""
    told = subprocess.run(["pdftotext", "-bbox", made, "-"], capture_output=True, check=True).stdout
    pages = told.decode().split("<page ")[1:]
    return [[(word, *map(float, edges)) for *edges, word in BOX.findall(page)] for page in pages]


@pytest.mark.parametrize(("own", "page"), [("en", "ar"), ("ar", "en")])
def test_no_word_or_number_is_printed_over_another(printed: Printed, own: str, page: str) -> None:
    for words in boxes(printed(own, page)):
        for (one, left, top, right, bottom), (other, *edges) in combinations(words, 2):
            wide = min(right, edges[2]) - max(left, edges[0])
            high = min(bottom, edges[3]) - max(top, edges[1])
            assert wide < TOUCH or high < (bottom - top) / 2, (one, other)


@pytest.mark.parametrize(("own", "page", "side"), [("en", "ar", "right"), ("ar", "en", "left")])
def test_all_bars_stand_in_one_line_on_the_side_where_the_page_begins(
    printed: Printed, own: str, page: str, side: str, tmp_path: Path
) -> None:
    to_page = ["pdftoppm", "-r", "254", "-gray", "-f", "2", "-singlefile"]
    subprocess.run([*to_page, printed(own, page), tmp_path / "page"], check=True)
    with Image.open(tmp_path / "page.pgm") as shown:
        ink = shown.point(lambda shade: 255 * (shade < DARK))
        found = {where: max(_bars(ink, dot) for dot in dots) for where, dots in BARS.items()}
    assert found == {"left": 0, "right": 0, side: len(PATHS)}


def _bars(ink: Image.Image, dot: int) -> int:
    """Return how many lines as high as a line of text stand on a column of dots."""
    return len(re.findall(rb"\xff{%d,}" % LINE, ink.crop((dot, 0, dot + 1, ink.height)).tobytes()))


@pytest.mark.parametrize(("own", "page", "side"), [("en", "ar", "left"), ("ar", "en", "right")])
def test_marks_of_origin_stand_in_the_outer_margin_and_are_read_from_the_left(
    printed: Printed, own: str, page: str, side: str
) -> None:
    found = [word for words in boxes(printed(own, page)) for word in words if "SEC-" in word[0]]
    assert [word for word, *_ in found] == ["SEC-2026-002#12"] * len(PATHS)
    assert all((right < 27 * MILLIMETRE) if side == "left" else (left > 183 * MILLIMETRE)
               for _, left, _, right, _ in found)  # fmt: skip


def test_a_redline_says_of_each_text_that_is_not_translated_and_once_of_what_is_not_at_all() -> None:
    blocks = redlined("en", "ar").blocks()
    said = [block.path for block in blocks if any("غير مترجم" in notice.text for notice in block.notices)]
    assert said == ["general", "notice", "notice/when", "notice/when/a/i", "notice/when/b", "terms"]
    whole = clean(half_translated("en"), Front(language="fr")).blocks()
    assert [block.path for block in whole if block.notices] == ["general", "notice", "terms"]


def test_dash_and_space_around_what_the_page_says_go_the_way_of_the_words_beside_them() -> None:
    """Within the page's own words a space after them would stand at their other end."""
    strands = (own("البديل ١: ", "label"), Strand("no text", 0, 7), own(" \N{EM DASH} النص الحالي", "holders"))
    row, *_ = weave(strands, Names(Numbers({}), language="en"), "ar").paragraphs
    assert [(run.text, run.lang) for run in row.runs] == [
        ("البديل ١:", "ar"), (" ", ""), ("no text", ""), (" \N{EM DASH} ", ""), ("النص الحالي", "ar"),
    ]  # fmt: skip


def test_signs_and_digits_of_other_words_come_from_the_font_of_their_letters(tmp_path: Path) -> None:
    """A stretch in one font is one piece to pdftohtml: a sentence with its full stop, a symbol with its digit."""
    (tmp_path / "made.pdf").write_bytes(to_pdf(clean(half_translated("en"), Front(language="ar"))))
    ran = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", tmp_path / "made.pdf"], capture_output=True, check=True)
    pieces = re.findall(r"<text [^>]*>(?:<b>)?(.*?)(?:</b>)?</text>", ran.stdout.decode())
    assert "A participant is a State." in pieces
    assert pieces.count("TEST/1") > 1, "at the head of the first page, and of the next"


def test_words_of_a_table_begin_where_their_language_begins() -> None:
    words = (Run("The whole cell is English.", lang="en"),)
    mixed = (Run("حذف: "), *words)
    rows = (("١", words, mixed, (*words, Run(" / "), *words)),)
    blocks = (Prose(words), Prose(mixed), Grid("جدول", tuple(map(Column, "ابجد")), rows))
    settings = half_translated("en").settings
    made = str(output(report(settings, Front(language="ar"), "standing", blocks), "html"))
    assert made.count('<p class="foreign step-0" dir="ltr">') == 1
    assert made.count('<p class="step-0">') == 1
    ways = re.findall(r'<t[hd] (?:scope="row" )?class="[^"]*"(?: dir="(ltr)")?>', made)
    assert ways == ["", "ltr", "", "ltr"]


def test_quoted_points_of_the_other_direction_hang_within_the_text(tmp_path: Path) -> None:
    words = (Run("in writing", "insert"), Run("in writing"))
    points = tuple(Prose((each,), "(a)", lang="en", quoted=True, depth=1) for each in words)
    made = report(half_translated("en").settings, Front(language="ar"), "standing", points)
    (tmp_path / "made.pdf").write_bytes(to_pdf(made))
    changed, plain = (left for words in boxes(tmp_path / "made.pdf") for word, left, *_ in words if word == "(a)")
    assert changed > 27 * MILLIMETRE
    assert abs(changed - plain) < 1


def test_a_command_is_read_from_the_left_on_every_page() -> None:
    blocks = (Prose((Run("charterkit close XAA-2026-001 --outcome withdrawn", role="command"),)),)
    made = str(output(report(half_translated("en").settings, Front(language="ar"), "standing", blocks), "html"))
    assert '<code class="command" dir="ltr">' in made


def test_columns_of_another_direction_begin_where_their_words_begin() -> None:
    text = half_translated("en")
    made = str(output(parallel(text, ["ar", "en"]), "html"))
    assert '<th scope="col" lang="en" dir="ltr">English</th>' in made
    assert [section.title for section in parallel(text, ["ar", "en"]).sections] == ["الجزء ١ · Part I. General"]
    texts = [text, half_translated("en", later=True)]
    table = columns_synopsis(columns(list(zip("ab", texts, strict=True))), texts, Front(language="ar"))
    shown = str(output(table, "html"))
    assert '<p dir="ltr"><bdi lang="en" dir="ltr">' in shown


def test_a_section_of_columns_is_headed_in_the_language_of_the_page_where_a_column_has_it() -> None:
    first = half_translated("en")
    outline = first.settings.outline
    part = outline.parts[0].model_copy(update={"heading": {"en": "In general", "ar": "أحكام عامة"}})
    settings = first.settings.model_copy(update={"outline": outline.model_copy(update={"parts": (part,)})})
    texts = [first, first.model_copy(update={"settings": settings})]
    for page, title in (("ar", "الجزء ١. أحكام عامة"), ("en", "Part I. General")):
        made = columns_synopsis(columns(list(zip("ab", texts, strict=True))), texts, Front(language=page))
        assert [section.title for section in made.sections] == [title]


def test_a_table_of_an_annex_goes_the_way_of_the_page_and_its_names_go_theirs() -> None:
    made = str(output(clean(charter_of(["Words."], languages=["en", "ar"]), Front(language="ar")), "html"))
    table = made.partition("<table")[2].partition("</table>")[0]
    assert table.startswith(' lang="ar" dir="rtl">')
    assert '<th scope="row" dir="ltr">Alphaland</th>' in table
    assert '<th scope="col" dir="ltr">The Club</th>' in table


def grouped(*texts: str | Run, language: str = "ar", paged: bool = False) -> list[str]:
    """Return runs in groups as text: ``<...>`` goes the other way as a whole, ``{...}`` by itself."""
    runs = [each if isinstance(each, Run) else Run(each) for each in texts]
    shown = []
    for way, group in stretches(runs, language, paged=paged):
        said = [run.text if run.role == "word" or way else f"{{{run.text}}}" for run in group]
        shown.append(f"<{'|'.join(said)}>" if way else "|".join(said))
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إلى Port Authority (PA-7) أو", "إلى |{Port Authority (PA-7)}| أو"),
        ("الوثيقة ISO 2-3:2019 المؤرخة", "الوثيقة |{ISO 2-3:2019}| المؤرخة"),
        ("على archive.example/23/index. تُنشر", "على |{archive.example/23/index}|. تُنشر"),
        ("كلمة Authority وحدها", "كلمة |Authority| وحدها"),
        ("المرفأ (XAA وXAB) هنا", "المرفأ (|XAA| و|XAB|) هنا"),
        ("من القائمة [TG/2026/INF.4] هنا", "من القائمة [|{TG/2026/INF.4}|] هنا"),
        ("الرمز AIS (Class A/B). ثم", "الرمز |{AIS (Class A/B)}|. ثم"),
        ("نسبة 12.5% أو 5 kg منها", "نسبة 12.5% أو 5 |kg| منها"),
        ("XAA-2026-002#7 (XAA) مفتوح", "{XAA-2026-002#7}| (|XAA|) مفتوح"),
        ("المادة ٢٦ من 10-20 يوماً", "المادة ٢٦ من 10-20 يوماً"),
        ("2025/INF.3 ثم", "{2025/INF.3}| ثم"),
        ("درجة °C هنا", "درجة |{°C}| هنا"),
        ("بوحدات (m³/s، °C، hPa) هنا", "بوحدات (|{m³/s}|، |{°C}|، |{hPa}|) هنا"),
    ],
)
def test_latin_words_with_their_figures_and_brackets_go_their_own_way(text: str, expected: str) -> None:
    assert "|".join(grouped(text)) == expected


def test_a_name_stays_one_where_a_part_of_it_is_struck_or_put_in() -> None:
    runs = ("إلى Port Authority ", Run("(PA-7)", "delete"), Run("(PA-8) كله", "insert"), " أو")
    assert grouped(*runs) == ["إلى ", "<Port Authority |(PA-7)|(PA-8)>", " كله| أو"]
    assert grouped("Amendment of ", Run("XAA-2026-002#19", role="code")) == ["<Amendment of |XAA-2026-002#19>"]


def test_words_from_the_right_stay_in_order_on_a_page_from_the_left() -> None:
    runs = ("the word ", Run("شركة", "delete"), Run(" شريك 5", "insert"), " is used")
    assert grouped(*runs, language="en") == ["the word ", "<شركة| شريك 5>", " is used"]


def test_the_press_sets_signs_beside_figures_where_arabic_letters_put_them() -> None:
    assert grouped("نحو 50% و ±5 و 10-20", paged=True) == ["نحو 50|{%}| و |{±}|5 و 10|{-}|20"]
    assert grouped("כ־50% ו־10-20", language="he", paged=True) == ["כ־50% ו־10-20"]


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, float, float, float, float]]:
    """The words of a page in Arabic, with where they stand: a redline within a name, and figures at ends of lines."""
    made = written("part general = General\n  article notice = Notice: Words.", languages=["ar"])
    words = f"إلى Port Authority (PA-7) أو{' نحو 50%' * FIGURES}."
    before, after = (
        replace_node(made, "notice", partial(_with_texts, {"ar": said})) for said in (words, words.replace("7", "8"))
    )
    file = tmp_path_factory.mktemp("crossed") / "made.pdf"
    file.write_bytes(to_pdf(redline(compare(before, after), Front(language="ar"))))
    return boxes(file)[-1]


def test_a_redline_within_a_latin_name_is_printed_in_its_order(
    crossed: list[tuple[str, float, float, float, float]],
) -> None:
    places = [next(left for word, left, *_ in crossed if sought in word) for sought in ("Port", "Authority", "7", "8")]
    assert places == sorted(places)


def test_a_sign_stands_on_one_side_of_all_figures(crossed: list[tuple[str, float, float, float, float]]) -> None:
    figures = [(left, top) for word, left, top, *_ in crossed if word == "50"]
    signs = [(round(right), top) for word, _, top, right, _ in crossed if word == "%"]
    assert len(figures) == FIGURES
    assert sorted(signs) == sorted((round(left), top) for left, top in figures)
