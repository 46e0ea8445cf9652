"""What a person at a terminal, a pipe, another program and a shell see of the commands."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from tests.cli.runner import Charter, process

from charterkit.cli.app import COMMANDS
from charterkit.cli.context import RULES
from charterkit.cli.decide import LEVELS, OUTCOMES
from charterkit.cli.propose import KINDS
from charterkit.cli.render import VIEWS
from charterkit.documents import View
from charterkit.documents.wording.labels import labels
from charterkit.model.agreements import Level, Rule
from charterkit.model.decisions import Outcome
from charterkit.model.provisions import Kind

SLOW = ("pydantic", "rich", "weasyprint", "git", "jinja2", "yaml", "rapidfuzz", "regex", "babel")

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.mark.parametrize("command", ["", *(name for name in COMMANDS if name != "demo")])
def test_help_has_examples_and_imports_nothing_slow(command: str, tmp_path: Path) -> None:
    program = (
        "import os, sys; sys.argv = ['charterkit', *sys.argv[1:]]; os._exit = sys.exit\n"
        "from charterkit.cli import main\n"
        "try: main()\n"
        f"finally: print([name for name in {SLOW} if name in sys.modules], file=sys.stderr)"
    )
    arguments = [*command.split(), "--help"]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "charterkit" in done.stdout.partition("xample")[2] or "A first round:" in done.stdout
    assert done.stderr.strip() == "[]"


def test_the_version_is_told_without_click(tmp_path: Path) -> None:
    ran = process("--version", cwd=tmp_path)
    assert ran.out.startswith("charterkit 0.")
    program = (
        "import sys; sys.argv = ['charterkit', '-V']\n"
        "from charterkit.cli import main\nmain()\nassert 'click' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_choices_that_help_texts_name_are_the_models_own() -> None:
    assert get_args(Rule) == RULES
    assert (*get_args(Kind), "part") == KINDS
    assert get_args(View) == VIEWS[:3]
    assert all(f"view_{view}" in labels("en") for view in VIEWS)
    assert (get_args(Outcome), get_args(Level)) == (OUTCOMES, LEVELS)


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("status", {"title", "versions", "provisions", "changes", "open", "parts", "drafts"}),
        ("merge XAA-2026-001 --dry-run", {"outcomes", "collisions", "open_rivals", "commit", "decisions"}),
        ("release second --dry-run", {"version", "symbol", "date", "commit", "decision"}),
        ("amend 2 --as XAB --heading Even --dry-run", {"file", "submission", "outcomes", "collisions"}),
        ("propose keep 2 --as XAB --dry-run", {"file", "submission", "outcomes", "collisions"}),
        ("show XAA-2026-001", {"id", "by", "date", "base", "language", "title", "changes"}),
        ("show 3", {"id", "kind", "heading", "units", "legal_nature"}),
    ],
)
def test_json_has_the_keys_that_programs_read(charter: Charter, command: str, keys: set[str]) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    assert charter.done(*command.split(), "--format", "json").values().keys() >= keys


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("lodge --dry-run", {"submission", "file", "title", "sponsors", "changes", "commit"}),
        ("show provisions", {"number", "id", "kind", "heading", "container", "units"}),
        ("show submissions", {"id", "by", "title", "states"}),
        ("show decisions", {"id", "date", "action"}),
        ("show versions", {"name", "symbol", "date", "commit"}),
        ("show participants", {"id", "name", "kind", "role"}),
        ("doctor", {"name", "state", "found", "hint"}),
    ],
)
def test_lists_are_json_lists_of_records(charter: Charter, command: str, keys: set[str]) -> None:
    charter.done("amend", "2", "--as", "XAA", "--heading", "Even")
    found = charter.done(*command.split(), "--format", "json").values()
    assert found
    assert all(record.keys() >= keys for record in found)


def test_problems_are_told_to_programs_too(charter: Charter) -> None:
    charter.put("submissions/XAA/XAA-2026-001.yaml", "id: 100%\n")
    found = charter("check", "--format", "json").values()
    assert {problem["code"] for problem in found} == {"bad-form", "missing-field"}
    assert found[0].keys() == {"path", "line", "column", "code", "message", "hint", "severity"}
    lines = charter("check", "--format", "github").out.splitlines()
    assert all(line.startswith("::error file=submissions/XAA/XAA-2026-001.yaml,line=1,col=") for line in lines)
    assert any("'100%25' is not" in line for line in lines)


@pytest.mark.parametrize("command", ["show", "render", "status", "--help"])
def test_a_reader_that_goes_away_is_no_error(charter: Charter, command: str) -> None:
    script = f"'{sys.executable}' -m charterkit {command} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=charter.root, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_merge_is_done_also_where_nobody_reads_on(charter: Charter) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    script = f"'{sys.executable}' -m charterkit merge XAA-2026-001 | true"
    subprocess.run(["bash", "-c", script], cwd=charter.root, check=True)
    assert charter.git("log", "-1", "--format=%s") == "Merge XAA-2026-001"


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_XX"])
def test_words_of_every_script_print_under_any_locale(charter: Charter, locale: str) -> None:
    charter.done("amend", "2", "-", "--as", "XAA", stdin="Равенство 平等 مساواة.".encode())
    charter.done("lodge")
    charter.done("merge", "XAA-2026-001")
    ran = process("show", "2", cwd=charter.root, env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (ran.code, "Равенство 平等 مساواة." in ran.out) == (0, True)


def _on_terminal(charter: Charter, *arguments: str, columns: int = 80, **settings: str) -> str:
    """Run a command on a terminal of some width and return all that it shows."""
    shown, terminal = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), **settings}
    with subprocess.Popen(
        [sys.executable, "-m", "charterkit", *arguments], cwd=charter.root, env=env, stdout=terminal, stderr=terminal,
        stdin=terminal,
    ) as running:  # fmt: skip
        os.close(terminal)
        parts = []
        while True:
            try:
                parts.append(os.read(shown, 65536))
            except OSError:
                break
            if not parts[-1]:
                break
    os.close(shown)
    assert running.returncode == 0
    return b"".join(parts).decode()


def test_colour_is_for_terminals_that_want_it(charter: Charter) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    command = ("show", "XAA-2026-001")
    assert "\x1b[" in _on_terminal(charter, *command)
    assert "\x1b[" not in _on_terminal(charter, *command, NO_COLOR="1")
    assert "\x1b[" not in _on_terminal(charter, *command, TERM="dumb")
    assert "\x1b[" not in charter.done(*command).out


@pytest.mark.parametrize("command", ["status", "show", "show submissions", "show decisions", "show versions"])
def test_no_row_is_wider_than_a_narrow_terminal(charter: Charter, command: str) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    shown = _on_terminal(charter, *command.split(), columns=40, NO_COLOR="1", TERM="dumb")
    assert max(len(line) for line in shown.splitlines()) <= 40
    assert "Article 3(2)" in shown or command != "status"


def test_signs_of_life_are_for_terminals_only(charter: Charter) -> None:
    assert "comparing what is open ..." in _on_terminal(charter, "status")
    assert charter.done("status").err == ""


def _completed(charter: Charter, *words: str) -> list[str]:
    env = {"COMP_WORDS": " ".join(["charterkit", *words]), "COMP_CWORD": str(len(words)),
           "_CHARTERKIT_COMPLETE": "bash_complete"}  # fmt: skip
    ran = process(cwd=charter.root, env=env)
    assert ran.err == ""
    return [line.partition(",")[2] for line in ran.out.splitlines() if line]


def test_the_shell_completes_places_participants_submissions_and_versions(charter: Charter) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "early")
    assert "meetings/notice" in _completed(charter, "amend", "meet")
    assert _completed(charter, "amend", "2", "--as", "XA") == ["XAA", "XAB", "XAC"]
    assert _completed(charter, "merge", "XAA") == ["XAA-2026-001", "XAA-2026-001#1"]
    assert _completed(charter, "render", "--at", "zer") == ["zero-draft"]
    assert "submissions" in _completed(charter, "show", "sub")
    session = "{id: spring, kind: meeting, title: {en: Spring}, date: 2026-03-16}"
    charter.put("charter/registry/sessions.yaml", f"sessions: [{session}]\n")
    for command in ("merge", "agree"):
        assert _completed(charter, command, "--session", "sp") == ["spring"]
    (charter.root / "charter/charter.yaml").write_text("broken: [\n")
    assert _completed(charter, "amend", "meet") == []


def test_an_interruption_ends_with_130_and_half_writes_nothing(charter: Charter) -> None:
    program = (
        "import sys\nfrom charterkit.store.decisions import merging\n"
        "def stop(*_, **__): raise KeyboardInterrupt\n"
        "merging.prepare = stop\nsys.argv = ['charterkit', 'merge', 'SEC-2026-001']\n"
        "from charterkit.cli import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=charter.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr


def test_a_bug_is_reported_with_what_to_paste(charter: Charter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("charterkit.store.decisions.merging.prepare", broken)
    ran = charter("merge", "SEC-2026-001")
    assert ran.code == 70
    assert "Please report it with these lines" in ran.err
    assert "ZeroDivisionError: by nothing" in ran.err


def test_every_schema_is_printed_and_written(charter: Charter, tmp_path: Path) -> None:
    kinds = charter.done("schema").out.split()
    charter.done("schema", "--all", str(tmp_path / "schemas"))
    for kind in kinds:
        printed = charter.done("schema", kind).values()
        assert json.loads((tmp_path / "schemas" / f"{kind}.schema.json").read_text()) == printed
        assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
