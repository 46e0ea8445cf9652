"""verify-document: where a document comes from, and whether its words are those of its commit."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.cli.runner import Charter

from charterkit.documents.pdf.making import print_pages


@pytest.fixture
def made(charter: Charter, tmp_path: Path) -> Path:
    """The clean text of a charter as PDF."""
    file = tmp_path / "charter.pdf"
    charter.done("render", "-o", str(file))
    return file


def redrawn(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Change what the pages of a PDF draw, page by page, as an editor of PDFs would."""
    with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(change(b"\n".join(part.read_bytes() for part in page.Contents)))
        pdf.save(file)


@pytest.mark.parametrize("name", ["text.pdf", "text.html", "text.md"])
def test_a_document_is_what_its_commit_makes_also_after_later_commits(
    charter: Charter, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    charter.done("render", "-o", str(file))
    commit = charter.git("rev-parse", "HEAD")
    charter.git("commit", "--allow-empty", "-m", "Later")
    ran = charter.done("verify-document", str(file))
    assert f"clean text of commit {commit}" in ran.out
    assert "it is, byte by byte, what charterkit makes of that commit" in ran.out
    assert charter.done("verify-document", str(file), "--format", "json").values()["answer"] == "identical"


def test_who_holds_a_document_is_told_how_to_see_what_changed_since(charter: Charter, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    charter.done("render", "-o", str(file))
    assert "changed since" not in charter.done("verify-document", str(file)).out
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    charter.done("merge", "XAA-2026-001")
    told = charter.done("verify-document", str(file)).out.splitlines()[-1]
    assert told == "  the text has changed since: charterkit diff zero-draft"
    assert "[-in good time-]{+early+}" in charter(*told.partition(": charterkit ")[2].split()).out
    charter.done("render", "-o", str(file))
    charter.done("release", "first-draft")
    assert charter.done("verify-document", str(file), "--format", "json").values()["since"] is None


def test_pages_print_the_commit_and_the_digest_that_the_file_states(charter: Charter, made: Path) -> None:
    stated = charter.done("verify-document", str(made), "--format", "json").values()
    shown = subprocess.run(["pdftotext", "-raw", made, "-"], capture_output=True, text=True, check=True).stdout
    assert f"commit {stated['commit'][:12]}, {stated['digest'][:23]}" in shown


def test_a_word_that_was_changed_on_the_page_is_found(charter: Charter, made: Path) -> None:
    def change(content: bytes) -> bytes:
        letters = re.findall(rb"<([0-9a-f]{4})", content)
        other = next((letter for letter in letters if letter != letters[0]), None)
        return content.replace(b"<" + letters[0], b"<" + other, 1) if other else content

    redrawn(made, change)
    ran = charter("verify-document", str(made))
    assert ran.code == 1
    assert "ITS WORDS ARE NOT THAT COMMIT'S" in ran.out
    assert re.search(r"it has '.+' where the commit has '.+'", ran.out)


def test_words_that_lie_over_the_page_are_found(charter: Charter, made: Path) -> None:
    with pikepdf.open(io.BytesIO(made.read_bytes())) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[9, 9, 99, 99], Contents=pikepdf.String("not")
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.save(made)
    ran = charter("verify-document", str(made))
    assert ran.code == 1
    assert "page 1: a comment, stamp or field (FreeText)" in ran.out


def test_a_file_that_was_saved_anew_has_the_same_words(charter: Charter, made: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.pdf"
    subprocess.run(["qpdf", "--qdf", made, saved], check=True)
    ran = charter.done("verify-document", str(saved))
    assert "its words are that commit's; its bytes differ" in ran.out


def test_another_size_of_pages_has_the_same_words(charter: Charter, made: Path) -> None:
    folder = charter.root / "templates"
    folder.mkdir(exist_ok=True)
    style = (Path(__file__).parents[2] / "templates" / "page.css").read_text()
    (folder / "page.css").write_text(style.replace("size: A4", "size: A3"))
    assert "its words are that commit's" in charter.done("verify-document", str(made)).out


@pytest.mark.parametrize("name", ["text.html", "text.md"])
def test_a_word_changed_in_html_or_markdown_is_found(charter: Charter, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    charter.done("render", "-o", str(file))
    text = file.read_text()
    file.write_text(text.replace("shall", "may", 1) if "shall" in text else text.replace("Article", "Clause", 1))
    ran = charter("verify-document", str(file), "--format", "json")
    assert (ran.code, ran.values()["answer"]) == (1, "other-words")
    assert ran.values()["differences"]


def test_of_many_words_that_were_added_the_first_are_shown(charter: Charter, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    charter.done("render", "-o", str(file))
    file.write_text(file.read_text() + "And then they met again. " * 500)
    told = charter("verify-document", str(file)).out
    assert "it has 12,499 characters, 'And then they met again." in told
    assert len(told) < 1_000


def test_a_document_of_files_that_were_not_committed_is_not_vouched_for(charter: Charter, tmp_path: Path) -> None:
    file = tmp_path / "text.pdf"
    charter.done("render", "--work-tree", "-o", str(file))
    ran = charter("verify-document", str(file))
    assert ran.code == 1
    assert "it was made of files as they lay, not of a commit" in ran.out


def test_a_document_of_another_repository_is_not_vouched_for(charter: Charter, made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(charter.root, other, symlinks=True)
    elsewhere = Charter(other)
    elsewhere.git("commit", "--allow-empty", "-m", "Elsewhere")
    elsewhere.done("render", "-o", str(made))
    ran = charter("verify-document", str(made))
    assert ran.code == 1
    assert "this repository does not have that commit" in ran.out


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"", b"# A text\n", b"\xff\xfe\x00", b"<!doctype html><p>x"])
def test_a_file_that_charterkit_did_not_make_gets_a_clear_answer(
    charter: Charter, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    ran = charter("verify-document", str(file))
    assert (ran.code, ran.err) == (1, "")
    assert "nothing can be said of its words" in ran.out


def test_a_pdf_of_another_program_gets_a_clear_answer(charter: Charter, tmp_path: Path) -> None:
    file = tmp_path / "other.pdf"
    file.write_bytes(print_pages("<html lang=en><title>t</title><p>Words"))
    assert "it does not say where it comes from" in charter("verify-document", str(file)).out
    assert charter("verify-document", str(tmp_path / "none.pdf")).code == 2


def test_the_same_commit_gives_the_same_bytes_elsewhere_and_at_another_time(
    charter: Charter, made: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "a folder elsewhere"
    subprocess.run(["git", "clone", "--quiet", str(charter.root), str(copied)], check=True)
    again = tmp_path / "again.pdf"
    surroundings = {
        "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(tmp_path), "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "4102444800",
    }  # fmt: skip
    command = [sys.executable, "-m", "charterkit", "-C", str(copied), "render", "-o", str(again)]
    subprocess.run(command, check=True, env=surroundings, cwd=tmp_path, capture_output=True)
    assert again.read_bytes() == made.read_bytes()


def test_white_over_words_is_found(charter: Charter, made: Path) -> None:
    redrawn(made, lambda content: content + b"\nq 1 1 1 rg 50 300 400 200 re f Q")
    ran = charter("verify-document", str(made))
    assert ran.code == 1
    assert "a white area, which covers what lies below" in ran.out


def test_a_report_says_by_which_command_of_which_commit_it_was_made(charter: Charter, tmp_path: Path) -> None:
    commit = charter.git("rev-parse", "HEAD")
    compared = ("diff", "HEAD", "HEAD", "--view")
    for command in (("standing",), ("stats",), (*compared, "side-by-side"), (*compared, "bars")):
        for name in ("report.pdf", "report.html"):
            charter.done(*command, "-o", str(tmp_path / name))
            ran = charter("verify-document", str(tmp_path / name), "--format", "json")
            found = ran.values()
            assert (ran.code, found["answer"], found["commit"]) == (1, "report", commit)
            assert f" {' '.join(command)}" in found["command"]
    assert "nothing here vouches for its words" in charter("verify-document", str(tmp_path / "report.html")).out


def test_other_templates_than_it_was_made_with_are_named(charter: Charter, made: Path) -> None:
    folder = charter.root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "note.md").write_text("nothing")
    (folder / "page.css").write_text((Path(__file__).parents[2] / "templates" / "page.css").read_text() + "\n")
    assert "it was made with other templates" in charter.done("verify-document", str(made)).out
