"""A document made again from what it says of its own making."""

from __future__ import annotations

import datetime
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from charterkit.cli.asked import Asked
from charterkit.cli.printing import printing
from charterkit.cli.render_views import made
from charterkit.documents.origin import NotOurs, Origin

if TYPE_CHECKING:
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.pdf.making import Printing
    from charterkit.store.workspace import Workspace


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


def _read(name: str, value: Any) -> Any:
    if name == "objections_by" and value is not None:
        return datetime.date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
