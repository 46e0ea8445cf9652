"""Tagged structure, PDF/UA-1 and PDF/A-3a: veraPDF, the reference for both, and the structure read with pikepdf.

How a screen reader sounds no program tells.
"""

from __future__ import annotations

import datetime
import io
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from tests.documents.charters import NASTY, charter_of
from tests.documents.verapdf import breaches, needs_java

from charterkit.documents import Front, clean, redline
from charterkit.documents.kinds import AnyDocument
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.documents.reports.charts import Chart, Series
from charterkit.documents.reports.report import Column, Grid, Heading, Prose, drawn, report, words
from charterkit.documents.synopsis.pairs import pairs_synopsis
from charterkit.documents.tree import MarginMark
from charterkit.drafting.merging.edits import with_words
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter

FRONT = Front(version="v1", date=datetime.date(2026, 11, 23), commit="0" * 40)
RECORDS = (("charter/charter.yaml", "title:\n  en: C\n", "Source record"), ("submissions/XAA/x.yaml", "id: x\n", "S"))
KINDS = ("clean", "redline", "synopsis", "report")
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@pytest.fixture(scope="module")
def documents(nasty: Charter) -> dict[str, AnyDocument]:
    later = with_words(nasty, "t0/u", "text", "en", "Plain words, *stress* inside, and much more.")
    foreign = with_words(later, "arms/notice/b", "text", "en", "to all.")
    trend = Chart("lines", "Trend", ("first", "second"), (Series("open", (1204, 3)), Series("agreed", (0, 4))))
    blocks = (
        Heading("Beginning", 2, "begin"), Prose(words("Words.")), Heading("Table", 3, "t"),
        Grid("Counts", (Column("Place"), Column("Words", "number")), (("one", 1204), ("two", 7))), drawn(trend, "en"),
    )  # fmt: skip
    return {
        "clean": clean(foreign, FRONT),
        "redline": redline(compare(nasty, later), FRONT),
        "synopsis": pairs_synopsis(compare(nasty, later), "side-by-side", FRONT),
        "report": report(nasty.settings, FRONT, "clean", blocks, remarks=("A remark.",), contents=True),
    }


@pytest.fixture(scope="module")
def accessible(documents: dict[str, AnyDocument]) -> dict[str, bytes]:
    return {kind: to_pdf(document, printing=Printing(variant="ua")) for kind, document in documents.items()}


@pytest.fixture(scope="module")
def archived(documents: dict[str, AnyDocument]) -> bytes:
    return to_pdf(documents["redline"], printing=Printing(variant="a", attachments=RECORDS))


class Element(NamedTuple):
    """One element of a PDF's structure."""

    kind: str
    alt: str
    language: str
    name: str
    scope: str

    around: tuple[str, ...]
    """The kinds of what it stands in, the outermost first."""


def elements(raw: bytes) -> list[Element]:
    """Return the elements of a PDF's structure in reading order."""

    def below(element: Any, around: tuple[str, ...]) -> Iterator[Element]:
        scope = element.get("/A", {}).get("/Scope", "")
        found = (element.S, element.get("/Alt", ""), element.get("/Lang", ""), element.get("/ID", ""), scope)
        kind, alt, language, name, way = (str(each).removeprefix("/") for each in found)
        one = Element(kind, alt.strip(), language, name, way, around)
        yield one
        for kid in element.get("/K", ()):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid, (*around, one.kind))

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return list(below(pdf.Root.StructTreeRoot.K[0], ()))


@pytest.mark.parametrize("kind", KINDS)
def test_qpdf_finds_nothing(accessible: dict[str, bytes], tmp_path: Path, kind: str) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(accessible[kind])
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)


@needs_java
def test_verapdf_finds_nothing_against_pdf_ua(
    documents: dict[str, AnyDocument], accessible: dict[str, bytes], tmp_path: Path
) -> None:
    plain = to_pdf(documents["clean"])
    assert list(breaches("ua1", {**accessible, "says no standard": plain}, tmp_path)) == ["says no standard"]


@needs_java
def test_verapdf_finds_nothing_against_pdf_a(accessible: dict[str, bytes], archived: bytes, tmp_path: Path) -> None:
    made = {"archived": archived, "says another standard": accessible["clean"]}
    assert list(breaches("3a", made, tmp_path)) == ["says another standard"]


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_by_one_level_at_a_time(accessible: dict[str, bytes], kind: str) -> None:
    levels = [HEADINGS.index(each.kind) + 1 for each in elements(accessible[kind]) if each.kind in HEADINGS]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("kind", KINDS)
def test_everything_on_a_page_is_in_the_structure_or_marked_as_none_of_it(
    accessible: dict[str, bytes], kind: str
) -> None:
    with pikepdf.open(io.BytesIO(accessible[kind])) as pdf:
        mapping = pdf.Root.StructTreeRoot.ParentTree.Nums
        known = {int(mapping[at]): mapping[at + 1] for at in range(0, len(mapping), 2)}
        for page in pdf.pages:
            opened: list[str] = []
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), instruction.operands
                if operator in ("BMC", "BDC"):
                    opened.append(str(operands[0]))
                    if len(operands) > 1 and "/MCID" in operands[1]:
                        assert known[int(page.StructParents)][int(operands[1].MCID)].S
                elif operator == "EMC":
                    opened.pop()
                elif operator in ("Tj", "TJ", "f", "f*", "S", "B", "Do"):
                    assert opened, f"{operator} stands outside"


@pytest.mark.parametrize("kind", ["synopsis", "report", "clean"])
def test_header_cells_say_which_way_they_point(accessible: dict[str, bytes], kind: str) -> None:
    headers = [each for each in elements(accessible[kind]) if each.kind == "TH"]
    assert headers
    assert {each.scope for each in headers} == {"Row", "Column"}


def test_a_chart_is_one_picture_with_its_figures_in_words(accessible: dict[str, bytes]) -> None:
    figures = [each for each in elements(accessible["report"]) if each.kind == "Figure"]
    assert [each.alt for each in figures] == ["Trend. open: first 1,204, second 3. agreed: first 0, second 4."]
    with pikepdf.open(io.BytesIO(accessible["report"])) as pdf:
        box = next(each.A.BBox for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each)
        left, below, right, above = map(float, box)
        page = [float(side) for side in pdf.pages[0].mediabox]
        assert page[0] < left < right < page[2]
        assert page[1] < below < above < page[3]


def test_the_contents_are_contents_and_no_link_is_in_another(accessible: dict[str, bytes]) -> None:
    found = elements(accessible["clean"])
    lines = [each for each in found if each.kind == "TOCI"]
    assert lines
    assert all(each.around[-1] == "TOC" for each in lines)
    assert not any("Link" in each.around for each in found if each.kind == "Link")


def test_the_number_of_a_note_is_told_after_its_heading(accessible: dict[str, bytes]) -> None:
    calls = [
        each.around for each in elements(accessible["clean"]) if each.kind == "Reference" and "TOC" not in each.around
    ]
    assert ("Art", "P") in {around[-2:] for around in calls}
    assert not any(set(HEADINGS) & set(around) for around in calls)


def test_a_note_and_its_number_lead_to_each_other(accessible: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(accessible["clean"])) as pdf:
        there = {name for name, _ in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        links = [str(link.Dest) for page in pdf.pages for link in page.get("/Annots", ())]
    notes = sorted(name for name in there if name.startswith("note-"))
    assert len(notes) > 1
    assert all(links.count(name) >= 1 and links.count(name.replace("note", "call")) == 1 for name in notes)
    assert {name.replace("note", "call") for name in notes} <= there


def test_the_number_of_an_item_is_its_label(accessible: dict[str, bytes]) -> None:
    found = elements(accessible["clean"])
    assert [each.around[-2:] for each in found if each.kind == "Lbl"].count(("L", "LI")) > len(NASTY)
    assert not any(each.kind == "P" and "P" in each.around for each in found)


def test_changes_are_said_in_words(accessible: dict[str, bytes]) -> None:
    said = [each.alt for each in elements(accessible["redline"])]
    for change in ("deleted", "inserted"):
        assert any(re.fullmatch(rf"{change}: \S.*\S; end", text) for text in said)


def test_a_change_that_goes_over_lines_is_said_once(nasty: Charter) -> None:
    words = "These words were put in and are extraordinarily many, so that they fill several lines of a page: " * 3
    made = to_pdf(redline(compare(nasty, with_words(nasty, "arms/notice/b", "text", "en", words + "to all."))))
    said = [each.alt for each in elements(made) if each.kind == "Span" and each.alt]
    assert f"inserted: {words.strip()}; end" in said


def test_a_mark_in_the_margin_is_said_in_words() -> None:
    marks = {"t0/u": (MarginMark("I", "agreed in informals", "informals"),)}
    agreed = to_pdf(clean(charter_of(["Words."]), Front(margins=marks)))
    assert [each.alt for each in elements(agreed) if each.alt].count("agreed in informals") == 1


def test_footnotes_are_notes_with_a_name_of_their_own(accessible: dict[str, bytes]) -> None:
    names = [each.name for each in elements(accessible["clean"]) if each.kind == "Note"]
    assert names
    assert len(set(names)) == len(names)


def test_words_of_another_language_say_so(accessible: dict[str, bytes], nasty: Charter) -> None:
    document = clean(nasty.model_copy(update={
        "settings": nasty.settings.model_copy(update={"languages": ("en", "ru")}),
    }), Front(language="ru"))  # fmt: skip
    made = to_pdf(document, printing=Printing(variant="ua"))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "ru"
    assert "en" in {each.language for each in elements(made)}
    with pikepdf.open(io.BytesIO(accessible["clean"])) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked


def test_a_link_is_called_by_its_words(accessible: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(accessible["clean"])) as pdf:
        called = {str(link.Contents) for page in pdf.pages for link in page.get("/Annots", ())}
    assert not any(name.startswith(("#", "to-")) for name in called)
    assert any("Article 1" in name for name in called)


def test_the_dots_before_a_page_number_are_not_read_out(accessible: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "made.pdf").write_bytes(accessible["clean"])
    told = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "made.pdf"], capture_output=True, text=True, check=True
    )
    drawn_too = subprocess.run(["pdftotext", tmp_path / "made.pdf", "-"], capture_output=True, text=True, check=True)
    assert "....." in drawn_too.stdout
    assert not re.search(r'(\n\s*"\."){2}', told.stdout)


def test_an_archived_text_says_its_standard_and_carries_its_records(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        about = pdf.Root.Metadata.read_bytes().decode()
        assert re.search(r"pdfaid:part[=>\"]+3", about)
        assert re.search(r"pdfaid:conformance[=>\"]+A", about)
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert {name: pdf.attachments[name].get_file().read_bytes().decode() for name in pdf.attachments} == {
            name: text for name, text, _ in RECORDS
        }
        assert {str(each.AFRelationship) for each in pdf.Root.AF} == {"/Source"}
        assert {str(each.EF.F.Subtype) for each in pdf.Root.AF} == {"/application/yaml"}
        assert {str(each.EF.F.Params.ModDate) for each in pdf.Root.AF} == {"D:20261123000000Z"}
        assert "/ID" in pdf.trailer
        for font in (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each):
            assert {"/FontFile2", "/FontFile3"} & set(font.keys())


def test_an_archived_text_is_the_same_every_time(documents: dict[str, AnyDocument], archived: bytes) -> None:
    assert to_pdf(documents["redline"], printing=Printing(variant="a", attachments=RECORDS)) == archived
