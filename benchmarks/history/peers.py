"""The naive ways to tell who wrote which word: each version's words against those of the one before, by some diff.

All of them get the same words that charterkit compares, so that only the diff makes a difference.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from charterkit.history import Piece
from charterkit.words.tokens import tokenise

Kept = Callable[[list[str], list[str]], Iterator[tuple[int, int, int]]]
"""Yields the blocks of words that stayed: where they begin in both texts, and how many they are."""


def chained_difflib(versions: list[tuple[str, str]]) -> list[Piece]:
    """By Python's difflib."""
    return _chained(versions, _by_difflib)


def chained_rapidfuzz(versions: list[tuple[str, str]]) -> list[Piece]:
    """By a longest common subsequence, as rapidfuzz finds it."""
    return _chained(versions, _by_rapidfuzz)


def _by_difflib(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()


def _by_rapidfuzz(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            yield op.src_start, op.dest_start, op.src_end - op.src_start


def _chained(versions: list[tuple[str, str]], kept: Kept) -> list[Piece]:
    keys: list[str] = []
    marks: list[str] = []
    full: list[str] = []
    for origin, text in versions:
        tokens = tokenise(text)
        fresh = [origin] * len(tokens.keys)
        for old, new, size in kept(keys, tokens.keys):
            fresh[new : new + size] = marks[old : old + size]
        keys, marks, full = tokens.keys, fresh, tokens.full
    return [Piece(text, origin) for text, origin in zip(full, marks, strict=True) if text]


def git_blame(versions: list[tuple[str, str]]) -> list[Piece]:
    """By git blame of a file with a word on each line, every version a commit."""
    last = tokenise(versions[-1][1])
    with tempfile.TemporaryDirectory() as folder:
        git = ["git", "-C", folder]
        subprocess.run([*git, "init", "--quiet"], check=True)
        stream = b"".join(_commits(versions))
        subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)
        blame = subprocess.run([*git, "blame", "--line-porcelain", "refs/heads/main", "--", "words"],
                               capture_output=True, check=True).stdout.decode()  # fmt: skip
    origins = [line.removeprefix("summary ") for line in blame.split("\n") if line.startswith("summary ")]
    return [Piece(text, origin) for text, origin in zip(last.full, origins, strict=True) if text]


def _commits(versions: list[tuple[str, str]]) -> Iterator[bytes]:
    for number, (origin, text) in enumerate(versions):
        content = "".join(f"{key!r}\n" for key in tokenise(text).keys).encode()
        yield f"commit refs/heads/main\ncommitter A <a@b> {1_700_000_000 + number} +0000\n".encode()
        yield b"data %d\n%s\nM 100644 inline words\ndata %d\n" % (len(origin), origin.encode(), len(content))
        yield content + b"\n"
