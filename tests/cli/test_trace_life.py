"""Texts with a hard life: split, joined, struck and put back, agreed on between rivals, edited by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import Charter

WATER = "The Participants share what they measure in the water every month. Each of them pays for its own stations."
AIM = "- amend: purpose/aim\n  text: This Charter sets out how its Participants intend to work together.\n"
JOINED = f"- amend: purpose/aim\n  replace: together.\n  with: together. {WATER}\n"
LIFE = (
    ("XAA-2026-001", "with: [XAB, XAC]\n", JOINED),
    ("XAB-2026-003", "", f"{AIM}- add: {{id: data, text: {{en: '{WATER}'}}}}\n  after: purpose/aim\n"),
    ("XAC-2026-004", "", "- amend: purpose/data\n  replace: ' every month'\n  with: ''\n"),
    ("XAB-2026-005", "", "- amend: purpose/data\n  replace: water.\n  with: water every month.\n"),
    ("XAC-2026-006", "", f"{JOINED}- delete: purpose/data\n"),
    ("XAA-2026-007", "", "- amend: equality\n  replace: equal footing\n  with: equal footing in all bodies\n"),
    ("XAB-2026-007", "", "- amend: equality\n  replace: equal footing\n  with: even footing\n"),
    ("XAC-2026-007", "with: [XAA]\nresolves: [XAA-2026-007, XAB-2026-007]\n",
     "- amend: equality\n  replace: equal footing\n  with: equal footing in every body\n"),
    ("XAB-2026-008", "", "- move: meetings/notice\n  before: meetings/regular\n"),
)  # fmt: skip
MERGED = [name for name, _, _ in LIFE if name not in ("XAA-2026-007", "XAB-2026-007")]


def live(charter: Charter) -> None:
    for number, (name, said, changes) in enumerate(LIFE):
        base, code = charter.git("rev-parse", "HEAD"), name.partition("-")[0]
        head = f"id: {name}\nby: {code}\ndate: 2026-08-15\nbase: {base}\ntitle: T\n"
        file = charter.put(f"submissions/{code}/{name}.yaml", f"{head}{said}changes:\n{changes}")
        charter.done("lodge", str(file))
        if name in MERGED:
            charter.done("merge", name)
        if number == 1:
            charter.done("release", "first-draft")
    charter.done("release", "second-draft")
    edited = charter.root / "charter/clauses/meetings.yaml"
    edited.write_text(edited.read_text().replace("in good time", "in very good time"))
    charter.git("commit", "--quiet", "--all", "--message", "By hand")


@pytest.fixture(scope="module")
def _lived(negotiate: Callable[[Callable[[Charter], object]], Path]) -> Path:
    return negotiate(live)


@pytest.fixture
def lived(copied: Callable[[Path], Charter], _lived: Path) -> Charter:
    return copied(_lived)


def runs(charter: Charter, path: str, *arguments: str) -> list[dict[str, Any]]:
    values = charter.done("trace", path, "--format", "json", *arguments).values()
    return [run for text in values["texts"] for run in text["runs"]]


def credited(charter: Charter, path: str, *arguments: str) -> list[tuple[str | None, str]]:
    return [(run["submission"], run["text"].strip()) for run in runs(charter, path, *arguments)]


def test_words_of_a_unit_that_was_split_and_joined_stay_with_who_brought_them(lived: Charter) -> None:
    water = ("XAA-2026-001", WATER)
    aim = ("SEC-2026-001", "This Charter sets out how its Participants intend to work together")
    assert credited(lived, "purpose/data", "--at", "first-draft")[0] == water
    assert credited(lived, "purpose/aim", "--at", "first-draft") == [(aim[0], f"{aim[1]}.")]
    assert "".join(text for _, text in credited(lived, "purpose/aim")).startswith(aim[1])
    assert {name for name, _ in credited(lived, "purpose/aim")} == {"SEC-2026-001", "XAA-2026-001"}


def test_words_struck_by_one_and_put_back_by_another_stay_with_who_brought_them_and_their_cosponsors(
    lived: Charter,
) -> None:
    (found,) = (run for run in runs(lived, "purpose/aim") if "every month" in run["text"])
    assert (found["participant"], found["co_sponsors"], found["version"]) == ("XAA", ["XAB", "XAC"], "first-draft")


def test_words_of_a_compromise_are_its_sponsors_and_the_rivals_words_are_nobodys(lived: Charter) -> None:
    (found,) = (run for run in runs(lived, "equality") if "every body" in run["text"])
    assert (found["submission"], found["co_sponsors"], found["text"].strip()) == (
        "XAC-2026-007", ["XAA"], "in every body",
    )  # fmt: skip


def test_word_written_by_hand_is_unattributed_with_its_commit_and_those_around_it_are_not(lived: Charter) -> None:
    (found,) = (run for run in runs(lived, "meetings/notice") if run["submission"] is None)
    assert (found["text"].strip(), found["commit"]) == ("very", lived.git("rev-parse", "HEAD"))


def test_contributions_are_the_sums_of_what_is_traced(lived: Charter) -> None:
    traced: Counter[str | None] = Counter()
    for file in sorted((lived.root / "charter").glob("[pca]*/*.yaml")):
        for run in runs(lived, file.stem):
            traced[run["participant"]] += sum(any(map(str.isalnum, word)) for word in run["text"].split())
    parts = {"general-provisions", "principles", "final-clauses"}
    traced[None] += sum(len(run["text"].split()) for part in parts for run in runs(lived, part)[:1])
    counted: Counter[str | None] = Counter()
    for row in lived.done("contributions", "--format", "json").values():
        counted[row["participant"]] += row["words"]
    assert counted == traced


def test_path_that_is_gone_is_said_with_the_last_version_that_has_it(lived: Charter) -> None:
    ran = lived("trace", "purpose/data")
    assert ran.code == 2
    assert "'purpose/data' stands in the text no more; first-draft has it" in ran.err
    assert "charterkit trace purpose/data --at first-draft; charterkit history purpose/data" in ran.err


def test_history_names_a_commit_that_was_a_base_by_its_first_digits(lived: Charter) -> None:
    said = lived.done("history", "purpose/data").out
    base = lived.git("rev-parse", "first-draft^{commit}")[:12]
    assert f"against {base}: merged" in said
    assert lived.git("rev-parse", "first-draft^{commit}") not in said


@pytest.mark.parametrize(("mover", "author"), [("XAA", "XAB"), ("XAB", "XAA")])
def test_words_of_one_in_what_another_moved_in_the_same_merge_are_the_ones_who_wrote_them(
    charter: Charter, mover: str, author: str
) -> None:
    moved = charter.lodged("propose", "move", "3(2)", "--in", "1", "--as", mover)
    amended = charter.lodged("amend", "3(2)", "--as", author, "--replace", "in good time", "--with", "early")
    charter.done("merge", moved, amended)
    assert (amended, "early") in credited(charter, "purpose/notice")
    sponsors = charter("diff", "zero-draft", "--format", "json").values()["summary"]["by_sponsor"]
    assert {each["sponsor"]: each["words_in"] for each in sponsors} == {mover: 0, author: 1}
