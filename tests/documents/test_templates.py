"""Templates: a fault is named with its file and line, a workspace's own come first, and records are never templates."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.filters import FILTERS

from charterkit.documents import Front, clean, document, output, render
from charterkit.documents.pages.html import html_of, running_head, to_html
from charterkit.documents.pages.markup_faults import markup_fault
from charterkit.documents.pages.templates import TemplateFault, environment, package_templates
from charterkit.documents.pdf.making import PageFault
from charterkit.documents.reports.report import Report, report
from charterkit.documents.runs import Run
from charterkit.documents.synopsis.pairs import pairs_synopsis
from charterkit.documents.synopsis.value import Synopsis
from charterkit.documents.tree import Document, Masthead
from charterkit.documents.two_ways import with_marks
from charterkit.drafting.rolling import rolling
from charterkit.errors import UsageError
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("document.md", "a\nb {{ document.no_such_thing }}", r"document\.md:2: .*no_such_thing"),
        ("document.md", "{% if %}", r"document\.md:1: "),
        ("document.md", "\n\n{{ 1 / 0 }}", r"document\.md:3: division by zero"),
        ("document.md", "a\n{% include 'nowhere.md' %}", r"document\.md:2: there is no template 'nowhere.md'"),
        (
            "document.md",
            "{% macro a() %}\n{{ a() }}\n{% endmacro %}{{ a() }}",
            r"document\.md:2: .* calls itself without",
        ),
        (
            "document.md",
            "{% for a in range(2000) %}{% for b in range(2000) %}{% endfor %}{% endfor %}",
            r"document\.md:1: loops over range\(\) turn more than 1,000,000 times",
        ),
        ("document.md", "{{ document.__class__.__mro__ }}", r"document\.md:1: "),
        ("document.md", "{{ document | no_such_filter }}", r"document\.md:1: "),
        (
            "document.md",
            "{% extends 'document.md' %}",
            r"document\.md:1: .*own is charterkit/document\.md",
        ),
        ("document.md", "{% if false %}words{% endif %}", r"document\.md: it makes an empty document"),
    ],
)
def test_a_fault_in_a_template_is_named_with_its_line(
    nasty: Charter, tmp_path: Path, name: str, source: str, message: str
) -> None:
    (tmp_path / name).write_text(source)
    with pytest.raises(TemplateFault, match=message):
        render(nasty, "clean", "md", templates=(tmp_path,))


def test_a_template_that_is_not_utf8_is_named_with_its_line(nasty: Charter, tmp_path: Path) -> None:
    (tmp_path / "document.md").write_bytes(b"one\ntwo \xe9")
    with pytest.raises(TemplateFault, match=r"document\.md:2: byte 0xe9 is not UTF-8"):
        render(nasty, "clean", "md", templates=(tmp_path,))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("p {\n  colour: red;\n}", r"page\.css:2: Ignored `colour: red`, unknown property"),
        ("{% set wide = 3 %}\np { widht: {{ wide }}mm }", r"page\.css:2: Ignored `widht: 3mm ?`, unknown property"),
        ("@import url(https://example.org/x.css);", r"page\.css:1: @import rule"),
        (
            "p { background: url(https://example.org/x.png) }",
            r"page\.css:1: 'https://example.org/x.png' .* fetched",
        ),
        ("\np { background: url(logo.svg) }", r"page\.css:2: 'file:///.*/logo.svg' does not exist"),
    ],
)
def test_a_fault_in_a_style_is_named_with_its_line(nasty: Charter, tmp_path: Path, wrong: str, message: str) -> None:
    (tmp_path / "page.css").write_text(wrong)
    with pytest.raises(PageFault, match=message):
        render(nasty, "clean", "pdf", templates=(tmp_path,))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            ("blocks.html", "</article>", ""),
            r'blocks\.html:\d+: <article class="provision recital keep"> is not closed',
        ),
        (("blocks.html", "</article>", "</article></div>"), r"blocks\.html: </div> closes nothing"),
        (("frame.html", "</header>", ""), r'frame\.html:\d+: <header class="front"> is not closed'),
        (("page.css", "{ break-inside: auto; }", "{ break-inside: auto;"), r"page\.css:\d+: a brace { is not closed"),
        (("document.css", "{ font-size: 1.7em; }", "{ font-size: 1.7em; }}"), r"document\.css:\d+: a brace } closes"),
        (("document.css", "p { margin: 0 0 0.55em; }", "p { margin: 0 0 0.6em; }"), None),
    ],
)
def test_a_tag_or_brace_that_is_not_closed_is_named_with_its_line(
    nasty: Charter, tmp_path: Path, edit: tuple[str, str, str], message: str | None
) -> None:
    shutil.copytree(package_templates(), tmp_path, dirs_exist_ok=True)
    name, old, new = edit
    source = (tmp_path / name).read_text()
    (tmp_path / name).write_text(source.replace(old, new, 1))
    with pytest.raises(TemplateFault, match=f"^{message}") if message else nullcontext():
        to_html(clean(nasty), (tmp_path,), paged=True)


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        (
            "frame.html",
            '{% extends "charterkit/frame.html" %}\n{% block titel %}{% endblock %}',
            r"frame\.html:2: charterkit/frame\.html has no block 'titel'; it has content, legend, masthead, ",
        ),
        (
            "document.html",
            '{% extends "charterkit/document.html" %}\n\n{% block bodies %}{% endblock %}',
            r"document\.html:3: charterkit/document\.html has no block 'bodies'; it has body, content, contents, ",
        ),
        ("document.html", '{% extends "charterkit/document.html" %}{% block title %}Of frame.html{% endblock %}', None),
        (
            "page.css",
            '{% include "charterkit/page.css" %}\nbody { color: red',
            r"page\.css:2: a brace { is not closed",
        ),
        (
            "page.css",
            '{% include "charterkit/page.css" %}\nh1 { color: red;\n  font-family: "No Such Font" }',
            r"page\.css:3: no font 'No Such Font' is installed; install it, or name behind it",
        ),
        ("page.css", '{% include "charterkit/page.css" %}\nh1 { font-family: "No Such Font", serif }', None),
        ("page.css", '{% include "charterkit/page.css" %}\nh1 { font-family: "No Such Font", noto sans }', None),
        (
            "page.css",
            '{% include "charterkit/page.css" %}\n@font-face { font-family: X; src: url(a) } h1 { font-family: X }',
            None,
        ),
    ],
)
def test_what_a_template_adds_to_the_packages_own_is_told_by_its_line_where_it_is_wrong(
    nasty: Charter, tmp_path: Path, name: str, source: str, message: str | None
) -> None:
    (tmp_path / name).write_text(source)
    with pytest.raises(TemplateFault, match=f"^{message}") if message else nullcontext():
        to_html(clean(nasty), (tmp_path,), paged=True)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<div><p>One<p>Two<ul><li>three<li>four</ul></div>", None),
        ("<DIV title='a > b'><br><img alt=\"<b>\"/><!-- <i> --></div>", None),
        ("<style>a::before { content: '}' } /* { */ b { c: \"{\" }</style><script>if (1 < 2) { '<b>' }</script>", None),
        ("<style>/* one p { margin: 0 } /* two */</style>", "a comment /* is not closed before the next one begins"),
        ("<p><b>bold</p>", "<b> is not closed before </p>"),
        ("<ul><li>one</i></ul>", "</i> closes nothing"),
        ("<table><tr><td><div></td></tr></table>", "<div> is not closed before </td>"),
        ("<style>a { b: c }\n/* d { }</style>", "a comment /* is not closed"),
        ("<style>@media print { a { b: c }</style>", "a brace { is not closed"),
    ],
)
def test_what_html_lets_a_template_leave_out_is_no_fault(page: str, message: str | None) -> None:
    fault = markup_fault(page)
    assert (fault and fault.message) == message


def test_pictures_of_the_template_folders_are_put_into_the_html_and_no_others(nasty: Charter, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    style = (package_templates() / "screen.css").read_text()
    (tmp_path / "screen.css").write_text(f"{style}\n.masthead {{ background: url('logo.svg') }}")
    (tmp_path / "signatures.html").write_text("{% macro pages(signing) %}{% endmacro %}")
    made = str(render(nasty, "clean", "html", templates=(tmp_path,)))
    assert "url('data:image/svg+xml;base64,PHN2Zy" in made
    for address in ("https://example.org/x.svg", "//example.org/x.svg", "../outside.svg", "nowhere.svg"):
        (tmp_path / "screen.css").write_text(f".masthead {{ background: url({address}) }}")
        with pytest.raises(TemplateFault, match=r"screen\.css:1: .* and was not fetched"):
            render(nasty, "clean", "html", templates=(tmp_path,))


def documented() -> str:
    return (package_templates() / "README.md").read_text()


def test_the_documentation_names_all_templates_and_only_blocks_and_variables_that_there_are() -> None:
    folder, told = package_templates(), documented()
    rows = [row for row in told.splitlines() if row.startswith("| `")]
    files = {name: row for row in rows for name in re.findall(r"`([\w-]+\.\w+)`", row.split("|")[1])}
    assert set(files) >= {path.name for path in folder.iterdir() if path.is_file() and path.name != "README.md"}
    for name, row in files.items():
        source = (folder / name).read_text()
        listed = row.partition("blocks ")[2] if f"`{name}`" == row.split("|")[1].strip().partition(",")[0] else ""
        for block in re.findall(r"`(\w+)`", listed):
            assert f"{{% block {block} %}}" in source, f"{name} has no block {block}"
    text = told.partition("## Variables")[2].partition("In `synopsis.html`")[0]
    for first, second in re.findall(r"`document\.(\w+)(?:\.(\w+))?", text):
        assert hasattr(Document, first), f"document.{first}"
        assert first != "masthead" or not second or hasattr(Masthead, second), f"document.masthead.{second}"
    for owner, listed in (
        (Masthead, text.partition("`document.masthead`: ")[2].partition("\n- ")[0].replace("document.", "")),
        (Run, told.partition("A run has ")[2].partition(".")[0].replace("(`keep`, `insert`, `delete`)", "")),
    ):
        names = re.findall(r"`(\w+)`", listed)
        assert names
        assert [name for name in names if not hasattr(owner, name)] == []


def needed(source: str) -> Iterator[str]:
    """Yield what a template takes from outside: variables, what it asks of values, filters; and its own blocks."""
    tree = environment().parse(source)
    modules = {each.target for each in tree.find_all(nodes.Import)}
    names = list(tree.find_all(nodes.Name))
    own = modules | {each.name for each in (*tree.find_all(nodes.Macro), *(n for n in names if n.ctx != "load"))}
    yield from {each.name for each in names} - own - {"loop", "caller", "super"}
    for asked in tree.find_all(nodes.Getattr):
        of = asked.node.name if isinstance(asked.node, nodes.Name) else getattr(asked.node, "attr", "")
        if of not in modules | {"loop", "words", "previtem", "nextitem"} and not hasattr(str, asked.attr):
            yield asked.attr
    yield from (each.name for each in tree.find_all(nodes.Filter) if each.name not in FILTERS)
    yield from (each.name for each in tree.find_all(nodes.Block))


def test_whatever_the_templates_use_is_documented() -> None:
    told = re.sub(r"```.*?```", "", documented(), flags=re.DOTALL)
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", told)))) | {"isoformat", "document"}
    named |= {"listed"}  # document.html sets it for blocks.html
    sources = (path for path in package_templates().iterdir() if path.suffix in (".html", ".md", ".css"))
    used = {path.name: set(needed(path.read_text())) for path in sources if path.name != "README.md"}
    assert {name: left for name, found in used.items() if (left := found - named)} == {}


def documented_blocks() -> Iterator[tuple[str, str]]:
    """Yield each template with the blocks that its row of the README names; those of the frame are in all of them."""
    rows = re.findall(r"^\| `([\w-]+\.html)`.*blocks (.*) \|$", documented(), re.MULTILINE)
    blocks = {name: re.findall(r"`(\w+)`", listed) for name, listed in rows}
    for name in ("document.html", "report.html", "synopsis.html"):
        yield from ((name, block) for block in (*blocks["frame.html"], *blocks[name]))


@pytest.mark.parametrize(("name", "block"), list(documented_blocks()))
def test_a_template_that_extends_the_packages_own_replaces_one_block_of_it(
    nasty: Charter, tmp_path: Path, name: str, block: str
) -> None:
    own = f"{{% extends 'charterkit/{name}' %}}{{% block {block} %}}OUR OWN {{{{ document.language }}}}{{% endblock %}}"
    (tmp_path / name).write_text(own)
    shown: Document | Report | Synopsis = clean(nasty)
    if name == "report.html":
        shown = report(nasty.settings, Front(), "clean", ())
    elif name == "synopsis.html":
        shown = pairs_synopsis(compare(nasty, nasty), "side-by-side")
    assert html_of(shown, name, (tmp_path,)).count("OUR OWN en") == 1


def test_a_block_is_added_to_with_the_packages_own_words_around_it(nasty: Charter, tmp_path: Path) -> None:
    (tmp_path / "frame.html").write_text(
        "{% extends 'charterkit/frame.html' %}{% block title %}{{ super() }}<p>Room 5</p>{% endblock %}"
    )
    made = str(render(nasty, "clean", "html", templates=(tmp_path,)))
    assert "<p>Room 5</p>" in made
    assert "Charter of Tests" in made


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


@pytest.mark.parametrize(
    ("title", "language", "marked"),
    [
        ("XAA-2026-001 «راه‌های کوهستانی»", "en", "XAA-2026-001 \u200f«راه‌های کوهستانی»\u200f"),
        ("Part II. Land · بخش ۲…", "zh", "Part II. Land · بخش ۲…\u200f"),
        ("XAA-2026-001 A member of the…", "fa", "XAA-2026-001 A member of the…\u200e"),
        ("Article 5. “Peace” (again)", "en", "Article 5. “Peace” (again)"),
        ("دربارهٔ صلح", "fa", "دربارهٔ صلح"),
    ],
)
def test_signs_at_the_ends_of_words_from_the_other_side_stay_with_them_where_no_element_can_hold_them(
    title: str, language: str, marked: str
) -> None:
    assert with_marks(title, language) == marked
