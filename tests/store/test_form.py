"""The files of the charter stand in the form in which charterkit writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.samples import PURPOSE, RELEASE, SCOPE, SETTINGS

from charterkit.store.disk.files import FileSet, read_work_tree
from charterkit.store.records.form import form_problems
from charterkit.store.records.whole import read_records

ROOT = Path(__file__).parents[2]
PATH = "charter/clauses/purpose.yaml"
OWN = PURPOSE + b"legal_nature: undecided\n"
OWN_SETTINGS = SETTINGS.replace(b"outline:", b"rule: consent\nstatus: working_draft\noutline:")
CANONICAL = {
    "charter/charter.yaml": OWN_SETTINGS,
    PATH: OWN,
    "charter/clauses/scope.yaml": SCOPE + b"legal_nature: undecided\n",
    "charter/decisions/0001-release-x.yaml": RELEASE + b"rule: consent\n",
    "charter/registry/topics.yaml": b"topics:\n  - id: peace\n    name:\n      en: Peace\n",
}


def said(path: str = "", content: bytes = b"") -> list[str]:
    files = {**CANONICAL, path: content} if path else CANONICAL
    return [str(problem) for problem in form_problems(read_records(FileSet(files)))]


def test_what_charterkit_writes_is_in_its_form() -> None:
    assert said() == []


def test_this_repositorys_own_charter_is_canonical() -> None:
    assert list(form_problems(read_records(read_work_tree(ROOT)))) == []


@pytest.mark.parametrize("kind", [b'kind: "article"', b"kind:  article", b"kind: article  # a comment"])
def test_a_provision_written_by_hand_is_an_error_at_the_first_line_that_differs(kind: bytes) -> None:
    (line,) = said(PATH, OWN.replace(b"kind: article", kind))
    assert line.startswith(f"{PATH}:2:1: the file is not in the form in which charterkit writes it; ")
    assert f"this line would be 'kind: article'; if it was changed by hand, take that back: git restore {PATH}" in line


def test_settings_in_another_form_are_a_warning() -> None:
    (line,) = said("charter/charter.yaml", OWN_SETTINGS + b"# more to come\n")
    assert line.startswith("charter/charter.yaml:13:1: warning: the file is not in the form")


def test_line_ends_do_not_count() -> None:
    assert said(PATH, OWN.replace(b"\n", b"\r\n")) == []


@pytest.mark.parametrize("path", CANONICAL)
def test_every_file_of_the_charter_is_looked_at(path: str) -> None:
    assert len(said(path, CANONICAL[path] + b"\n")) == 1


def test_of_two_files_with_one_id_none_is_told_to_be_in_another_form() -> None:
    assert said("charter/annexes/scope.yaml", SCOPE.replace(b"article", b"annex")) == []
    assert said("charter/decisions/0001-release-y.yaml", RELEASE) == []
