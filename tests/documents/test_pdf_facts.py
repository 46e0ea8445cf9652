"""What was done to a PDF is found though its words are there: covered, hidden, cropped, attached to, made to run."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from charterkit.documents import clean
from charterkit.documents.document_words import differences, words_in
from charterkit.documents.pdf.facts import fact_differences, facts_in, remarks_on
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.model.charter import Charter

RECORDS = (("charter/charter.yaml", "title: {en: C}\n", "Source record"),)


@pytest.fixture(scope="module")
def made(nasty: Charter) -> bytes:
    return to_pdf(clean(nasty), printing=Printing(variant="a", attachments=RECORDS))


def changed(made: bytes, change: Callable[[Any], None]) -> bytes:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved)
        return saved.getvalue()


def found_in(made: bytes, other: bytes) -> list[str]:
    words = differences(words_in(other, "pdf"), words_in(made, "pdf"))
    return [str(each) for each in (*words, *fact_differences(facts_in(other), facts_in(made)))]


def drawn(pdf: Any, content: bytes, *, first: bool = False) -> None:
    pdf.pages[1].contents_add(pdf.make_stream(content), prepend=first)


def without_ink(pdf: Any) -> None:
    drawn(pdf, b"3 Tr", first=True)


def white_text(pdf: Any) -> None:
    page = pdf.pages[1]
    content = b"\n".join(part.read_bytes() for part in page.Contents)
    page.Contents = pdf.make_stream(content.replace(b"0 0 0 rg", b"1 1 1 rg", 1))


def cropped(pdf: Any) -> None:
    pdf.pages[1].cropbox = [0, 400, 595, 842]


def swapped(pdf: Any) -> None:
    del pdf.attachments["charter/charter.yaml"]
    pdf.attachments["charter/charter.yaml"] = pikepdf.AttachedFileSpec(pdf, b"title: {en: D}\n")


def linked(pdf: Any) -> None:
    link = next(each for page in pdf.pages for each in page.get("/Annots", ()))
    del link["/Dest"]
    link.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))


def layered(pdf: Any) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def runs(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def named_script(pdf: Any) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([]))


def retitled(pdf: Any) -> None:
    pdf.docinfo["/Title"] = "Agreed text"


CHANGES: dict[str, tuple[Callable[[Any], None], str]] = {
    "white over words": (lambda pdf: drawn(pdf, b"1 1 1 rg 50 300 400 200 re f"), "a white area"),
    "another colour over words": (lambda pdf: drawn(pdf, b"0.5 g 50 300 400 200 re f"), "more that is painted"),
    "words in white": (white_text, "words that are drawn and cannot be seen"),
    "words without ink": (without_ink, "words that are drawn and cannot be seen"),
    "a clip": (lambda pdf: drawn(pdf, b"0 0 9 9 re W n", first=True), "more that is painted, clipped or moved (W)"),
    "a page cropped": (cropped, "its edges are cut off"),
    "a page removed": (lambda pdf: pdf.pages.__delitem__(2), "it has"),
    "a page added": (lambda pdf: pdf.pages.append(pdf.pages[1]), "it has"),
    "an attached file swapped": (swapped, "the attached file charter/charter.yaml"),
    "a link elsewhere": (linked, "a link to https://example.org/"),
    "a layer": (layered, "layers that can be shown and hidden"),
    "a program": (runs, "something that runs (OpenAction)"),
    "a program by name": (named_script, "something that runs (JavaScript)"),
    "another title": (retitled, "what the file says of itself (Title)': it has 'Agreed text'"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_done_to_a_file_is_found(made: bytes, name: str) -> None:
    change, said = CHANGES[name]
    found = found_in(made, changed(made, change))
    assert any(said in each for each in found), found


def test_a_file_saved_anew_holds_nothing_else(made: bytes) -> None:
    assert found_in(made, changed(made, lambda _: None)) == []


def test_what_is_the_same_is_not_remarked_on(made: bytes) -> None:
    assert list(remarks_on(facts_in(made), facts_in(made))) == []


def test_a_file_that_was_added_to_says_so(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        size = int(pdf.trailer.Size)
        root = pdf.Root.objgen[0]
    start = made.rindex(b"startxref")
    table = f"xref\n0 0\ntrailer\n<</Size {size}/Root {root} 0 R/Prev {made[start:].split()[1].decode()}>>\n"
    added = made + f"\n{table}startxref\n{len(made) + 1}\n%%EOF\n".encode()
    assert any("saved by adding" in each for each in remarks_on(facts_in(added), facts_in(made)))
