"""git's answers: whole, or an error. No shorter answer is taken for the whole one, wherever it breaks off."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.tree_changes import differences
from charterkit.store.tracing.log import commits

COMMITS = 60


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Git:
    """A repository whose history and trees git tells in several writes."""
    folder = tmp_path_factory.mktemp("answers")
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    made = Git(folder)
    made.run("fast-import", "--quiet", stdin="".join(map(_commit, range(COMMITS))).encode())
    made.run("symbolic-ref", "HEAD", "refs/heads/told")
    return made


def _commit(number: int) -> str:
    files = "".join(f"M 644 inline charter/{number:03}-{each}\ndata 2\n{number:02}\n" for each in range(3))
    return f"commit refs/heads/told\ncommitter T <t@t> {number} +0000\ndata 1\nM\ndeleteall\n{files}\n"


def _compared(git: Git) -> list[object]:
    trees = git.run("log", "--format=%T").decode().split()
    return list(differences(git, list(pairwise(trees))))


ANSWERS = {
    "run": lambda git: [git.run("log", "--format=%H %T")],
    "log": lambda git: list(commits(git, git.line("rev-parse", "HEAD"))),
    "diff-tree": _compared,
}


@contextmanager
def _no_file_longer_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("asked", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_git_cannot_write_to_its_end_is_an_error(git: Git, asked: Callable[[Git], list[object]]) -> None:
    whole, refused = asked(git), set[int]()
    for size in (0, 100, 4000, 8191, 8192, 8193, 16_000, 20_480, 1 << 20):
        try:
            with _no_file_longer_than(size):
                assert asked(git) == whole
        except EnvironmentProblem:
            refused.add(size)
    assert {0, 100, 4000} <= refused
    assert 1 << 20 not in refused


@pytest.mark.parametrize("asked", ANSWERS.values(), ids=ANSWERS)
def test_a_git_that_is_killed_while_it_answers_is_an_error(
    git: Git, asked: Callable[[Git], list[object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = tmp_path / "git"
    killed.write_text(
        f'#!/bin/bash\n[[ "$*" == *rev-parse* || "$*" == *format=%T* ]] && exec {shutil.which("git")} "$@"\n'
        f'{shutil.which("git")} "$@" | head -c 3000\nkill -9 $$\n'
    )
    killed.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(EnvironmentProblem):
        asked(git)


@pytest.mark.parametrize("left", [True, False])
def test_an_answer_is_read_while_git_is_still_writing_and_may_be_left(git: Git, tmp_path: Path, *, left: bool) -> None:
    pipe = tmp_path / "more"
    os.mkfifo(pipe)
    with pipe.open("r+b", buffering=0) as more:
        answer = git.fields("-c", f"alias.slow=!printf 'one\\0two\\0'; timeout 60 head -c 5 '{pipe}'", "slow")
        assert [next(answer), next(answer)] == ["one", "two"]
        if left:
            answer.close()
        more.write(b"three")
        assert list(answer) == ([] if left else ["three"])


def test_what_git_says_is_yielded_before_it_is_known_to_have_failed(git: Git) -> None:
    answer = git.fields("-c", "alias.slow=!printf 'one\\0'; exit 3", "slow")
    assert next(answer) == "one"
    with pytest.raises(GitFailed, match="ended with 3"):
        next(answer)


def test_a_command_that_was_begun_answers_once_as_of_then(git: Git) -> None:
    listed = ("for-each-ref", "--format=%(refname)", "refs/tags")
    others = set(_children())
    git.begin(*listed)
    (begun,) = set(_children()) - others
    while ") Z " not in Path(f"/proc/{begun}/stat").read_text():
        time.sleep(0.001)
    git.run("tag", "later", "HEAD")
    assert [git.run(*listed), git.run(*listed)] == [b"", b"refs/tags/later\n"]
    git.run("tag", "--delete", "later")


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def test_what_was_begun_fails_where_it_is_asked_for(git: Git) -> None:
    git.begin("log", "nowhere")
    with pytest.raises(GitFailed, match="unknown revision"):
        git.run("log", "nowhere")


def test_what_was_begun_and_is_not_asked_for_ends(git: Git) -> None:
    def left() -> tuple[list[str], int]:
        return _children(), len(list(Path("/proc/self/fd").iterdir()))

    before = left()
    for command in (("log", "-1"), ("cat-file", "--batch")):
        git.begin(*command)
        git.begin(*command)
    assert left() != before
    git.dismiss()
    assert left() == before


def test_what_cannot_be_begun_is_told_where_it_is_asked_for(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    git.begin("log", "-1")
    with pytest.raises(EnvironmentProblem, match="git is not installed"):
        git.run("log", "-1")
