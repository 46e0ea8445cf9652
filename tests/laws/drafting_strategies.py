"""Generated negotiations: charters, submissions that the checks accept, merges and releases in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from tests.drafting.negotiations import Table, submission, written

from charterkit.drafting.merging.edits import children
from charterkit.drafting.validate.changes import paths_added
from charterkit.drafting.validate.setting import Setting
from charterkit.drafting.validate.submission import submission_findings
from charterkit.model.charter import Charter
from charterkit.model.registry import Participant, Registry
from charterkit.model.submissions import Submission

SOME = settings(max_examples=60, deadline=None)
CODES = ("XAA", "XAB", "XAC", "XAD")
REGISTRY = Registry(
    participants=tuple(Participant(id=code, name={"en": code}, kind="state", role="fictional") for code in CODES)
)
STARTS = (
    """\
part general = General
  article notice = Notice: They give notice of exercises.
    when: They do so at least thirty days before each exercise begins.
      how: In writing, as [[visits/open]] says, and in two languages.
      whom: To all others that take part in it.
    where: The secretariat keeps what it was given for ten years.
  article visits = Visits
    open: Visits are open to all who ask for them in time.
    short: See [[notice/when]] for what must be said before.
part empty = Empty
part final = Final
  article end = End: It ends when all have agreed that it does.""",
    """\
preamble
  recital origin: Recalling what was said before them all,
  recital hope: Hoping for much more than that in the end,
part general = General
  article notice = Notice
    a: The first of several things that are said here.
    b: The second of several things that are said here.
    c: The third of several things that are said here.
annexes
  annex list = List: What is listed here is listed for good.""",
)
"""Charters to start from; those after the first merge are others already."""


def start(outline: str) -> Charter:
    return written(outline).model_copy(update={"registry": REGISTRY})


class Words:
    """New words and ids that stand nowhere else, so that a lost or invented one is seen."""

    def __init__(self) -> None:
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"nova{self.count}"

    def id(self) -> str:
        self.count += 1
        return f"unit{self.count}"


def paths(charter: Charter) -> list[str]:
    return [path for path, _ in charter.walk()]


def units(charter: Charter) -> list[str]:
    return [path for path in paths(charter) if "/" in path]


def containers(charter: Charter) -> list[str]:
    return [name for name, _ in charter.settings.outline.containers()]


@st.composite
def places(draw: st.DrawFn, containing: list[str], beside: list[str]) -> dict[str, Any]:
    """A place in one of some containers, or beside one of some members."""
    key = draw(st.sampled_from(["after", "before", "in", "first", "last", "in first"]))
    if (key in ("after", "before") and beside) or not containing:
        return {key if key in ("after", "before") else "after": draw(st.sampled_from(beside))}
    where = draw(st.sampled_from(containing))
    if key == "in first":
        return {"in": where, "first": "true"}
    return {key if key in ("first", "last") else "in": where}


@st.composite
def amendments(draw: st.DrawFn, base: Charter, words: Words) -> dict[str, Any]:
    path = draw(st.sampled_from(paths(base)))
    node = base.find(path)
    assert node is not None
    text = node.text.get("en", "")
    tokens = text.split()
    form = draw(st.sampled_from(["word", "insert", "strike", "text", "heading"]))
    if form == "heading" or not tokens:
        return {"amend": path, "heading": f"Heading {words.new()}"}
    if form == "text":
        return {"amend": path, "text": f"{words.new()} {words.new()}."}
    at = draw(st.integers(0, len(tokens) - 1))
    long = min(len(tokens), at + draw(st.integers(1, 3)))
    old = " ".join(tokens[at:long])
    new = {"word": words.new(), "insert": f"{old} {words.new()}", "strike": ""}[form]
    return {"amend": path, "replace": old, "with": new}


@st.composite
def additions(draw: st.DrawFn, base: Charter, words: Words, more: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["unit", "unit", "unit", "article", "part"] if paths(base) else ["article", "part"]))
    name = draw(st.sampled_from(["new", words.id()])) if kind == "unit" else words.id()
    if kind == "part":
        parts = [part.id for part in base.settings.outline.parts]
        return {"add": {"id": name, "kind": "part", "heading": {"en": words.new()}}, **draw(places(["parts"], parts))}
    added: dict[str, Any] = {"id": name, "text": {"en": f"{words.new()} {draw(references(base))}"}}
    if draw(st.booleans()):
        added["units"] = [{"id": "sub", "text": {"en": words.new()}}]
    if kind == "unit":
        odd = containers(base) if draw(st.integers(0, 9)) == 0 else []
        return {"add": added, **draw(places([*paths(base), *more, *odd], [*units(base), *more, *odd]))}
    added |= {"kind": "article", "heading": {"en": words.new()}}
    articles = [key for key, each in base.provisions.items() if each.kind == "article"]
    parts = [part.id for part in base.settings.outline.parts]
    return {"add": added, **draw(places(parts, articles))}


@st.composite
def references(draw: st.DrawFn, base: Charter) -> str:
    known = paths(base)
    return f"[[{draw(st.sampled_from(known))}]]" if known and draw(st.integers(0, 3)) == 0 else ""


@st.composite
def moves(draw: st.DrawFn, base: Charter) -> dict[str, Any]:
    parts = [part.id for part in base.settings.outline.parts]
    path = draw(st.sampled_from([*units(base), *units(base), *base.provisions, *parts]))
    if path in parts:
        return {"move": path, **draw(places(["parts"], parts))}
    if path in base.provisions:
        home = base.container_of(path) or ""
        boxes = parts if home in parts else [home]
        return {"move": path, **draw(places(boxes, [each for box in boxes for each in children(base, box) or ()]))}
    odd = containers(base) if draw(st.integers(0, 9)) == 0 else []
    return {"move": path, **draw(places([*paths(base), *odd], [*units(base), *odd]))}


@st.composite
def changes(draw: st.DrawFn, base: Charter, words: Words, more: list[str]) -> dict[str, Any]:
    anything = ["amend", "amend", "amend", "add", "add", "move", "delete", "keep"]
    verb = draw(st.sampled_from(anything)) if paths(base) else "add"  # everything may have been deleted
    if verb == "amend":
        return draw(amendments(base, words))
    if verb == "add":
        return draw(additions(base, words, more))
    if verb == "move":
        return draw(moves(base))
    return {verb: draw(st.sampled_from([*paths(base), *(part.id for part in base.settings.outline.parts)]))}


def accepted(table: Table, candidate: Submission) -> bool:
    """Whether the checks find no error in a submission."""
    entries = table.entries
    known = {each.id: each for each in table.submissions} | {candidate.id: candidate}
    used = {path for decision in table.decisions for path in decision.result} | set(paths(table.present))
    used |= {part.id for part in table.present.settings.outline.parts}
    base = table.versions.get(candidate.base)
    setting = Setting(table.present, base, list(table.versions), entries, known, used)
    return not [found for found in submission_findings(candidate, setting) if found.severity == "error"]


@st.composite
def lodged(draw: st.DrawFn, table: Table, words: Words, count: int) -> list[Submission]:
    """Lodge submissions that the checks accept; the changes that they refuse are left out."""
    made = []
    for _ in range(count):
        code = draw(st.sampled_from(CODES))
        name = f"{code}-2026-{len(table.submissions) + 1:03}"
        base = draw(st.sampled_from(sorted(table.versions)))
        kept: list[dict[str, Any]] = []
        more: list[str] = []
        for _ in range(draw(st.integers(1, 3))):
            change = draw(changes(table.versions[base], words, more))
            candidate = submission(name, [*kept, change], base)
            if accepted(table, candidate):
                kept.append(change)
                more += _new_units(candidate)
        if kept:
            made.append(submission(name, kept, base))
            table.submissions.append(made[-1])
    return made


def _new_units(candidate: Submission) -> Iterator[str]:
    return (path for path in paths_added(candidate) if "/" in path)


@st.composite
def tables(draw: st.DrawFn, count: int = 3) -> Table:
    """A negotiation some way on: two rounds of merging behind it, submissions open now."""
    table = Table(start(draw(st.sampled_from(STARTS))))
    words = Words()
    for version in ("second", "third")[: draw(st.integers(0, 2))]:
        for each in draw(lodged(table, words, draw(st.integers(1, 3)))):
            table.merge([each.id])
        table.release(version)
    draw(lodged(table, words, count))
    return table


def open_names(table: Table) -> list[str]:
    """The submissions that are open as a whole."""
    entries = table.entries.values()
    return [
        each.id
        for each in table.submissions
        if all(entry.state == "open" for entry in entries if entry.submission.id == each.id)
    ]


def sound(table: Table) -> list[str]:
    """The open submissions that can be merged if nothing else is."""
    return [name for name in open_names(table) if table.outlook([name]).charter is not None]


def new_words(text: str) -> set[str]:
    """The words that stand in no charter at the start: whoever lost or invented one would be seen."""
    return set(re.findall(r"nova\d+", text))
