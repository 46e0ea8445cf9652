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


def withheld(
    now: Negotiation, scope: Scope, held: Held, silent: Mapping[str, Silence], rule: Rule
) -> Iterator[Blocker]:
    """Yield what each participant's view keeps from being adopted: one blocker per participant, kind and position."""
    permitted = now.charter.settings.reservations != "excluded"
    grouped: dict[tuple[str, Kind, Stated | None, str], list[str]] = {}
    for path, views in held.items():
        for code, view in views.items():
            if hinders(rule, view, reservations=permitted):
                key = (code, _KINDS[view.attitude], view.stated, view.through)
                grouped.setdefault(key, []).append(path)
    for (code, kind, stated, through), paths in grouped.items():
        message = _message(code, kind, stated, through, scope.named(paths))
        if kind == "lapsed" and stated is not None:
            message += _since(now, stated, paths)
        if rule == "silence" and kind in ("silent", "lapsed"):
            message += _silence(paths, silent)
        refs = (stated.submission,) if stated else ()
        yield Blocker(kind, message, code, _remedy(code, kind, scope.joined(paths)), tuple(paths), refs)
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


def _remedy(code: str, kind: Kind, places: Sequence[str]) -> str:
    whole = len(places) > 1 or not places or " " in places[0] or ":" in places[0] or places[0] == "outline"
    what = "--whole" if whole else places[0]
    accept = f"charterkit position {what} --as {code} --stance accept"
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


def _silence(paths: Sequence[str], silent: Mapping[str, Silence]) -> str:
    """Return what became of silence procedures on the words."""
    found = [silent[key] for path in paths if (key := path.partition(":")[0]) in silent]
    running = sorted({each.until for each in found if each.state == "running"})
    broken = sorted({each.broken_by for each in found if each.state == "broken"})
    said = [
        *([f"a silence procedure runs until {running[-1]}"] if running else []),
        *([f"its silence procedure was broken by {', '.join(broken)}"] if broken else []),
        *(["its silence procedure was on other words"] if any(each.state == "void" for each in found) else []),
    ]
    return f"; {'; '.join(said) or 'no silence procedure was opened on it'}"


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
