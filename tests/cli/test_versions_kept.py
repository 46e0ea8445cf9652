"""Which commits added the decisions is kept for the next program, and believed as it was written, for its commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import Charter

from charterkit.store import versions
from charterkit.store.workspace import open as open_workspace


def named(charter: Charter) -> list[tuple[str, str]]:
    """Return the versions as a new program finds them."""
    return [(each.name, each.commit) for each in open_workspace(charter.root).versions()]


@pytest.fixture
def kept(charter: Charter) -> Path:
    """The file, after one program has looked for the versions."""
    named(charter)
    return charter.root / ".git" / "charterkit" / "versions"


def test_the_history_is_looked_through_once(charter: Charter, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = named(charter)
    assert kept.exists()
    monkeypatch.setattr(versions, "commits_that_added", lambda *_: {})
    assert named(charter) == before
    assert before[-1] == ("zero-draft", charter.git("rev-parse", "HEAD"))


@pytest.mark.parametrize("damage", [lambda said: said[:-1], lambda said: said + b"x", lambda _: b""])
def test_what_was_damaged_is_not_believed(charter: Charter, kept: Path, damage: object) -> None:
    before = named(charter)
    assert callable(damage)
    kept.write_bytes(damage(kept.read_bytes()))
    assert named(charter) == before


def test_what_was_found_for_one_commit_says_nothing_of_another(charter: Charter, kept: Path) -> None:
    said = kept.read_bytes()
    charter.done("release", "first-draft")
    kept.write_bytes(said)
    assert [name for name, _ in named(charter)] == ["outline", "zero-draft", "first-draft"]
