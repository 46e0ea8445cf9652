"""Read the YAML of a plain file fast, or not at all.

Files in charterkit's own form, and most files of people, hold nothing that YAML could do behind the writer's back. Such
a file is read by ryaml, four times as fast as by ``nodes``. Wherever the two could differ, this module returns
None and ``nodes`` has the word: a law in ``tests/laws`` holds that both give equal records.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Any, Final

import ryaml

from charterkit.store.yaml.limits import MAX_DEPTH, RECORD, Size

_ASKED: Final = b"#&*!%@`<=>"
"""Characters that may start something in YAML, or a conflict marker of git; where they stand decides."""

_HARMLESS: Final = bytes(byte for byte in range(0x20, 0x100) if byte not in b"\x7f" + _ASKED) + b"\n"
"""Bytes that mean nothing here. All other control characters are refused."""

_ASKED_AT: Final = re.compile(rb"[" + _ASKED + rb"\x00-\x09\x0b-\x1f\x7f]")
_OPENS: Final = b"\n-:,?[{"
"""After one of these, and spaces, comes the start of a value."""

_NEAR: Final = 200
"""How many bytes before a character are looked at; if they are all spaces, it counts as the start of a value."""

_BLOCK: Final = re.compile(rb"^(?P<key>[ -]*)[a-z][A-Za-z_-]*: \|\n(?: *\n)*(?P<text> +)(?=[^ \n])", re.MULTILINE)
_QUOTED: Final = re.compile(rb"(?:^|[\n:,\[{?-]) *[\"']")
"""Where a quoted value may begin, within which nothing is what it seems."""

_QUOTED_LINE: Final = re.compile(rb"""[^"']*(?:'(?:[^'\n]|'')*'|"[^"\\\n]*") *(?:\n|\Z)""")
"""A quoted value that ends with its line."""

_FIRST: Final = (b"---", b"...", b"|||||||")
"""What begins a document, ends it, or is left by a merge, at the start of a line."""

_UNSEEN: Final = re.compile(rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]")
"""Controls, line separators, byte order marks and no-characters beyond ASCII, in UTF-8."""


_NO_BRACKETS: Final = bytes(byte for byte in range(0x100) if byte not in b"[{]}")

_ODD_NUMBER: Final = re.compile(rb"[-+0](?<=[\s\[,{].)(?:(?<=0)[xob]|(?<=[-+])[0-9])")
"""Numbers that are written otherwise than in plain digits, found by what is rare in a text."""


def quick(content: bytes, *, numbers: bool, size: Size = RECORD) -> dict[Any, Any] | None:
    """Return the mapping that a plain file holds, None where ``nodes`` has to look.

    What looks like a number, ``true`` or ``false`` comes typed: a model that wants a text refuses it. ``numbers`` says
    that the model wants numbers somewhere, so that their spelling matters; ``size`` is how large the file may be.
    """
    if not _is_plain(content, size) or (numbers and _ODD_NUMBER.search(content)):
        return None
    try:
        value = ryaml.loads(content.decode())  # type: ignore[attr-defined]  # it comes with no types for its own names
    except ValueError:  # not YAML, or not UTF-8: nodes says where and why
        return None
    return value if type(value) is dict else None


def _is_plain(content: bytes, most: Size) -> bool:
    """Tell whether a file is of a sensible size and depth, and nothing in it may mean more than it seems to."""
    size = len(content)
    return not (
        size > most.bytes
        or (size > most.values and content.count(b",") + content.count(b"\n") > most.values)
        or content.startswith(_FIRST)
        or any(b"\n" + first in content for first in _FIRST)
        or (content.translate(None, _HARMLESS) and not _harmless(content))
        or (content.count(b"[") + content.count(b"{") > MAX_DEPTH and _brackets_deep(content) > MAX_DEPTH)
        or (not content.isascii() and _UNSEEN.search(content))
    )


def _harmless(content: bytes) -> bool:
    """Tell whether all characters that may mean something stand where they mean nothing: inside a text."""
    blocks: list[tuple[int, int]] | None = None
    for found in _ASKED_AT.finditer(content):
        char, at = found[0], found.start()
        before = content[max(at - _NEAR, 0) : at]
        if char == b"#" or char in b"&*!%@`":
            opening = before.endswith(b" ") if char == b"#" else (before.rstrip(b" ") or b"\n")[-1] in _OPENS
            if opening:
                blocks = _blocks(content) if blocks is None else blocks
                place = bisect_right(blocks, (at, len(content))) - 1
                if place < 0 or at >= blocks[place][1]:
                    return False
        elif char < b" " or char == b"\x7f" or content.startswith(char * 2, at):
            return False
    return True


def _blocks(content: bytes) -> list[tuple[int, int]]:
    """Return where each text in a ``|`` block begins and ends, in order; none after a quoted value of several lines."""
    blocks: list[tuple[int, int]] = []
    quoted, found = _QUOTED.search(content), _BLOCK.search(content)
    while found:
        end = found.start("text") - 1
        if quoted and quoted.start() < found.start():
            line = _QUOTED_LINE.match(content, quoted.start())
            if not line:
                break
            end = line.end() - 1
        elif len(found["text"]) > len(found["key"]):
            outside = re.compile(rb"\n(?! {%d})(?! *(?:\n|\Z))" % len(found["text"])).search(content, end)
            end = outside.start() if outside else len(content)
            blocks.append((found.end(), end))
        quoted = _QUOTED.search(content, end) if quoted and quoted.start() < end else quoted
        found = _BLOCK.search(content, end) if found.start() < end else found
    return blocks


def _brackets_deep(content: bytes) -> int:
    """Return how deep brackets and braces are nested, at most: ryaml's time grows with the square of it."""
    steps = (1 if char in b"[{" else -1 for char in content.translate(None, _NO_BRACKETS))
    return max(accumulate(steps), default=0)
