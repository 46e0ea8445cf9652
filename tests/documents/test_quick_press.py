"""What the press does once and WeasyPrint does again and again changes no page."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.documents.test_copied_text import SENTENCES
from tests.documents.test_parts import order
from weasyprint.css import cssselect2

from charterkit.documents import clean, redline
from charterkit.documents.pages.html import to_html
from charterkit.documents.press import printing
from charterkit.documents.press.printing import Shop
from charterkit.drafting.merging.edits import with_words
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter


@pytest.fixture(scope="module")
def pages(nasty: Charter, make: Callable[..., Charter]) -> dict[str, str]:
    """HTML of a text and of a dense redline, both with hard places and many scripts."""
    every = make([*SENTENCES.values()])
    densely = nasty
    for path, node in nasty.walk():
        if path.startswith("t") and "/" in path:
            words = node.text["en"].split(" ")
            told = " ".join(word if place % 3 else f"new{word}" for place, word in enumerate(words))
            densely = with_words(densely, path, "text", "en", told)
    return {
        "clean": to_html(clean(nasty), paged=True),
        "scripts": to_html(clean(every), paged=True),
        "redline": to_html(redline(compare(nasty, densely)), paged=True),
    }


def printed(html: str) -> bytes:
    slip, made = Shop().printed(order(html, processes=1))
    assert not slip.reports
    return made


@pytest.mark.parametrize("kind", ["clean", "scripts", "redline"])
def test_shared_styles_and_kept_shapes_give_the_bytes_of_weasyprints_own(
    pages: dict[str, str], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = printed(pages[kind])
    for each in ("twins_matched_once", "shared_styles", "fitted_at_once", "shaped_once", "read_once", "written_sooner",
                 "walked_straight"):  # fmt: skip
        monkeypatch.setattr(printing, each, lambda _=None: nullcontext())
    if kind != "redline":  # whose lines are written in fewer words
        monkeypatch.setattr(printing, "drawn_with_less", nullcontext)
    assert printed(pages[kind]) == quick


LOOKING_AROUND = (
    "ins:first-child", "ins:last-child", "ins:nth-of-type(2n)", "ins:only-child", "ins:empty", "ins:has(b)", "i ~ ins",
    "i + del + ins", "del:first-child + ins", "p:first-child ins", "ins:not(:first-of-type)", "ins", "del + ins",
)  # fmt: skip


FIRST_ONES = {"ins": 6, "del + ins": 6, "i + del + ins": 10, "del:first-child + ins": 10}
"""How many elements are tried: of each kind the first, or all (18) where the rule asks more of them."""


@pytest.mark.parametrize("rule", LOOKING_AROUND)
def test_rules_that_look_around_an_element_tell_it_from_its_twins(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = "<del>a</del><ins>b</ins> c <ins></ins>"
    line = f"{changes}<i>d</i><ins>e</ins> {changes}<i>d</i>{changes}<ins>f<b>g</b></ins> <ins>h</ins>"
    style = f"{rule} {{ color: #123456; font-size: 20pt }} {rule}::before {{ content: 'x' }}"
    page = f"<html lang=en><title>t</title><style>{style}</style><body><p>{line}</p><p>{line}</p>"
    tried: set[object] = set()
    plain = cssselect2.Matcher.match

    def match(matcher: Any, element: Any) -> Any:
        tried.update({element.etree_element} if element.local_name == "ins" else ())
        return plain(matcher, element)

    monkeypatch.setattr(cssselect2.Matcher, "match", match)
    quick = printed(page)
    assert len(tried) == FIRST_ONES.get(rule, 18)
    monkeypatch.setattr(printing, "twins_matched_once", nullcontext)
    assert printed(page) == quick


def test_a_style_sheet_is_kept_where_it_only_matches_and_has_no_fault() -> None:
    def said(style: str) -> tuple[str, ...]:
        page = f"<html lang=en><title>t</title><style>{style}</style><body><article>One</article><article>2</article>"
        return shop.printed(order(page, processes=1))[0].reports

    shop = Shop(stays=True)
    assert not said("p { color: red } @page { @top-left { content: 'Head' } }")
    (kept,) = shop.styles.values()
    assert not said("p { color: red } @page { @top-left { content: 'Head' } }")
    assert list(shop.styles.values()) == [kept]
    assert not said("@counter-style own { system: cyclic; symbols: x }")
    assert len(shop.styles) == 1
    assert [said("p {colour: red}") for _ in range(2)] == [
        ("Ignored `colour: red` at 1:4, unknown property.",)
    ] * 2  # what is wrong with a sheet is said of each order


def test_lines_of_changes_look_as_weasyprint_draws_them(
    pages: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick = printed(pages["redline"])
    monkeypatch.setattr(printing, "drawn_with_less", nullcontext)
    plain = printed(pages["redline"])
    assert plain != quick
    assert pictures(quick, tmp_path / "quick") == pictures(plain, tmp_path / "plain")


def pictures(made: bytes, folder: Path) -> list[bytes]:
    """Return each page as a picture, made by another program."""
    folder.mkdir()
    (folder / "made.pdf").write_bytes(made)
    subprocess.run(["pdftoppm", "-r", "80", folder / "made.pdf", folder / "page"], check=True, capture_output=True)
    return [file.read_bytes() for file in sorted(folder.glob("*.ppm"))]


def test_the_words_of_a_paragraph_stand_in_its_own_tag(pages: dict[str, str], tmp_path: Path) -> None:
    """Not each in one more that says nothing: a reader's tree of a page is paragraphs, lists, links and changes."""
    (tmp_path / "made.pdf").write_bytes(printed(pages["redline"]))
    with pikepdf.open(tmp_path / "made.pdf") as pdf:
        tags = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each]
        words = [each for each in tags if each.S == "/P" and any(isinstance(kid, int) for kid in each.K)]
        changes = [each for each in tags if "/Alt" in each]
    assert len(words) > 10
    assert sum(len(each.K) == 1 and isinstance(each.K[0], int) for each in changes) > 10
