"""The commands of the README and of the docs do what these say (``readme_session`` has the conventions)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.readme_session import Shell, Step, difference, steps

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md"))))
DAY = "1796126400"
"""Noon of 1 December 2026, UTC: the day of the README's sessions, as SOURCE_DATE_EPOCH."""
REAL_CLOCK = {"docs/server.md"}
"""The pages in which a server compares dates with its own clock."""


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of this repository with all its history, uncommitted changes and environment; a home for its reader."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n\tname = Reader\n\temail = reader@example.org\n")
    monkeypatch.setenv("HOME", str(home))
    copy = tmp_path / "charterkit"
    _git(tmp_path, "clone", "--quiet", "--local", str(ROOT), str(copy))
    _bring_changes(copy)
    (copy / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return copy


def _bring_changes(copy: Path) -> None:
    """Bring what is not committed here into the copy, as a commit of its own."""
    changed = _git(ROOT, "ls-files", "-z", "--modified", "--others", "--exclude-standard")
    for name in changed.split("\0")[:-1]:
        if not os.path.lexists(ROOT / name):
            (copy / name).unlink(missing_ok=True)
        else:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)
    _git(copy, "add", "--all")
    _git(copy, "commit", "--quiet", "--allow-empty", "--message", "What is not committed yet")


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_print_what_it_shows(page: str, copy: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CHARTERKIT"))}
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ.get("PATH", "")])
    settings = kept | {"PATH": path, "SOURCE_DATE_EPOCH": DAY, "COLUMNS": "100", "NO_COLOR": "1"}
    if page in REAL_CLOCK:
        del settings["SOURCE_DATE_EPOCH"]
    shell, section = Shell(copy, settings, tmp_path / "folder"), -1
    for step in steps((ROOT / page).read_text(encoding="utf-8"), page):
        if step.section != section:
            section, shell.folder = step.section, tmp_path / f"section-{step.section}"
            shell.folder.mkdir()
        if step.in_repository:
            shell.folder = copy
        if step.runs:
            wrong = difference(step, *shell.run(step.command))
            assert not wrong, wrong


SAMPLE = """
```console
$ cd /tmp && printf 'one\\ntwo 1a2b3c4d\\nthree\\n'
one
two ffff0000
...
$ echo a \\
> b
a b
$ false
# exit 1
```

<!-- not run: it needs a network -->
```sh
$ curl example.org
```

```sh
$ pwd
anything
```

## Next

<!-- in: the repository -->
```console
$ true
$ true
```

```python
$ not a session
```
"""


def test_commands_are_read_with_what_they_print_and_how_they_end() -> None:
    found = list(steps(SAMPLE))
    assert [(step.line, step.command, step.code) for step in found] == [
        (3, "cd /tmp && printf 'one\\ntwo 1a2b3c4d\\nthree\\n'", 0), (7, "echo a \\\nb", 0), (10, "false", 1),
        (20, "pwd", 0), (28, "true", 0), (29, "true", 0),
    ]  # fmt: skip
    assert [step.shown for step in found] == [["one", "two ffff0000", "..."], ["a b"], [], [], [], []]
    assert [(step.section, step.in_repository) for step in found[-3:]] == [(0, False), (1, True), (1, False)]


def test_a_session_goes_on_in_the_folder_where_it_was_left(tmp_path: Path) -> None:
    shell = Shell(tmp_path, os.environ, tmp_path / "folder")
    for step in steps(SAMPLE):
        assert not difference(step, *shell.run(step.command))
    assert shell.folder == Path("/tmp").resolve()  # noqa: S108  the sample goes there and writes nothing


@pytest.mark.parametrize(
    ("shown", "code", "printed", "same"),
    [
        (["a"], 0, "a\n", True),
        (["a"], 0, "b\n", False),
        (["a"], 1, "a\n", False),
        ([], 0, "whatever\n", True),
        (["a", "..."], 0, "a\nb\nc\n", True),
        (["a ... z", ""], 0, "a b z  \n", True),
        (["a"], 0, "a\nb\n", False),
        (["in 1234abcd"], 0, "in 99ff00aa11\n", True),
        (["in 12345678"], 0, "in 99887766\n", False),
    ],
)
def test_what_is_printed_otherwise_than_shown_is_told(shown: list[str], code: int, printed: str, same: bool) -> None:
    assert (difference(Step(1, "x", shown), code, printed) == "") is same


def test_what_a_test_cannot_run_is_left_out() -> None:
    assert [Step(1, command).runs for command in ("git clone URL", "make test", "make draft")] == [False, False, True]
