"""Read YAML without implicit typing, keeping the place of every key and value.

Built from libyaml's events, so that nesting is bounded before anything recurses and whatever YAML would do behind the
writer's back (anchors, tags, comments that cut a value short, a second document) is refused with its place. What a
value means is left to the model that receives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from charterkit.errors import Problem
from charterkit.store.yaml.limits import MAX_BYTES, MAX_DEPTH, MAX_VALUES
from charterkit.store.yaml.syntax import slip
from charterkit.store.yaml.text import NULLS

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""What a file holds before a model types it: strings, nothing, lists and mappings."""

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: mapping keys and list indexes from the top."""

Mark: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""

_CUT_SHORT: Final = re.compile(r"[ \t]+#")
_COMMENT: Final = re.compile(r"(?:[ \t]{2,}|\t)#(?: |$)")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""What YAML does not take as it stands, or takes for an end of line."""

_CONFLICT: Final = re.compile(r"^(?:<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)


@dataclass(slots=True)
class Document:
    """A file's value, and where each of its keys and values stands."""

    value: Plain = None
    values: dict[KeyPath, Mark] = field(default_factory=dict)
    keys: dict[KeyPath, Mark] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def place(self, key_path: KeyPath, offset: int | None = None) -> Mark:
        """Return where the value at a key path stands, or the nearest value around it.

        With ``offset``: where that character of the value's text stands, if the text is a ``|`` block or on one line.
        """
        while key_path not in self.values and key_path:
            key_path = key_path[:-1]
        line, column = self.values.get(key_path, (1, 1))
        text = self.at(key_path) if offset else None
        return _inside(self.lines, (line, column), text[:offset]) if isinstance(text, str) else (line, column)

    def at(self, key_path: KeyPath) -> Plain:
        """Return the value at a key path; None where there is none."""
        value = self.value
        for step in key_path:
            match value, step:
                case dict(), str():
                    value = value.get(step)
                case list(), int() if step < len(value):
                    value = value[step]
                case _:
                    return None
        return value


def _inside(lines: list[str], mark: Mark, before: str) -> Mark:
    """Return the place of the character that follows ``before`` in the text that starts at a mark."""
    line, column = mark
    opening = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
    if opening != "|":
        return line, column + len(before) + (opening in {'"', "'"})
    first = next((text for text in lines[line:] if text.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    return line + 1 + before.count("\n"), indent + len(before) - (before.rfind("\n") + 1) + 1


class Refused(Exception):  # noqa: N818  a refusal is caught one call above and becomes a Problem
    """YAML that charterkit does not take: what is wrong, where, what to do."""

    def __init__(self, code: str, message: str, mark: Mark, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.mark, self.hint = code, message, mark, hint

    def problem(self, path: str) -> Problem:
        """Return the refusal as a problem of the file at ``path``."""
        return Problem(path, *self.mark, self.code, self.message, self.hint)


def decode(content: bytes, most: int = MAX_BYTES) -> str:
    """Return a file's text. Refuse what is too large, not UTF-8, or holds NUL, CR-only lines or conflict markers."""
    if len(content) > most:
        raise Refused("too-large", f"the file has {len(content):,} bytes; at most {most:,} are read", (1, 1))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("not-utf8", "the file is UTF-16", (1, 1), "save it as UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise Refused(
            "not-utf8", f"byte 0x{content[error.start]:02x} is not UTF-8", _mark_after(before), "save it as UTF-8"
        ) from None
    return _checked(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if (lone := text.find("\r")) >= 0:
        raise Refused(
            "line-ends", "a carriage return stands alone", _mark_after(text[:lone]), "end lines with LF or CRLF"
        )
    if odd := _UNPRINTABLE.search(text):
        message = f"the file holds an unprintable character (U+{ord(odd[0]):04X})"
        raise Refused("control-character", message, _mark_after(text[: odd.start()]), "take it out")
    if conflict := _CONFLICT.search(text):
        raise Refused(
            "conflict-marker",
            "a git conflict marker stands in the file",
            _mark_after(text[: conflict.start()]),
            "resolve the conflict by hand and take the marker lines out",
        )
    return text


def compose(text: str, most: int = MAX_VALUES) -> Document:
    """Return the document in a text that ``decode`` has passed; raise ``Refused`` for what charterkit does not take.

    Nor does it take more than ``most`` keys and values.
    """
    builder = _Builder(text, most)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        found = slip(error, text)
        raise Refused("yaml-syntax", found.message, (found.line, found.column), found.hint) from None
    if builder.document.value is None:
        raise Refused("empty-file", "the file is empty", (1, 1), "write a record, or remove the file")
    return builder.document


def _mark(mark: Any) -> Mark:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _mark_after(text: str) -> Mark:
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    value: list[Plain] | dict[str, Plain]
    path: KeyPath
    key: str | None = None


class _Builder:
    """Takes events one by one and puts the document together, without recursion."""

    def __init__(self, text: str, most: int) -> None:
        self._most = most
        self._lines = text.split("\n")
        self.document = Document(lines=self._lines)
        self._open: list[_Open] = []
        self._documents = 0
        self._values = 0

    def take(self, event: yaml.Event) -> None:
        mark = _mark(event.start_mark)
        match event:
            case yaml.ScalarEvent():
                self._count(mark)
                self._refuse_extras(event, mark)
                self._scalar(event, mark)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_extras(event, mark)
                self._start([] if isinstance(event, yaml.SequenceStartEvent) else {}, mark)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                raise Refused("yaml-alias", f"an alias (*{event.anchor}) stands here", mark, "write the value out")
            case yaml.DocumentStartEvent():
                self._document(event, mark)

    def _count(self, mark: Mark) -> None:
        self._values += 1
        if self._values > self._most:
            message = f"the file holds more than {self._most:,} keys and values"
            raise Refused("too-large", message, mark, "split it into several records")

    def _document(self, event: yaml.DocumentStartEvent, mark: Mark) -> None:
        self._documents += 1
        if event.version or event.tags:
            raise Refused("yaml-directive", "a YAML directive (%...) stands in the file", mark, "take it out")
        if self._documents > 1:
            raise Refused("several-documents", "a second document starts here (---)", mark, "one record per file")

    @staticmethod
    def _refuse_extras(event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> None:
        if event.anchor:
            raise Refused("yaml-anchor", f"an anchor (&{event.anchor}) stands here", mark, "write the value out")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise Refused("yaml-tag", f"a tag ({tag}) stands here", mark, "values need no tag: take it out")

    def _start(self, value: list[Plain] | dict[str, Plain], mark: Mark) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise Refused("too-deep", f"lists and mappings are nested deeper than {MAX_DEPTH} levels", mark)
        if self._open and isinstance(self._open[-1].value, dict) and self._open[-1].key is None:
            raise Refused(
                "yaml-key", "a list or mapping stands where a name is wanted", mark, "quote a value in braces"
            )
        self._open.append(_Open(value, self._put(value, mark)))

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        plain = not event.style
        if plain:
            self._refuse_cut(event)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event.value, mark)
        else:
            self._put(None if plain and event.value in NULLS else event.value, mark)

    def _refuse_cut(self, event: yaml.ScalarEvent) -> None:
        mark = _mark(event.end_mark)
        line = self._lines[mark[0] - 1] if mark[0] <= len(self._lines) else ""
        start = mark[1] - 1
        if _CUT_SHORT.match(line, start) and not _COMMENT.match(line, start):
            raise Refused(
                "cut-short",
                "' #' cuts this value short",
                mark,
                "put the value in quotes; a comment after a value stands two spaces off, with a space after #",
            )

    def _key(self, top: _Open, key: str, mark: Mark) -> None:
        if key == "<<":
            raise Refused("yaml-merge", "a merge key (<<) stands here", mark, "write the fields out")
        if isinstance(top.value, dict) and key in top.value:
            raise Refused("duplicate-key", f"'{key}' stands twice", mark, "keep one of the two")
        top.key = key
        self.document.keys[*top.path, key] = mark

    def _put(self, value: Plain, mark: Mark) -> KeyPath:
        if not self._open:
            self.document.value, self.document.values[()] = value, mark
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
        else:
            assert top.key is not None  # noqa: S101  a mapping's events alternate: libyaml gives a key before a value
            path = (*top.path, top.key)
            top.value[top.key], top.key = value, None
        self.document.values[path] = mark
        return path
