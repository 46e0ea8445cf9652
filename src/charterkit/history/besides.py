"""What a commit changed besides the words: the settings, and the register of who takes part.

Of both, decisions change a little: adoption the status, joining and leaving the record of one participant. That must be
what the decision says. All else the secretariat edits by hand, and no decision vouches for it: it is told, not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charterkit.drafting.attendance import joining, leaving
from charterkit.model.charter import Settings
from charterkit.model.decisions import Decision
from charterkit.model.registry import Participant, Registry


def settings_changed(before: Settings, after: Settings, decisions: Sequence[Decision]) -> list[str]:
    """Return the settings that differ, but for the outline, whose changes are decided, and for what adoption does."""
    adopted = any(decision.action == "adopt" and not decision.units for decision in decisions)
    return [
        name
        for (name, was), (_, new) in zip(before, after, strict=True)
        if was != new and name != "outline" and not (adopted and name == "status" and new == "adopted")
    ]


def registry_changed(before: Registry, after: Registry) -> list[str]:
    """Return the lists of the registry that differ."""
    return [name for (name, was), (_, new) in zip(before, after, strict=True) if was != new]


def attending(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions by which somebody joins or leaves."""
    return [decision for decision in decisions if decision.participation is not None]


def not_as_decided(before: Registry, after: Registry, decisions: Sequence[Decision]) -> Iterator[str]:
    """Yield the participants whose records are not what decisions by which some join and leave make of them."""
    expected: dict[str, Participant | None] = {each.id: each for each in before.participants}
    found = {each.id: each for each in after.participants}
    for decision in attending(decisions):
        code = decision.participation.participant if decision.participation else ""
        expected[code] = _made(expected.get(code), found.get(code), decision)
    yield from (code for code in expected | found if expected.get(code) != found.get(code))


def _made(known: Participant | None, found: Participant | None, decision: Decision) -> Participant | None:
    """Return the record that a decision makes of a participant's; None where it can make none.

    Whoever joins the charter comes with a name, a kind and a class that the decision does not repeat.
    """
    given = decision.participation
    if given is None:
        return known
    if decision.action == "leave":
        return leaving(known, given.left, given.module) if known and given.left else None
    if given.module is not None:
        return joining(known, given.module, given.joined) if known and given.joined else None
    if found is None or found.left is not None or found.role == "named":
        return None
    stays = known is not None and found.role == known.role and found.joined == known.joined
    kept = known.modules if known is not None else ()
    return found if (stays or found.joined == given.joined) and found.modules == kept else None
