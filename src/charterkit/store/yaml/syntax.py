"""What libyaml says of a file that is not YAML, at the place and in the words that help who wrote it.

libyaml tells where it could not go on, which is often a line below the slip, and in its own terms. What is told here is
what people who write YAML by hand mean by such a line. What charterkit refuses of good YAML is in ``nodes``.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

QUOTE: Final = "put the value in quotes"
_HINTS: Final = {
    "cannot start any token": QUOTE,
    "expected alphabetic or numeric": QUOTE,
    "expected comment or line break": QUOTE,
    "block sequence entries are not allowed": f"{QUOTE}; a list starts on the next line",
    "unknown escape character": r"put the value in single quotes: in double ones \ has a meaning of its own",
    "expected '-' indicator": "begin this line where the one above begins after its '- ', or with a '- ' of its own",
    "expected <document start>": "write 'name: value' on each line",
    "tab character": "indent with spaces, not tabs",
}
"""What to do, by what libyaml says."""

_QUOTES: Final = "put the whole value in quotes, those inside it twice: 'the Participant''s duty'"
_MISPLACED: Final = "begin this line where the text above begins, or a field at the column of the others"

_OPENED: Final = (
    "unexpected end of stream",
    "expected ',' or ']'",
    "expected ',' or '}'",
    "could not find expected ':'",
)
"""What libyaml finds out only later: the place is where it began to read what it did not understand."""

_KEY: Final = re.compile(r"\s*(?:- +)?[^\s:'\"]+:(?: |$)")
_ENTRY: Final = re.compile(r"\s*(?:-(?=[^\s-])|[\u2010-\u2015\u2022*+] ?)\s*\S+:(?: |$)")
"""A line that was meant as an entry of a list, and starts with something else than a hyphen and a blank."""

_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where libyaml begins a new line."""

_ODD_BLANK: Final = re.compile(r"^\s*?[^\S \n\t]")


class Slip(NamedTuple):
    """Where a file stops being YAML, why, and what to do."""

    line: int
    column: int
    message: str
    hint: str


def slip(error: yaml.YAMLError, text: str) -> Slip:
    """Return what is wrong with a text that libyaml could not read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        position = getattr(error, "position", None)
        before = text[:position] if isinstance(position, int) else ""
        why = str(getattr(error, "reason", None) or error)
        return Slip(before.count("\n") + 1, len(before) - before.rfind("\n"), f"not YAML: {why}", "")
    what = getattr(error, "problem", None) or "not YAML"
    if any(each in what for each in _OPENED):
        mark = getattr(error, "context_mark", None) or mark
    lines = [*_LINE_END.split(text), ""]
    if "mapping values are not allowed" in what:
        return _no_field(lines, mark.line, mark.column, f"not YAML: {what}")
    before = lines[mark.line][: mark.column + 1]
    return Slip(mark.line + 1, mark.column + 1, f"not YAML: {what}", _hint(what, str(error), before))


def _hint(what: str, whole: str, before: str) -> str:
    """Return what to do about what libyaml says, at a character after others of its line."""
    if "could not find expected ':'" in what:
        return "write 'name: value' with a blank after the colon; a text that goes on stands further in"
    if "expected ',' or" in what:
        return "a bracket was opened and not closed"
    if "unexpected end of stream" in what or "while scanning a quoted scalar" in whole:
        return "a quote was opened and not closed"
    if "did not find expected key" in what:
        return _MISPLACED if before[:-1].isspace() or len(before) < 2 else _QUOTES  # noqa: PLR2004  nothing before it
    if "cannot start any token" in what and "\t" in before:
        what = "tab character"
    return next((hint for known, hint in _HINTS.items() if known in what), "")


def _no_field(lines: list[str], line: int, column: int, message: str) -> Slip:
    """Return what is wrong where a colon starts no field: it stands in a value, or its line is indented wrongly."""
    for number in range(line, max(line - 2, -1), -1):
        if _ODD_BLANK.match(lines[number]):
            return Slip(number + 1, 1, message, "indent with spaces: another kind of blank stands here")
        if _ENTRY.match(lines[number]):
            return Slip(number + 1, _start(lines[number]), message, "an entry of a list starts with '- ', with a blank")
    here, above = lines[line], lines[line - 1] if line else ""
    own = _KEY.match(here)
    if own and own.end() > column and _KEY.match(above) and _start(here) > _start(above):
        entry = " after its '- '" if above.lstrip().startswith("- ") else ""
        return Slip(line + 1, _start(here), message, f"begin this line where the one above begins{entry}")
    return Slip(line + 1, column + 1, message, "a value that holds ': ' stands in quotes or in a | block")


def _start(line: str) -> int:
    """Return the column at which a line's first field starts."""
    return len(line) - len(re.sub(r"^\s*(?:- +)?", "", line)) + 1
