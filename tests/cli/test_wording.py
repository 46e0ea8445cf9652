"""Warnings of wording at the terminal: with their place, before a submission is lodged, and of the text afterwards."""

from __future__ import annotations

import re

from tests.cli.runner import Charter

TYPED = re.compile(
    r"^(?P<file>\S+):\d+:\d+: warning: 'Article 2' is typed out: .*; write \[\[equality\]\] \[typed-number\]$"
)


def warned(text: str) -> list[str]:
    return [found["file"] for line in text.splitlines() if (found := TYPED.match(line))]


def test_a_slip_is_warned_of_when_it_is_lodged_and_again_once_it_stands_in_the_text(charter: Charter) -> None:
    charter.done("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "as Article 2 says")
    assert warned(charter.done("check").err) == ["submissions/XAA/XAA-2026-001.yaml"]
    assert warned(charter.done("lodge").err) == ["submissions/XAA/XAA-2026-001.yaml"]
    assert warned(charter.done("check").err) == []
    charter.done("merge", "XAA-2026-001")
    assert warned(charter.done("check").err) == ["charter/clauses/meetings.yaml"]


def test_deleting_what_others_cite_by_number_is_warned_of(charter: Charter) -> None:
    charter.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "as Article 2 says")
    charter.done("merge", "XAA-2026-001")
    charter.done("release", "first-draft")
    charter.done("propose", "delete", "2", "--as", "XAB")
    said = charter.done("check").err
    assert "'equality' is cited by number in Article 3(2) ('Article 2')" in said


def test_a_typed_number_is_read_as_the_last_version_printed_it_also_before_it_is_lodged(charter: Charter) -> None:
    charter.lodged("propose", "delete", "1", "--as", "XAB")
    charter.done("merge", "XAB-2026-001")
    charter.done("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "as Article 2 says")
    assert warned(charter.done("check").err) == ["submissions/XAA/XAA-2026-001.yaml"]
    assert warned(charter.done("lodge").err) == ["submissions/XAA/XAA-2026-001.yaml"]
