"""Footnotes on paper: with their call; what is longer than a page goes on at the foot of the next."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from charterkit.documents import clean
from charterkit.documents.long_notes import pieces
from charterkit.documents.pdf.making import PageFault, print_pages, to_pdf
from charterkit.documents.runs import Run
from charterkit.documents.tree import Footnote, Paragraph
from charterkit.model.charter import Charter

SENTENCES = " ".join(f"Sentence-{number} is said to be so by everybody who was ever asked." for number in range(300))
"""Some three pages of a footnote."""


def paged(made: bytes, folder: Path) -> list[str]:
    (folder / "made.pdf").write_bytes(made)
    told = subprocess.run(["pdftotext", "-layout", folder / "made.pdf", "-"], capture_output=True, check=True)
    return told.stdout.decode().split("\f")[:-1]


def test_a_footnote_longer_than_a_page_goes_on_at_the_foot_of_the_next(
    make: Callable[..., Charter], tmp_path: Path
) -> None:
    words = "Words of the paragraph. " * 150
    text = f"Long[^1] and short[^2]. {words}\n\n[^1]: {SENTENCES}\n\n[^2]: A short note."
    pages = paged(to_pdf(clean(make([text, f"Other[^1]. {words}\n\n[^1]: The other note."]))), tmp_path)
    on = {number: place for place, page in enumerate(pages) for number in re.findall(r"Sentence-(\d+)", page)}
    assert len(on) == 300
    places = [on[str(number)] for number in range(300)]
    assert places == sorted(places)
    assert len(set(places)) > 2
    call = next(place for place, page in enumerate(pages) if "Long" in page and "short" in page)
    assert on["0"] == call
    assert all("Words of the paragraph" in pages[place] for place in range(call, places[-1])), "pages without text"
    assert any("Other" in page and "The other note." in page for page in pages)


def test_forty_notes_on_one_line_stand_in_order_and_on_the_page(make: Callable[..., Charter], tmp_path: Path) -> None:
    calls = "".join(f"[^{number}]" for number in range(40))
    notes = "".join(f"\n\n[^{number}]: Note-{number}: {'why it is so ' * 20}." for number in range(40))
    pages = paged(to_pdf(clean(make([f"Much is noted{calls}.{notes}"]))), tmp_path)
    assert re.findall(r"Note-(\d+):", "".join(pages)) == [str(number) for number in range(40)]


@pytest.mark.parametrize(
    "text",
    ["Short.", SENTENCES, "word " * 2000, "\N{CJK UNIFIED IDEOGRAPH-4E00}" * 3000, "x" * 3000, "A.\n" * 1000],
)
def test_the_pieces_of_a_note_are_its_words_to_the_character(text: str) -> None:
    middle = len(text) // 2
    runs = (Run(text[:middle]), Run("A", role="reference", target="a"), Run(text[middle:], mark="insert"))
    note = Footnote(7, (Paragraph(runs), Paragraph((Run("End."),))))
    found = pieces(note)
    assert (
        "".join(run.text for piece in found for row in piece.paragraphs for run in row.runs)
        == f"{text[:middle]}A{text[middle:]}End."
    )
    assert {
        run.mark for piece in found for row in piece.paragraphs for run in row.runs if run.text in text[middle:]
    } >= {"insert"}
    assert {piece.number for piece in found} == {7}
    assert (len(found) == 1) == (len(text) < 2000)


def test_words_beyond_the_edge_of_a_page_fail_the_build_with_page_and_words() -> None:
    style = "<style>p { white-space: nowrap } div { break-before: page }</style>"
    with pytest.raises(PageFault, match=r"page 2: words stand beyond the edge of the page: 'wordwordword"):
        print_pages(f"<html lang=en><title>t</title>{style}<p>short</p><div><p>{'word' * 100}</p></div>")
