"""What a reader of a PDF's structure is given where a line or a page ends: words whole and apart, paragraphs whole."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from tests.documents.read_aloud import drawn_on, heard
from tests.documents.test_accessible import elements
from tests.documents.test_quick_press import pictures

from charterkit.documents.pdf.making import print_pages
from charterkit.documents.press.drawing import copied_text
from charterkit.documents.press.drawing import text as drawing
from charterkit.documents.press.order import Order
from charterkit.documents.press.printing import Shop

WORDS = "Internationalisation and responsibilities notwithstanding, interoperability of *long-standing* arrangements. "


def page(body: str, style: str = "", language: str = "en", height: int = 40) -> str:
    way = "rtl" if language in {"ar", "he"} else "ltr"
    style = f"@page {{ size: 80mm {height}mm; margin: 10mm }} body {{ hyphens: auto; text-align: justify }} {style}"
    head = f"<head><title>T</title><style>{style}</style></head>"
    return f'<html lang="{language}" dir="{way}">{head}<body><main>{body}</main></body></html>'


def printed(html: str, **spoken: str) -> bytes:
    slip, made = Shop().printed(Order(html, (".",), "id", spoken, 50, 4096, processes=1))
    assert not slip.reports
    return made


def drawn(made: bytes) -> Iterator[tuple[str, str]]:
    """Yield what is attached to what is drawn, and the operator that draws it."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for each in pdf.pages:
            attached = ""
            for instruction in pikepdf.parse_content_stream(each):
                operator, operands = str(instruction.operator), instruction.operands
                if operator == "BDC":
                    attached = str(operands[1].get("/ActualText", ""))
                elif operator == "TJ":
                    yield attached, str(operands)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>{WORDS * 9}</p>", id="words cut, over a page"),
        pytest.param("<p><b>One</b> <i>two</i> <b>three</b></p>", id="a space alone between two elements"),
        pytest.param("<p>" + "<ins>one</ins> <del>two</del> " * 30 + "</p>", id="lines end between elements"),
        pytest.param("<p>one<br>two<br><b>three</b><br>four</p>", id="lines that are ended"),
        pytest.param("<p>" + "one-two/three-four" * 9 + "</p>", id="a line ends within a word with its own hyphen"),
        pytest.param("<p>各参与方重申平等和不可分割的安全原则。" * 6 + "</p>", id="lines end without spaces"),
        pytest.param("<h1><span>Article 5</span><span>Title</span></h1>", id="names set in lines of their own"),
    ],
)  # fmt: skip
def test_words_are_heard_whole_and_apart_wherever_lines_end(body: str) -> None:
    text = re.sub(r"<br>|</span><span>", " ", body).replace("<", "\x00<")
    wanted = re.findall(r"\w+", re.sub("\x00<.*?>", "", text).casefold())
    made = printed(page(body, "span { display: block }"))
    assert sorted(heard(made).elements()) == sorted(wanted)


@pytest.mark.parametrize("language", ["en", "te", "he"])
def test_nothing_moves_on_the_page(
    language: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = {"en": WORDS, "te": "సహభాగీసంస్థలు international భద్రతను ", "he": "המשתתפים מאשרים XDM/7 את מחויבותם "}
    body = page(f"<p>{said[language] * 9}</p>", language=language)
    with_ends = printed(body)
    for room in (copied_text, drawing):
        monkeypatch.setattr(room, "draw_end", lambda *_: None)
    monkeypatch.setattr(copied_text, "end_of", lambda _: "")
    without = printed(body)
    assert with_ends != without
    folder = tmp_path_factory.mktemp("pages")
    assert pictures(with_ends, folder / "with") == pictures(without, folder / "without")


def test_the_hyphen_of_a_cut_word_is_a_soft_one_and_its_glyph_is_the_hyphen() -> None:
    cut = [shown for attached, shown in drawn(printed(page(f"<p>{WORDS * 9}</p>"))) if attached == "\N{SOFT HYPHEN}"]
    assert len(cut) > 5
    assert len(set(cut)) == 1


def test_a_change_over_a_page_is_announced_once_and_its_end_once() -> None:
    made = printed(page(f"<p>Words. <ins>{WORDS * 9}</ins> Words.</p>"), ins="inserted: {}; end")
    said = [each.alt for each in elements(made) if each.alt]
    assert len(said) > 1
    assert [text.startswith("inserted: ") for text in said] == [True] + [False] * (len(said) - 1)
    assert [text.endswith("; end") for text in said] == [False] * (len(said) - 1) + [True]


def test_a_space_is_drawn_once_whichever_way_a_line_ends() -> None:
    body = f"<h1><span>Article 1 </span><span>Title </span></h1><p><b>1. </b>one <i>two </i></p><p>{WORDS * 4}</p>"
    style = "span { display: block } b { display: inline-block }"
    with pikepdf.open(io.BytesIO(printed(page(body, style, height=99)))) as pdf:
        shown = "".join(text for each in pdf.pages for text in drawn_on(each).values())
    assert "  " not in shown


def test_what_is_said_of_changes_stands_apart() -> None:
    made = printed(
        page("<p>on<ins>, and after,</ins> <del>old</del><ins>new</ins></p>"), ins="in: {}", **{"del": "out: {}"}
    )
    with pikepdf.open(io.BytesIO(made)) as pdf:
        said = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert said == [" in: , and after, ", " out: old ", " in: new "]


def test_a_change_that_fills_its_line_ends_there() -> None:
    """The space behind it hangs over the end of the line, and nothing of it is in the next."""
    for words in range(1, 9):
        body = f"<p><ins>{'word ' * words}</ins>unbreakable{'x' * 9} word</p>"
        made = printed(page(body, height=99), ins="inserted: {}; end")
        assert [each.alt for each in elements(made) if each.alt] == [f"inserted: {('word ' * words).strip()}; end"]


def test_a_paragraph_over_pages_is_one_and_notes_are_not_told_within_it() -> None:
    note = '<span style="float: footnote">Note.</span>'
    body = f"<ul><li><p>{WORDS}{note}{WORDS * 20}</p></li><li><p>Last.</p></li></ul>"
    made = printed(page(body, height=60))
    assert [each.kind for each in elements(made) if each.kind in {"P", "LI"}] == ["LI", "P", "LI", "P"]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = len(pdf.pages)
        tree = pdf.Root.StructTreeRoot.ParentTree.Nums
        homes = {tree[at + 1][0].objgen for at in range(2, 2 * pages - 2, 2)}
    assert pages > 3
    assert len(homes) == 1


def test_two_paragraphs_of_the_same_words_stay_two() -> None:
    found = elements(print_pages(page("<p style='break-after: page'>Words.</p><p>Words.</p>")))
    assert [each.kind for each in found].count("P") == 2
