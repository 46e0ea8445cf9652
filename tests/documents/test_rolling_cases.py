"""The cases of ``tests/cases/rolling``; how one is written stands at the head of ``1-brackets.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.drafting.case_files import sections
from tests.drafting.negotiations import Table, submission, values, written

from charterkit.documents.runs import Run
from charterkit.documents.tree import Block
from charterkit.documents.views.rolling import rolling_text

CHARTER = """part general = General
  article notice = Notice: Notice is given in good time.
  article place = Place: By turns."""


@dataclass(frozen=True, slots=True)
class Case:
    """A title, a charter, submissions, and the rolling text."""

    title: str
    charter: str
    submissions: str
    printed: str


def cases() -> Iterator[Case]:
    return (Case(title, *blocks) for title, blocks in sections("rolling"))


def table_of(case: Case) -> Table:
    table = Table(written(case.charter))
    for name, value in values(case.submissions).items():
        table.submissions.append(submission(name, **({"changes": value} if isinstance(value, list) else value)))
    return table


def words(runs: tuple[Run, ...]) -> str:
    return " ".join("".join(run.text for run in runs).replace("\N{NO-BREAK SPACE}", " ").split())


def lines(block: Block) -> Iterator[str]:
    beside = "".join(f"({notice.text}) ".replace("\N{NO-BREAK SPACE}", " ") for notice in block.notices)
    rows = [words(paragraph.runs) for paragraph in block.paragraphs]
    if "/" in block.path:
        yield " ".join(f"{block.label} {beside}{rows[0] if rows else ''}".split())
        yield from rows[1:]
    else:
        yield f"{block.label}: {words(block.heading)} {beside}".strip()
        yield from rows
    for child in block.blocks:
        yield from lines(child)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_the_rolling_text_is_printed_as_written(case: Case) -> None:
    document = rolling_text(table_of(case).rolling())
    blocks = (*document.preamble, *document.parts, *document.closing, *document.annexes)
    assert "\n".join(line for block in blocks for line in lines(block)) == case.printed


ONE = (
    "Each State keeps a calendar of all that it plans, in which it enters every exercise as soon as it has decided on \
it, and which all others may consult at any time that suits them"
)
OTHER = "Those that chair the meetings, and nobody else, decide where they are held, having asked the secretariat what \
room there is, what it costs, and who has been the host in the last ten years"


@pytest.mark.parametrize(
    ("style", "short", "labels"),
    [
        (None, "[in good time — present text | early — XAA]", ["Alt 1", "Alt 2"]),
        ("slash", "[in good time — present text / early — XAA]", ["Alt 1", "Alt 2"]),
        ("option", "[in good time — present text / early — XAA]", ["Option 1", "Option 2"]),
        ("bis", "[in good time — present text / early — XAA]", ["bis", "ter"]),
    ],
)
def test_alternatives_are_printed_in_the_style_that_the_charter_sets(
    style: str | None, short: str, labels: list[str]
) -> None:
    table = Table(written(CHARTER, alternatives=style))
    table.submissions = [
        submission("XAA-2026-001", [{"amend": "notice", "replace": "in good time", "with": "early"}]),
        submission("XAA-2026-002", [{"amend": "place", "text": ONE}]),
        submission("XAB-2026-001", [{"amend": "place", "text": OTHER}]),
    ]
    document = rolling_text(table.rolling())
    found = [line for block in document.parts for line in lines(block)]
    assert f"Notice is given {short}." in found
    called = [
        run.text for block in document.blocks() for row in block.paragraphs for run in row.runs if run.role == "label"
    ]
    assert called == [f"{label}: " for label in ("Present text", *labels)]


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_the_order_of_lodging_changes_nothing(case: Case) -> None:
    table = table_of(case)
    other = table.copy()
    other.submissions = list(reversed(table.submissions))
    assert rolling_text(other.rolling()) == rolling_text(table.rolling())


def test_the_contents_name_a_provision_by_its_present_heading_or_by_the_one_proposed_for_it() -> None:
    table = Table(written(CHARTER))
    table.submissions = [
        submission("XAA-2026-001", [{"amend": "notice", "heading": "Early notice"}]),
        submission("XAB-2026-001", [{"amend": "notice", "heading": "Information"}, {"delete": "place"}]),
        submission(
            "XAC-2026-001",
            [
                {
                    "add": {"id": "seat", "kind": "article", "heading": {"en": "Seat"}, "text": {"en": "Here."}},
                    "after": "place",
                }
            ],
        ),
    ]
    document = rolling_text(table.rolling())
    assert [entry.title for entry in document.contents] == ["General", "Notice", "Place", "Seat"]
    assert [block.title for block in document.parts[0].blocks] == [
        "Article 1. Notice",
        "Article 2. Place",
        "New Article. Seat",
    ]
