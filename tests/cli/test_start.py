"""What commands import: nothing but the making of a PDF asks for WeasyPrint, and help asks for little."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.cli.runner import Charter

from charterkit.cli.app import COMMANDS

RUN = """
import sys
from charterkit.cli import main
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


def test_nothing_but_a_pdf_imports_weasyprint(charter: Charter) -> None:
    for arguments in WORKING:
        assert "weasyprint" not in imported(charter, *arguments), arguments


@pytest.mark.parametrize("arguments", [(), ("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_imports_no_model(charter: Charter, arguments: tuple[str, ...]) -> None:
    assert not imported(charter, *arguments) & {"pydantic", "weasyprint", "jinja2", "git", "regex", "rich"}


def test_the_version_imports_no_command_line_library(charter: Charter) -> None:
    assert not imported(charter, "--version") & {"click", "dataclasses", "pydantic", "typing"}
