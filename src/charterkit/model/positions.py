"""Positions: what a participant thinks of a change, of a provision or unit as it stands, or of the whole text.

Which words a position is bound to, which one is the latest and whether it still holds is decided in
``charterkit.drafting.positions``.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from charterkit.model.base import Path, Prose, Record

WHOLE: Final = "whole text"
"""Stands in ``on`` for everything that the text holds and the order of its provisions; no id has a blank in it."""

SUBMISSION_PATTERN: Final = r"^[A-Z][A-Z0-9]{1,7}-[0-9]{4}-[0-9]{3,5}(?:-rev[1-9][0-9]?)?$"
CHANGE_PATTERN: Final = SUBMISSION_PATTERN[:-1] + r"(?:#[1-9][0-9]{0,3})?$"

SubmissionId = Annotated[str, StringConstraints(pattern=SUBMISSION_PATTERN)]
"""``XAA-2026-003``, or a revision of it: ``XAA-2026-003-rev1``."""

ChangeRef = Annotated[str, StringConstraints(pattern=CHANGE_PATTERN)]
"""A submission, or one change of it: ``XAA-2026-003#2``."""

Stance = Literal["support", "accept", "reserve", "object", "no_position"]

STANCES: Final[tuple[Stance, ...]] = ("support", "accept", "reserve", "object", "no_position")

CONSENTING: Final[frozenset[Stance]] = frozenset({"support", "accept"})
"""The stances that give consent, expressly."""


class Position(Record):
    """What a participant thinks of a change, or of words as they stand in the base of its submission."""

    on: str
    stance: Stance
    statement: Prose | None = None

    @model_validator(mode="after")
    def _names_its_object(self) -> Position:
        if self.on == WHOLE:
            return self
        try:
            PositionObject.model_validate({"change" if self.on[:1].isupper() else "path": self.on})
        except ValidationError:
            shown = {"on": self.on[:60], "whole": WHOLE}
            message = (
                "'{on}' is neither a change such as XAA-2026-003#1 nor the path of a provision or unit, nor '{whole}'"
            )
            raise PydanticCustomError("bad_position", message, shown) from None
        return self

    @property
    def on_change(self) -> bool:
        """Whether it speaks of somebody's proposal rather than of the text."""
        return self.on[:1].isupper()


class PositionObject(Record):
    """What a position may be on; used to check the form of ``Position.on``."""

    change: ChangeRef | None = None
    path: Path | None = None
