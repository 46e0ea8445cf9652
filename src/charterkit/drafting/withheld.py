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

_KINDS: Final[Mapping[Attitude, Kind]] = {
    "objects": "objection", "withholds": "withheld", "reserves": "reservation", "lapsed": "lapsed", "none": "silent",
    "silent": "silent",
}  # fmt: skip

_WAITING: Final[frozenset[Kind]] = frozenset({"silent", "lapsed"})
"""What an unbroken silence procedure could do away with, where the rule is ``silence``."""


def withheld(
    now: Negotiation, scope: Scope, held: Held, silent: Mapping[str, Silence], rule: Rule
) -> Iterator[Blocker]:
    """Yield what each participant's view keeps from being adopted: one blocker per participant, kind and position."""
    permitted = now.charter.settings.reservations != "excluded"
    grouped: dict[tuple[str, Kind, Stated | None, str, str], list[str]] = {}
    for path, views in held.items():
        for code, view in views.items():
            if hinders(rule, view, reservations=permitted):
                kind = _KINDS[view.attitude]
                told = _silence(silent.get(path.partition(":")[0])) if rule == "silence" and kind in _WAITING else ""
                grouped.setdefault((code, kind, view.stated, view.through, told), []).append(path)
    for (code, kind, stated, through, told), paths in grouped.items():
        message = _message(code, kind, stated, through, scope.named(paths))
        if kind == "lapsed" and stated is not None:
            message += _since(now, stated, paths)
        refs = (stated.submission,) if stated else ()
        yield Blocker(kind, message + told, code, _remedy(code, kind, paths, scope), tuple(paths), refs)
    if rule == "vote":
        yield from _votes(scope, held, now.charter.settings.voting or Voting())


def _message(code: str, kind: Kind, stated: Stated | None, through: str, places: str) -> str:
    who = f"{code} (through {through})" if through else code
    by = f" ({stated.submission})" if stated else ""
    match kind:
        case "objection":
            return f"{who} objects to {places}{by}"
        case "withheld":
            return f"{who} reserves its position on {places}{by} and has accepted nothing broader"
        case "reservation":
            return f"{who} has a reservation on {places}{by}, and reservations are excluded"
        case "lapsed":
            stance = "consent to" if stated and stated.stance in ("accept", "support") else "position on"
            return f"the {stance} {places} of {who}{by} has lapsed: the words have changed since"
    return f"{who} has yet to speak on {places}" if stated is None else f"{who} has taken back its position on {places}"


def _remedy(code: str, kind: Kind, paths: Sequence[str], scope: Scope) -> str:
    """Return what a participant could do: accept one unit by its path, several by the whole."""
    places = scope.joined(paths)
    one = len(places) == 1 and scope.charter.find(places[0]) is not None
    module = scope.order.partition(":")[2]
    accept = f"charterkit position {places[0] if one else module or '--whole'} --as {code} --stance accept"
    return accept if kind not in ("objection", "reservation") else f"{accept}, or other words that it can accept"


def _since(now: Negotiation, stated: Stated, paths: Sequence[str]) -> str:
    """Return by which decisions words have changed that a position was on."""
    submission = now.submissions[stated.submission]
    number = now.past.number(submission.base)
    later = [
        each.id
        for each in now.decisions
        if each.number > number
        and each.action in ("merge", "correct")
        and any(path.partition(":")[0] in each.result for path in paths)
    ]
    return f" (decision {', '.join(later)})" if later else ""


def _silence(procedure: Silence | None) -> str:
    """Return what became of the silence procedure on some words."""
    if procedure is None:
        return "; no silence procedure was opened on it"
    match procedure.state:
        case "running":
            return f"; a silence procedure runs until {procedure.until}"
        case "broken":
            return f"; its silence procedure was broken by {procedure.broken_by}"
    return "; its silence procedure was on other words"


def _votes(scope: Scope, held: Held, voting: Voting) -> Iterator[Blocker]:
    tallies: dict[Tally, list[str]] = {}
    for path, views in held.items():
        tally = vote(views.values(), voting)
        if not tally.carried:
            tallies.setdefault(tally, []).append(path)
    for tally, paths in tallies.items():
        places = scope.named(paths)
        cast = f"{tally.in_favour} in favour, {tally.against} against, {tally.abstaining} abstaining of {tally.asked}"
        kind: Kind = "majority" if tally.quorate else "quorum"
        message = (
            f"{places} has not the majority of {voting.majority}: {cast}"
            if tally.quorate
            else f"the vote on {places} has no quorum of {voting.quorum}: {cast}"
        )
        yield Blocker(kind, message, MEETING, "vote: charterkit position --stance accept or object", tuple(paths))
