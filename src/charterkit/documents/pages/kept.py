"""The HTML of provisions, kept from one document to the next: what did not change goes through no template again.

It follows from the provision, from the footnotes that it calls and from what the document says everywhere, as long as
the templates that make it are the package's own: others may ask a document for anything, and theirs is never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from charterkit.documents.pages.templates import package_templates
from charterkit.documents.tree import Block, Document

_MAKING: Final = ("blocks.html", "runs.html")
"""The templates that make a provision."""

Make = Callable[[Block], str]
"""A macro that makes the HTML of a provision."""


@dataclass(slots=True)
class KeptHtml:
    """The HTML of the provisions of the last document, and of the one that is being made."""

    around: object = None
    """What else their HTML follows from."""
    last: dict[object, str] = field(default_factory=dict)
    now: dict[object, str] = field(default_factory=dict)

    def keeping(self, environment: Any, document: Any, *, paged: bool) -> Callable[..., str]:
        """Return the filter ``kept`` for a document: the HTML of a block, made by a macro or known.

        Args:
            environment: that of the templates.
            document: what they are filled with.
            paged: whether they make pages.
        """
        own = tuple((package_templates() / name).read_text("utf-8") for name in _MAKING)
        if not isinstance(document, Document) or _sources(environment) != own:
            return made_anew
        around = (own, document.language, document.direction, tuple(document.words.items()), paged)
        self.last, self.now = (self.now if around == self.around else {}), {}
        self.around = around

        def kept(block: Block, make: Make, *seen: object) -> str:
            parts = tuple(block.walk())
            if any(part.tables for part in parts):
                return make(block)  # its records are mappings, by which nothing can be found again
            key = (block, tuple(document.footnote(number) for part in parts for number in _called(part)), seen)
            html = self.now.get(key) or self.last.get(key) or make(block)
            self.now[key] = html
            return html

        return kept


def _sources(environment: Any) -> tuple[str, ...]:
    try:
        return tuple(environment.loader.get_source(environment, name)[0] for name in _MAKING)
    except (ValueError, OSError):  # not to be read, which is told where it is used
        return ()


def made_anew(block: Block, make: Make, *_: object) -> str:
    """Return what a macro makes of a block: the filter ``kept`` where nothing is kept."""
    return make(block)


def _called(block: Block) -> Iterator[int]:
    """Yield the numbers of the footnotes that a page prints for a block itself."""
    for runs in (block.heading, *(paragraph.runs for paragraph in block.paragraphs)):
        yield from (run.note for run in runs if run.first_call)
