"""Lines are filled: no word is left for the next line, or cut, that has room in its own."""

from __future__ import annotations

import random
import re
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.documents.test_parts import order

from charterkit.documents.press import printing
from charterkit.documents.press.printing import Shop

STYLE = (
    "body { font: 12px 'Noto Serif'; hyphens: auto; hyphenate-limit-chars: 6 3 3; overflow-wrap: break-word }"
    "ins { font-weight: 700 } del + ins { margin-inline-start: 0.2em }"
)
WORDS = "notice exercise mission corridor panel measure aquifer the of and in to by shall may for with".split()  # noqa: SIM905  as it is read
LONGEST = 60.0
"""No word is wider, in points."""


def printed(body: str, tmp_path: Path, *how: str) -> str:
    slip, made = Shop().printed(order(f"<html lang=en><title>t</title><style>{STYLE}</style>{body}", processes=1))
    assert not slip.reports
    (tmp_path / "made.pdf").write_bytes(made)
    return subprocess.run(
        ["pdftotext", *how, tmp_path / "made.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()


def holes(tmp_path: Path) -> list[float]:
    """Return how far from the edge each line of a dense redline ends, in points, but for the last of a paragraph."""
    chance = random.Random(3)  # noqa: S311  no secret

    def some() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 3)))

    def stretch() -> str:
        return f"<del>{some()}</del><ins>{some()}</ins>" if chance.random() < 0.25 else chance.choice(WORDS)

    text = "".join(f"<p>{' '.join(stretch() for _ in range(60))}</p>" for _ in range(60))
    read = printed(text, tmp_path, "-bbox-layout")
    ends = [
        [float(end) for end in re.findall(r'<line [^>]*xMax="([\d.]+)"', block)] for block in read.split("</block>")
    ]
    edge = max(end for lines in ends for end in lines)
    return [edge - end for lines in ends for end in lines[:-1]]


def test_a_line_ends_with_struck_words_rather_than_with_a_hole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert max(holes(tmp_path)) < LONGEST
    monkeypatch.setattr(printing, "lines_filled", nullcontext)
    assert max(holes(tmp_path)) > LONGEST


def test_inserted_words_do_not_begin_a_line_with_what_belongs_to_those_before_them(tmp_path: Path) -> None:
    text = "in accordance with the <del>measure</del><ins>, and so on</ins>"
    read = printed("".join(f"<p style='width: {width}px'>{text}</p>" for width in range(100, 200)), tmp_path)
    assert "measure ," in read
    assert not any(line.startswith(",") for line in read.splitlines())


def test_a_word_longer_than_a_line_stays_on_the_paper_behind_whatever_stands_before_it(tmp_path: Path) -> None:
    gone, come = "a" * 150, "b" * 150
    text = f"<p>In the register (<del>{gone}</del><ins>{come}</ins>), or<ins>{come}</ins> and so on.</p>"
    read = printed(text, tmp_path)  # words beyond the edge would be reported
    assert re.sub(r"\s", "", read) == f"Intheregister({gone}{come}),or{come}andsoon."


def test_inserted_words_that_begin_a_line_begin_where_all_lines_do(tmp_path: Path) -> None:
    text = "in accordance with <del>measure</del><ins>aquifers</ins>"
    boxes = printed(
        "".join(f"<p style='width: {width}px'>{text}</p>" for width in range(100, 300, 5)), tmp_path, "-bbox"
    )
    begins = {round(float(left), 1) for left in re.findall(r'xMin="([\d.]+)"[^>]*>aquifers<', boxes)}
    edge = min(float(left) for left in re.findall(r'<word xMin="([\d.]+)"', boxes))
    assert round(edge, 1) in begins
    assert not any(0 < left - edge < 5 for left in begins)


def test_a_short_word_that_begins_an_element_within_another_is_moved_and_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut() -> bool:
        """Tell whether a word was cut in one of many narrow boxes."""
        text = "<del>words taken <em>other</em> words</del>"
        boxes = "".join(f"<p style='width: {width}px; hyphens: none'>{text}</p>" for width in range(70, 130))
        return bool({"words", "taken", "other"} ^ set(printed(boxes, tmp_path).split()))

    assert not cut()
    monkeypatch.setattr(printing, "lines_filled", nullcontext)
    assert cut()
