"""The cases of ``tests/cases/compare``: two texts and what a comparison says of them, for a lawyer to read and add to.

How a case is written stands at the head of ``tests/cases/compare/words.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.history.marks import marked

from charterkit.documents.comparison.pieces import pieces
from charterkit.history import Change, Comparison, Place, TextChange, compare
from charterkit.model.charter import Charter

CASES = Path(__file__).parents[1] / "cases" / "compare"
KINDS = {"recital", "principle", "article", "testimonium", "annex"}
LISTS = {"preamble", "closing", "annexes"}
LINE = re.compile(
    r"(?P<name>[a-z]+ [a-z0-9-]+|[a-z0-9-]+)(?: = (?P<heading>[^:{]+))?(?:: (?P<text>[^{]*))?(?:\{(?P<rest>.*)\})?"
)


@dataclass
class Line:
    """One line of a written charter with the lines below it."""

    name: str
    heading: str | None
    text: str | None
    rest: str | None
    below: list[Line] = field(default_factory=list)

    def node(self) -> dict[str, Any]:
        kind, _, key = self.name.rpartition(" ")
        node: dict[str, Any] = {"id": key, "units": tuple(line.node() for line in self.below)}
        if kind:
            node["kind"] = kind
        for name, value in (("heading", self.heading), ("text", self.text)):
            if value and value.strip():
                node[name] = {"en": value.strip()}
        for setting in filter(None, (self.rest or "").split("; ")):
            name, _, value = setting.partition("=")
            node[name.strip()] = tuple(value.split()) if name.strip() == "topics" else value.strip()
        return node


def written(text: str) -> Charter:
    """Read a charter written as an outline: one line for each part, provision and unit, indented by two."""
    top = Line("", None, None, None)
    stack = [top]
    settings = {"title": "Charter", "symbol": "TEST/1"}
    for row in text.splitlines():
        if row.startswith("charter "):
            name, _, value = row.removeprefix("charter ").partition(": ")
            settings[name] = value
            continue
        found = LINE.fullmatch(row.strip())
        assert found, f"not a line of a charter: {row!r}"
        depth = (len(row) - len(row.lstrip())) // 2
        line = Line(found["name"], found["heading"], found["text"], found["rest"])
        stack[depth].below.append(line)
        stack[depth + 1 :] = [line]
    return Charter.model_validate(_records(top.below, settings))


def _records(sections: list[Line], settings: dict[str, str]) -> dict[str, Any]:
    outline: dict[str, Any] = {"parts": []}
    provisions = {}
    for section in sections:
        nodes = [line.node() for line in section.below]
        provisions.update({node["id"]: node for node in nodes})
        ids = [node["id"] for node in nodes]
        if section.name in LISTS:
            outline[section.name] = ids
        else:
            part = {"id": section.name.removeprefix("part "), "heading": {"en": section.heading}, "provisions": ids}
            outline["parts"].append(part)
    return {
        "settings": {**settings, "title": {"en": settings["title"]}, "outline": outline},
        "provisions": provisions,
    }


def reported(comparison: Comparison) -> Iterator[str]:
    """Say what a comparison found, a line for each finding."""
    for setting in comparison.settings:
        yield f"setting {setting.name}: {setting.old} -> {setting.new}"
    for change in comparison.changes:
        yield from _of_change(change)
    for line in comparison.renumbered:
        yield f"{line.old} is now {line.new}"


def _of_change(change: Change) -> Iterator[str]:
    words = [_words(text) for text in change.texts]
    name = change.path if change.level != "part" else f"part {change.path}"
    if change.likeness is not None:
        name += f" (was {change.old_path})"
    if change.kinds[0] in {"added", "deleted"}:
        yield " ".join((change.kinds[0], f"{name}:", *words)).removesuffix(":")
        if change.shares_with:
            yield f"{name} shares its words with {change.shares_with}"
        return
    if change.move:
        origin, goal = change.move.origin, change.move.goal
        yield f"moved {name}: from {_place(origin)}, to {_place(goal)}"
    yield from (f"changed {name}: {text}" for text in words)
    for attribute in change.attributes:
        if attribute.name != "id":
            yield f"{name}: {attribute.name} -({', '.join(attribute.removed)}) +({', '.join(attribute.added)})"


def _place(place: Place) -> str:
    return (
        f"{place.container} after {place.after}".strip() if place.after else f"{place.container} at the start".strip()
    )


def _words(text: TextChange) -> str:
    words = marked(pieces(text.shown))
    return f"<{words}>" if text.field == "heading" else words


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.md")):
        for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title = section.partition("\n")[0].strip()
            blocks = re.findall(r"^```\n(.*?)\n?^```$", section, flags=re.MULTILINE | re.DOTALL)
            yield pytest.param(blocks, id=f"{path.stem}: {title}")


@pytest.mark.parametrize("blocks", list(_cases()))
def test_a_comparison_says_what_the_case_expects(blocks: list[str]) -> None:
    old, new, expected = (block.rstrip() for block in blocks)
    said = "\n".join(reported(compare(written(old), written(new))))
    assert said == ("" if expected == "nothing" else expected)
