"""What a rendered document says of its own making; made again from it, it is by ``made_again``."""

from __future__ import annotations

import datetime
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from charterkit.cli.asked import COMPARING, Asked
from charterkit.documents.origin import Origin
from charterkit.documents.pages.templates import templates_digest
from charterkit.drafting.digests import text_digest
from charterkit.store.editions import templates, version_before

if TYPE_CHECKING:
    from charterkit.documents.kinds import AnyDocument
    from charterkit.store.workspace import Workspace

_PLACES = ("at", "against", "work_tree")
"""Options that an origin states as commits."""


def origin(space: Workspace, asked: Asked, place: str | None, document: AnyDocument) -> Origin | None:
    """Return where a document comes from; None where nothing was committed yet."""
    repository = space.repository
    commit = repository.resolve(place) if place else repository.head()
    if not commit:
        return None
    before = None if asked.against or asked.view not in COMPARING else version_before(space, place)
    against = asked.against or (before.name if before else "")
    usual = Asked()
    options = {
        field.name: _value(getattr(asked, field.name))
        for field in fields(asked)
        if field.name not in _PLACES and getattr(asked, field.name) != getattr(usual, field.name)
    }
    return Origin(
        commit=commit,
        digest=text_digest(space.charter(place)),
        options=options | ({"against": against} if against else {}),
        against=repository.resolve(against) if against else "",
        version=document.masthead.version,
        symbol=document.masthead.symbol,
        work_tree=asked.work_tree,
        templates=templates_digest(templates(space)),
    )


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else list(value) if isinstance(value, tuple) else value
