"""Insertions and deletions that a screen reader says in words: each in its own tag of the PDF, with a description.

WeasyPrint gives ``ins`` and ``del`` no tag of their own: its naming of tags is wrapped while a document is made.
Standard structure types know no insertion, so the tag is a ``Span`` whose alternate description (``Alt``, ISO 32000-2,
14.9.3) names it; text that is copied out of the PDF stays as it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf.tags as tagging


@contextmanager
def announced(spoken: Mapping[str, str]) -> Iterator[None]:
    """Describe insertions and deletions while the block runs.

    Args:
        spoken: what is said before the words, by HTML tag and class: ``{"ins.moved": "moved here"}``.
    """
    plain = tagging._build_box_tree  # noqa: SLF001  there is no public place to hook in; a test guards the result

    def described(box: Any, *rest: Any) -> Iterator[Any]:
        said = spoken.get(_named(box)) if getattr(box, "element", None) is not None else None
        for element in plain(box, *rest):
            if said and element["S"] == "/NonStruct":
                element["S"] = "/Span"
                element["Alt"] = pydyf.String(f"{said}: {_words(box)}")
            yield element

    tagging._build_box_tree = described  # noqa: SLF001  see above
    try:
        yield
    finally:
        tagging._build_box_tree = plain  # noqa: SLF001  see above


def _named(box: Any) -> str:
    """Return the tag of a box's element with its class, where it has one."""
    found = box.element.get("class")
    return f"{box.element_tag}.{found}" if found else str(box.element_tag or "")


def _words(box: Any) -> str:
    """Return the words in a box and in everything inside it."""
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return text
    return "".join(_words(child) for child in getattr(box, "children", ()))
