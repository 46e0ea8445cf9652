"""charterkit: draft, negotiate, compare and render a multilateral charter.

The tour, for Python users::

    import charterkit

    workspace = charterkit.open("my-charter")
    present, before = workspace.charter(), workspace.charter("zero-draft")
    comparison = charterkit.compare(before, present)
    rolling = charterkit.rolling(present, workspace.submissions().values(), decisions=workspace.decisions())
    pdf = charterkit.render(present, "clean", "pdf")

The texts alone, without a charter: ``charterkit.words`` (diff, merge, compile) and ``charterkit.history.trace_texts``.
Everything named here is imported when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what ``typing`` calls so; importing that would take longer than most of what follows
if TYPE_CHECKING:
    from typing import Any, Final

    from charterkit import history, words
    from charterkit.documents import render
    from charterkit.drafting.ledger import ledger
    from charterkit.drafting.merge import merge
    from charterkit.drafting.rolling import rolling
    from charterkit.history.comparing.compare import compare
    from charterkit.model.charter import Charter
    from charterkit.model.decisions import Decision
    from charterkit.model.provisions import Provision, Unit
    from charterkit.model.submissions import Submission
    from charterkit.store.tracing.charter import trace
    from charterkit.store.workspace import Workspace, open  # noqa: A004  charterkit.open reads as what it does

__version__: Final = "0.1.0"

_HOMES: Final = {
    "Charter": "charterkit.model.charter",
    "Decision": "charterkit.model.decisions",
    "Provision": "charterkit.model.provisions",
    "Submission": "charterkit.model.submissions",
    "Unit": "charterkit.model.provisions",
    "Workspace": "charterkit.store.workspace",
    "compare": "charterkit.history.comparing.compare",
    "ledger": "charterkit.drafting.ledger",
    "merge": "charterkit.drafting.merge",
    "open": "charterkit.store.workspace",
    "render": "charterkit.documents",
    "rolling": "charterkit.drafting.rolling",
    "trace": "charterkit.store.tracing.charter",
}

_ROOMS: Final = ("history", "words")
"""Rooms that are of use without a charter."""

__all__ = [
    "Charter",
    "Decision",
    "Provision",
    "Submission",
    "Unit",
    "Workspace",
    "__version__",
    "compare",
    "history",
    "ledger",
    "merge",
    "open",
    "render",
    "rolling",
    "trace",
    "words",
]


def __getattr__(name: str) -> Any:
    """Import a verb, record or room on its first use, so that ``import charterkit`` itself costs nothing."""
    if name not in __all__:
        message = f"module 'charterkit' has no attribute '{name}'"
        raise AttributeError(message)
    import importlib  # noqa: PLC0415  see TYPE_CHECKING

    if name in _ROOMS:
        return importlib.import_module(f"charterkit.{name}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Name what the package offers, imported or not, for whoever explores it at a prompt."""
    return __all__
