"""What ``charterkit render`` is asked for: which document, and whether its options go together."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import LineCount, Margin
    from charterkit.store.workspace import Workspace

COMPARING: Final = ("redline", "corrigendum")
NAMING: Final = ("rolling", "compilation-by-article")
"""The views that can name sponsors or leave them out."""
REPORTS: Final = ("compilation", "compilation-by-article", "corrigendum")
"""The views that speak any language that documents have words in; the others, those of the charter's texts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of ``charterkit render`` that say which document it is."""

    view: str = "clean"
    at: str | None = None
    against: str | None = None
    work_tree: bool = False
    attributed: bool | None = None
    language: str | None = None
    languages: str | None = None
    number: int = 1
    objections_by: datetime.date | None = None
    margins: tuple[Margin, ...] = ()
    watermark: bool | None = None
    paragraph_numbers: bool | None = None
    line_numbers: int | None = None
    line_count: LineCount | None = None
    pdf_variant: str | None = None

    def place(self, space: Workspace) -> str | None:
        """Return where the text is that is asked for: at a version, commit or date; None in the work tree."""
        return None if self.work_tree else self.at or space.repository.head()


def require_fitting(asked: Asked) -> None:
    """Raise UsageError where options do not go together."""
    if asked.against is not None and asked.view not in COMPARING:
        raise UsageError("--against goes with --view redline or corrigendum")
    if asked.work_tree and asked.at is not None:
        raise UsageError("--work-tree and --at exclude each other")
    if asked.attributed is not None and asked.view not in NAMING:
        raise UsageError(
            "--attributed and --anonymous go with --view rolling or compilation-by-article",
            "proposals as submitted always name who submitted them" if asked.view == "compilation" else "",
        )
    if asked.languages is not None and (asked.view != "clean" or asked.language is not None):
        raise UsageError("--languages goes with the clean text, and without --language")
    if asked.view != "corrigendum" and (asked.number != 1 or asked.objections_by is not None):
        raise UsageError("--number and --objections-by go with --view corrigendum")
