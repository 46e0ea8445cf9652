"""Nothing lost in any script: every document and report of the worked negotiation retold in other languages.

The demo itself is in English, Russian and Arabic; here its words are those of another language, so that what is open,
proposed, counted, quoted and cut short is in that script. What a document is made of is counted against its files.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from tests.documents.conftest import html_text, markdown_text
from tests.documents.read_aloud import heard, worded
from tests.documents.retold import Tongue, retold
from tests.documents.test_nothing_lost import plain, shown
from tests.documents.test_reading_order import template
from tests.documents.test_whole_set import missing, stretches

from charterkit.cli.asked import Asked
from charterkit.cli.set_members import members
from charterkit.documents.formats import output
from charterkit.documents.pages.html import html_of
from charterkit.documents.pdf.making import Printing, to_pdf
from charterkit.documents.pdf.pressroom import running
from charterkit.documents.press.drawing.copied_text import RIGHT_TO_LEFT
from charterkit.drafting.proposals import words_put
from charterkit.errors import UsageError
from charterkit.store.negotiation import negotiation
from charterkit.store.workspace import Workspace

HEARD = {
    "fa": {"redline", "briefs", "sources"},
    "hi": {"rolling", "statistics", "history"},
    "zh": {"compilation", "versions", "proposals"},
}
"""Each kind of document with words of the charter in one of the scripts, of which the PDF is read as it is heard."""

READERS: dict[str, Callable[[str], str]] = {"html": html_text, "md": markdown_text}


@pytest.fixture(scope="module", params=sorted(HEARD))
def space(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return retold(tmp_path_factory.mktemp("retold"), request.param)


def test_no_document_or_report_loses_a_word_in_markdown_or_html(space: Workspace) -> None:
    asked, lost, kinds = Asked(), {}, set[str]()
    for member in members(space, asked):
        kind = member.name.partition("/")[0]
        if kind in kinds:
            continue
        kinds.add(kind)
        try:
            document = member.make(space, asked)
        except UsageError:  # there is no adopted text, and so no corrigendum
            continue
        wanted = unicodedata.normalize("NFKC", " ".join(stretches(document)))
        for form, read in READERS.items():
            text = unicodedata.normalize("NFKC", read(str(output(document, form))))
            if found := missing(wanted, text):
                lost[member.name, form] = found
    assert lost == {}
    assert len(kinds) > 15


@pytest.mark.parametrize("name", ["clean", "rolling"])
def test_a_pdf_loses_no_word_of_the_text_or_of_what_is_proposed(
    space: Workspace, text_of: Callable[[str | bytes, str], str], name: str
) -> None:
    charter = space.charter()
    (document,) = (member.make(space, Asked()) for member in members(space, Asked()) if member.name == name)
    text = unicodedata.normalize("NFKC", text_of(output(document, "pdf"), "pdf"))
    wanted = set(shown(charter, charter.settings.drafting_language))
    if name == "rolling":
        wanted |= {
            word
            for each in negotiation(space, space.repository.head()).open()
            for word in plain(words_put(each.change))
        }
    whole = "".join(text.split())
    found = {word for word in wanted if unicodedata.normalize("NFKC", word) not in whole}
    if RIGHT_TO_LEFT.search(whole):  # pdftotext parts words from the right; their letters are counted
        assert Counter("".join(wanted)).keys() <= Counter(whole).keys() | {"\N{ZERO WIDTH NON-JOINER}"}
    else:
        assert found == set()


def test_each_word_of_a_pdf_is_heard_whole_and_by_itself(space: Workspace) -> None:
    language = space.charter().settings.drafting_language
    kinds, wrong = HEARD[language], {}
    with running() as press:
        for member in members(space, Asked()):
            if (kind := member.name.partition("/")[0]) not in kinds:
                continue
            kinds = kinds - {kind}
            document = member.make(space, Asked())
            words = heard(to_pdf(document, printing=Printing(press=press, processes=1)))
            source = worded(html_of(document, template(document), paged=True))
            numbers = {word for word in words if word.isdigit()}  # of pages and footnotes
            if found := {*(words - source)} - numbers | {*(source - words)}:
                wrong[kind] = found
    assert wrong == {}
    assert not kinds


def test_the_words_of_a_language_stand_for_english_ones_one_for_one() -> None:
    tongue = Tongue("zh")
    first = tongue("The Participants meet once a year; [[purpose]] stays, and so do 30 days.")
    assert tongue("The Participants meet once a year; [[purpose]] stays, and so do 30 days.") == first
    assert "[[purpose]]" in first
    assert "30" in first
    assert first.endswith("。")
    given = list(tongue.given.values())
    assert len(given) == len(set(given)) == 11
