"""What differs between trees: for every pair that is asked for, in its order, or an error and nothing in its stead."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from charterkit.errors import EnvironmentProblem
from charterkit.store.git.commands import Git
from charterkit.store.git.tree_changes import differences


def tree_of(folder: Path, files: dict[str, str]) -> str:
    """Write a tree of files; return its id."""
    index = {"GIT_INDEX_FILE": str(folder / ".git/other-index")}
    git = Git(folder)
    git.run("read-tree", "--empty", extra=index)
    for path, text in files.items():
        blob = git.line("hash-object", "-w", "--stdin", stdin=text.encode())
        git.run("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", extra=index)
    return git.line("write-tree", extra=index)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def test_every_pair_is_answered_in_its_place_also_equal_and_repeated_ones(folder: Path) -> None:
    one = tree_of(folder, {"a/x": "1", "a/new\nline": "1"})
    two = tree_of(folder, {"a/x": "2", "b/y": "1"})
    pairs = [(one, two), (one, one), (two, one), (one, two), (two, two)]
    found = [[(change.status, change.path) for change in changes] for changes in differences(Git(folder), pairs)]
    there = [("D", "a/new\nline"), ("M", "a/x"), ("A", "b/y")]
    back = [("A", "a/new\nline"), ("M", "a/x"), ("D", "b/y")]
    assert found == [there, [], back, there, []]
    assert list(differences(Git(folder), [])) == []


def test_many_pairs_do_not_wait_for_one_another(folder: Path) -> None:
    trees = [tree_of(folder, {f"{number}/{'x' * 200}-{each}": "1" for each in range(20)}) for number in range(2)]
    pairs = [(trees[0], trees[1]), (trees[1], trees[0])] * 1500
    assert sum(len(changes) for changes in differences(Git(folder), pairs)) == 40 * len(pairs)


@pytest.mark.parametrize("lost", [0, 1])
def test_a_missing_tree_is_an_error_wherever_it_is_asked_for(folder: Path, lost: int) -> None:
    one, two = tree_of(folder, {"a/x": "1"}), tree_of(folder, {"a/x": "2"})
    whole = list(differences(Git(folder), [(one, two)] * 3))
    assert len(whole) == 3
    below = Git(folder).line("rev-parse", f"{two}:a")
    key = (two, below)[lost]
    (folder / ".git/objects" / key[:2] / key[2:]).unlink()
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        list(differences(Git(folder), [(one, one), (one, two)]))


def test_a_folder_that_holds_a_name_twice_is_damaged(folder: Path) -> None:
    git, (honest, evil) = Git(folder), (tree_of(folder, {"x": text}) for text in ("1", "2"))
    entries = [bytes.fromhex(git.line("rev-parse", f"{tree}:x")) for tree in (evil, honest)]
    raw = b"".join(b"100644 x\0" + entry for entry in entries)
    forged = git.line("hash-object", "-w", "-t", "tree", "--literally", "--stdin", stdin=raw)
    with pytest.raises(EnvironmentProblem, match="a folder in it holds a name twice"):
        list(differences(git, [(honest, forged)]))
