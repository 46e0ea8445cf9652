"""Templates: a fault is named with its file and line, a workspace's own come first, and records are never templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from charterkit.documents import Front, clean, document, output, render
from charterkit.documents.html import running_head
from charterkit.documents.templates import TemplateFault, package_templates
from charterkit.drafting.rolling import rolling
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("document.md", "a\nb {{ document.no_such_thing }}", r"document\.md:2: .*no_such_thing"),
        ("document.md", "{% if %}", r"document\.md:1: "),
        ("document.md", "\n\n{{ 1 / 0 }}", r"document\.md:3: division by zero"),
        ("document.md", "{% include 'nowhere.md' %}", r"nowhere\.md: there is no such template"),
        ("document.md", "{{ document.__class__.__mro__ }}", r"document\.md:1: "),
        ("document.md", "{{ document | no_such_filter }}", r"document\.md:1: "),
    ],
)
def test_a_fault_in_a_template_is_named_with_its_line(
    nasty: Charter, tmp_path: Path, name: str, source: str, message: str
) -> None:
    (tmp_path / name).write_text(source)
    with pytest.raises(TemplateFault, match=message):
        render(nasty, "clean", "md", templates=(tmp_path,))


def test_a_block_of_the_html_can_be_replaced(nasty: Charter, tmp_path: Path) -> None:
    own = (package_templates() / "document.html").read_text()
    (tmp_path / "base.html").write_text(own)
    (tmp_path / "document.html").write_text("{% extends 'base.html' %}{% block title %}<h1>Our own</h1>{% endblock %}")
    made = render(nasty, "clean", "html", templates=(tmp_path,))
    assert "<h1>Our own</h1>" in made
    assert "Article 1" in made


def test_the_html_stands_alone(nasty: Charter) -> None:
    made = str(render(nasty, "clean", "html"))
    assert "<script" not in made
    assert "<link" not in made
    assert "src=" not in made
    assert "url(" not in made


def test_every_link_of_the_html_leads_somewhere(nasty: Charter) -> None:
    made = str(render(nasty, "clean", "html"))
    targets = {piece.partition('"')[0] for piece in made.split(' id="')[1:]}
    links = {piece.partition('"')[0] for piece in made.split('href="#')[1:]}
    assert links <= targets


def test_the_masthead_says_what_the_text_is_and_that_nobody_adopted_it(nasty: Charter) -> None:
    made = str(render(nasty, "clean", "html", Front(version="zero-draft", symbol="T/2026/WD.2")))
    assert "T/2026/WD.2" in made
    assert "Status of the text: Working draft.</strong> A working draft prepared from published material" in made
    assert "adopted by no one" in made


def test_an_anonymous_rolling_text_names_nobody(nasty: Charter) -> None:
    proposal = Submission.model_validate({
        "id": "XQZ-2026-001", "by": "XQZ", "date": "2026-11-24", "base": "zero", "title": "Proposal",
        "changes": [{"amend": "arms/notice/b", "replace": "all", "with": "each"}, {"delete": "t0"}, {"keep": "t1"}],
    })  # fmt: skip
    open_text = rolling(nasty, [proposal])
    assert "XQZ" in str(render(open_text, "rolling", "html"))
    assert "XQZ" not in str(render(open_text, "rolling", "html", Front(attributed=False)))


def test_a_view_is_refused_for_what_it_cannot_be_made_of(nasty: Charter) -> None:
    with pytest.raises(UsageError, match="no 'redline' text is made of a Charter"):
        document(nasty, "redline")
    with pytest.raises(UsageError, match="there is no format 'docx'"):
        output(clean(nasty), "docx")


def test_a_long_title_is_cut_between_words_in_the_head_of_a_page() -> None:
    assert running_head("Article 5. Peaceful settlement") == "Article 5. Peaceful settlement"
    assert running_head("Article 5. " + "Settlement of differences " * 5).endswith("\N{HORIZONTAL ELLIPSIS}")
    assert len(running_head("x" * 300)) <= 57
