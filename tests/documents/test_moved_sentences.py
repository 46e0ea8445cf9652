"""A sentence that moved is shown as one in every document: struck where it stood, underlined where it stands."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from charterkit.documents import Front, render
from charterkit.documents.formats import output
from charterkit.documents.synopsis.pairs import pairs_synopsis
from charterkit.documents.synopsis.value import Layout
from charterkit.history import Comparison, compare
from charterkit.model.charter import Charter

OLD = "All States meet each year. The host bears the costs of it. Minutes are kept in all the languages."
NEW = "Minutes are kept in all the official languages. All States meet each year. The host bears the costs of it."
OLD_PLACE = "{moved 1: Minutes are kept in all the languages.}"
NEW_PLACE = "{moved 1: Minutes are kept in all the official languages.}"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(charter(OLD), charter(NEW))


def charter(text: str) -> Charter:
    return Charter.model_validate(
        {
            "settings": {
                "title": {"en": "Charter"},
                "symbol": "X/1",
                "outline": {"parts": [{"id": "p", "heading": {"en": "Part"}, "provisions": ["one"]}]},
            },
            "provisions": {"one": {"id": "one", "kind": "article", "text": {"en": text}}},
        }
    )


def words(html: str) -> str:
    """Return the words of HTML's body, changes in square brackets."""
    body = html.partition("<body")[2].partition("</dl>")[2]
    told = re.sub(r"<(ins|del)( class=\"moved\")?>", lambda found: f"[{found[1]}{found[2] or ''}:", body)
    return " ".join(re.sub(r"<[^>]*>", "", re.sub(r"</(?:ins|del)>", "]", told)).split())


def test_a_moved_sentence_stands_between_one_pair_of_tags_at_each_place(comparison: Comparison) -> None:
    shown = words(str(render(comparison, "redline", "html", Front())))
    assert '[del class="moved": {moved 1: Minutes are kept in all the languages.}]' in shown
    assert (
        '[ins class="moved":{moved 1: Minutes are kept in all the][ins: official][ins class="moved": languages.} ]'
        in shown
    )


def test_a_redline_in_markdown_says_what_moved(comparison: Comparison) -> None:
    made = str(render(comparison, "redline", "md", Front()))
    assert f"<del> {OLD_PLACE}</del>" in made
    assert NEW_PLACE in re.sub(r"</?ins>", "", made)
    assert made.count("moved 1") == 4


@pytest.mark.parametrize("layout", ["side-by-side", "before-after"])
def test_each_side_shows_the_sentence_where_it_stands_there(comparison: Comparison, layout: Layout) -> None:
    made = str(output(pairs_synopsis(comparison, layout), "md"))
    assert made.count(OLD_PLACE) == 1
    assert re.sub(r"</?ins>", "", made).count(NEW_PLACE) == 1


def test_a_comparison_without_moves_explains_none() -> None:
    made = str(render(compare(charter(OLD), charter(OLD.replace("costs", "cost"))), "redline", "html", Front()))
    assert "{moved" not in made


def test_a_pdf_says_in_words_what_moved(comparison: Comparison) -> None:
    made = render(comparison, "redline", "pdf", Front())
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        said = {str(found["/Alt"]) for found in pdf.objects if "/Alt" in getattr(found, "keys", tuple)()}
    assert "moved away: {moved 1: Minutes are kept in all the languages.}; end" in {
        " ".join(text.split()) for text in said
    }
