"""Lines numbered in the margin: which, from where, on which side; no part of the text; alike however printed."""

from __future__ import annotations

import copy
import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.documents.test_parts import order, page_html, records

from charterkit.documents import Front, clean, render
from charterkit.documents.press.order import Lines
from charterkit.documents.press.printing import Shop
from charterkit.drafting.merging.edits import with_words
from charterkit.model.charter import Charter

THROUGH = Lines(1, through=True, digits="0123456789", apart=7)
BESIDE = 27 * 72 / 25.4
"""Where the text begins, in points: the left margin of the page."""

Placed = tuple[float, float]


def places(page: Any, *, numbers: bool) -> list[Placed]:
    """Return where on a page each stretch of text begins, in points from the top left: line numbers, or all others."""
    found: list[Placed] = []
    opened: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                opened.append("/ActualText" in operands[1] and str(operands[1].ActualText) == "")
            case "BMC":
                opened.append(False)
            case "EMC":
                opened.pop()
            case "Tm" if any(opened) == numbers:
                found.append((float(operands[4]) * 0.75, float(operands[5]) * 0.75))
    return found


def numbered(made: bytes) -> list[list[Placed]]:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return [places(page, numbers=True) for page in pdf.pages]


def test_every_line_of_the_text_has_its_number_on_its_height(nasty: Charter) -> None:
    made = render(nasty, "clean", "pdf", Front(line_numbers=1))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            heights = [height for _, height in places(page, numbers=True)]
            assert heights == sorted(set(heights))
            assert set(heights) <= {height for _, height in places(page, numbers=False)}
    assert sum(map(len, numbered(made))) > 40


def test_each_fifth_line_is_numbered_where_that_is_asked_for(nasty: Charter) -> None:
    every, fifth = (numbered(render(nasty, "clean", "pdf", Front(line_numbers=each))) for each in (1, 5))
    assert [len(page) for page in fifth] == [len(page) // 5 for page in every]
    heights = [[height for _, height in page] for page in fifth]
    assert heights == [[height for _, height in page[4::5]] for page in every]


def test_lines_are_counted_through_the_text_or_on_every_page(nasty: Charter) -> None:
    every = [len(page) for page in numbered(render(nasty, "clean", "pdf", Front(line_numbers=1)))]
    through = numbered(render(nasty, "clean", "pdf", Front(line_numbers=7, line_count="text")))
    assert sum(map(len, through)) == sum(every) // 7
    assert sum(map(len, through)) > sum(count // 7 for count in every)


def test_numbers_stand_before_the_text_also_where_it_begins_on_the_right(make: Callable[..., Charter]) -> None:
    charter = with_words(make(["Words."], languages=("en", "ar")), "t0/u", "text", "ar", "يؤكد المشاركون التزامهم.")
    left, right = (numbered(render(charter, "clean", "pdf", Front(language=language, line_numbers=1)))
                   for language in ("en", "ar"))  # fmt: skip
    assert all(x < BESIDE for page in left for x, _ in page)
    assert all(x > 210 * 72 / 25.4 - BESIDE for page in right for x, _ in page)


def test_numbers_of_lines_are_not_copied(nasty: Charter, tmp_path: Path) -> None:
    words = []
    for every in (0, 1):
        (tmp_path / "made.pdf").write_bytes(render(nasty, "clean", "pdf", Front(line_numbers=every)))
        ran = subprocess.run(["pdftotext", "-layout", tmp_path / "made.pdf", "-"], capture_output=True, check=True)
        words.append(ran.stdout.split())
    assert words[0] == words[1]


def test_lines_are_numbered_alike_after_an_edit_and_in_the_whole() -> None:
    base = records(8)
    new = copy.deepcopy(base)
    new["provisions"]["a1"]["units"][0]["text"]["en"] = "Words that are many more than before. " * 12
    shop = Shop(stays=True)
    shop.printed(order(page_html(base), processes=1, lines=THROUGH))
    _, made = shop.printed(order(page_html(new), processes=1, lines=THROUGH))
    assert shop.last is not None
    assert made == Shop().printed(order(page_html(new), processes=1, lines=THROUGH))[1]
    _, preview = shop.printed(order(page_html(new), processes=1, lines=THROUGH, preview=True))
    assert numbered(preview) == numbered(made)


@pytest.mark.parametrize(("settings", "front", "every"), [
    ({}, Front(), None),
    ({"line_numbers": "5"}, Front(), 5),
    ({"line_numbers": "5"}, Front(line_numbers=1), 1),
    ({"line_numbers": "5"}, Front(line_numbers=0), None),
])  # fmt: skip
def test_an_option_goes_before_the_settings(
    make: Callable[..., Charter], settings: dict[str, str], front: Front, every: int | None
) -> None:
    found = clean(make(["Words."], pages=settings), front).line_numbers
    assert (found.every if found else None) == every
