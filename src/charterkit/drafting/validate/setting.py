"""What a submission is checked against: the text, its base, and what others have said.

How it is put together out of the records is said in ``drafting.lodgings``.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field

from charterkit.drafting.ledger import Ledger
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission


@dataclass(frozen=True, slots=True)
class Setting:
    """What a submission is checked against."""

    present: Charter
    base: Charter | None
    """The charter at the submission's base; None where there is no such version."""
    versions: Collection[str]
    entries: Ledger
    submissions: Mapping[str, Submission]
    used: Container[str] = field(default=())
    """Every path that stands or ever stood in the text: ids are never used again."""
    proposed: Collection[str] = field(default=())
    """Every path that some submission would add: a reference to it is no fault until it is merged."""
    lodged: bool = False
    """Whether it is lodged already; what it adds may then stand in the text."""
