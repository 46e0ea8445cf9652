"""Cases that people can read: Markdown files with a heading for each, and its blocks between fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def sections(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the title and the blocks of every case in a folder of ``tests/cases``, in the order of the files."""
    for file in sorted((Path(__file__).parents[1] / "cases" / folder).glob("*.md")):
        for section in re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            yield section.partition("\n")[0], BLOCK.findall(section)
