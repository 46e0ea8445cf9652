"""What commands import: nothing but the making of a PDF asks for WeasyPrint, and help asks for little."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.cli.runner import Charter

from charterkit.cli.app import COMMANDS

RUN = """
import os
import sys
from charterkit.cli import main
os._exit = sys.exit
try:
    main()
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""

WORKING = (
    ("check",), ("coverage",), ("status",), ("show", "3"), ("show", "sessions"), ("diff", "zero-draft"),
    ("diff", "--view", "participants"), ("diff", "zero-draft", "--format", "markdown"),
    ("diff", "zero-draft", "--format", "json"), ("trace", "3"), ("contributions",), ("schema", "submission"),
    ("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "soon"), ("lodge",),
    ("merge", "XAA-2026-001"), ("release", "first-draft"), ("render", "clean", "--format", "markdown"),
)  # fmt: skip

HEAVY = {
    "pydantic", "pydantic_core", "git", "jinja2", "markdown_it", "babel", "weasyprint", "rich", "yaml", "ryaml",
    "regex", "rapidfuzz", "fontTools", "pikepdf",
}  # fmt: skip
"""What takes as long to import as Python to start, or a good part of that."""

READING = {"pydantic_core", "ryaml"}
"""What reading and checking a plain file needs that was not read before."""

COMPARING = READING | {"regex", "rapidfuzz"}

LIGHT = {
    ("--version",): set[str](),
    ("diff", "zero-draft", "HEAD"): COMPARING,
    ("diff", "zero-draft", "HEAD", "--format", "json"): COMPARING,
    ("diff", "zero-draft", "HEAD", "--format", "markdown"): COMPARING,
    ("status",): COMPARING,
    ("status", "--format", "json"): COMPARING,
    ("show", "3", "--format", "json"): COMPARING,
}
"""Of what is heavy, each of these commands imports no more than this where it has to be worked out."""


def imported(charter: Charter, *arguments: str) -> set[str]:
    """Return the top names of the modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=charter.root,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stderr.splitlines()[-1].split())


def test_a_command_that_has_printed_all_ends_without_taking_itself_apart(charter: Charter) -> None:
    program = "import atexit\natexit.register(print, 'taken apart')\nfrom charterkit.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", program, "status"], cwd=charter.root, capture_output=True, check=True)
    assert done.stdout.startswith(b"Charter")
    assert b"taken apart" not in done.stdout


def test_nothing_but_a_pdf_imports_weasyprint(charter: Charter) -> None:
    for arguments in WORKING:
        assert "weasyprint" not in imported(charter, *arguments), arguments


@pytest.mark.parametrize("arguments", LIGHT)
def test_a_light_command_imports_what_it_needs_and_no_more(charter: Charter, arguments: tuple[str, ...]) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "soon")
    charter.done("merge", "XAA-2026-001")
    charter.lodged("amend", "3(2)", "--as", "XAB", "--replace", "soon", "--with", "at once")
    assert imported(charter, *arguments) & HEAVY <= LIGHT[arguments]


@pytest.mark.parametrize("arguments", [("status",), ("diff", "zero-draft", "HEAD")])
def test_records_that_a_command_read_or_wrote_are_not_checked_again(
    charter: Charter, arguments: tuple[str, ...]
) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "soon")
    charter.done("merge", "XAA-2026-001")
    assert imported(charter, *arguments) & HEAVY <= COMPARING - READING


@pytest.mark.parametrize("arguments", [(), ("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_imports_no_model(charter: Charter, arguments: tuple[str, ...]) -> None:
    assert not imported(charter, *arguments) & {"pydantic", "weasyprint", "jinja2", "git", "regex", "rich"}


def test_the_version_imports_no_command_line_library(charter: Charter) -> None:
    assert not imported(charter, "--version") & {"click", "dataclasses", "pydantic", "typing"}
