"""Release a version: a decision record in a commit of its own, then an annotated tag on that commit."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from itertools import count
from typing import Final

from pydantic_core import ValidationError

from charterkit.drafting.digests import outline_digest
from charterkit.drafting.numbering import recorded
from charterkit.drafting.references import dangling
from charterkit.errors import UsageError
from charterkit.model.decisions import OUTLINE
from charterkit.store.decisions.deciding import Deciding, begun, decision_on
from charterkit.store.decisions.record import Circumstances
from charterkit.store.git.commits import Tag
from charterkit.store.workspace import Workspace

SYMBOL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,63}")
"""What a document symbol may look like."""


def prepare(workspace: Workspace, name: str, symbol: str | None, when: Circumstances) -> Deciding:
    """Work out a release.

    Raises:
        UsageError: the name is taken or no name for a version, or the text refers to nothing somewhere.
        EnvironmentProblem: files of the charter are not committed.
    """
    before, head = begun(workspace, when)
    taken = {version.name: version for version in workspace.versions()}
    if name in taken:
        raise UsageError(
            f"'{name}' was released on {taken[name].date}", "a version is released once: choose another name"
        )
    for path, reference in dangling(before.charter):
        raise UsageError(f"{path} refers to [[{reference}]], which is not in the text", "merge what adds it first")
    printed = _symbol(symbol, before.charter.settings.symbol, {str(version.symbol) for version in taken.values()})
    result = {OUTLINE: outline_digest(before.charter)}
    try:
        decision = decision_on(before, when, action="release", version=name, symbol=printed, result=result,
                               numbers=recorded(before.charter))  # fmt: skip
    except ValidationError:
        hint = "small letters, digits, hyphens and dots, such as second-draft"
        raise UsageError(f"{name[:80]!r} cannot be the name of a version", hint) from None
    trailers = (("Version", name), ("Symbol", printed))
    tag = Tag(name, tag_message(name, printed, decision.date))
    return Deciding(before, head, (decision,), f"Release {name} ({printed})", trailers=trailers, tag=tag)


def _symbol(given: str | None, prefix: str, taken: Collection[str]) -> str:
    """Return the document symbol that was given, or the charter's own with the next number."""
    if given is None:
        return next(symbol for number in count(len(taken) + 1) if (symbol := f"{prefix}.{number}") not in taken)
    if given in taken:
        raise UsageError(f"the symbol '{given}' is taken by an earlier version", "see: charterkit show versions")
    if not SYMBOL.fullmatch(given):
        hint = "letters, digits and . / _ - (at most 64), such as CL/2026/WD.2/Rev.1"
        raise UsageError(f"{given[:80]!r} cannot be a document symbol", hint)
    return given


def tag_message(name: str, symbol: str, date: datetime.date) -> str:
    """Return what a version's tag says: the document symbol, and when it was released."""
    return f"{symbol}\n\n{name}, released {date}\n"
