"""PDF: tagged, bookmarked, the same bytes every time, nothing fetched, nothing missing."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from charterkit.documents import Front, clean, output, render
from charterkit.documents.fonts import families as fonts
from charterkit.documents.fonts.families import GlyphMissing, check_covered, covered
from charterkit.documents.pages.templates import package_templates
from charterkit.documents.pdf.making import FetchRefused, Limits, PageFault, PagesBeyondLimit, print_pages
from charterkit.errors import ExitCode
from charterkit.model.charter import Charter

FRONT = Front(version="zero-draft", date=datetime.date(2026, 11, 23), commit="0123456789abcdef0123456789abcdef01234567")
SCRIPTS = {
    "ru": "Участники подтверждают приверженность неделимой безопасности.",
    "zh-Hans": "各参与方重申平等和不可分割的安全原则。",
    "ar": "تؤكد المشاركون التزامهم",
    "hi": "प्रतिभागी समान और अविभाज्य सुरक्षा के प्रति अपनी प्रतिबद्धता की पुष्टि करते हैं।",
    "th": "ผู้เข้าร่วมยืนยันความมั่นคง",
    "bn": "অংশগ্রহণকারীরা সমান নিরাপত্তা নিশ্চিত করে।",
    "ta": "பங்கேற்பாளர்கள் சமமான பாதுகாப்பை உறுதி செய்கிறார்கள்.",
    "ka": "მონაწილეები ადასტურებენ უსაფრთხოებას.",
}


@pytest.fixture(scope="module")
def made(nasty: Charter) -> bytes:
    return render(nasty, "clean", "pdf", FRONT)


@pytest.fixture
def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def test_a_pdf_is_tagged_and_names_its_language(opened: pikepdf.Pdf) -> None:
    assert opened.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in opened.Root
    assert str(opened.Root.Lang) == "en"


def test_a_pdf_has_bookmarks_for_parts_provisions_and_annexes(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    assert titles == ["Preamble", "Part I. First", "Annex 1. Table"]
    assert below[:3] == ["Recital heading", "Article 1. Arms", "Article 2. Title 0"]


def test_a_pdf_bears_the_date_of_the_text_and_no_other(opened: pikepdf.Pdf) -> None:
    assert str(opened.docinfo["/Title"]) == "T/2026/WD.1: Clean text. Charter of Tests"
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20261123")
    assert str(opened.docinfo["/ModDate"]).startswith("D:20261123")


def test_the_same_document_gives_the_same_bytes(nasty: Charter, made: bytes) -> None:
    assert render(nasty, "clean", "pdf", FRONT) == made


def test_pages_bear_symbol_section_version_number_and_commit(made: bytes, text_of: Callable[[bytes, str], str]) -> None:
    last = " ".join(text_of(made, "pdf").split("\f")[-2].split())
    assert re.search(r"T/2026/WD.1 Annex 1. Table zero-draft commit 0123456789ab Page (\d+) of \1$", last)


def test_a_page_is_headed_by_the_article_that_goes_on_at_its_top(
    make: Callable[..., Charter], text_of: Callable[[bytes, str], str]
) -> None:
    long = "Words that fill a page and a half. " * 160
    pages = text_of(render(make([long, "Short.", "Short, too."]), "clean", "pdf"), "pdf").split("\f")
    going_on = next(page for page in pages if "Words that fill" in page and "Article 3\nTitle 1" in page)
    assert "T/2026/WD.1 Article 2. Title 0" in going_on


def test_the_contents_name_the_page_of_every_article(made: bytes, text_of: Callable[[bytes, str], str]) -> None:
    pages = text_of(made, "pdf").split("\f")
    page = next(number for number, text in enumerate(pages, start=1) if number > 1 and "Article 9\nTitle 7" in text)
    named = re.search(r"Article 9\. Title 7 [. \n]*?(\d+)\n", "".join(pages[:2]))
    assert named is not None
    assert int(named.group(1)) == page


def test_source_notes_are_footnotes_on_the_page_of_their_provision(
    made: bytes, text_of: Callable[[bytes, str], str]
) -> None:
    pages = text_of(made, "pdf").split("\f")
    arms = next(text for text in pages if "Article 1\nArms" in text)
    assert "1. Source: article, L4 (idea P01)." in arms
    assert "2. Source: United Nations Charter." in arms


@pytest.mark.parametrize("language", SCRIPTS)
def test_words_of_every_script_are_drawn_and_copied_out_as_written(
    make: Callable[..., Charter], text_of: Callable[[bytes, str], str], language: str
) -> None:
    words = SCRIPTS[language]
    charter = make([words], title={language: words}, languages=[language])
    text = text_of(render(charter, "clean", "pdf"), "pdf")
    if language == "ar":  # readers put right-to-left words in order by themselves, and set marks of direction
        text = re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text)
        assert all(word in text for word in words.split())
    else:
        assert words.replace(" ", "") in text.replace("\n", "").replace(" ", "")


def test_a_character_without_a_font_is_named_with_its_place(make: Callable[..., Charter]) -> None:
    with pytest.raises(GlyphMissing) as raised:
        render(make(["A glyph of Anatolia: \U00014400."]), "clean", "pdf")
    assert raised.value.exit_code == ExitCode.ENVIRONMENT
    assert "no font for '\U00014400' (U+14400 ANATOLIAN HIEROGLYPH A001) in t0/u [missing-glyph]" in str(raised.value)


def test_a_missing_font_is_named_by_its_package(make: Callable[..., Charter], monkeypatch: pytest.MonkeyPatch) -> None:
    installed = fonts.covered
    monkeypatch.setattr(fonts, "covered", lambda family: frozenset() if "CJK" in family else installed(family))
    with pytest.raises(GlyphMissing, match=r"U\+5E73 .* in t0/u(?s:.*)apt-get install fonts-noto-cjk"):
        render(make(["\u5e73"]), "clean", "pdf")


def test_a_font_that_is_not_installed_covers_nothing() -> None:
    assert covered("No Such Font At All") == frozenset()
    check_covered([("here", "Latin, Кириллица, \u200d\u00ad")])


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://example.org/x.png">',
        '<img src="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<img src="../pyproject.toml">',
        "<style>@import url(https://example.org/y.css)</style>",
        '<img src="no-such-picture.png">',
    ],
)
def test_what_lies_outside_the_template_folders_is_not_fetched(markup: str) -> None:
    with pytest.raises(FetchRefused, match=r"outside the template folders|does not exist"):
        print_pages(f"<html lang=en><title>t</title>{markup}<p>words", (package_templates(),))


def test_a_style_that_would_be_dropped_fails_the_build() -> None:
    with pytest.raises(PageFault, match="no-such-property"):
        print_pages("<html lang=en><title>t</title><style>p { no-such-property: 1 }</style><p>words")


def test_a_footnote_that_reaches_no_page_fails_the_build() -> None:
    with pytest.raises(PageFault, match="'note-1' is on no page"):
        print_pages('<html lang=en><title>t</title><p>words<span style="display: none" id="note-1">lost</span>')


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(pages=3), "it has more than 3 pages"),
        (Limits(seconds=0.5), "it takes more than 0.5 seconds"),
        (Limits(megabytes=100), "it takes more than 100 megabytes of memory"),
    ],
)
def test_a_document_without_measure_ends_in_a_clear_error(limits: Limits, message: str) -> None:
    bomb = "<html lang=en><title>t</title>" + "<p style='break-after: page'>words" * 2_000
    with pytest.raises(PagesBeyondLimit, match=message):
        print_pages(bomb, limits=limits)


def test_a_workspace_may_replace_the_style_of_the_page(nasty: Charter, tmp_path: Path) -> None:
    style = (package_templates() / "page.css").read_text().replace("size: A4", "size: A5")
    (tmp_path / "page.css").write_text(style)
    with pikepdf.open(io.BytesIO(render(nasty, "clean", "pdf", templates=(tmp_path,)))) as opened:
        *_, width, height = opened.pages[0].mediabox
        assert (round(float(width)), round(float(height))) == (420, 595)


def test_every_footnote_is_printed_however_many_there_are(make: Callable[..., Charter]) -> None:
    note = "Words[^n] go on.\n\n[^n]: " + "A long note about the words. " * 6
    document = clean(make([note] * 60))
    assert len(document.footnotes) == 62
    assert output(document, "pdf")


def test_a_word_longer_than_the_line_is_broken_and_not_cut_off(
    make: Callable[..., Charter], text_of: Callable[[bytes, str], str]
) -> None:
    word = "Donau" * 60
    assert word in "".join(text_of(render(make([f"The {word} ends."]), "clean", "pdf"), "pdf").split())
