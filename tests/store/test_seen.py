"""Records that an earlier command read and kept never change an answer: the same as read, or read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.samples import FILES, PURPOSE, RELEASE, SUBMISSION

from charterkit.model.decisions import Decision
from charterkit.model.provisions import Provision
from charterkit.store import sealed
from charterkit.store.answers import _secret_file
from charterkit.store.disk.files import FileSet, read_work_tree
from charterkit.store.records import reading, seen
from charterkit.store.records import whole as records
from charterkit.store.records.seen import Seen
from charterkit.store.records.whole import Records, read_records

CONTENT = {
    **FILES,
    "charter/decisions/0001-release-zero-draft.yaml": RELEASE,
    "submissions/XAA/XAA-2026-001.yaml": SUBMISSION,
}
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _own_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read and checked, as they are."""
    paths: list[str] = []

    def noted(path: str, *rest: object) -> object:
        paths.append(path)
        return reading.record(path, *rest)  # type: ignore[arg-type]  # what the caller gave is given on

    monkeypatch.setattr(records, "record", noted)
    return paths


def loaded(files: dict[str, bytes], file: Path) -> Records:
    """Read files as one command does, and keep what was read."""
    known = Seen(file)
    found = read_records(FileSet(files), seen=known)
    known.keep()
    return found


def test_cold_equals_warm_and_nothing_is_read_twice(file: Path, read: list[str]) -> None:
    cold = loaded(CONTENT, file)
    assert sorted(read) == sorted(CONTENT)
    read.clear()
    warm = loaded(CONTENT, file)
    assert read == []
    assert cold == warm == read_records(FileSet(CONTENT))
    assert repr(cold) == repr(warm)


def test_the_real_charter_comes_back_as_it_was_read(file: Path, read: list[str]) -> None:
    files = read_work_tree(ROOT).files
    cold = loaded(files, file)
    read.clear()
    warm = loaded(files, file)
    assert (read, warm) == ([], cold)
    assert warm.charter is not None
    assert cold.charter is not None
    assert warm.charter.registry.model_fields_set == cold.charter.registry.model_fields_set


def test_a_changed_file_costs_only_itself(file: Path, read: list[str]) -> None:
    loaded(CONTENT, file)
    read.clear()
    path = "charter/clauses/purpose.yaml"
    changed = {**CONTENT, path: PURPOSE.replace(b"peace", b"lasting peace")}
    assert loaded(changed, file) == read_records(FileSet(changed))
    assert read == [path, *sorted(changed)]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda kept: kept[:-20],
    "one word exchanged": lambda kept: kept.replace(b"seek peace", b"seek power"),
    "one byte of the seal": lambda kept: bytes([kept[0] ^ 1]) + kept[1:],
    "no seal": lambda kept: kept[32:],
    "something else": lambda _: b"\xff\0\n" * 1000,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_damaged_is_read_again(file: Path, read: list[str], damage: str) -> None:
    cold = loaded(CONTENT, file)
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    read.clear()
    assert loaded(CONTENT, file) == cold
    assert sorted(read) == sorted(CONTENT)


def test_what_another_user_kept_or_other_code_read_is_read_again(
    file: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(CONTENT, file)
    other = bytes(32)
    Path(_secret_file()).write_bytes(other)
    read.clear()
    loaded(CONTENT, file)
    assert sorted(read) == sorted(CONTENT)
    monkeypatch.setattr(sealed, "code_marks", lambda: (b"other code",))
    read.clear()
    loaded(CONTENT, file)
    assert sorted(read) == sorted(CONTENT)


def test_what_has_a_problem_is_not_kept(file: Path, read: list[str]) -> None:
    path = "charter/clauses/purpose.yaml"
    bad = {**CONTENT, path: b"id: purpose\nkind: article\nsurprise: x\n"}
    first = loaded(bad, file)
    read.clear()
    assert loaded(bad, file).problems == first.problems != ()
    assert read == [path]


def test_a_file_is_no_other_kind_of_record_than_it_was(file: Path) -> None:
    loaded(CONTENT, file)
    assert Seen(file).find(Provision, PURPOSE) is not None
    assert Seen(file).find(Decision, PURPOSE) is None


def test_names_that_a_file_chose_never_pass_for_a_kind(file: Path) -> None:
    digest = "sha256:" + "0" * 64
    content = f'id: 0002\ndate: 2026-01-03\naction: merge\nresult: {{"\\0": deleted, "=": {digest}}}\n'.encode()
    files = {**CONTENT, "charter/decisions/0002-merge.yaml": content}
    assert loaded(files, file).decisions == loaded(files, file).decisions == read_records(FileSet(files)).decisions
    assert Seen(file).find(Decision, content) is not None


def test_without_a_place_for_a_secret_nothing_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.delenv("HOME")
    loaded(CONTENT, file)
    assert not file.exists()


def test_no_more_is_kept_than_was_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(CONTENT, file)
    monkeypatch.setattr(seen, "MOST", len(CONTENT))
    other = {path: content.replace(b"peace", b"quiet") for path, content in CONTENT.items()}
    loaded(other, file)
    assert Seen(file).find(Provision, PURPOSE) is None
    assert Seen(file).find(Provision, other["charter/clauses/purpose.yaml"]) is not None
    monkeypatch.setattr(seen, "LARGEST", 10)
    loaded(CONTENT, file.with_name("other"))
    assert not file.with_name("other").exists()
