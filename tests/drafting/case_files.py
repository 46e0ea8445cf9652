"""Cases that people can read: Markdown files with a heading for each, and its blocks between fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"^```[a-z]*\n(.*?)\n?^```$", flags=re.MULTILINE | re.DOTALL)


CASES = Path(__file__).parents[1] / "cases"


def sections(folder: str, files: str = "*.md") -> Iterator[tuple[str, list[str]]]:
    """Yield the title and the blocks of every case in some files of a folder of ``tests/cases``, in their order."""
    for file in sorted((CASES / folder).glob(files)):
        for section in re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            yield section.partition("\n")[0], BLOCK.findall(section)
