"""Open changes of footnotes: brackets close where they opened, and words of the text never end up in a note."""

from __future__ import annotations

import pytest
from tests.drafting.negotiations import Table, submission, written

from charterkit.documents import render
from charterkit.drafting.merging.edits import with_words

TEXT = "Words stand here.[^1] More follows.\n\n[^1]: A note on them.\n\nA second paragraph."

CASES = {
    "the note is struck": (
        ["Words stand here. More follows.\n\nA second paragraph."],
        """\
Words stand here.[<del>[^1]</del> — delete: XAA] More follows.

A second paragraph.

[^1]: [<del>A note on them.</del> — delete: XAA]""",
    ),
    "words of the note are changed": (
        ["Words stand here.[^1] More follows.\n\n[^1]: A remark on them.\n\nA second paragraph."],
        """\
Words stand here.[^1] More follows.

A second paragraph.

[^1]: A [note — present text | <ins>remark</ins> — XAA] on them.""",
    ),
    "one strikes it and one changes it": (
        [
            "Words stand here. More follows.\n\nA second paragraph.",
            "Words stand here.[^1] More follows.\n\n[^1]: All is told.\n\nA second paragraph.",
        ],
        """\
Words stand here.[<del>[^1]</del> — delete: XAA] More follows.

A second paragraph.

[^1]: [Present text: A note on them.

    Alt 1: no text — XAA

    Alt 2: <ins>All is told.</ins> — XAB]""",
    ),
    "the paragraph is put otherwise, with its note and without": (
        [
            "Other words altogether.\n\nA second paragraph.",
            "Third words.[^1]\n\n[^1]: Another note entirely.\n\nA second paragraph.",
        ],
        """\
[Present text: Words stand here.[^1] More follows.

Alt 1: <ins>Other words altogether</ins> — XAA

Alt 2: <ins>Third words.[^1]</ins> — XAB]

A second paragraph.

[^1]: A note on them

    <ins>Another note entirely</ins>.""",
    ),
    "a note is put to it": (
        [TEXT.replace("paragraph.", "paragraph.[^2]\n\n[^2]: A second note.")],
        """\
Words stand here.[^1] More follows.

A second paragraph.[<ins>[^2]</ins> — XAA]

[^1]: A note on them.

[^2]: <ins>A second note.</ins>""",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_brackets_close_where_they_opened(case: str) -> None:
    proposed, printed = CASES[case]
    table = Table(written("part general = General\n  article notice = Notice: Words."))
    table.present = with_words(table.present, "notice", "text", "en", TEXT)
    table.versions["first"] = table.present
    for code, text in zip(("XAA", "XAB"), proposed, strict=False):
        table.submissions.append(submission(f"{code}-2026-001", [{"amend": "notice", "text": text}]))
    made = render(table.rolling(), "rolling", "md").replace("\N{NO-BREAK SPACE}", " ")
    assert made.partition("### Article 1. Notice\n\n")[2].strip() == printed
