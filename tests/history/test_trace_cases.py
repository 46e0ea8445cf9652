"""The cases of ``tests/cases/trace``: versions of a text, and whose words its last version is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from charterkit.history import trace_texts
from charterkit.history.tracing import align as trace_align
from charterkit.history.tracing.align import same_tokens

CASES = Path(__file__).parents[1] / "cases" / "trace" / "1-texts.md"


def cases() -> list[tuple[str, str, str]]:
    """Title, versions and the expected pieces of every case."""
    blocks = CASES.read_text("utf-8").split("\n.\n")
    return [
        (blocks[at].strip().rpartition("\n")[2], blocks[at + 1], blocks[at + 2]) for at in range(0, len(blocks) - 2, 3)
    ]


def versions(part: str) -> list[tuple[str, str]]:
    lines = (line.partition(":") for line in part.split("\n"))
    return [(origin, text.removeprefix(" ").replace("␠", " ").replace("␤", "\n")) for origin, _, text in lines]


@pytest.mark.parametrize(("versions_given", "expected"), [case[1:] for case in cases()], ids=[c[0] for c in cases()])
def test_a_text_is_made_of_the_words_of(versions_given: str, expected: str) -> None:
    pieces = trace_texts(versions(versions_given))
    shown = "".join(f"{{{piece.origin}:{piece.text}}}" for piece in pieces)
    assert shown.replace("\n", "␤").replace("{B: }", "{B:␠}") == expected


def test_stretches_too_long_for_a_table_are_tied_by_phrases_the_same_ones_either_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [f"w{number % 7}-{number % 9}" for number in range(60)]
    other = [f"new{at}" if at % 10 == 0 else word for at, word in enumerate(words)]
    whole = same_tokens(words, other)
    monkeypatch.setattr(trace_align, "_MOST_CELLS", 200)
    tied = same_tokens(words, other)
    assert tied == whole == [(at, at) for at in range(60) if at % 10]
    assert same_tokens(other, words) == tied


def test_there_are_cases() -> None:
    assert len(cases()) >= 20
