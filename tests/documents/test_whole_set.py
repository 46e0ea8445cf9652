"""Every kind of document of the demo's set: tagged by the rules, and no word of it lost in any of its three formats.

What each is made of is counted twice: the words of the document as a value, against those read back from its files; and
the words of the records that its kind is there to show.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.documents.conftest import html_text, markdown_text, words
from tests.documents.pdf_rules import ARCHIVAL, UNIVERSAL, broken
from tests.documents.test_nothing_lost import plain
from tests.documents.verapdf import breaches, has_java, needs_java

from charterkit.cli.asked import Asked
from charterkit.cli.set_members import VERSIONS, members
from charterkit.documents.fonts.drawn import drawn
from charterkit.documents.formats import output
from charterkit.documents.kinds import AnyDocument
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.documents.pdf.pressroom import running
from charterkit.documents.press.drawing.copied_text import RIGHT_TO_LEFT
from charterkit.documents.synopsis.value import Synopsis
from charterkit.drafting.proposals import words_put
from charterkit.errors import UsageError
from charterkit.store.negotiation import negotiation
from charterkit.store.workspace import Workspace

FORMS = ("pdf", "html", "md")
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<')
HIGHEST = 40
"""No word of a text is higher, in points."""
NOT_PRINTED = frozenset({"the masthead", "the labels"})
"""What a value holds more of than a page prints: every fixed word of the language."""


@pytest.fixture(scope="module")
def documents(demo: Workspace) -> dict[str, AnyDocument]:
    """The documents of the set; of briefs and histories the first."""
    found: dict[str, AnyDocument] = {}
    for member in members(demo, Asked()):
        name = member.name.partition("/")[0]
        if name not in found and name not in ("adopted", "corrigendum"):
            try:
                found[name] = member.make(demo, Asked())
            except UsageError:
                continue
    return found


@pytest.fixture(scope="module")
def printed(documents: dict[str, AnyDocument]) -> dict[str, bytes]:
    """Their PDFs, by one press."""
    with running() as press:
        how = Printing(variant="ua", press=press, processes=1)
        return {name: to_pdf(document, printing=how) for name, document in documents.items()}


@pytest.fixture(scope="module")
def texts(
    documents: dict[str, AnyDocument], printed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], str]:
    """The text in every file, by document and format."""
    file = tmp_path_factory.mktemp("set") / "made.pdf"
    found: dict[tuple[str, str], str] = {}
    for name, document in documents.items():
        file.write_bytes(printed[name])
        ran = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
        found[name, "pdf"] = ran.stdout.replace("\N{SOFT HYPHEN}\n", "")
        found[name, "html"] = html_text(str(output(document, "html")))
        found[name, "md"] = markdown_text(str(output(document, "md")))
    return found


def stretches(document: AnyDocument) -> Iterator[str]:
    """Yield every stretch of text that a document as a value says it shows; rows of languages show no paths."""
    hidden = isinstance(document, Synopsis) and document.layout == "parallel"
    for place, text in drawn(document):
        if place not in NOT_PRINTED and not place.startswith("the chart"):  # its words are its alternative
            yield text.replace(place, "", 1) if hidden else text


def missing(wanted: str, text: str) -> set[str]:
    """Return the words that a text has not; what a line break may have parted counts as there."""
    there = set(words(text))
    whole = re.sub(r"\s+", "", text)
    return {word for word in words(wanted) if word not in there and word not in whole}


def test_every_pdf_of_the_set_keeps_the_rules_of_pdf_ua(printed: dict[str, bytes]) -> None:
    assert len(printed) > 15
    assert {name: found for name, made in printed.items() if (found := broken(made, UNIVERSAL))} == {}


@needs_java
def test_verapdf_finds_nothing_in_the_set_against_pdf_ua(printed: dict[str, bytes], tmp_path: Path) -> None:
    assert breaches("ua1", printed, tmp_path) == {}


def test_archived_documents_keep_the_rules_of_pdf_a(documents: dict[str, AnyDocument], tmp_path: Path) -> None:
    how = Printing(variant="a", attachments=(("charter/charter.yaml", "title:\n  en: C\n", "Source record"),))
    made = {name: to_pdf(documents[name], printing=how) for name in ("clean-ar", "redline", "statistics")}
    assert {name: found for name, file in made.items() if (found := broken(file, ARCHIVAL))} == {}
    if has_java():
        assert breaches("3a", made, tmp_path) == {}


def test_no_word_of_the_set_goes_over_the_edge_of_its_text(printed: dict[str, bytes], tmp_path: Path) -> None:
    over = {}
    for name, made in printed.items():
        (tmp_path / "made.pdf").write_bytes(made)
        command = ["pdftotext", "-bbox", str(tmp_path / "made.pdf"), "-"]
        if found := over_the_edge(subprocess.run(command, capture_output=True, text=True, check=True).stdout):
            over[name] = found
    assert over == {}


def over_the_edge(boxes: str) -> list[str]:
    """Return the words that begin in the text and end in a margin; those of a status behind the page are higher."""
    found = []
    for page in boxes.split("<page ")[1:]:
        width, height = (float(size) for size in re.findall(r'"([\d.]+)"', page)[:2])
        margin = (27 if width < height else 18) * 72 / 25.4
        for left, top, right, bottom, word in WORD.findall(page):
            edges = any(float(left) < edge - 1 and float(right) > edge + 1 for edge in (margin, width - margin))
            if edges and float(bottom) - float(top) < HIGHEST:
                found.append(word)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_document_is_lost_in_its_files(
    documents: dict[str, AnyDocument], texts: dict[tuple[str, str], str], form: str
) -> None:
    lost = {}
    for name, document in documents.items():
        text = unicodedata.normalize("NFKC", texts[name, form])
        wanted = unicodedata.normalize("NFKC", " ".join(stretches(document)))
        found = missing(wanted, text)
        if form == "pdf":  # pdftotext parts words from the right: test_nothing_lost counts the letters
            found = {word for word in found if not RIGHT_TO_LEFT.search(word)}
        if found:
            lost[name] = found
    assert not lost, "\n".join(f"{name}: {' '.join(sorted(words))}" for name, words in lost.items())


@pytest.mark.parametrize("form", FORMS)
def test_columns_of_versions_hold_the_words_of_each(
    demo: Workspace, texts: dict[tuple[str, str], str], form: str
) -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for version in demo.versions()[-VERSIONS:]:
        for path, node in demo.charter(version.name).walk():
            shown[path].add(node.text.get("en", ""))
    for path, forms in shown.items():
        if len(forms) > 1:
            assert not missing(" ".join(plain(forms)), texts["versions", form]), path


@pytest.mark.parametrize("form", FORMS)
def test_a_brief_holds_what_its_delegation_proposes(
    demo: Workspace, texts: dict[tuple[str, str], str], form: str
) -> None:
    code = next(member.about for member in members(demo, Asked()) if member.name.startswith("briefs/"))
    own = [entry for entry in negotiation(demo, demo.repository.head()).open() if entry.submission.by == code]
    for entry in own:
        assert not missing(" ".join(plain(words_put(entry.change))), texts["briefs", form]), entry.ref


@pytest.mark.parametrize("form", FORMS)
def test_a_history_holds_the_words_of_every_proposal_on_its_provision(
    demo: Workspace, texts: dict[tuple[str, str], str], form: str
) -> None:
    path = next(
        member.name.partition("/")[2] for member in members(demo, Asked()) if member.name.startswith("history/")
    )
    changes = [
        (ref, change)
        for submission in demo.submissions(demo.repository.head()).values()
        for ref, change in submission.numbered()
        if getattr(change, "amend", "").partition("/")[0] == path
    ]
    for ref, change in changes:
        assert not missing(" ".join(plain(words_put(change))), texts["history", form]), ref


@pytest.mark.parametrize("form", FORMS)
def test_the_source_table_holds_every_place_of_every_source(
    demo: Workspace, texts: dict[tuple[str, str], str], form: str
) -> None:
    for _, node in demo.charter().walk():
        for basis in getattr(node, "basis", ()):
            assert not missing(" ".join(basis.at), texts["sources", form])


def test_the_folder_of_a_set_is_what_was_looked_at(documents: dict[str, AnyDocument]) -> None:
    assert {"clean", "rolling", "redline", "compilation", "versions", "proposals", "standing", "statistics", "sources",
            "concordance", "contributions", "briefs", "history", "languages"} <= set(documents)  # fmt: skip
