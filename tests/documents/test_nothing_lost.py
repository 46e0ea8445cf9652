"""Nothing lost: what the records say is in every document of the demo, of the real charter and of generated texts.

The words are read back from each file by another program or parser and counted against those of the records.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.documents.charters import charter as generated
from tests.documents.conftest import words

import charterkit
from charterkit.cli.asked import Asked
from charterkit.cli.render_views import made
from charterkit.cli.set_members import members
from charterkit.documents import FORMATS, clean
from charterkit.documents.fonts.scripts import direction
from charterkit.documents.formats import output
from charterkit.documents.front import Front
from charterkit.documents.views.signing import adopted
from charterkit.documents.wording.labels import in_language
from charterkit.documents.wording.numerals import cite
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.proposals import words_put
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.store.negotiation import negotiation
from charterkit.store.workspace import Workspace

ROOT = Path(__file__).parents[2]
Read = Callable[[str | bytes, str], str]

WHOLE = ("clean", "rolling", "redline", "clean-ru", "clean-ar")
"""The documents of the set that hold the present text; the second part of a name is their language."""

PROPOSED = ("rolling", "compilation", "compilation-by-article")
"""Those that hold every open proposal."""


@pytest.fixture(scope="module")
def read(text_of: Read, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return the text in a made document; that of a PDF with its hyphens."""
    file = tmp_path_factory.mktemp("made") / "made.pdf"

    def text(made: str | bytes, form: str) -> str:
        if isinstance(made, str):
            return text_of(made, form)
        file.write_bytes(made)
        return subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True).stdout.decode()

    return text


def shown(charter: Charter, language: str) -> Counter[str]:
    """Return the words of a charter as a page in a language has to have them: translated, or as they are."""
    numbers = number(charter)
    found: Counter[str] = Counter()
    for _, node in charter.walk():
        for texts in (node.heading, node.text):
            spoken = language if language in texts else next(iter(texts), language)
            found += words(_printed(in_language(texts, language), charter, spoken, numbers))
    for part in charter.settings.outline.parts:
        found += words(in_language(part.heading, language))
    return found


def lost(charter: Charter, language: str, text: str, form: str) -> Counter[str]:
    """Return the words that are not in a text read back.

    In a PDF a word may go on on the next page, and pdftotext sets what is written from the right in an order of its
    own; there the letters are counted.
    """
    missing = shown(charter, language) - words(text.replace("\N{SOFT HYPHEN}\n", ""))
    if form == "pdf" and direction(language) == "rtl":
        return Counter("".join(shown(charter, language).elements())) - Counter(unicodedata.normalize("NFKC", text))
    return missing - _over_pages(text) if form == "pdf" else missing


def _over_pages(text: str) -> Counter[str]:
    """Return every word that a hyphen at the end of a page may have cut."""
    pages = text.split("\f")
    return Counter(
        end + start
        for page, following in pairwise(pages)
        for end in re.findall(r"(\w+)\u00ad$", page, re.MULTILINE)
        for start in re.findall(r"^\w+", following, re.MULTILINE)
    )


def _printed(text: str, charter: Charter, language: str, numbers: Numbers) -> str:
    """Return a text as it prints: references by number or short title, footnotes without their names."""

    def cited(match: re.Match[str]) -> str:
        instrument = charter.registry.instrument(match[1])
        return in_language(instrument.short_title, language) if instrument else cite(numbers, match[1], language)

    return re.sub(r"\[\^[^\]\s]+\]:?", "", re.sub(r"\[\[([a-z0-9/-]+)\]\]", cited, text))


def plain(texts: Iterable[str]) -> set[str]:
    """Return the words of proposals; what they refer to prints otherwise."""
    return {word for text in texts for word in words(re.sub(r"\[\[.*?\]\]|\[\^.*?\]", " ", text))}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", WHOLE)
def test_the_demo_loses_no_word_of_its_text_in_any_language(demo: Workspace, read: Read, name: str, form: str) -> None:
    member = next(each for each in members(demo, Asked()) if each.name == name)
    document = member.make(demo, Asked())
    assert lost(demo.charter(), document.language, read(output(document, form), form), form) == Counter()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", PROPOSED)
def test_the_demo_loses_no_word_of_any_open_proposal(demo: Workspace, text_of: Read, name: str, form: str) -> None:
    member = next(each for each in members(demo, Asked()) if each.name == name)
    there = set(words(text_of(output(member.make(demo, Asked()), form), form)))
    entries = negotiation(demo, demo.repository.head()).open()
    assert len(entries) >= 10
    for entry in entries:
        assert plain(words_put(entry.change)) <= there, entry.ref


def test_every_other_document_of_the_set_can_be_made_of_the_demo_and_read(demo: Workspace, text_of: Read) -> None:
    for member in members(demo, Asked()):
        if member.name in {"adopted", "corrigendum"}:
            with pytest.raises(UsageError, match=r"not adopted|no error of an adopted text"):
                member.make(demo, Asked())
            continue
        document = member.make(demo, Asked())
        found = " ".join(text_of(output(document, "md"), "md").split())
        assert document.masthead.view in found, member.name
        assert document.masthead.symbol in found, member.name


@pytest.mark.parametrize("form", FORMATS)
def test_the_real_charter_loses_no_word(read: Read, form: str) -> None:
    space = charterkit.open(ROOT)
    text = space.charter()
    document = made(space, Asked(work_tree=True))
    assert lost(text, document.language, read(output(document, form), form), form) == Counter()


@pytest.mark.parametrize("form", FORMATS)
def test_a_generated_charter_loses_no_word_whatever_its_seed(read: Read, form: str) -> None:
    for seed in (3, 17):
        text = generated(4, seed)
        for document in (clean(text), adopted(text, Front(paragraph_numbers=True, watermark=True))):
            assert lost(text, "en", read(output(document, form), form), form) == Counter()
