"""The HTML of a provision that did not change is taken from the last document, and is what the templates would make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from re import findall

import pytest
from jinja2 import meta, nodes

from charterkit.documents import Front, clean
from charterkit.documents.pages.html import html_of, to_html
from charterkit.documents.pages.kept import KeptHtml
from charterkit.documents.pages.templates import environment, package_templates
from charterkit.documents.tree import Document
from charterkit.drafting.merging.edits import with_words
from charterkit.model.charter import Charter

NOTED = "Words with a note.[^n]\n\n[^n]: {}\n"


@pytest.fixture
def text(make: Callable[..., Charter]) -> Charter:
    return make([NOTED.format("The note."), "Words.", f"{NOTED.format('Another.')}"])


def html(document: Document, kept: KeptHtml, *templates: Path) -> str:
    made = html_of(document, "document.html", templates, paged=True, kept=kept)
    assert made == to_html(document, templates, paged=True)
    return made


@pytest.mark.parametrize(
    "words", ["Other words.", NOTED.format("Another note."), NOTED.format("Long words. " * 400), "No note any more."]
)
def test_after_any_edit_it_is_what_the_templates_make(text: Charter, words: str) -> None:
    kept = KeptHtml()
    once = html(clean(text), kept)
    assert html(clean(with_words(text, "t0/u", "text", "en", words)), kept) != once
    assert html(clean(text), kept) == once


def test_only_what_changed_is_made_again(text: Charter) -> None:
    kept = KeptHtml()
    html(clean(text), kept)
    known = set(kept.now)
    html(clean(with_words(text, "t1/u", "text", "en", "Other words.\n")), kept)
    assert len(kept.now.keys() & known) == len(known) - 1


def test_of_a_page_in_another_language_nothing_is_taken(text: Charter) -> None:
    kept = KeptHtml()
    html(clean(text), kept)
    html(clean(text, Front(language="ru")), kept)
    assert not kept.last


def test_what_own_templates_make_is_never_kept(text: Charter, tmp_path: Path) -> None:
    """They may ask the document for anything."""
    own = (
        (package_templates() / "runs.html").read_text().replace("{{ run.text }}", "{{ document.commit }}{{ run.text }}")
    )
    (tmp_path / "runs.html").write_text(own)
    kept = KeptHtml()
    for commit in ("one", "two"):
        assert html(clean(text, Front(commit=commit)), kept, tmp_path).count(commit) > len(text.provisions)
    assert not kept.now


def test_the_templates_of_a_provision_ask_for_nothing_that_is_not_looked_at() -> None:
    """What is kept is found by the block, its footnotes and these: the language, its fixed words, page or screen."""
    made = environment()
    for name in ("blocks.html", "runs.html"):
        source = (package_templates() / name).read_text()
        asked = set(findall(r"document\.(\w+)", source))
        assert asked <= {"language", "direction", "words", "footnote"}
        parsed = made.parse(source)
        made.filters |= dict.fromkeys((each.name for each in parsed.find_all(nodes.Filter)), str)
        own = {each.target.name for each in parsed.find_all(nodes.Assign) if isinstance(each.target, nodes.Name)}
        assert meta.find_undeclared_variables(parsed) - own <= {"document", "paged", "written", "listed", "late"}
