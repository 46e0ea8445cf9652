"""Opening repositories, naming commits, reading them: over real git."""

from __future__ import annotations

import datetime
import io
import os
import zlib
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from tests.store.samples import FILES, PURPOSE, RELEASE, SCOPE, Run, head_of, put

from charterkit.cli.boundary import run
from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store import workspace
from charterkit.store.git.repository import Repository

RELEASED: dict[str, bytes | None] = {"charter/decisions/0001-release-zero-draft.yaml": RELEASE}


def at(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def test_a_repository_is_found_from_any_folder_below_its_top(repository: Repository) -> None:
    assert Repository.open(repository.root / "charter/clauses").root == repository.root


def test_outside_a_repository_the_way_to_start_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="is in no git repository") as caught:
        Repository.open(tmp_path)
    assert "charterkit init" in caught.value.hint


@pytest.mark.parametrize("part", ["HEAD", "objects", "refs"])
def test_a_repository_of_which_a_part_is_gone_is_not_told_to_be_started(repository: Repository, part: str) -> None:
    (repository.git_dir / part).rename(repository.git_dir / "away")
    with pytest.raises(EnvironmentProblem, match=r"git takes .*/\.git for no repository: a part of it is missing"):
        Repository.open(repository.root / "charter")


@pytest.mark.parametrize("setting", ["extensions.refStorage=unheard", "core.repositoryFormatVersion=99"])
def test_a_repository_of_a_newer_git_is_told_as_such(repository: Repository, git: Run, setting: str) -> None:
    git(repository.root, "config", "core.repositoryFormatVersion", "1")
    git(repository.root, "config", *setting.split("="))
    with pytest.raises(EnvironmentProblem, match="the git of this machine is too old for the repository in") as caught:
        Repository.open(repository.root)
    assert "install a newer git" in caught.value.hint


def test_a_bare_repository_is_refused(tmp_path: Path, git: Run) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    with pytest.raises(EnvironmentProblem, match="is a bare repository"):
        Repository.open(tmp_path / "bare.git")


def test_git_that_says_half_of_what_it_was_asked_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho /tmp\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentProblem, match="git says less of"):
        Repository.open(tmp_path)


def test_without_git_the_way_to_install_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentProblem, match="git is not installed"):
        Repository.open(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_another_users_repository_is_not_trusted(repository: Repository) -> None:
    for path in (repository.root, repository.git_dir):
        os.chown(path, 12345, 12345)
    with pytest.raises(EnvironmentProblem, match="belongs to another user") as caught:
        Repository.open(repository.root)
    assert "safe.directory" in caught.value.hint


def test_the_callers_git_variables_lead_nowhere(
    repository: Repository, tmp_path: Path, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "elsewhere")
    elsewhere = tmp_path / "elsewhere"
    for name, value in {
        "GIT_DIR": elsewhere / ".git", "GIT_WORK_TREE": elsewhere, "GIT_INDEX_FILE": elsewhere / "index",
        "GIT_OBJECT_DIRECTORY": elsewhere / ".git/objects", "GIT_COMMON_DIR": elsewhere / ".git",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    opened = Repository.open(repository.root)
    assert (opened.root, opened.git_dir) == (repository.root, repository.git_dir)
    opened.commit({"charter/clauses/scope.yaml": None}, "m\n", expected=opened.head())
    assert opened.branch() == "main"
    assert sorted(path.name for path in elsewhere.iterdir()) == [".git"]


def test_a_branch_without_commits_has_no_head(empty: Repository) -> None:
    assert empty.head() is None
    assert empty.branch() == "main"
    assert empty.versions() == ()
    with pytest.raises(EnvironmentProblem, match="nothing is committed yet"):
        empty.resolve("HEAD")


def test_versions_are_found_without_tags(repository: Repository, git: Run, tmp_path: Path) -> None:
    made = repository.commit(RELEASED, "Release\n", expected=repository.head())
    repository.commit({"charter/clauses/scope.yaml": SCOPE + b"note: |\n  x\n"}, "later\n", expected=made)
    git(tmp_path, "clone", "--quiet", "--no-tags", str(repository.root), "clone", GIT_ALLOW_PROTOCOL="file")
    (version,) = Repository.open(tmp_path / "clone").versions()
    assert (version.name, version.commit, version.symbol, version.decision) == ("zero-draft", made, "T/1", "0001")
    assert version.date == datetime.date(2026, 1, 2)
    assert Repository.open(tmp_path / "clone").resolve("zero-draft") == made


def test_a_version_that_came_by_a_merged_branch_is_found(repository: Repository, git: Run) -> None:
    git(repository.root, "switch", "--quiet", "--create", "side")
    made = repository.commit(RELEASED, "Release\n", expected=repository.head())
    git(repository.root, "switch", "--quiet", "main")
    repository.commit({"charter/clauses/scope.yaml": None}, "main\n", expected=repository.head())
    git(repository.root, "merge", "--quiet", "--no-edit", "side")
    assert [version.commit for version in repository.versions()] == [made]


def test_a_tag_that_points_elsewhere_is_a_problem_until_what_is_advised_is_done(
    repository: Repository, git: Run
) -> None:
    start = head_of(repository)
    made = repository.commit(RELEASED, "Release\n", expected=start)
    repository.tag("zero-draft", start, "wrong")
    (problem,) = repository.version_problems()
    assert problem.code == "tag-elsewhere"
    assert repository.resolve("zero-draft") == made
    git(repository.root, *problem.hint.partition("; ")[0].rpartition(": git ")[2].split())
    with redirect_stdout(io.StringIO()):
        run(["-C", str(repository.root), "doctor", "--fix"])
    assert repository.refs().tags == {"zero-draft": made}


def test_names_that_mean_a_commit(repository: Repository, git: Run) -> None:
    first = head_of(repository)
    second = repository.commit(RELEASED, "Release\n", expected=first, date=at("2026-03-01"))
    git(repository.root, "tag", "light", first)
    names = {
        "HEAD": second, "HEAD~1": first, "HEAD^": first, second: second, first[:8]: first, "light": first,
        "main": second, "zero-draft": second, "zero-draft~1": first,
    }  # fmt: skip
    assert {name: repository.resolve(name) for name in names} == names


@pytest.mark.parametrize(
    "name",
    ["zero-drift", "--all", "-n1", "HEAD@{0}", "a..b", "HEAD^{tree}", ":/Start", "HEAD:charter", "@", "", "HEAD\n",
     "2026-02-30", "HEAD~99", "0000000", "refs/heads/main", "x" * 500, "\udcff"],
)  # fmt: skip
def test_a_name_that_means_no_commit_is_refused_in_one_line(repository: Repository, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        repository.resolve(name)
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 200


def test_a_tag_hides_neither_a_branch_nor_a_commit(repository: Repository, git: Run) -> None:
    first = head_of(repository)
    second = repository.commit(RELEASED, "Release\n", expected=first)
    git(repository.root, "update-ref", "refs/remotes/origin/main", second)
    for name in ("main", "origin/main", second):
        git(repository.root, "update-ref", f"refs/tags/{name}", first)
    assert repository.resolve(second) == second
    for name in ("main", "origin/main", "origin/main~0"):
        with pytest.raises(UsageError, match="is a branch and a tag"):
            repository.resolve(name)


def test_a_near_miss_is_offered(repository: Repository) -> None:
    repository.commit(RELEASED, "Release\n", expected=repository.head())
    with pytest.raises(UsageError) as caught:
        repository.resolve("zero-drift")
    assert caught.value.hint == "did you mean 'zero-draft'?"


def test_a_date_means_the_last_commit_up_to_the_end_of_that_day(empty: Repository) -> None:
    days = ["2026-01-05", "2026-01-07"]
    commits: list[str] = []
    for day in days:
        changes: dict[str, bytes | None] = {"charter/charter.yaml": day.encode()}
        commits.append(empty.commit(changes, f"{day}\n", expected=commits[-1] if commits else None, date=at(day)))
    assert empty.resolve("2026-01-05") == commits[0]
    assert empty.resolve("2026-01-06") == commits[0]
    assert empty.resolve("2026-01-07") == commits[1]
    with pytest.raises(UsageError, match="there was no commit yet"):
        empty.resolve("2026-01-04")


def test_a_shallow_clone_tells_no_history(repository: Repository, git: Run, tmp_path: Path) -> None:
    made = repository.commit(RELEASED, "Release\n", expected=repository.head())
    repository.commit({"charter/clauses/scope.yaml": None}, "later\n", expected=made)
    url = f"file://{repository.root}"
    git(tmp_path, "clone", "--quiet", "--depth=1", url, "clone", GIT_ALLOW_PROTOCOL="file")
    clone = Repository.open(tmp_path / "clone")
    with pytest.raises(EnvironmentProblem, match="shallow clone"):
        clone.versions()
    assert clone.resolve("HEAD") == repository.head()


def test_replaced_objects_and_grafts_change_nothing(repository: Repository, git: Run) -> None:
    first = head_of(repository)
    second = repository.commit(RELEASED, "Release\n", expected=first)
    forged = git(repository.root, "commit-tree", "-m", "forged", f"{first}^{{tree}}")
    git(repository.root, "replace", second, forged)
    (repository.git_dir / "info").mkdir(exist_ok=True)
    (repository.git_dir / "info/grafts").write_text(f"{second} {forged}\n")
    assert repository.files(second).files == {**FILES, **RELEASED}
    assert repository.resolve("HEAD~1") == first
    assert [version.commit for version in repository.versions()] == [second]


def _loose(repository: Repository, key: str) -> Path:
    return repository.git_dir / "objects" / key[:2] / key[2:]


def test_a_snapshot_is_hashed_against_the_ids_of_its_files(repository: Repository, git: Run) -> None:
    blob = git(repository.root, "rev-parse", "HEAD:charter/clauses/purpose.yaml")
    other = PURPOSE.replace(b"peace", b"pease")
    loose = _loose(repository, blob)
    loose.chmod(0o644)
    loose.write_bytes(zlib.compress(b"blob %d\0" % len(other) + other))
    with pytest.raises(EnvironmentProblem, match=f"object {blob[:12]} cannot be read"):
        repository.files(head_of(repository))


@pytest.mark.parametrize("damage", ["missing", "truncated", "empty"])
@pytest.mark.parametrize("what", ["HEAD:charter/clauses/purpose.yaml", "HEAD:charter/clauses", "HEAD^{commit}"])
def test_a_damaged_object_is_an_error_that_says_what_to_do(
    repository: Repository, git: Run, damage: str, what: str
) -> None:
    head = head_of(repository)
    loose = _loose(repository, git(repository.root, "rev-parse", what))
    loose.chmod(0o644)
    if damage == "missing":
        loose.unlink()
    else:
        loose.write_bytes(loose.read_bytes()[: 20 if damage == "truncated" else 0])
    with pytest.raises(EnvironmentProblem, match="cannot be read") as caught:
        repository.files(head)
    assert "git fsck" in caught.value.hint


def test_links_and_submodules_in_a_commit_are_problems(repository: Repository, git: Run) -> None:
    (repository.root / "charter/clauses/link.yaml").symlink_to("purpose.yaml")
    git(repository.root, "add", "charter")
    git(repository.root, "update-index", "--add", "--cacheinfo", f"160000,{repository.head()},submissions/XAA")
    git(repository.root, "commit", "--quiet", "-m", "odd")
    read = repository.files(head_of(repository))
    assert {(problem.path, problem.code) for problem in read.problems} == {
        ("charter/clauses/link.yaml", "not-a-file"), ("submissions/XAA", "not-a-file"),
    }  # fmt: skip
    assert read.files == FILES


def test_only_records_and_templates_count_as_dirty(repository: Repository, git: Run) -> None:
    put(repository.root, "src/x.py", b"x")
    put(repository.root, "charter/clauses/purpose.yaml", b"changed")
    put(repository.root, "submissions/XAA/XAA-2026-001.yaml", b"untracked")
    put(repository.root, "templates/a b\n.css", b"staged")
    git(repository.root, "add", "templates")
    assert repository.dirty() == [
        "charter/clauses/purpose.yaml", "submissions/XAA/XAA-2026-001.yaml", "templates/a b\n.css",
    ]  # fmt: skip


def test_changed_paths_between_two_commits(repository: Repository) -> None:
    old = head_of(repository)
    changes: dict[str, bytes | None] = {
        "charter/clauses/purpose.yaml": PURPOSE + b"note: |\n  x\n", "charter/clauses/scope.yaml": None,
        "charter/clauses/new.yaml": PURPOSE, "src/x": b"x",
    }  # fmt: skip
    new = repository.commit(changes, "m\n", expected=old)
    assert repository.changed_paths(old, new) == [
        ("A", "charter/clauses/new.yaml"), ("M", "charter/clauses/purpose.yaml"), ("D", "charter/clauses/scope.yaml"),
    ]  # fmt: skip


def test_is_ancestor_takes_full_ids_only(repository: Repository, git: Run) -> None:
    first = head_of(repository)
    repository.commit(RELEASED, "Release\n", expected=first)
    other = git(repository.root, "commit-tree", "-m", "other", f"{first}^{{tree}}")
    assert repository.is_ancestor(first)
    assert not any(repository.is_ancestor(name) for name in (other, "HEAD", first[:8], "0" * 40, "--all"))


def test_a_second_work_tree_of_the_same_repository_works(repository: Repository, git: Run, tmp_path: Path) -> None:
    git(repository.root, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = Repository.open(tmp_path / "side")
    made = side.commit({"charter/clauses/scope.yaml": None}, "m\n", expected=side.head())
    assert (side.branch(), side.head()) == ("side", made)
    assert repository.branch() == "main"
    assert (repository.root / "charter/clauses/scope.yaml").exists()


def test_records_in_sha256_repositories_are_read_and_written(tmp_path: Path, git: Run) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    repository = Repository.open(tmp_path)
    made = repository.commit(dict(FILES), "Start\n", expected=None)
    made = repository.commit({"charter/clauses/scope.yaml": None}, "m\n", expected=made)
    assert len(made) == 64
    assert set(repository.files(made).files) == set(FILES) - {"charter/clauses/scope.yaml"}
    assert git(tmp_path, "status", "--porcelain") == ""


def test_a_workspace_is_a_repository_with_a_charter_at_its_top(
    repository: Repository, tmp_path: Path, git: Run
) -> None:
    opened = workspace.open(repository.root / "charter")
    assert opened.root == repository.root
    assert list(opened.charter().provisions) == ["purpose", "scope"]
    assert opened.charter("HEAD") == opened.charter()
    git(tmp_path, "init", "--quiet", "other")
    with pytest.raises(EnvironmentProblem, match="holds no charter") as caught:
        workspace.open(tmp_path / "other")
    assert "charterkit init" in caught.value.hint
    put(tmp_path / "other", "below/charter/charter.yaml", FILES["charter/charter.yaml"])
    with pytest.raises(EnvironmentProblem, match="holds no charter") as caught:
        workspace.open(tmp_path / "other/below")
    assert "below is only a folder in this one" in caught.value.hint
