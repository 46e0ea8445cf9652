"""Whose consent is missing to which words, under the charter's rule: silence, lapse, reserve, objection, votes.

What else is unfinished is told by ``obstacles``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from charterkit.drafting.blockers import MEETING, Blocker, Kind, Scope
from charterkit.drafting.consent import Attitude, Tally, View, hinders, vote
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.positions import Stated
from charterkit.drafting.silence import Silence
from charterkit.model.agreements import Rule, Voting

Held = Mapping[str, Mapping[str, View]]
"""The views of those whose consent is asked, under the charter's rule: by path, then by code."""

_Silence = tuple[tuple[str, str], ...]
"""What is said of the silence procedure on some words, by the name of its place; nothing where that does not matter."""

_KINDS: Final[Mapping[Attitude, Kind]] = {
    "objects": "objection", "withholds": "withheld", "reserves": "reservation", "lapsed": "lapsed", "none": "silent",
    "silent": "silent",
}  # fmt: skip

VOTING: Final = "charterkit position --stance accept | object"
"""How a vote is cast."""

_WAITING: Final[frozenset[Kind]] = frozenset({"silent", "lapsed"})
"""What an unbroken silence procedure could do away with, where the rule is ``silence``."""


def withheld(
    now: Negotiation, scope: Scope, held: Held, silent: Mapping[str, Silence], rule: Rule
) -> Iterator[Blocker]:
    """Yield what each participant's view keeps from being adopted: one blocker per participant, kind and position."""
    permitted = now.charter.settings.reservations != "excluded"
    grouped: dict[tuple[str, Kind, Stated | None, str, _Silence], list[str]] = {}
    for path, views in held.items():
        for code, view in views.items():
            if hinders(rule, view, reservations=permitted):
                kind = _KINDS[view.attitude]
                waits = rule == "silence" and kind in _WAITING
                told = _silence(silent.get(path)) if waits else ()
                grouped.setdefault((code, kind, view.stated, view.through, told), []).append(path)
    for (code, kind, stated, through, told), paths in grouped.items():
        said = {"code": code, "group": through, "source": stated.submission if stated else "", **dict(told)}
        since = _since(now, stated, paths) if kind == "lapsed" and stated is not None else ()
        case = _case(kind, stated) + ("_since" if since else "")
        refs = (stated.submission,) if stated else ()
        command = _accepting(code, paths, scope)
        yield Blocker(kind, case, code, tuple(paths), refs, said | {"decisions": since}, command)
    if rule == "vote":
        yield from _votes(held, now.charter.settings.voting or Voting())


def _case(kind: Kind, stated: Stated | None) -> str:
    """Return which sentence says it."""
    if kind == "lapsed":
        return "lapsed_consent" if stated and stated.stance in ("accept", "support") else "lapsed_position"
    if kind == "silent":
        return "silent" if stated is None else "taken_back"
    return kind


def _accepting(code: str, paths: Sequence[str], scope: Scope) -> str:
    """Return how a participant could consent: to one unit by its path, to several by the whole."""
    places = scope.joined(paths)
    one = len(places) == 1 and scope.charter.find(places[0]) is not None
    return f"charterkit position {places[0] if one else scope.module or '--whole'} --as {code} --stance accept"


def _since(now: Negotiation, stated: Stated, paths: Sequence[str]) -> tuple[str, ...]:
    """Return by which decisions words have changed that a position was on."""
    submission = now.submissions[stated.submission]
    number = now.past.number(submission.base)
    return tuple(
        each.id
        for each in now.decisions
        if each.number > number
        and each.action in ("merge", "correct")
        and any(path.partition(":")[0] in each.result for path in paths)
    )


def _silence(procedure: Silence | None) -> _Silence:
    """Return what became of the silence procedure on some words."""
    match procedure:
        case None:
            return (("silence", "none"),)
        case Silence(state="running"):
            return ("silence", "running"), ("until", procedure.until)
        case Silence(state="broken"):
            return ("silence", "broken"), ("by", procedure.broken_by)
    return (("silence", "void"),)


def _votes(held: Held, voting: Voting) -> Iterator[Blocker]:
    tallies: dict[Tally, list[str]] = {}
    for path, views in held.items():
        tally = vote(views.values(), voting)
        if not tally.carried:
            tallies.setdefault(tally, []).append(path)
    for tally, paths in tallies.items():
        kind: Kind = "majority" if tally.quorate else "quorum"
        said: dict[str, str | int | tuple[str, ...]] = {
            "majority": str(voting.majority), "quorum": str(voting.quorum), "in_favour": tally.in_favour,
            "against": tally.against, "abstaining": tally.abstaining, "asked": tally.asked,
        }  # fmt: skip
        yield Blocker(kind, kind, MEETING, tuple(paths), said=said, command=VOTING)
