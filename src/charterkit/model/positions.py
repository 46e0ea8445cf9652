"""Positions: what a participant thinks of a change, of a provision or unit as it stands, or of the whole text.

Which words a position is bound to, which one is the latest and whether it still holds is decided in
``charterkit.drafting.positions``.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from charterkit.model.base import PATH, Prose
from charterkit.model.record import Matches, Record, refusal

WHOLE: Final = "whole text"
"""Stands in ``on`` for everything that the text holds and the order of its provisions; no id has a blank in it."""

SUBMISSION_PATTERN: Final = r"^[A-Z][A-Z0-9]{1,7}-[0-9]{4}-[0-9]{3,5}(?:-rev[1-9][0-9]?)?$"
CHANGE_PATTERN: Final = SUBMISSION_PATTERN[:-1] + r"(?:#[1-9][0-9]{0,3})?$"

_CHANGE: Final = re.compile(CHANGE_PATTERN)

SubmissionId = Annotated[str, Matches(SUBMISSION_PATTERN)]
"""``XAA-2026-003``, or a revision of it: ``XAA-2026-003-rev1``."""

ChangeRef = Annotated[str, Matches(CHANGE_PATTERN)]
"""A submission, or one change of it: ``XAA-2026-003#2``."""

Stance = Literal["support", "accept", "reserve", "object", "no_position"]

CONSENTING: Final[frozenset[Stance]] = frozenset({"support", "accept"})
"""The stances that give consent, expressly."""


class Position(Record):
    """What a participant thinks of a change, or of words as they stand in the base of its submission."""

    on: str
    stance: Stance
    statement: Prose | None = None

    def check(self) -> None:
        """Refuse a position on what is neither a change, nor a path, nor the whole text."""
        form = _CHANGE if self.on[:1].isupper() else PATH
        if self.on != WHOLE and not form.fullmatch(self.on):
            raise refusal(
                "bad_position",
                "'{on}' is neither a change such as XAA-2026-003#1 nor the path of a provision or unit, nor '{whole}'",
                {"on": self.on[:60], "whole": WHOLE},
            )

    @property
    def on_change(self) -> bool:
        """Whether it speaks of somebody's proposal rather than of the text."""
        return self.on[:1].isupper()
