"""What a message advises works when it is done word for word."""

from __future__ import annotations

import subprocess

import pytest
from tests.cli.runner import Charter

SESSIONS = """\
sessions:
  - id: session-1
    kind: meeting
    title:
      en: First session
    date: 2026-11-24
"""


def advised(said: str, beginning: str) -> str:
    """Return the command that a message advises."""
    return (beginning + said.partition(beginning)[2].partition("; ")[0]).strip()


def follow(charter: Charter, command: str) -> None:
    subprocess.run(command, cwd=charter.root, shell=True, check=True, capture_output=True)  # noqa: S602  it is what a person pastes


def test_a_registry_that_is_not_committed_can_be_kept_or_set_aside_new_files_and_all(charter: Charter) -> None:
    charter.put("charter/registry/sessions.yaml", SESSIONS)
    said = charter("release", "first-draft").err
    assert "not committed: charter/registry/sessions.yaml" in said
    follow(charter, advised(said, "git stash push"))
    assert charter.git("status", "--porcelain") == ""
    charter.git("stash", "pop", "--quiet")
    follow(charter, advised(said, "git add"))
    charter.done("release", "first-draft", "--session", "session-1")


@pytest.mark.parametrize("path", ["charter/clauses/purpose.yaml", "charter/clauses/no name.yaml"])
def test_a_text_that_was_changed_by_hand_is_never_kept(charter: Charter, path: str) -> None:
    charter.put(path, (charter.root / "charter/clauses/purpose.yaml").read_text("utf-8") + "# by hand\n")
    charter.put("charter/registry/sessions.yaml", SESSIONS)
    said = charter("release", "first-draft").err
    assert "keep them" not in said
    follow(charter, advised(said, "git stash push"))
    charter.done("release", "first-draft")
