"""``charterkit render``: the views beside the text, options that do not go together, and the whole set."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.cli.runner import Charter
from tests.documents.verapdf import breaches, needs_java


def test_the_set_has_a_brief_for_each_who_lodged_and_a_history_of_what_was_discussed(
    charter: Charter, tmp_path: Path
) -> None:
    charter.lodged("amend", "purpose", "--as", "XAA", "--heading", "Purposes")
    charter.done("render", "--all", "--format", "md", "-o", str(tmp_path))
    assert "Purposes" in (tmp_path / "briefs" / "XAA.md").read_text()
    assert "Purposes" in (tmp_path / "history" / "purpose.md").read_text()
    assert "[history/purpose.md](history/purpose.md)" in (tmp_path / "index.md").read_text()


def test_the_set_has_every_document_in_every_format_and_an_index_that_leads_to_them(
    charter: Charter, tmp_path: Path
) -> None:
    folder = tmp_path / "set"
    charter.done("render", "--all", "--format", "html", "-o", str(folder))
    index = (folder / "index.html").read_text()
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} - {"index.html"}
    assert {"clean.html", "rolling.html", "rolling-anonymous.html", "compilation.html"} <= made
    assert all(f'href="{name}"' in index for name in made)
    assert (folder / "index.md").is_file()


@needs_java
def test_the_whole_set_keeps_to_the_standard_that_is_asked_for(charter: Charter, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    charter.done("render", "--all", "--format", "pdf", "--pdf-variant", "a", "-o", str(folder))
    made = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.pdf")}
    assert {"clean.pdf", "rolling.pdf", "index.pdf"} <= made.keys()
    assert breaches("3a", made, tmp_path) == {}


def test_what_cannot_be_made_yet_is_named_in_the_index_with_the_reason(charter: Charter, tmp_path: Path) -> None:
    charter.done("render", "--all", "--format", "md", "-o", str(tmp_path / "set"))
    index = (tmp_path / "set" / "index.md").read_text()
    assert "adopted: the text is not adopted" in index
    assert not (tmp_path / "set" / "adopted.md").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--all",), "--all needs a folder"),
        (("--all", "--pdf-variant", "ua", "--format", "md", "-o", "set"), "--pdf-variant goes with PDF"),
        (("--all", "--view", "redline", "-o", "set"), "--all makes every view"),
        (("--view", "compilation", "--anonymous"), "proposals as submitted always name"),
        (("--number", "2"), "go with --view corrigendum"),
        (("--against", "zero-draft"), "--against goes with"),
        (("--view", "corrigendum", "--objections-by", "soon"), "write it as 2026-10-29"),
    ],
)
def test_options_that_do_not_go_together_are_refused_and_nothing_is_written(
    charter: Charter, arguments: tuple[str, ...], reason: str
) -> None:
    before = charter.state()
    ran = charter("render", *arguments)
    assert ran.code == 2
    assert reason in ran.err
    assert charter.state() == before


def test_a_corrigendum_carries_the_symbol_of_the_text_that_it_corrects(charter: Charter) -> None:
    number = charter.lodged("amend", "purpose", "--as", "XAA", "--heading", "Purposes")
    charter.done("merge", number)
    made = charter.done("render", "--view", "corrigendum", "--against", "zero-draft", "--number", "2").out
    assert "/Corr.2" in made.splitlines()[2]
    assert "| Article 1, heading |" in made


def test_a_template_that_fails_leaves_no_half_written_file(charter: Charter, tmp_path: Path) -> None:
    charter.put("templates/report.md", "{{ document.nothing_such }}\n")
    ran = charter("render", "--view", "compilation", "-o", str(tmp_path / "made.md"))
    assert ran.code == 1
    assert "report.md:1: " in ran.err
    assert not (tmp_path / "made.md").exists()


def test_a_set_of_which_a_document_fails_is_not_made_to_its_end_and_has_no_index(
    charter: Charter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from charterkit.cli import render_set  # noqa: PLC0415  slow to import

    monkeypatch.setattr(render_set, "AHEAD", 0)
    charter.put("templates/document.md", "{{ document.nothing_such }}\n")
    ran = charter("render", "--all", "--format", "md", "-o", str(tmp_path / "set"))
    assert ran.code == 1
    assert "document.md:1: " in ran.err
    assert list((tmp_path / "set").iterdir()) == []


def test_documents_of_a_set_have_the_bytes_of_those_that_are_made_alone(charter: Charter, tmp_path: Path) -> None:
    charter.lodged("amend", "purpose", "--as", "XAA", "--heading", "Purposes")
    charter.done("render", "--all", "--format", "pdf", "-o", str(tmp_path / "set"))
    for view in ("redline", "compilation"):  # neither is the first that a press prints
        charter.done("render", "--view", view, "-o", str(tmp_path / f"{view}.pdf"))
        assert (tmp_path / f"{view}.pdf").read_bytes() == (tmp_path / "set" / f"{view}.pdf").read_bytes()


def test_the_set_in_another_language_has_its_index_in_it_and_names_every_document(
    charter: Charter, tmp_path: Path
) -> None:
    charter.done("render", "--all", "--language", "ru", "--format", "md", "-o", str(tmp_path))
    index = (tmp_path / "index.md").read_text("utf-8")
    assert "Документы этого текста" in index
    assert "Положение дел на переговорах: [standing.md]" in index
    assert "Чистый текст (английский): [clean.md]" in index
    assert "Исправление: ошибки в принятом тексте не исправлялись" in index
    assert "Положение дел на переговорах" in (tmp_path / "standing.md").read_text("utf-8")


def test_the_index_on_paper_is_in_the_language_that_is_asked_for(charter: Charter, tmp_path: Path) -> None:
    from charterkit.cli.asked import Asked  # noqa: PLC0415  likewise
    from charterkit.cli.render_set import indexed  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.set_index import Listed, index_output  # noqa: PLC0415  likewise
    from charterkit.store.workspace import open as open_workspace  # noqa: PLC0415  likewise

    listed = [Listed("standing", "التقرير"), Listed("adopted", "", "none yet", "en")]
    made = indexed(open_workspace(charter.root), Asked(language="ar"), listed, ("pdf",))
    path = tmp_path / "index.pdf"
    content = index_output(made, "pdf")
    assert isinstance(content, bytes)
    path.write_bytes(content)
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert "standing" in told
    assert "none yet" in told


def test_how_lines_are_counted_says_nothing_where_none_are_numbered(charter: Charter, tmp_path: Path) -> None:
    told = charter.done("render", "--line-count", "text", "-o", str(tmp_path / "a.pdf"))
    assert "no lines are numbered here: give --line-numbers N too" in told.err
    numbered = charter.done("render", "--line-count", "text", "--line-numbers", "5", "-o", str(tmp_path / "b.pdf"))
    assert "note: --line-count" not in numbered.err


def test_settings_that_are_not_committed_are_named_where_the_last_commit_is_rendered(charter: Charter) -> None:
    settings = charter.root / "charter/charter.yaml"
    settings.write_text(f"{settings.read_text()}pages: {{paragraph_numbers: true}}\n")
    ran = charter.done("render")
    assert "note: made of the last commit; not committed: charter/charter.yaml (--work-tree takes" in ran.err
    assert "note:" not in charter.done("render", "--work-tree").err
    assert "note:" not in charter.done("render", "--at", "zero-draft").err
