"""Laws of documents: what goes in comes out, in every format, for texts of every kind."""

from __future__ import annotations

import html
import re
from functools import reduce

import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from charterkit.documents import clean, output, redline
from charterkit.documents.inline import cut, parse
from charterkit.documents.markdown.escape import escape
from charterkit.documents.views.redline import strands
from charterkit.history.comparing.changes import TextChange
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter
from charterkit.words import changes, diff

SIGNS = r"*_`~[]()<>!#+-=|\&;:.^{}%$" + "\"'/@"
PIECES = st.one_of(
    st.sampled_from(
        ["word", "other", "1", "12", "[[one]]", "[[no]]", "[^1]", "[^1]: ", "\n\n", "\n", " ", "  ", "*", "**", "[...]"]
    ),
    st.text(SIGNS, min_size=1, max_size=3),
    st.text("aжя中文अकيب ", min_size=1, max_size=4),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join).filter(lambda text: text.strip())


def charter(text: str) -> Charter:
    one = {"id": "one", "kind": "article", "heading": {"en": "One"}, "units": [{"id": "u", "text": {"en": text}}]}
    outline = {"parts": [{"id": "part", "heading": {"en": "Part"}, "provisions": ["one"]}]}
    settings_ = {"title": {"en": "Laws"}, "symbol": "L/1", "outline": outline}
    return Charter.model_validate({"settings": settings_, "provisions": {"one": one}})


def letters(text: str) -> str:
    """Return the letters and figures of a text, in order, footnote calls left out."""
    return "".join(regex.findall(r"[\p{L}\p{M}\p{N}]", text))


def shown(made: str) -> str:
    """Return what HTML shows, notes of the text put where they stand in it."""
    return html.unescape(re.sub(r"<[^>]*>", "", made))


def printed(text: str) -> str:
    """Return the letters that the tree prints for a text."""
    document = clean(charter(text))
    paragraphs = [row for block in document.blocks() for row in block.paragraphs if block.path == "one/u"]
    paragraphs += [row for note in document.footnotes for row in note.paragraphs]
    return letters(" ".join(run.text for row in paragraphs for run in row.runs if not run.note))


@given(TEXTS)
def test_atoms_join_to_the_text(text: str) -> None:
    atoms = parse(text)
    assert "".join(text[atom.start : atom.end] for atom in atoms) == text
    assert reduce(lambda end, atom: atom.end if atom.start == end else -1, atoms, 0) == len(text)


@given(TEXTS, st.integers(0, 40))
def test_a_text_cut_in_two_holds_the_same_words(text: str, place: int) -> None:
    place = min(place, len(text))
    halves = [*cut(text, 0, place), *cut(text, place, len(text))]
    assert letters("".join(atom.value for atom in halves)) == letters("".join(atom.value for atom in parse(text)))


@given(TEXTS)
@example("a[^1] b\n\n[^1]: c\n\n[^1]: d")
def test_every_letter_of_a_text_is_in_the_document(text: str) -> None:
    expected = letters(re.sub(r"\[\[one\]\]", "Article 1", text))
    # A footnote's name turns into its number: figures are compared without ones.
    assert sorted(printed(text).replace("1", "")) == sorted(expected.replace("1", ""))


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join).map(lambda text: " ".join(text.split())))
@example("1. a")
@example("[a]: b")
@example("![a](b)")
@example("&amp;")
@example("<a>")
@example("***")
@example("a|b")
def test_escaped_markdown_shows_the_words_themselves(text: str) -> None:
    forge = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made = forge.render(escape(text))
    assert " ".join(shown(made).split()) == text
    assert re.fullmatch(r"(?s)(<p>[^<]*</p>\n)?", made)


def paragraphs(text: str) -> list[list[str]]:
    """The words of each paragraph: where lines end within one is nothing to a reader."""
    return [each.split() for each in re.split(r"\n\s*\n", text.strip())]


@settings(max_examples=60)
@given(TEXTS, TEXTS)
@example(old="word", new="[^[[one]]")  # a reference behind two signs, and no footnote called '[[one'
def test_a_redline_holds_the_letters_of_both_texts(old: str, new: str) -> None:
    found = changes(old, new)
    moved = tuple(found) if any(change.move for change in found) else ()
    laid = strands(TextChange("text", "en", tuple(diff(old, new)), moved), "en")
    for side, mark, whole in (("new", "insert", new), ("old", "delete", old)):
        words = (strand for strand in laid if strand.role == "word" and strand.mark in ("keep", mark))
        standing = "".join(strand.text[strand.start : strand.end] for strand in words)
        assert paragraphs(standing) == paragraphs(whole), side  # lines wrapped anew are no change to a reader
    document = redline(compare(charter(old), charter(new)))
    runs = [run for block in document.blocks() for row in block.paragraphs for run in row.runs]
    runs += [run for note in document.footnotes for row in note.paragraphs for run in row.runs]
    for mark, text in (("insert", new), ("delete", old)):
        kept = "".join(run.text for run in runs if run.mark in ("keep", mark) and not run.note and run.role != "sign")
        expected = letters(text.replace("[[one]]", "Article 1")).replace("1", "")
        assert not set(expected) - set(letters(kept))


@settings(max_examples=40)
@given(TEXTS)
def test_markdown_and_html_hold_every_letter_of_the_document(text: str) -> None:
    document = clean(charter(text))
    expected = sorted(printed(text))
    forge = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for made in (forge.render(str(output(document, "md"))), str(output(document, "html")).partition("</style>")[2]):
        found = letters(shown(made))
        assert all(found.count(letter) >= expected.count(letter) for letter in set(expected))
