"""``charterkit init``: a charter that works at once, or nothing at all."""

# ruff: noqa: RUF001  a charter in Russian is among what is started
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from tests.cli.runner import Charter, call

from charterkit.errors import EnvironmentProblem, ExitCode
from charterkit.store.decisions import deciding
from charterkit.store.git import journal
from charterkit.store.yaml.limits import MAX_BYTES
from charterkit.store.yaml.nodes import compose

pytestmark = pytest.mark.usefixtures("own_home")


def test_a_new_charter_has_all_that_its_files_point_to(charter: Charter) -> None:
    charter.done("amend", "2", "--as", "XAA", "--heading", "Equal footing")
    file = charter.root / "submissions/XAA/XAA-2026-001.yaml"
    pointed = file.read_text().splitlines()[0].partition("$schema=")[2]
    schema = json.loads((file.parent / pointed).read_text())
    assert schema["properties"]["changes"]
    assert "charterkit amend" in (charter.root / "README.md").read_text()
    assert (charter.root / "templates/document.md").is_file()
    assert charter.git("log", "--format=%s", "--reverse").splitlines() == [
        "Start Charter of the Lakes", "Release outline (CL/2026/WD.1)", "Lodge SEC-2026-001: Starter text",
        "Merge SEC-2026-001", "Release zero-draft (CL/2026/WD.2)",
    ]  # fmt: skip
    charter.done("check")


def test_the_commands_in_a_new_charters_readme_work(charter: Charter) -> None:
    lines = (charter.root / "README.md").read_text().partition("```sh\n")[2].partition("```")[0].splitlines()
    commands = [line.partition("#")[0].split()[1:] for line in lines]
    assert len(commands) == 9
    for command in commands:
        given = [str(charter.root / word) if word.startswith(("charter.", "rolling.")) else word for word in command]
        ran = charter(*given, env={"EDITOR": "sed -i s/equal/even/"})
        assert ran.code == 0, ran.err


def test_a_charter_in_russian_starts_with_a_russian_text(tmp_path: Path) -> None:
    started = Charter(tmp_path / "khartiya")
    assert call("init", str(started.root), "--language", "ru").code == 0
    started.done("check")
    assert "Участники участвуют в работе на равных основаниях." in started.done("render").out
    started.lodged("amend", "2", "--as", "XAA", "--replace", "Участники", "--with", "Стороны")
    started.done("merge", "XAA-2026-001")
    assert started.done("show", "equality", "--format", "json").values()["text"].keys() == {"ru"}


def test_a_charter_in_another_language_starts_without_text_and_takes_it(tmp_path: Path) -> None:
    started = Charter(tmp_path / "c")
    ran = call("init", str(started.root), "--language", "kk", "--title", "Хартия")
    assert (ran.code, "no starter text in 'kk'" in ran.out) == (0, True)
    part = ("propose", "add", "bolim", "--kind", "part", "--in", "parts", "--heading", "Бөлім", "--as", "XAA")
    started.done("merge", started.lodged(*part))
    article = ("propose", "add", "maqsat", "--kind", "article", "--in", "bolim", "--text", "Мақсат.", "--as", "XAA")
    started.done("merge", started.lodged(*article))
    started.done("check")
    assert "Мақсат." in started.done("render").out


def test_a_title_may_be_typed_in_letters_that_have_two_spellings(tmp_path: Path) -> None:
    """Keyboards for Bengali type a letter that Unicode's normal form C divides."""
    assert call("init", str(tmp_path / "c"), "--language", "bn", "--title", "ঘোষণাপত্র \u09df").code == 0
    assert Charter(tmp_path / "c").done("check").code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--title", ""], "--title"),
        (["--title", "a\nb"], "one line"),
        (["--title", "a\u202eb"], "U+202E"),
        (["--symbol", "a b"], "--symbol"),
        (["--symbol", "-x"], "--symbol"),
        (["--language", "english"], "--language"),
        (["--language", "kk"], "needs a title"),
    ],
)
def test_settings_that_cannot_be_are_refused_before_anything_is_made(
    tmp_path: Path, options: list[str], words: str
) -> None:
    ran = call("init", str(tmp_path / "c"), *options)
    assert (ran.code, words in ran.err) == (2, True), ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, charter: Charter) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("mine")
    for folder in (tmp_path / "full", charter.root, charter.root / "below", tmp_path / "full/notes.txt"):
        before = charter.state()
        assert call("init", str(folder)).code == 2
        assert charter.state() == before
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("kind", ["missing", "empty", "deep", "repository"])
def test_a_start_that_fails_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder = tmp_path / ("a/b/c" if kind == "deep" else "c")
    if kind in ("empty", "repository"):
        folder.mkdir()
    if kind == "repository":
        Charter(folder).git("init", "--quiet")
    before = sorted(path for path in tmp_path.rglob("*") if ".git" not in path.parts)

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(deciding, "carry_out", full)
    assert call("init", str(folder)).code != 0
    monkeypatch.undo()
    assert sorted(path for path in tmp_path.rglob("*") if ".git" not in path.parts) == before
    assert call("init", str(folder)).code == 0


def test_a_start_that_fails_after_a_commit_says_that_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EnvironmentProblem(f"{tmp_path}/c cannot be written: No space left on device", "make room")

    monkeypatch.setattr(journal, "finish", full)
    ran = call("init", str(tmp_path / "c"))
    assert ran.code == ExitCode.ENVIRONMENT
    assert "No space left on device\n  nothing is left of the new charter" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["init", "demo"])
@pytest.mark.parametrize("there", [True, False])
def test_a_start_that_is_killed_leaves_no_half_of_a_charter_and_can_be_made_again(
    tmp_path: Path, command: str, *, there: bool
) -> None:
    folder = tmp_path / "c"
    if there:
        folder.mkdir()
    place = folder if there else tmp_path
    words = [sys.executable, "-m", "charterkit", command, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as running:
        while running.poll() is None and not list(place.glob(".c.*.unfinished/.git/refs/heads/main")):
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
    assert [path.name for path in place.iterdir()] == [f".c.{running.pid}.unfinished"]
    assert call("init", str(folder)).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["c"]
    assert not list(folder.glob(".*.unfinished"))
    assert Charter(folder).done("verify").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert call("init", str(tmp_path / "locked/c")).code == 4


TEXT = """\
Хартия

Часть I
Общее

Статья 1. Предмет
1.\tПервое.
2.\tВторое:
а) одно.

Статья 2
Равенство
Все равны.
"""


def test_a_charter_starts_with_a_text_of_the_secretariats_own(tmp_path: Path) -> None:
    file = tmp_path / "текст.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    folder = tmp_path / "c"
    ran = call("init", str(folder), "--language", "ru", "--title", "Хартия вод", "--text", str(file))
    assert ran.code == 0, ran.err
    assert "read: 0 recitals, 1 part, 2 articles, 0 annexes; closing words: none" in ran.out
    assert "left out, for it stands above the preamble or an article: Хартия\n" in ran.out
    started = Charter(folder)
    assert started.done("show", "1(2)(a)").out.startswith("Article 1(2)(a)  (predmet/vtoroe/odno)\n")
    headings = [each["heading"] for each in started.done("show", "--format", "json").values()]
    assert headings == [{"ru": "Предмет"}, {"ru": "Равенство"}]
    assert started.done("verify").code == 0
    assert "SEC-2026-001" in started.done("trace", "2").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"No article.", "no line of {} heads an article"),
        (b"Article 1\nArticle 2\nWe meet.", "{}: no words stand in article 1"),
        ("Article 1\nWe \u202emeet.".encode(), "{}:2:4: a bidirectional control"),
        ("\n\nArticle 1\nWe \u202emeet.".encode(), "{}:4:4: a bidirectional control"),
        (b"Article 1\nWe m\xe9et.", "{}:2:5: byte 0xe9 is not UTF-8"),
        (b"\n\nArticle 1\nSee [[nowhere]].", "{}:4:5: [[nowhere]] refers to nothing; cite by number"),
        (b"\nArticle 1. Aims\nSee [[aims]]\nand [[aims/first]].", "{}:4:5: [[aims/first]] refers to nothing"),
    ],
)
def test_a_text_that_cannot_be_a_charter_is_told_by_its_place_and_nothing_is_made(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(content)
    ran = call("init", str(tmp_path / "c"), "--text", str(file))
    assert ran.code in {1, 2}
    assert said.format(file) in ran.err
    assert not (tmp_path / "c").exists()


def test_a_text_too_long_for_one_submission_is_put_by_several_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("charterkit.store.starting.MOST_CHANGES", 2)
    articles = [f"Article {n}. Aim {n}\nWe meet by Article {7 - n}." for n in range(1, 7)]
    file = tmp_path / "text.txt"
    file.write_text("\n".join(["Part I. First", *articles[:4], "Part II. Second", *articles[4:]]))
    ran = call("init", str(tmp_path / "c"), "--title", "Long", "--text", str(file))
    assert ran.code == 0, ran.err
    started = Charter(tmp_path / "c")
    lodged = started.done("show", "submissions", "--format", "json").values()
    assert [each["title"] for each in lodged] == [f"Long ({place}/4)" for place in range(1, 5)]
    headings = [each["heading"]["en"] for each in started.done("show", "--format", "json").values()]
    assert headings == [f"Aim {n}" for n in range(1, 7)]
    assert "by [[aim-1]]." in started.done("show", "6").out
    assert started.done("check").code == started.done("verify").code == 0


def test_no_submission_of_a_first_text_is_too_long_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("charterkit.store.starting.compose", partial(compose, most=120))
    years = "\n".join(f"({n}) We meet in the year {n}." for n in range(1, 30))
    file = tmp_path / "text.txt"
    file.write_text(f"Article 1. Years\n{years}\nArticle 2. Again\n{years}")
    assert call("init", str(tmp_path / "c"), "--text", str(file)).code == 0
    assert len([*(tmp_path / "c/submissions/SEC").glob("*.yaml")]) == 2


def test_a_text_may_be_longer_than_a_record_and_is_not_without_end(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("no article\n" * (MAX_BYTES // 10))
    ran = call("init", str(tmp_path / "c"), "--text", str(file))
    assert (ran.code, "heads an article" in ran.err) == (2, True)
    file.write_bytes(b" " * (16 * MAX_BYTES + 1))
    ran = call("init", str(tmp_path / "c"), "--text", str(file))
    assert (ran.code, "at most 16,777,216 are read; split it [too-large]" in ran.err) == (1, True)
