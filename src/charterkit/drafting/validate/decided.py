"""Check that the text is what the decisions left: words change through submissions and decisions, never by hand.

Compares digests only, so it is quick. Replaying every decision over the submissions is the business of
``charterkit.history.replay``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.validate.charter import record_of
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE, OUTLINE, Decision

_HINT = "words change through submissions and merge: take the change back (git restore), then charterkit amend"

_BROUGHT = "words come through submissions and merge: take it out of the text, then charterkit propose add"


def decided_findings(charter: Charter, decisions: Sequence[Decision]) -> Iterator[Finding]:
    """Yield every unit whose words are not those that the last decision about it left, and those that none brought."""
    left = {path: (value, decision.id) for decision in decisions for path, value in decision.result.items()}
    if not left:
        return
    outline = left.pop(OUTLINE, None)
    if outline is not None and outline_digest(charter) != outline[0]:
        message = f"the order of provisions or the parts' headings are not those that decision {outline[1]} left"
        yield Finding("charter/charter.yaml", ("outline",), "not-decided", message, _HINT)
    yield from _units(charter, left)


def _units(charter: Charter, left: dict[str, tuple[str, str]]) -> Iterator[Finding]:
    present = dict(charter.walk())
    for path, node in present.items():
        value, by = left.get(path, ("", ""))
        above = path.rpartition("/")[0]
        if digest(node) == value or (not by and above and above not in left):
            continue  # as decided, or within something that no decision brought
        message = f"the words of {path} are not those that decision {by} left" if by else f"no decision brought {path}"
        hint = _HINT if by else _BROUGHT
        yield Finding(_file(charter, path), _where(charter, path), "not-decided", message, hint)
    gone = {path: by for path, (value, by) in left.items() if value != GONE and path not in present}
    for path, by in gone.items():
        if path.rpartition("/")[0] not in gone:
            message = f"{path} is gone, and no decision took it out (decision {by} left it standing)"
            yield Finding(_file(charter, path), (), "not-decided", message, _HINT)


def _file(charter: Charter, path: str) -> str:
    provision = charter.provisions.get(path.partition("/")[0])
    return record_of(provision) if provision else "charter/charter.yaml"


def _where(charter: Charter, path: str) -> tuple[str | int, ...]:
    """Return the way to a unit in its provision's file: ``units``, its place, and so on down."""
    where: list[str | int] = []
    first, *steps = path.split("/")
    units = charter.provisions[first].units
    for step in steps:
        index = next(i for i, unit in enumerate(units) if unit.id == step)
        where += ["units", index]
        units = units[index].units
    return tuple(where)
