"""Folders of commits, read from their trees: the files that git lists, in its order, or an error."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from charterkit.errors import EnvironmentProblem
from charterkit.store.git import folders as folders_module
from charterkit.store.git.commands import Git
from charterkit.store.git.folders import Folders
from charterkit.store.git.objects import ObjectReader, tree

LINK, SUBMODULE = "120000", "160000"
FILES = {
    "charter/charter.yaml": "100644",
    "charter/clauses/a.yaml": "100644",
    "charter/clauses/a/b": "100755",
    "charter/clauses-x/a.yaml": "100644",
    "charter/clauses.yaml": "100644",
    "charter/new\nline": "100644",
    "charter/\u00e9 \u4e2d": LINK,
    "charter/module": SUBMODULE,
    "charterer": "100644",
    "submissions/XAA/XAA-2026-001.yaml": "100644",
    "README.md": "100644",
}


@pytest.fixture(params=["sha1", "sha256"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    command = ["git", "init", "--quiet", f"--object-format={request.param}", str(tmp_path)]
    subprocess.run(command, check=True)
    return tmp_path


def committed(folder: Path, files: dict[str, str]) -> str:
    """Commit entries of these modes, each with its path for its content; return the commit."""
    git = Git(folder)
    git.run("read-tree", "--empty")
    for path, mode in files.items():
        key = git.line("hash-object", "-w", "--stdin", stdin=path.encode())
        git.run("update-index", "--add", "--cacheinfo", f"{mode},{key},{path}")
    return git.line("commit-tree", git.line("write-tree"), stdin=b"x")


@pytest.mark.parametrize(
    "paths",
    [
        ["charter", "submissions"],
        ["charter/clauses"],
        ["charter/clauses/a.yaml", "charterer"],
        ["charter/clauses/a"],
        ["nothing", "charter/nothing", "README.md/x"],
    ],
)
def test_files_are_those_that_git_lists(folder: Path, paths: Sequence[str]) -> None:
    commit = committed(folder, FILES)
    with ObjectReader(Git(folder)) as reader:
        read = Folders(reader)
        assert read.files(commit, paths) == tree(Git(folder), commit, paths) == read.files(commit, paths)


def test_what_changed_between_two_commits_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = committed(folder, FILES)
    other = committed(folder, {path: mode for path, mode in FILES.items() if "clauses" not in path})
    with ObjectReader(Git(folder)) as reader:
        read = Folders(reader)
        for most in (folders_module.MOST, 0):
            monkeypatch.setattr(folders_module, "MOST", most)
            for commit in (one, other, one):
                assert read.files(commit, ["charter"]) == tree(Git(folder), commit, ["charter"])


def test_a_missing_tree_is_an_error_and_the_next_question_is_answered(folder: Path) -> None:
    git = Git(folder)
    commit = committed(folder, FILES)
    lost = git.line("rev-parse", f"{commit}:charter/clauses")
    (folder / ".git/objects" / lost[:2] / lost[2:]).unlink()
    with ObjectReader(git) as reader:
        read = Folders(reader)
        for asked in (commit, commit):
            with pytest.raises(EnvironmentProblem, match=lost[:12]):
                read.files(asked, ["charter"])
        assert [entry.path for entry in read.files(commit, ["submissions"])] == [b"submissions/XAA/XAA-2026-001.yaml"]
        with pytest.raises(EnvironmentProblem, match="missing"):
            read.files("0" * len(commit), ["charter"])


@pytest.mark.parametrize(
    "names",
    [None, ["100644 a", "100644 a"], ["100644 b", "100644 a"], ["40000 a", "100644 a.b"], ["100644 a", "40000 a"]],
)
def test_what_is_no_tree_as_git_writes_it_is_an_error(folder: Path, names: list[str] | None) -> None:
    git = Git(folder)
    key = bytes.fromhex(git.line("hash-object", "-w", "--stdin", stdin=b"x"))
    raw = b"100644 a\0short" if names is None else b"".join(name.encode() + b"\0" + key for name in names)
    bad = git.line("hash-object", "-w", "-t", "tree", "--literally", "--stdin", stdin=raw)
    commit = git.line(
        "hash-object", "-w", "-t", "commit", "--literally", "--stdin",
        stdin=f"tree {bad}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\nx".encode(),
    )  # fmt: skip
    with ObjectReader(git) as reader, pytest.raises(EnvironmentProblem, match=bad[:12]):
        Folders(reader).files(commit, ["charter"])


@pytest.mark.parametrize("lost", ["charter", "charter/clauses", "charter/clauses/a.yaml"])
def test_a_file_that_cannot_be_read_is_not_taken_for_one_that_is_not_there(folder: Path, lost: str) -> None:
    git = Git(folder)
    commit = committed(folder, FILES)
    with ObjectReader(git) as reader:
        assert reader.at(commit, "charter/clauses/none.yaml") is None
        assert reader.at(commit, "charter/clauses/a.yaml") is not None
    key = git.line("rev-parse", f"{commit}:{lost}")
    (folder / ".git/objects" / key[:2] / key[2:]).unlink()
    with ObjectReader(git) as reader, pytest.raises(EnvironmentProblem, match="cannot be read"):
        reader.at(commit, "charter/clauses/a.yaml")
