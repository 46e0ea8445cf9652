"""Commits are made whole or not at all, over real git."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.samples import FILES, PURPOSE, Run, head_of, put, state

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.git import commits
from charterkit.store.git.commits import Person, Tag
from charterkit.store.git.journal import Recovered
from charterkit.store.git.repository import Repository

NEW = PURPOSE.replace(b"peace", b"peace and security")
CHANGE: dict[str, bytes | None] = {"charter/clauses/purpose.yaml": NEW}


def test_a_commit_holds_the_changes_and_leaves_a_clean_tree(repository: Repository, git: Run) -> None:
    new = repository.commit(CHANGE, "Merge XAA-2026-001\n\nDecision: 0002\n", expected=repository.head())
    assert repository.head() == new
    assert repository.files(new).files == {**FILES, **CHANGE}
    assert (repository.root / "charter/clauses/purpose.yaml").read_bytes() == NEW
    assert git(repository.root, "status", "--porcelain") == ""
    assert git(repository.root, "log", "-1", "--format=%(trailers:key=Decision,valueonly)").strip() == "0002"
    assert git(repository.root, "fsck", "--strict") == ""


def test_a_file_that_goes_is_gone_with_its_empty_folder(repository: Repository) -> None:
    changes: dict[str, bytes | None] = {"charter/annexes/a.yaml": b"id: a\nkind: annex\n"}
    head = repository.commit(changes, "one\n", expected=repository.head())
    head = repository.commit({"charter/annexes/a.yaml": None}, "two\n", expected=head)
    assert not (repository.root / "charter/annexes").exists()
    assert repository.files(head).files == FILES


def test_a_commit_worked_out_from_an_older_one_is_refused(repository: Repository) -> None:
    old = repository.head()
    repository.commit(CHANGE, "first\n", expected=old)
    before = state(repository.root)
    with pytest.raises(EnvironmentProblem, match="the branch moved meanwhile"):
        repository.commit({"charter/clauses/scope.yaml": b"x"}, "second\n", expected=old)
    assert state(repository.root) == before


def test_a_commit_by_hand_between_plan_and_move_wins(
    repository: Repository, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = commits._build

    def build_late(*arguments: object) -> str:
        made = build(*arguments)  # type: ignore[arg-type]
        git(repository.root, "commit", "--quiet", "--allow-empty", "-m", "by hand")
        return made

    monkeypatch.setattr(commits, "_build", build_late)
    with pytest.raises(EnvironmentProblem, match="the branch moved meanwhile"):
        repository.commit(CHANGE, "merge\n", expected=repository.head())
    assert git(repository.root, "log", "-1", "--format=%s") == "by hand"
    assert git(repository.root, "status", "--porcelain") == ""


WRITER = """
import sys
from charterkit.errors import EnvironmentProblem
from charterkit.store.git.repository import Repository
root, name, expected = sys.argv[1:]
repository = Repository.open(root)
sys.stdin.readline()
try:
    print(repository.commit({f"submissions/{name}.yaml": b"x"}, name, expected=expected))
except EnvironmentProblem as problem:
    print(problem.message)
"""


def test_of_two_writers_one_wins_and_the_other_is_told(repository: Repository, git: Run) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(repository.root), name, head_of(repository)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in "ab"
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    answers = sorted(writer.communicate(timeout=60)[0].strip() for writer in writers)
    assert answers == [head_of(repository), "the branch moved meanwhile: another commit came first"]
    assert git(repository.root, "rev-list", "--count", "HEAD") == "2"
    assert git(repository.root, "status", "--porcelain") == ""


def test_what_is_staged_and_changed_elsewhere_stays_so(repository: Repository, git: Run) -> None:
    put(repository.root, "src/tool.py", b"staged\n")
    git(repository.root, "add", "src/tool.py")
    put(repository.root, "src/tool.py", b"staged and changed\n")
    put(repository.root, "notes.txt", b"untracked\n")
    repository.commit(CHANGE, "merge\n", expected=repository.head())
    assert git(repository.root, "status", "--porcelain") == "AM src/tool.py\n?? notes.txt"
    assert git(repository.root, "show", ":src/tool.py") == "staged"


@pytest.mark.parametrize(
    ("path", "content"),
    [("charter/clauses/new.yaml", b"mine\n"), ("charter/clauses/purpose.yaml", b"mine\n")],
    ids=["untracked", "modified"],
)
def test_a_file_in_the_way_is_never_overwritten(repository: Repository, path: str, content: bytes) -> None:
    put(repository.root, path, content)
    before = state(repository.root)
    with pytest.raises(EnvironmentProblem, match=f"{path} is in the way"):
        repository.commit({path: b"theirs\n"}, "merge\n", expected=repository.head())
    assert state(repository.root) == before


def test_a_file_that_cannot_be_seen_is_not_taken_for_one_that_is_gone(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Path.lstat

    def unseen(path: Path) -> os.stat_result:
        if path.name == "purpose.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return seen(path)

    monkeypatch.setattr(Path, "lstat", unseen)
    with pytest.raises(EnvironmentProblem, match=r"purpose\.yaml: Permission denied"):
        repository.commit(CHANGE, "m\n", expected=repository.head())


def test_a_file_that_already_holds_the_new_content_is_taken(repository: Repository, git: Run) -> None:
    put(repository.root, "submissions/XAA/a.yaml", b"draft\n")
    repository.commit({"submissions/XAA/a.yaml": b"draft\n"}, "lodge\n", expected=repository.head())
    assert git(repository.root, "status", "--porcelain") == ""


def test_a_checkout_with_crlf_line_ends_is_clean(repository: Repository, git: Run) -> None:
    git(repository.root, "config", "core.autocrlf", "true")
    put(repository.root, "charter/clauses/purpose.yaml", PURPOSE.replace(b"\n", b"\r\n"))
    new = repository.commit(CHANGE, "merge\n", expected=repository.head())
    assert repository.files(new).files["charter/clauses/purpose.yaml"] == NEW


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link"])
def test_what_is_no_plain_file_in_the_way_is_refused(repository: Repository, kind: str, tmp_path: Path) -> None:
    place = repository.root / "charter/clauses/new.yaml"
    if kind == "folder":
        place.mkdir()
    else:
        (tmp_path / "victim").write_bytes(b"theirs\n")
        place.symlink_to(tmp_path / ("victim" if kind == "link" else "nothing"))
    with pytest.raises(EnvironmentProblem, match="is no plain file"):
        repository.commit({"charter/clauses/new.yaml": b"theirs\n"}, "merge\n", expected=repository.head())


def test_a_folder_that_is_a_link_is_not_written_through(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (repository.root / "submissions").symlink_to(tmp_path / "outside")
    with pytest.raises(EnvironmentProblem, match="submissions is in the way"):
        repository.commit({"submissions/a.yaml": b"x"}, "lodge\n", expected=repository.head())
    assert not list((tmp_path / "outside").iterdir())


@pytest.mark.parametrize("path", ["../x", "/x", "a/../b", ".git/config", "a/.GIT/x", "a//b", "a\\b", "a\nb", ""])
def test_no_path_leads_out_of_the_work_tree_or_into_git(repository: Repository, path: str) -> None:
    with pytest.raises(UsageError):
        repository.commit({path: b"x"}, "m\n", expected=repository.head())


def test_a_detached_head_is_refused(repository: Repository, git: Run) -> None:
    git(repository.root, "checkout", "--quiet", "--detach")
    with pytest.raises(EnvironmentProblem, match="HEAD is detached"):
        repository.commit(CHANGE, "m\n", expected=repository.head())


@pytest.mark.parametrize(
    ("begun", "gives_up"),
    [
        ("merge other", "merge"), ("cherry-pick other", "cherry-pick"), ("revert HEAD~", "revert"),
        ("rebase other", "rebase"), ("rebase --apply other", "rebase"), ("am -3 patch", "am"),
    ],
)  # fmt: skip
def test_a_command_of_git_that_waits_to_be_finished_is_named_with_the_way_out(
    repository: Repository, git: Run, tmp_path: Path, begun: str, gives_up: str
) -> None:
    root, path = repository.root, "notes.txt"
    for branch, text in (("main", "a"), ("other", "b"), ("main", "c"), ("main", "d")):
        git(root, "switch", "--quiet", *(["-c"] if (branch, text) == ("other", "b") else []), branch)
        (root / path).write_text(text)
        git(root, "add", path)
        git(root, "commit", "--quiet", "--message", text)
    (tmp_path / "patch").write_text(git(root, "format-patch", "--stdout", "-1", "other"))
    words = [str(tmp_path / "patch") if word == "patch" else word for word in begun.split()]
    with pytest.raises(subprocess.CalledProcessError):
        git(root, *words)
    before = state(root)
    with pytest.raises(EnvironmentProblem, match=f"a git {gives_up} is under way") as caught:
        repository.commit(CHANGE, "m\n", expected=repository.head())
    assert state(root) == before
    git(root, *caught.value.hint.rpartition("'git ")[2].removesuffix("'").split())
    assert repository.commit(CHANGE, "m\n", expected=repository.head())


def test_a_stale_index_lock_is_named_before_anything_happens(repository: Repository) -> None:
    before = state(repository.root)
    lock = repository.git_dir / "index.lock"
    lock.touch()
    with pytest.raises(EnvironmentProblem, match=r"index\.lock") as caught:
        repository.commit(CHANGE, "m\n", expected=repository.head())
    lock.unlink()
    assert f"rm '{lock}'" in caught.value.hint
    assert state(repository.root) == before


def test_no_hook_and_no_program_of_the_configuration_runs(repository: Repository, git: Run, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = f"#!/bin/sh\ntouch {ran}\n"
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        hook = repository.git_dir / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(script)
        hook.chmod(0o755)
    git(repository.root, "config", "core.fsmonitor", str(repository.git_dir / "hooks/pre-commit"))
    git(repository.root, "config", "gpg.ssh.program", str(repository.git_dir / "hooks/pre-commit"))
    ran.unlink(missing_ok=True)
    repository.commit(CHANGE, "m\n", expected=repository.head(), tag=Tag("v1", "one"))
    assert repository.dirty() == []
    assert not ran.exists()


def test_a_given_date_makes_the_same_commit_again(empty: Repository, tmp_path: Path, git: Run) -> None:
    date = datetime.datetime(2026, 10, 29, 12, tzinfo=datetime.UTC)
    author = Person("Étienne <x>", "e@example.org")
    made = empty.commit(dict(FILES), "Start\n", expected=None, date=date, author=author)
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet", "--initial-branch=main")
    again = Repository.open(other).commit(dict(FILES), "Start\n", expected=None, date=date, author=author)
    assert made == again
    assert git(other, "log", "-1", "--format=%an|%ad|%cn|%cI", "--date=iso-strict") == (
        "Étienne x|2026-10-29T12:00:00+00:00|Tester|2026-10-29T12:00:00+00:00"
    )


def test_a_date_before_1970_is_refused_and_one_in_2100_taken(repository: Repository, git: Run) -> None:
    early = datetime.datetime(1969, 7, 20, tzinfo=datetime.UTC)
    with pytest.raises(UsageError, match="git cannot record the date 1969-07-20"):
        repository.commit(CHANGE, "m\n", expected=repository.head(), date=early)
    late = datetime.datetime(2100, 7, 20, tzinfo=datetime.UTC)
    repository.commit(CHANGE, "m\n", expected=repository.head(), date=late)
    assert git(repository.root, "log", "-1", "--format=%cs") == "2100-07-20"


def test_without_a_name_in_the_configuration_a_stand_in_commits(empty: Repository, git: Run) -> None:
    (Path.home() / ".gitconfig").unlink()
    git(empty.root, "config", "user.useConfigOnly", "true")
    assert not empty.identity().known
    empty.commit(dict(FILES), "Start\n", expected=None, tag=Tag("v1", "one"))
    assert git(empty.root, "log", "-1", "--format=%an <%ae>") == "charterkit <charterkit@localhost>"


def test_commit_and_tag_come_together_or_not_at_all(repository: Repository, git: Run) -> None:
    new = repository.commit(CHANGE, "Release v1\n", expected=repository.head(), tag=Tag("v1", "First"))
    assert git(repository.root, "rev-parse", "v1^{commit}") == new
    assert git(repository.root, "cat-file", "-t", "v1") == "tag"
    before = state(repository.root)
    with pytest.raises(UsageError, match="there is a tag 'v1' already"):
        repository.commit({"charter/clauses/scope.yaml": None}, "again\n", expected=new, tag=Tag("v1", "Again"))
    assert state(repository.root) == before


def test_a_tag_is_set_once(repository: Repository, git: Run) -> None:
    repository.tag("v1", head_of(repository), "First")
    with pytest.raises(UsageError, match="the tag 'v1' cannot be set"):
        repository.tag("v1", head_of(repository), "Again")
    assert git(repository.root, "for-each-ref", "--format=%(contents:subject)", "refs/tags") == "First"


class _Killed(BaseException):
    """Stands for a program that ends without warning."""


STEPS = ["_write_blobs", "_build", "_move", "settle"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_is_killed_leaves_before_or_after(
    repository: Repository, git: Run, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    old = head_of(repository)
    original = getattr(commits, step)
    calls = 0

    def killed(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if step == "settle" and calls == 1:
            return original(*arguments)
        if when == "before":
            raise _Killed
        original(*arguments)
        raise _Killed

    changes = {**CHANGE, "submissions/XAA/a.yaml": b"x\n", "charter/clauses/scope.yaml": None}
    with monkeypatch.context() as patch:
        patch.setattr(commits, step, killed)
        with pytest.raises(_Killed):
            repository.commit(changes, "m\n", expected=old)
    again = Repository.open(repository.root)
    assert not again.room.journal.exists()
    assert git(again.root, "status", "--porcelain") == ""
    purpose = (again.root / "charter/clauses/purpose.yaml").read_bytes()
    assert purpose == (PURPOSE if again.head() == old else NEW)
    assert (again.root / "charter/clauses/scope.yaml").exists() == (again.head() == old)
    new = again.head() if again.head() != old else again.commit(CHANGE, "m\n", expected=old)
    assert again.files(str(new)).files["charter/clauses/purpose.yaml"] == NEW


def test_recovery_leaves_a_file_alone_that_somebody_changed_since(repository: Repository, git: Run) -> None:
    head = head_of(repository)
    blob = git(repository.root, "rev-parse", "HEAD:charter/clauses/purpose.yaml")
    new = repository.commit(CHANGE, "m\n", expected=head)
    put(repository.root, "charter/clauses/purpose.yaml", b"by hand\n")
    planned = {"ref": "refs/heads/main", "old": head, "new": new, "before": {"charter/clauses/purpose.yaml": blob}}
    repository.room.journal.write_text(json.dumps(planned))
    assert repository.recover().left == ("charter/clauses/purpose.yaml",)
    assert (repository.root / "charter/clauses/purpose.yaml").read_bytes() == b"by hand\n"
    assert repository.recover() == Recovered()


def test_a_journal_of_another_make_is_put_away(repository: Repository) -> None:
    repository.room.journal.write_bytes(b'{"ref": ')
    before = state(repository.root)
    assert repository.recover() == Recovered()
    assert not repository.room.journal.exists()
    assert state(repository.root) == before
