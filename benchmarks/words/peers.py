"""Other people's diffs and merges on the same texts, each turned into the segments that ``charterkit.words`` gives."""

from __future__ import annotations

import difflib
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import fast_diff_match_patch
from diff_match_patch import diff_match_patch
from merge3 import Merge3
from rapidfuzz.distance import Indel
from redlines import Redlines

from charterkit.words import Segment, diff

Redline = Callable[[str, str], list[Segment]]
_words = re.compile(r"\w+|\s+|[^\w\s]").findall
_DMP_OPS = {-1: "delete", 0: "keep", 1: "insert", "-": "delete", "=": "keep", "+": "insert"}


def raw(before: str, after: str) -> list[Segment]:
    """The smallest diff of words that rapidfuzz finds, nothing tidied."""
    old, new = _words(before), _words(after)
    return _from_opcodes(old, new, Indel.opcodes(old, new).as_list())


def stdlib(before: str, after: str) -> list[Segment]:
    """``difflib`` over words, ``autojunk`` off."""
    old, new = _words(before), _words(after)
    return _from_opcodes(old, new, difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def dmp(before: str, after: str) -> list[Segment]:
    """diff-match-patch over characters with its semantic clean-up."""
    engine = diff_match_patch()
    found = engine.diff_main(before, after)
    engine.diff_cleanupSemantic(found)
    return [_segment(_DMP_OPS[op], text) for op, text in found]


def fast_dmp(before: str, after: str) -> list[Segment]:
    """fast-diff-match-patch, which is the same in C++."""
    found = fast_diff_match_patch.diff(before, after, cleanup="Semantic", counts_only=False)
    return [_segment(_DMP_OPS[op], text) for op, text in found]


def redlines(before: str, after: str) -> list[Segment]:
    """The redlines package."""
    found: list[Segment] = []
    for change in Redlines(before, after).redlines:
        old, new = change.source_text or "", change.test_text or ""
        if old == new:
            found.append(_segment("keep", old or new))
        else:
            found += [_segment(op, text) for op, text in (("delete", old), ("insert", new)) if text]
    return found


def git_words(before: str, after: str) -> list[Segment]:
    """``git diff --word-diff=porcelain`` as a process."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("a", before), ("b", after)):
            Path(folder, name).write_text(text + "\n", "utf-8")
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U9999", "a", "b"]
        shown = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode()
    lines = shown.removesuffix("~\n").split("\n")[5:]
    ops = {" ": "keep", "-": "delete", "+": "insert"}
    return [_segment(ops[line[0]], line[1:]) if line[0] in ops else _segment("keep", "\n") for line in lines if line]


REDLINES: dict[str, Redline] = {
    "charterkit": diff,
    "rapidfuzz raw": raw,
    "difflib": stdlib,
    "redlines": redlines,
    "diff-match-patch": dmp,
    "fast-dmp": fast_dmp,
    "git word-diff": git_words,
}


def git_merge(base: str, ours: str, theirs: str) -> str | None:
    """``git merge-file`` with a sentence a line; nothing where it conflicts."""
    merged = git_merge_lines(_lined(base), _lined(ours), _lined(theirs))
    return None if merged is None else merged.replace("\x0b\n", " ")


def git_merge_lines(base: str, ours: str, theirs: str) -> str | None:
    """``git merge-file`` on texts as they are; nothing where it conflicts."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            Path(folder, name).write_bytes(text.encode("utf-8", "surrogatepass"))
        done = subprocess.run(
            ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True, check=False
        )
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def merge3_words(base: str, ours: str, theirs: str) -> str | None:
    """merge3 over words; nothing where it conflicts."""
    groups = list(Merge3(_words(base), _words(ours), _words(theirs)).merge_groups())
    return None if any(group[0] == "conflict" for group in groups) else "".join("".join(group[1]) for group in groups)


def dmp_patch(base: str, ours: str, theirs: str) -> str | None:
    """diff-match-patch: ours as a patch on theirs; nothing where a patch does not apply."""
    engine = diff_match_patch()
    text, applied = engine.patch_apply(engine.patch_make(base, ours), theirs)
    return str(text) if all(applied) else None


def _lined(text: str) -> str:
    return re.sub(r"(?<=[.。।]) ", "\x0b\n", text)


def _segment(op: Any, text: str) -> Segment:
    return Segment(op, text)


def _from_opcodes(old: list[str], new: list[str], opcodes: Iterable[Any]) -> list[Segment]:
    found: list[Segment] = []
    for tag, start, end, first, last in opcodes:
        if tag == "equal":
            found.append(Segment("keep", "".join(old[start:end])))
            continue
        if start < end:
            found.append(Segment("delete", "".join(old[start:end])))
        if first < last:
            found.append(Segment("insert", "".join(new[first:last])))
    return found
