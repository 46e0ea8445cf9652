"""After torture: which calls of which scenes were tried with which faults, and which were left out."""

from __future__ import annotations

import os

import pytest

collect_ignore = [] if "TORTURE_EACH" in os.environ else ["test_gate_races.py"]

TRIED = "torture"
"""The property of a test that says what it tried: scene, fault, calls tried, calls there are, calls that went wrong."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line for each scene and fault, where torture was asked for by name."""
    if "TORTURE_EACH" not in os.environ:
        return
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    rows = sorted(value for report in reports for name, value in report.user_properties if name == TRIED)
    for scene, fault, tried, calls, wrong in rows:
        left = f", {calls - tried} left out" if calls > tried else ""
        terminalreporter.write_line(f"{scene:<8} {fault:<36} {tried:>5} of {calls:>5} calls{left}, {wrong} went wrong")
