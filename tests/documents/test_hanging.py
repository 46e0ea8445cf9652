"""Words that fill a line stay whole, though the space behind them would stand beyond its end."""

from __future__ import annotations

import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.documents.test_parts import order

from charterkit.documents.press import printing
from charterkit.documents.press.printing import Shop

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
    assert "under\N{HYPHEN}" not in found
    monkeypatch.setattr(printing, "hanging_spaces", nullcontext)
    assert "under\N{HYPHEN}" in first_lines(tmp_path)
