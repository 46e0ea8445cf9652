"""What is known of earlier loads never changes an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.samples import FILES, PURPOSE, RELEASE, SUBMISSION, put

from charterkit.drafting.numbering import number_outline
from charterkit.errors import RecordsInvalid
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import equal_provisions
from charterkit.store import workspace
from charterkit.store.disk.files import FileSet, read_work_tree
from charterkit.store.git.repository import Repository
from charterkit.store.records import cache
from charterkit.store.records import whole as records
from charterkit.store.records.cache import Cache, content_digest
from charterkit.store.records.kept import KeptProvisions
from charterkit.store.records.seen import Seen
from charterkit.store.records.whole import read_records

CONTENT = {
    **FILES,
    "charter/decisions/0001-release-zero-draft.yaml": RELEASE,
    "submissions/XAA/XAA-2026-001.yaml": SUBMISSION,
}


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    monkeypatch.setattr(records, "WORTH_REMEMBERING", 1)
    return Cache(tmp_path / "sound")


def test_cold_equals_warm(known: Cache) -> None:
    files = FileSet(CONTENT)
    plain, cold, warm = read_records(files), read_records(files, known), read_records(files, known)
    assert known.knows(content_digest(CONTENT))
    assert plain == cold == warm
    assert repr(warm) == repr(cold)
    assert warm.charter == cold.charter
    assert dict(warm.submissions) == dict(cold.submissions)
    assert list(warm.submissions) == list(cold.submissions)


def test_records_with_a_problem_are_not_remembered(known: Cache) -> None:
    files = FileSet({**CONTENT, "charter/clauses/purpose.yaml": b"id: purpose\n"})
    assert read_records(files, known).problems == read_records(files, known).problems == read_records(files).problems
    assert not known.file.exists()


def test_one_changed_byte_is_another_content(known: Cache) -> None:
    read_records(FileSet(CONTENT), known)
    other = {**CONTENT, "charter/clauses/purpose.yaml": PURPOSE.replace(b"peace", b"Peace")}
    assert not known.knows(content_digest(other))
    moved = {**CONTENT, "charter/clauses/other.yaml": CONTENT["charter/clauses/scope.yaml"]}
    del moved["charter/clauses/scope.yaml"]
    assert content_digest(moved) != content_digest(CONTENT)


@pytest.mark.parametrize(
    "poison", [b"", b"\xff\0\n", b"ab\n" * 1000, b"DIGEST"[:3]], ids=["empty", "bytes", "lines", "cut"]
)
def test_a_damaged_list_is_read_as_far_as_it_goes(known: Cache, poison: bytes) -> None:
    read_records(FileSet(CONTENT), known)
    known.file.write_bytes(poison)
    assert read_records(FileSet(CONTENT), known) == read_records(FileSet(CONTENT))


def test_a_list_that_vouches_for_bad_records_gets_no_word_in(known: Cache) -> None:
    bad = {**CONTENT, "charter/clauses/purpose.yaml": b"id: purpose\n"}
    known.remember(content_digest(bad))
    found = read_records(FileSet(bad), known)
    assert found.charter is not None
    with pytest.raises(RecordsInvalid):
        list(found.charter.walk())
    settings = {**CONTENT, "charter/charter.yaml": b"title: x\n"}
    known.remember(content_digest(settings))
    assert read_records(FileSet(settings), known) == read_records(FileSet(settings))


def test_only_the_latest_contents_are_remembered(known: Cache) -> None:
    for number in range(cache.MOST + 5):
        known.remember(f"{number:064}")
    assert not known.knows(f"{4:064}")
    assert known.knows(f"{5:064}")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    unwritable = Cache(tmp_path / "file" / "sound")
    unwritable.remember("x")
    assert not unwritable.knows("x")


def test_a_workspace_sees_every_change_of_its_files(repository: Repository) -> None:
    opened = workspace.open(repository.root)
    first = opened.charter()
    assert opened.charter() is first
    put(repository.root, "charter/clauses/purpose.yaml", PURPOSE.replace(b"peace", b"Peace"))
    assert opened.charter().provisions["purpose"].text == {"en": "The Participants seek Peace."}
    assert opened.charter("HEAD") == first


@pytest.mark.parametrize("damaged", [False, True])
def test_numbers_and_comparisons_are_the_same_where_little_is_read(
    known: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, damaged: bool
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    real = read_work_tree(Path(__file__).parents[2]).files
    path = next(each for each in sorted(real) if each.startswith("charter/clauses/") and b" the " in real[each])
    versions = [real, {**real, path: real[path].replace(b" the ", b" every ")}]
    cold = [charter for files in versions if (charter := read_records(FileSet(files)).charter)]
    first = Seen(tmp_path / "records")
    for files in versions:
        read_records(FileSet(files), known, first)
    first.keep()
    if damaged:
        (tmp_path / "records").write_bytes(b"x" + (tmp_path / "records").read_bytes()[1:])
    seen = Seen(tmp_path / "records")
    warm = [charter for files in versions if (charter := read_records(FileSet(files), known, seen).charter)]
    assert all(isinstance(each.provisions, KeptProvisions) for each in warm)
    for was, now in ((cold, warm), (cold[::-1], warm[::-1])):
        assert [list(number_outline(each)) for each in was] == [list(number_outline(each)) for each in now]
        assert compare(*was) == compare(*now)
        parts = [equal_provisions(*(each.provisions for each in side)) for side in (was, now)]
        assert parts[0] == parts[1]
