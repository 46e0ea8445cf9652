"""A redline for a reader says nothing of lines that were wrapped anew."""

from __future__ import annotations

import pytest

from charterkit.words import Segment, changes, diff, quiet

MARKS = {"keep": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def shown(before: str, after: str) -> str:
    return "".join(MARKS[segment.op].format(segment.text) for segment in quiet(diff(before, after)))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The chair must be\ndistinct.", "The chair must\nbe distinct.", "The chair must be distinct."),
        ("unless they are the\n   Chairman, in which", "unless they are the Chair,\n   in which", None),
        ("A line\n\nA paragraph.", "A line A paragraph.", "A line[-\n\n-]{+ +}A paragraph."),
        ("broken on purpose  \nhere", "broken on purpose here", "broken on purpose[-  \n-]{+ +}here"),
        ("One.\n\nTwo.", "One.\n\n\nTwo.", "One.\n\n\nTwo."),
        ("It lists:\n- this;\n- that.", "It lists:\n- that.", "It lists:[-\n- this;-]\n- that."),
        ("and/or", "and / or", "and{+ +}/{+ +}or"),
        ("It is the rule that\nfees are due.", "It is fair.", "It is [-the rule that fees are due-]{+fair+}."),
    ],
)
def test_white_space_that_reads_alike_is_no_change(before: str, after: str, expected: str | None) -> None:
    expected = expected or "unless they are the [-Chairman-]{+Chair+}, in which"
    assert shown(before, after) == expected


def test_moved_sentences_stay_moved() -> None:
    moved = "All parties meet every year in the capital of one\nof them in spring."
    before = f"{moved} The host pays. Minutes are kept by the host and sent to all\nof them."
    after = f"The host pays. Minutes are kept by the host and sent to all of them. {moved}"
    line = quiet(changes(before, after))
    assert [(part.op, part.text.strip()) for part in line if part.move] == [("moved_from", moved), ("moved_to", moved)]
    assert not any(part.op in {"delete", "insert"} for part in line)


def test_nothing_to_say_is_nothing() -> None:
    assert quiet([]) == []
    assert quiet(diff("same", "same")) == [Segment("keep", "same")]
