"""Words that fill a line stay whole, though the space behind them would stand beyond its end."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from tests.documents.test_parts import order
from weasyprint import HTML

from charterkit.documents.press import printing
from charterkit.documents.press.lines.hanging import hanging_spaces
from charterkit.documents.press.printing import Shop

ARABIC = "ليس في هذا الميثاق ما يضعف الحق الطبيعي في الدفاع عن النفس أو المسؤوليات <a>المسندة</a> إلى مجلس الأمن وغيره."
STYLE = "body { font: 12px 'Noto Serif'; hyphens: auto; hyphenate-limit-chars: 6 3 3; overflow-wrap: break-word }"
WORDS = "undertake to consult it <ins>in Article</ins>"


def first_lines(tmp_path: Path) -> set[str]:
    """Return what the first line of a paragraph was in boxes of many widths, around that of the words."""
    boxes = "".join(f"<p style='width: {width / 4}px'>{WORDS}</p>" for width in range(480, 640))
    slip, made = Shop().printed(order(f"<html lang=en><title>t</title><style>{STYLE}</style>{boxes}", processes=1))
    assert not slip.reports
    (tmp_path / "made.pdf").write_bytes(made)
    read = subprocess.run(["pdftotext", tmp_path / "made.pdf", "-"], capture_output=True, check=True).stdout.decode()
    return {paragraph.splitlines()[0] for paragraph in read.replace("\f", "\n\n").split("\n\n") if paragraph.strip()}


def test_words_that_fill_a_line_are_not_cut_at_their_first_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = first_lines(tmp_path)
    assert "undertake to consult it" in found
    assert "under\N{SOFT HYPHEN}" not in found
    monkeypatch.setattr(printing, "hanging_spaces", nullcontext)
    assert "under\N{SOFT HYPHEN}" in first_lines(tmp_path)


def filled(pages: str) -> Iterator[tuple[Any, Any]]:
    """Yield the lines of paragraphs that have another below them, each with its paragraph."""
    for page in HTML(string=pages).render().pages:
        for box in page._page_box.descendants():
            if box.element_tag == "p" and type(box).__name__ == "BlockBox":
                yield from ((line, box) for line in box.children[:-1])


def to_both_edges(line: Any, box: Any) -> bool:
    left = min(child.position_x for child in line.children)
    right = max(child.position_x + child.width for child in line.children)
    return bool(abs(left - box.position_x) < 1 and abs(right - box.position_x - box.width) < 1)


def test_justified_lines_from_the_right_fill_their_box_to_both_edges() -> None:
    boxes = "".join(f"<p style='width: {width}px'>{ARABIC}</p>" for width in range(340, 480, 2))
    style = "p { font: 12px 'Noto Naskh Arabic'; text-align: justify }"
    pages = f"<html lang=ar dir=rtl><style>{style}</style>{boxes}"
    assert not all(to_both_edges(*each) for each in filled(pages))
    with hanging_spaces():
        assert all(to_both_edges(*each) for each in filled(pages))
