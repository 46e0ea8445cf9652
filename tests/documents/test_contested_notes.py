"""Open changes of footnotes: brackets close where they opened, and words of the text never end up in a note."""

from __future__ import annotations

from dataclasses import replace

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
[Words stand here.[^1] More follows. — present text | <ins>Other words altogether.</ins> — XAA | \
<ins>Third words.[^1]</ins> — XAB]

A second paragraph.

[^1]: [Present text: A note on them.

    Alt 1: no text — XAA

    Alt 2: <ins>Another note entirely.</ins> — XAB]""",
    ),
    "a note is put to it": (
        [TEXT.replace("paragraph.", "paragraph.[^2]\n\n[^2]: A second note.")],
        """\
Words stand here.[^1] More follows.

A second paragraph.[<ins>[^2]</ins> — XAA]

[^1]: A note on them.

[^2]: <ins>A second note.</ins>""",
    ),
    "a note is called before the full stop, in words that change too": (
        [TEXT.replace("paragraph.", "paragraph stands[^2].\n\n[^2]: See the first. It is short.")],
        """\
Words stand here.[^1] More follows.

A second paragraph [<ins>stands[^2]</ins> — XAA].

[^1]: A note on them.

[^2]: [<ins>See the first. It is short.</ins> — XAA]""",
    ),
    "a note is called within words that stay, and written below": (
        [
            TEXT.replace("More", "More[^2]") + "\n\n[^2]: Another note.",
            TEXT.replace("paragraph.", "paragraph stands[^3].\n\n[^3]: A third note."),
        ],
        """\
Words stand here.[^1] More[<ins>[^2]</ins> — XAA] follows.

A second paragraph [<ins>stands[^3]</ins> — XAB].

[^1]: A note on them.

[^2]: [<ins>Another note.</ins> — XAA]

[^3]: [<ins>A third note.</ins> — XAB]""",
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


def test_the_words_of_a_change_whose_place_is_gone_are_printed_as_in_the_text() -> None:
    table = Table(written("part general = General\n  article notice = Notice: Words.\n  article place = Place: Here."))
    whole = {"amend": "notice", "text": "Words as in [[place]], *all* of them[^a].\n\n[^a]: See [[place]].\n"}
    table.submissions.append(submission("XAA-2026-001", [whole]))
    table.submissions.append(submission("XAB-2026-001", [{"amend": "notice", "replace": "Words", "with": "Deeds"}]))
    rolled = table.rolling()
    rolled = replace(rolled, stranded=tuple(rolled.entries.values()))
    made = render(rolled, "rolling", "md").replace("\N{NO-BREAK SPACE}", " ")
    gone = "MOD notice: not in the present text any more."
    said = "<ins>Words as in Article 2, </ins>"
    said += "<ins>*all*</ins><ins> of them\\[^1].</ins> / \\[^1]: <ins>See Article 2.</ins>"
    assert f"- XAA-2026-001#1, {gone} {said}" in made
    assert f"- XAB-2026-001#1, {gone} <del>Words</del> / <ins>Deeds</ins> — XAB\n" in made
