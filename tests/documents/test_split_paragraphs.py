"""The bar beside a paragraph that goes on over the page is as long as its lines there."""

from __future__ import annotations

import io
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest
from PIL import Image
from tests.documents.test_parts import order

from charterkit.documents.press import printing
from charterkit.documents.press.printing import Shop

LINE = 20
LINES = (7, 4)
"""Of eleven lines nine would fit on the first page, but four have to stand on the next."""
STYLE = (
    f"@page {{ size: 300px {LINE * 9 + 60}px; margin: 30px }} body {{ margin: 0; font: 12px/{LINE}px 'Noto Serif' }}"
    " p { margin: 0; border-left: 10px solid; widows: 4 }"
)
PAGE = f"<html lang=en><title>t</title><style>{STYLE}</style><p>{'<br>'.join('word' for _ in range(sum(LINES)))}</p>"


def bars(tmp_path: Path) -> list[int]:
    """Return how long the bar is on each page, in lines."""
    slip, made = Shop().printed(order(PAGE, processes=1))
    assert not slip.reports
    (tmp_path / "made.pdf").write_bytes(made)
    shown = []
    for page in ("1", "2"):
        asked = ["pdftoppm", "-r", "96", "-gray", "-f", page, "-l", page, tmp_path / "made.pdf"]
        drawn = subprocess.run(asked, capture_output=True, check=True).stdout
        with Image.open(io.BytesIO(drawn)) as seen:
            shown.append(round(seen.crop((35, 0, 36, seen.height)).tobytes().count(b"\0") / LINE))
    return shown


def test_a_bar_ends_with_the_last_line_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bars(tmp_path) == [*LINES]
    monkeypatch.setattr(printing, "ending_with_their_lines", nullcontext)
    assert bars(tmp_path) == [9, 4], "this is what is mended"
