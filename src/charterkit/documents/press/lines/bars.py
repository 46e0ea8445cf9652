"""A paragraph that goes on over the page ends with its last line there, and so does the bar beside it.

WeasyPrint makes a box that is split as high as the room that is left (CSS Fragmentation 3, 5). That is seen where lines
were kept for the next page, or a footnote took their place. Where lines are broken is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.block as blocks
from weasyprint.formatting_structure.boxes import LineBox

from charterkit.documents.press.replacing import replaced


@contextmanager
def ending_with_their_lines() -> Iterator[None]:
    """Let split paragraphs end with their last lines while the block runs."""
    with replaced((blocks, "block_container_layout", _ending(blocks.block_container_layout))):
        yield


def _ending(plain: Any) -> Any:
    def block_container_layout(*asked: Any, **how: Any) -> Any:
        box, resume_at, *others = plain(*asked, **how)
        if resume_at is not None and box and box.children and isinstance(last := box.children[-1], LineBox):
            box.height = last.position_y + last.height - box.content_box_y()
        return box, resume_at, *others

    return block_container_layout
