"""The cases of ``tests/cases/wording``; how one is written stands at the head of ``1-texts.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.drafting.case_files import sections
from tests.drafting.negotiations import submission, values, written

from charterkit.drafting.correspondence.figures import figures
from charterkit.drafting.numbers import Numbers
from charterkit.drafting.validate.charter import record_of
from charterkit.drafting.validate.slips import proposal_findings, wording_findings
from charterkit.drafting.validate.wording import wording_faults
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.registry import Registry


@dataclass(frozen=True, slots=True)
class Case:
    """A title, a charter, the changes of a submission (or nothing), and the warnings."""

    title: str
    charter: str
    changes: str
    warnings: str


def cases(file: str) -> Iterator[Case]:
    for title, (charter, *changes, warnings) in sections("wording", file):
        yield Case(title, charter, changes[0] if changes else "", warnings)


def charter_of(outline: str) -> Charter:
    """Return a charter with its terms and natures, its texts cut into languages."""
    head = re.match(r"(?:(?:nature|terms): .*\n)*", outline)
    said: dict[str, Any] = values(head[0]) if head and head[0] else {}
    made = written(outline[len(head[0]) if head else 0 :], languages=["en", "ru", "fa"]).model_dump()
    for key, provision in made["provisions"].items():
        provision["legal_nature"] = said.get("nature", {}).get(key, "undecided")
        for node in _nodes(provision):
            pieces = re.split(r" (ru|fa): ", node["text"].get("en", ""))
            node["text"] = {tag: text for tag, text in zip(["en", *pieces[1::2]], pieces[::2], strict=True) if text}
    terms = [
        {"id": name.lower(), "term": {"en": name}, "defined_in": None if path in (None, "null") else path}
        for name, path in said.get("terms", {}).items()
    ]
    made.pop("frozen")
    charter = Charter.model_validate(made)
    return charter.model_copy(update={"registry": Registry.model_validate({"terms": terms})})


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for unit in node["units"]:
        yield from _nodes(unit)


def said(finding: Finding, charter: Charter) -> str:
    assert finding.severity == "warning"
    return f"{place_of(finding, charter)}: {finding.message}; {finding.hint}"


def place_of(finding: Finding, charter: Charter) -> str:
    """Return the path of a finding in a provision, or of its heading; of another record, its keys, counted from 1."""
    provision = next((each for each in charter.ordered() if record_of(each) == finding.record), None)
    if provision is None:
        return ".".join(str(key + 1) if isinstance(key, int) else key for key in finding.where)
    node: Any = provision
    path = provision.id
    for key in finding.where:
        if isinstance(key, int):
            node = node.units[key]
            path += f"/{node.id}"
    return f"{path}.heading" if "heading" in finding.where else path


@pytest.mark.parametrize("case", list(cases("1-texts.md")), ids=lambda case: case.title)
def test_a_charter_is_warned_of_what_its_case_says_and_of_nothing_else(case: Case) -> None:
    charter = charter_of(case.charter)
    assert sorted(said(each, charter) for each in wording_findings(charter)) == sorted(case.warnings.splitlines())


@pytest.mark.parametrize("case", list(cases("2-proposals.md")), ids=lambda case: case.title)
def test_a_proposal_is_warned_of_what_its_case_says_and_of_nothing_else(case: Case) -> None:
    charter = charter_of(case.charter)
    indented = "\n".join(f"  {line}" for line in case.changes.splitlines())
    changes = values(f"changes:\n{indented}\n")["changes"]
    found = proposal_findings("submissions/XAA/XAA-2026-001.yaml", submission("XAA-2026-001", changes), charter)
    assert [said(each, charter) for each in found] == case.warnings.splitlines()


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("within twenty-one days, or 1,500 in all", "en", [21, 1500]),
        ("thirty-five and 30", "en", [35, 30]),
        ("dans un délai de quatre-vingt-dix jours", "fr", [90]),
        ("в течение тридцати пяти дней", "ru", [35]),
        ("dentro de treinta días", "es", [30]),
        ("خلال ٣٠ يوما", "ar", [30]),
        ("on 3.5 or 12/2026, see [[article/30]][^2]", "en", []),
        ("someone often", "en", []),
        pytest.param("9" * 5000, "en", [], id="more digits than any figure has"),
    ],
)
def test_figures_are_read_in_digits_and_in_words(text: str, language: str, read: list[int]) -> None:
    assert [each.value for each in figures(text, language)] == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Water is shared:\n(a) at all times; and\n(b) by all.", "'(a)', '(b)'"),
        ("1. Water is shared.\n\n2. It is kept clean.", "'1.', '2.'"),
        ("Water is shared as (a) agreed and (b) decided.", ""),
        ("It was so in\n1. Two is company.", ""),
        ("Water is shared since\n2026. It is kept clean until\n2030. So it is.", ""),
    ],
)
def test_paragraphs_numbered_within_one_text_are_told_of(text: str, told: str) -> None:
    found = [
        fault for fault in wording_faults(text, "en", Numbers({}), "undecided") if fault.code == "typed-paragraphs"
    ]
    assert [told in fault.message for fault in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The shares are:\n\n| State | Share |\n| --- | --- |\n| A | 10 |\n", ["rows of a table"]),
        ("These are:\n- the one\n- the other\n", ["lines that begin with '-'"]),
        ("These are:\n\n\u2022 the one;\n\u2022 the other.", ["lines that begin with '\u2022'"]),
        ("These are:\n\n- the one\n\n- the other\n", []),
        ("*Noting* that lines\n*may* be wrapped\n- and may begin so\nonce,", []),
        ("|x| is at most |y|\n", []),
    ],
)
def test_lines_typed_as_a_list_or_table_are_told_for_they_run_together(text: str, told: list[str]) -> None:
    faults = [fault for fault in wording_faults(text, "en", Numbers({}), "undecided") if fault.code == "typed-lines"]
    assert [fault.message.partition(" are typed")[0] for fault in faults] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Water[^1] is shared.\n\n[^1]: In all its forms.", []),
        ("Water[^1] is shared.", ["the footnote [^1] is called here, and not written in this text"]),
        (
            "Water is shared.\n\n[^1]: In all its forms.",
            ["the footnote [^1] is written here, and called nowhere in this text"],
        ),
        (
            "Water[^a] is shared.\n\n[^b]: In all its forms.",
            [
                "the footnote [^b] is written here, and called nowhere in this text",
                "the footnote [^a] is called here, and not written in this text",
            ],
        ),
    ],
)
def test_a_footnote_is_both_called_and_written_in_one_text(text: str, told: list[str]) -> None:
    assert [fault.message for fault in wording_faults(text, "en", Numbers({}), "undecided")] == told
