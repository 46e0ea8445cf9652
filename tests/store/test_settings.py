"""git's settings are read so that none is missed, and written all together or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.store.samples import Run

from charterkit.errors import EnvironmentProblem
from charterkit.store.git import settings
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.locks import mark_of
from charterkit.store.git.repository import Repository
from charterkit.store.signing.own_key import own_key

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"
SIGNING = {"user.signingkey": f"key::{KEY}", "gpg.format": "ssh", "commit.gpgsign": "true"}


def _seeing(monkeypatch: pytest.MonkeyPatch, *unread: bool) -> None:
    """Let git take the repository's settings for empty in some of its readings, and in all after the last one."""
    run, readings = Git.run, list(unread)

    def reading(git: Git, *arguments: str, **more: Any) -> bytes:
        told = run(git, *arguments, **more)
        if "--list" not in arguments or not (readings.pop(0) if len(readings) > 1 else readings[0]):
            return told
        words = told.split(b"\0")[:-1]
        kept = [pair for pair in zip(words[::2], words[1::2], strict=True) if pair[0] != b"local"]
        return b"".join(part + b"\0" for pair in kept for part in pair)

    monkeypatch.setattr(Git, "run", reading)


@pytest.fixture
def signing(repository: Repository) -> Repository:
    """A repository whose settings name a key."""
    settings.write(repository.git, repository.room, SIGNING)
    return repository


@pytest.mark.parametrize("unread", [(True, False), (False, True, False)])
def test_settings_that_git_did_not_see_once_are_not_taken_for_none(
    signing: Repository, monkeypatch: pytest.MonkeyPatch, unread: tuple[bool, ...]
) -> None:
    _seeing(monkeypatch, *unread)
    key = own_key(signing.git)
    assert key is not None
    assert key.public == KEY


def test_settings_that_git_never_sees_are_an_error(signing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    _seeing(monkeypatch, *[True])
    with pytest.raises(EnvironmentProblem, match="git does not read its settings in"):
        own_key(signing.git)


def test_settings_that_are_others_each_time_are_an_error(signing: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    _seeing(monkeypatch, *(number % 2 == 0 for number in range(9)))
    with pytest.raises(EnvironmentProblem, match="others each time"):
        own_key(signing.git)


def test_a_name_alone_says_yes_and_the_last_value_counts(signing: Repository) -> None:
    with (signing.git_dir / "config").open("a") as file:
        file.write("[commit]\n\tgpgsign = false\n[commit]\n\tgpgsign\n")
    assert own_key(signing.git) is not None


def test_a_file_of_settings_that_neither_git_nor_we_can_read_is_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def unreadable(path: Path) -> bytes:
        if path == repository.git_dir / "config":
            raise OSError(5, "Input/output error")
        return read(path)

    _seeing(monkeypatch, *[True])
    monkeypatch.setattr(Path, "read_bytes", unreadable)
    with pytest.raises(EnvironmentProblem, match=r"config cannot be read: Input/output error"):
        repository.identity()


@pytest.mark.parametrize("included", [False, True])
def test_who_commits_is_whom_git_would_name_also_by_a_work_trees_own_settings_or_included_ones(
    repository: Repository, git: Run, tmp_path: Path, *, included: bool
) -> None:
    assert repository.identity().name != "Else"
    if included:
        (tmp_path / "more").write_text("[user]\n\tname = Else\n")
        git(repository.root, "config", "remote.origin.url", "https://example.org/charter")
        git(
            repository.root,
            "config",
            "includeIf.hasconfig:remote.*.url:https://example.org/**.path",
            f"{tmp_path}/more",
        )
    else:
        git(repository.root, "config", "extensions.worktreeConfig", "true")
        git(repository.root, "config", "--worktree", "user.name", "Else")
    assert repository.identity().name == "Else"
    assert repository.identity().known


def test_settings_are_written_all_or_none(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    file = repository.git_dir / "config"
    before, run = file.read_bytes(), Git.run

    def failing(git: Git, *arguments: str, **more: Any) -> bytes:
        if "gpg.format" in arguments:
            raise GitFailed(arguments, 4, "error: could not write config file: No space left on device")
        return run(git, *arguments, **more)

    monkeypatch.setattr(Git, "run", failing)
    with pytest.raises(EnvironmentProblem, match="No space left on device"):
        settings.write(repository.git, repository.room, SIGNING)
    assert file.read_bytes() == before
    assert not (repository.git_dir / "config.lock").exists()
    assert repository.room.leftovers() == []


def test_what_else_stands_in_the_settings_stays(repository: Repository, git: Run) -> None:
    file = repository.git_dir / "config"
    file.write_text(f"{file.read_text()}# of a person\n[alias]\n\tst = status\n")
    file.chmod(0o640)
    settings.write(repository.git, repository.room, SIGNING)
    assert "# of a person\n" in file.read_text()
    assert git(repository.root, "config", "alias.st") == "status"
    assert file.stat().st_mode & 0o777 == 0o640


def test_settings_behind_a_link_are_written_where_they_are(repository: Repository, tmp_path: Path) -> None:
    file, elsewhere = repository.git_dir / "config", tmp_path / "config"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    settings.write(repository.git, repository.room, SIGNING)
    assert file.is_symlink()
    assert "signingkey" in elsewhere.read_text()


def test_a_lock_of_another_program_is_named_and_left(repository: Repository) -> None:
    lock = repository.git_dir / "config.lock"
    lock.touch()
    with pytest.raises(EnvironmentProblem) as caught:
        settings.write(repository.git, repository.room, SIGNING)
    assert f"rm '{lock}'" in caught.value.hint
    assert lock.exists()


def test_a_lock_that_a_killed_charterkit_left_is_released_at_the_next_start(repository: Repository) -> None:
    mark = mark_of(repository.git_dir / "config", repository.room.folder)
    mark.touch()
    (repository.git_dir / "config.lock").hardlink_to(mark)
    (repository.room.folder / f"config.{os.getpid()}").touch()
    assert "config.lock" in Repository.open(repository.root, recovering=False).recover().cleared
    assert not (repository.git_dir / "config.lock").exists()
    assert repository.room.leftovers() == []


def test_a_repository_around_it_is_never_taken_for_it(repository: Repository, git: Run) -> None:
    outer = repository.root.parent
    git(outer, "init", "--quiet", "--initial-branch=main")
    git(outer, "commit", "--quiet", "--allow-empty", "--message", "Of something else")
    (repository.git_dir / "HEAD").write_bytes(b"")
    with pytest.raises(GitFailed, match="not a git repository"):
        repository.git.run("rev-parse", "HEAD")
