"""Rules of PDF/UA-1 and PDF/A-3 read with pikepdf: our own reading, beside veraPDF's, which needs Java.

Each rule is a function that yields what breaks it; its docstring names the clause of ISO 14289-1 (with the checkpoint
of the Matterhorn protocol 1.1, ``MP``) or of ISO 19005-3. docs/pdf.md lists them.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

Rule = Callable[[Any], Iterator[str]]

STANDARD = frozenset(
    re.findall(
        r"\w+",
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
        "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure "
        "Formula Form RB RT RP WT WP",
    )
)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
    "TFoot": {"Table"}, "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "Note", "Reference"},
}  # fmt: skip
"""In which elements some may stand; what stands between as ``NonStruct`` is passed over."""
CHILDREN = {"L": ("LI", "L", "Caption"), "LI": ("Lbl", "LBody"), "TR": ("TH", "TD"),
            "Table": ("TR", "THead", "TBody", "TFoot", "Caption")}  # fmt: skip
"""What alone stands in some elements."""
SHOWING = ("Tj", "TJ")


class Tree:
    """The structure of a PDF in reading order."""

    def __init__(self, pdf: Any) -> None:
        self.elements = list(self._below(pdf.Root.StructTreeRoot.K[0], ""))

    def _below(self, element: Any, parent: str) -> Iterator[tuple[str, str, Any]]:
        kind = str(element.S).removeprefix("/")
        yield kind, parent, element
        inner = parent if kind == "NonStruct" else kind
        for kid in element.get("/K", ()):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._below(kid, inner)


def identified(pdf: Any) -> Iterator[str]:
    """5: the file says that it keeps to PDF/UA-1 (MP 05-001), has a title (06-003) and shows it (07-001)."""
    about = pdf.Root.Metadata.read_bytes().decode()
    if not re.search(r"pdfuaid:part[=>\"' ]+1", about):
        yield "no pdfuaid:part"
    if "dc:title" not in about:
        yield "no title in the metadata"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"


def tagged_wholly(pdf: Any) -> Iterator[str]:
    """7.1: all content is tagged or an artifact (MP 01-005), neither in the other (01-003, 01-004); tabs follow it."""
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False) or pdf.Root.MarkInfo.get("/Suspects", False):
        yield "not marked as tagged"
    for number, page in enumerate(pdf.pages, start=1):
        opened: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BMC", "BDC"):
                kind = "artifact" if str(operands[0]) == "/Artifact" else (
                    "tagged" if len(operands) > 1 and "/MCID" in operands[1] else "")  # fmt: skip
                if kind and {kind, *opened} >= {"artifact", "tagged"}:
                    yield f"page {number}: an artifact in tagged content, or the other way round"
                opened.append(kind)
            elif operator == "EMC":
                opened.pop()
            elif operator in (*SHOWING, "f", "f*", "S", "B", "Do", "sh") and not any(opened):
                yield f"page {number}: {operator} is neither tagged nor an artifact"
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"page {number}: tabs do not follow the structure"


def known_kinds(pdf: Any) -> Iterator[str]:
    """7.1: standard kinds of elements only (MP 02-001), lists and tables made of their parts (09-004 to 09-006)."""
    for kind, parent, _ in Tree(pdf).elements:
        if kind not in STANDARD:
            yield f"{kind} is no standard kind"
        if kind in PARENTS and parent not in PARENTS[kind]:
            yield f"{kind} in {parent}"
        if parent in CHILDREN and kind not in (*CHILDREN[parent], "NonStruct"):
            yield f"{kind} directly in {parent}"


def language_known(pdf: Any) -> Iterator[str]:
    """7.2: the language of the document, and of every part in another, is named (MP 11-001, 11-006)."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", str(pdf.Root.get("/Lang", ""))):
        yield "no language"
    for kind, _, element in Tree(pdf).elements:
        if "/Lang" in element and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", str(element.Lang)):
            yield f"{kind} has the language '{element.Lang}'"


def pictures_described(pdf: Any) -> Iterator[str]:
    """7.3: pictures have words in their place (MP 13-004) and say how large they are (13-008)."""
    for kind, _, element in Tree(pdf).elements:
        if kind in ("Figure", "Formula") and not str(element.get("/Alt", "")).strip():
            yield f"{kind} without words"


def headings_in_order(pdf: Any) -> Iterator[str]:
    """7.4: headings begin with H1 (MP 14-002), go down one by one (14-003), are not empty or H (14-007)."""
    levels = [HEADINGS.index(kind) + 1 for kind, *_ in Tree(pdf).elements if kind in HEADINGS]
    if levels and levels[0] != 1:
        yield f"the first heading is H{levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"H{after} follows H{before}"
    for kind, _, element in Tree(pdf).elements:
        if kind == "H" or (kind in HEADINGS and not len(element.get("/K", ()))):
            yield f"{kind} is empty or of no level"


def tables_headed(pdf: Any) -> Iterator[str]:
    """7.5: header cells say which way they point (MP 15-003), and each table has some; rows are of one length."""
    rows: list[int] = []
    for kind, _, element in Tree(pdf).elements:
        if kind == "TH" and element.get("/A", {}).get("/Scope") not in ("/Row", "/Column", "/Both"):
            yield "TH without scope"
        if kind == "Table":
            yield from _uneven(rows)
            rows = []
        if kind == "TR":
            rows.append(0)
        if kind in ("TH", "TD") and rows:
            rows[-1] += int(element.get("/A", {}).get("/ColSpan", 1))
    yield from _uneven(rows)


def _uneven(rows: list[int]) -> Iterator[str]:
    if len(set(rows)) > 1:
        yield f"rows of {sorted(set(rows))} cells in one table"


def notes_named(pdf: Any) -> Iterator[str]:
    """7.9: notes have a name of their own (MP 19-003, 19-004)."""
    names = Counter(str(element.get("/ID", "")) for kind, _, element in Tree(pdf).elements if kind == "Note")
    yield from (f"{count} notes are named '{name}'" for name, count in names.items() if count > 1 or not name)


def links_described(pdf: Any) -> Iterator[str]:
    """7.18: each link is in the structure as a Link (MP 28-011), has words (28-012) and a place there (28-002)."""
    mapping = pdf.Root.StructTreeRoot.ParentTree.Nums
    known = {int(mapping[at]): mapping[at + 1] for at in range(0, len(mapping), 2)}
    for number, page in enumerate(pdf.pages, start=1):
        for link in page.get("/Annots", ()):
            element = known.get(int(link.get("/StructParent", -1)))
            if element is None or element.S != "/Link":
                yield f"page {number}: a link is no Link in the structure"
            if not str(link.get("/Contents", "")).strip():
                yield f"page {number}: a link has no words"
            if "/Dest" not in link and "/A" not in link:
                yield f"page {number}: a link leads nowhere"


def fonts_whole(pdf: Any) -> Iterator[str]:
    """7.21 and ISO 19005-3, 6.2.11: fonts are embedded (MP 31-009), and every glyph drawn stands for text (10-001)."""
    for each in (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)):
        if each.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()):
            yield f"{each.FontName} is not embedded"
        if each.get("/Type") == "/Font" and each.get("/Subtype") == "/Type0":
            if str(each.get("/Encoding")) not in ("/Identity-H", "/Identity-V"):
                yield f"{each.BaseFont} is encoded as {each.get('/Encoding')}"
            if "/ToUnicode" not in each:
                yield f"{each.BaseFont} does not say what its glyphs stand for"
            inner = each.DescendantFonts[0]
            if inner.get("/Subtype") == "/CIDFontType2" and str(inner.get("/CIDToGIDMap", "")) != "/Identity":
                yield f"{each.BaseFont} has no map of its glyphs"


def nothing_runs(pdf: Any) -> Iterator[str]:
    """ISO 19005-3, 6.6.1: no programs, no actions but links; 6.1.3: not encrypted, with an identifier; no layers."""
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "encrypted, or without identifier"
    if {"/OpenAction", "/AA", "/OCProperties", "/AcroForm", "/NeedsRendering"} & set(pdf.Root.keys()):
        yield "something runs, can be filled in or can be hidden"
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            if link.get("/Subtype") != "/Link" or ("/A" in link and link.A.S not in ("/URI", "/GoTo")):
                yield "an annotation that is no plain link"


UNIVERSAL: tuple[Rule, ...] = (
    identified, tagged_wholly, known_kinds, language_known, pictures_described, headings_in_order, tables_headed,
    notes_named, links_described, fonts_whole, nothing_runs,
)  # fmt: skip
"""The rules of PDF/UA-1."""


def archival(pdf: Any) -> Iterator[str]:
    """ISO 19005-3, 6.6.4, 6.2.3, 6.8: the file says its standard, has an output intent, and says what its files are."""
    about = pdf.Root.Metadata.read_bytes().decode()
    if "/Filter" in pdf.Root.Metadata:
        yield "the metadata is compressed"
    if not re.search(r"pdfaid:part[=>\"' ]+3", about) or not re.search(r"pdfaid:conformance[=>\"' ]+A", about):
        yield "it does not say PDF/A-3a"
    title = str(pdf.docinfo.get("/Title", ""))
    if title and title not in about.replace("&amp;", "&"):
        yield "the title is another in the metadata"
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or intents[0].DestOutputProfile.read_bytes()[36:40] != b"acsp":
        yield "no output intent with a profile"
    listed = {str(each.get("/UF", "")) for each in pdf.Root.get("/AF", ())}
    for name in pdf.attachments:
        if name not in listed:
            yield f"{name} is attached and in no list of associated files"
    for each in pdf.Root.get("/AF", ()):
        inner = each.EF.F
        if each.get("/AFRelationship") not in ("/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"):
            yield f"{each.UF} does not say what it is to the document"
        if "/Subtype" not in inner or "/ModDate" not in inner.get("/Params", {}):
            yield f"{each.UF} has no type or date"


def unmixed(pdf: Any) -> Iterator[str]:
    """ISO 19005-3, 6.2.10: what is transparent is mixed in a space that is named; 6.2.8: pictures are not smoothed."""
    for number, page in enumerate(pdf.pages, start=1):
        states = page.obj.get("/Resources", {}).get("/ExtGState", {})
        clear = any(float(state.get(key, 1)) < 1 for state in states.values() for key in ("/ca", "/CA"))
        if clear and "/OutputIntents" not in pdf.Root and "/CS" not in page.obj.get("/Group", {}):
            yield f"page {number}: transparent, and mixed in no named space"
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Interpolate", False):
            yield "a picture is smoothed"


ARCHIVAL: tuple[Rule, ...] = (archival, unmixed, nothing_runs, fonts_whole, tagged_wholly, known_kinds)
"""The rules of PDF/A-3a."""


def broken(raw: bytes, rules: tuple[Rule, ...]) -> list[str]:
    """Return what breaks the rules in a PDF, each with the rule's name."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return [f"{rule.__name__}: {each}" for rule in rules for each in dict.fromkeys(rule(pdf))]
