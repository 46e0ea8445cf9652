"""What a rendered document says of its own making, and the document made again from what it says."""

from __future__ import annotations

import datetime
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from charterkit.cli.printing import printing
from charterkit.cli.render_views import COMPARING, Asked, made
from charterkit.documents.origin import NotOurs, Origin
from charterkit.documents.templates import templates_digest
from charterkit.drafting.digests import text_digest
from charterkit.store.editions import templates, version_before

if TYPE_CHECKING:
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.pdf import Printing
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


def made_again(space: Workspace, stated: Origin) -> AnyDocument:
    """Return the document that an origin states, made of this repository, called as it called itself.

    Raises:
        NotOurs: the options are none that charterkit has.
        CharterkitError: a commit is not there, or the document cannot be made of it.
    """
    known = {field.name for field in fields(Asked)} - {"at", "work_tree"}
    if not known.issuperset(stated.options):
        raise NotOurs("it was made with options that this charterkit does not have", "use the version that made it")
    values = {name: _read(name, value) for name, value in stated.options.items()}
    document = made(space, Asked(**values, at=stated.commit))
    head = replace(document.masthead, version=stated.version, symbol=stated.symbol)
    return replace(document, masthead=head)


def printing_again(space: Workspace, stated: Origin) -> Printing:
    """Return how the document that an origin states was printed."""
    return printing(space, Asked(at=stated.commit, pdf_variant=stated.options.get("pdf_variant")))


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name == "objections_by" and value is not None:
        return datetime.date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
