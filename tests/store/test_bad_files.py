"""Every bad file gets its one line, with the place and what to do, and the rest is read all the same (SECURITY.md).

The cases that can be shown stand in ``tests/cases/check`` for everybody to read and add to.
"""

from __future__ import annotations

import errno
import os
import re
import time
from pathlib import Path

import pytest
from tests.store.samples import FILES, PURPOSE, RELEASE, SUBMISSION, put

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.disk.files import FileSet, read_work_tree
from charterkit.store.records.whole import Records, read_records
from charterkit.store.submissions.outside import read_file
from charterkit.store.yaml.limits import MAX_BYTES

PROVISION = "charter/clauses/purpose.yaml"
LODGED = "submissions/XAA/XAA-2026-001.yaml"
DECISION = "charter/decisions/0001-release-zero-draft.yaml"
CASES = Path(__file__).parents[1] / "cases" / "check"
CASE = re.compile(
    r"^## (?P<title>.+)\n\n`(?P<path>.+)`\n\n```yaml\n(?P<content>[^`]*?)```\n\n```text\n(?P<said>.+)\n```$",
    re.MULTILINE,
)


def problems(path: str, content: bytes) -> list[str]:
    return [str(problem) for problem in read_records(FileSet({**FILES, path: content})).problems]


def cases() -> list[tuple[str, str, str, str]]:
    return [
        (f"{file.stem}: {case['title']}", case["path"], case["content"], case["said"])
        for file in sorted(CASES.glob("*.md"))
        for case in CASE.finditer(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("path", "content", "said"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_the_cases_of_bad_files(path: str, content: str, said: str) -> None:
    assert said in problems(path, content.encode())


def test_no_case_is_left_out() -> None:
    assert len(cases()) == sum(file.read_text(encoding="utf-8").count("\n## ") for file in CASES.glob("*.md"))


BYTES = {
    "empty": (b"", "1:1", "empty-file"),
    "UTF-16": (PURPOSE.decode().encode("utf-16"), "1:1", "not-utf8"),
    "Latin-1": (PURPOSE.replace(b"peace", b"\xe9"), "7:27", "not-utf8"),
    "half a surrogate pair": (PURPOSE.replace(b"peace", b"\xed\xa0\x80"), "7:27", "not-utf8"),
    "NUL": (PURPOSE.replace(b"peace", b"pe\0ace"), "7:29", "control-character"),
    "escape": (PURPOSE.replace(b"peace", b"\x1b[2J"), "7:27", "control-character"),
    "line separator": (PURPOSE.replace(b"peace", b"a\xe2\x80\xa8b"), "7:28", "control-character"),
    "CR only": (PURPOSE.replace(b"\n", b"\r"), "1:12", "line-ends"),
    "tabs": (PURPOSE.replace(b"  en: |", b"\ten: |"), "6:1", "yaml-syntax"),
    "3,000 nested lists": (b"id: " + b"[" * 3000, "1:44", "too-deep"),
    "a line of 1 MB": (PURPOSE.replace(b"id: purpose", b"id: " + b"a" * 1_000_000), "1:5", "bad-form"),
    "too large": (PURPOSE + b"#" * MAX_BYTES, "1:1", "too-large"),
    "too many values": (PURPOSE + b"topics: [" + b"a, " * 40_000 + b"]", "8:89977", "too-large"),
    "an invisible character in an id": (PURPOSE.replace(b"purpose", b"a\xe2\x80\x8cb", 1), "1:5", "bad-form"),
}


@pytest.mark.parametrize(("content", "place", "code"), BYTES.values(), ids=BYTES.keys())
def test_bytes_that_are_no_record_are_refused_in_one_line(content: bytes, place: str, code: str) -> None:
    (said,) = problems(PROVISION, content)
    assert said.startswith(f"{PROVISION}:{place}: ")
    assert said.endswith(f" [{code}]")
    assert len(said) < 200


def test_a_number_of_5000_digits_is_no_number() -> None:
    assert problems(DECISION, RELEASE + b"changes: [" + b"9" * 5000 + b"]\n") == [
        f"{DECISION}:6:11: '{'9' * 40}' is no whole number [bad-number]"
    ]


def test_of_very_many_problems_in_one_file_the_first_are_listed() -> None:
    found = problems(PROVISION, PURPOSE + b"".join(b"x%d: 1\n" % number for number in range(1000)))
    assert len(found) == 51
    assert (
        f"{PROVISION}:1:1: the file has 950 problems more than are listed; correct these first [more-problems]" in found
    )


def test_without_settings_the_way_to_start_is_named() -> None:
    records = read_records(FileSet({PROVISION: PURPOSE}))
    assert records.charter is None
    said = "the charter's settings are missing; start a charter with 'charterkit init' [missing-file]"
    assert [str(problem) for problem in records.problems] == [f"charter/charter.yaml:1:1: {said}"]


def test_all_problems_of_all_files_come_at_once_and_sorted() -> None:
    found = read_records(
        FileSet({**FILES, PROVISION: b"id: A\nx: y\n", LODGED: SUBMISSION.replace(b"XAA", b"xaa")})
    ).problems
    assert list(found) == sorted(found)
    assert {problem.path for problem in found} == {PROVISION, LODGED}
    assert len(found) > 4


def _work_tree(root: Path) -> Records:
    for path, content in FILES.items():
        put(root, path, content)
    return read_records(read_work_tree(root))


def test_links_pipes_and_folders_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "charter/clauses").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(PURPOSE)
    (tmp_path / "charter/clauses/link.yaml").symlink_to(tmp_path / "secret")
    (tmp_path / "charter/clauses/nowhere.yaml").symlink_to(tmp_path / "nothing")
    (tmp_path / "submissions").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "charter/clauses/pipe.yaml")
    start = time.monotonic()
    found = _work_tree(tmp_path).problems
    assert time.monotonic() - start < 2
    kinds = {problem.path: problem.message for problem in found}
    assert kinds == {
        "charter/clauses/link.yaml": "this is a symbolic link; only plain files are read here",
        "charter/clauses/nowhere.yaml": "this is a symbolic link; only plain files are read here",
        "charter/clauses/pipe.yaml": "this is a named pipe; only plain files are read here",
        "submissions": "this is a symbolic link; only plain files are read here",
    }


def test_a_file_larger_than_any_record_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "charter/clauses/big.yaml", b"")
    os.truncate(tmp_path / "charter/clauses/big.yaml", 10**12)
    (problem,) = _work_tree(tmp_path).problems
    assert problem.code == "too-large"


def test_names_that_are_no_text_are_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / "charter/clauses").mkdir(parents=True)
    for name in (b"\xff.yaml", b"a\nb.yaml", b"\x1b[2J.yaml"):
        Path(os.fsdecode(os.fsencode(tmp_path / "charter/clauses") + b"/" + name)).write_bytes(PURPOSE)
    found = _work_tree(tmp_path).problems
    assert {problem.path for problem in found} == {
        "charter/clauses/\\xff.yaml", "charter/clauses/a\\nb.yaml", "charter/clauses/\\x1b[2J.yaml",
    }  # fmt: skip
    assert {problem.code for problem in found} == {"bad-file-name"}


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, content in FILES.items():
        put(tmp_path, path, content)
    opened = os.open

    def guarded(path: str, flags: int) -> int:
        if path.endswith(PROVISION):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", guarded)
    found = read_records(read_work_tree(tmp_path))
    assert found.charter is None
    assert "the file cannot be read: Permission denied; check its permissions [unreadable]" in str(found.problems[0])


def test_crlf_and_a_byte_order_mark_are_read_like_lf() -> None:
    plain = read_records(FileSet(dict(FILES)))
    other = {path: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") for path, content in FILES.items()}
    assert read_records(FileSet(other)).charter == plain.charter


def test_a_place_inside_a_text_is_found() -> None:
    records = read_records(FileSet(dict(FILES)))
    assert records.place(PROVISION, ("text", "en"), len("The ")) == (7, 9)
    assert records.place(PROVISION, ("heading", "en"), 2) == (4, 9)
    assert records.place(PROVISION, ("units", 3, "text")) == (1, 1)
    assert records.place("charter/clauses/none.yaml", ("id",)) == (1, 1)


def test_a_file_that_is_not_there_is_a_slip_and_one_that_cannot_be_read_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("x")
    for wrong in (tmp_path / "no.yaml", there / "below.yaml", tmp_path / ("x" * 300)):
        with pytest.raises(UsageError, match="cannot be read"):
            read_file(wrong)

    def unreadable(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "open", unreadable)
    with pytest.raises(EnvironmentProblem, match=r"there\.yaml cannot be read: Input/output error"):
        read_file(there)
