"""Check what a submission says of others: withdrawals, co-sponsorship, revisions, compromises, packages, positions.

A lodged submission spoke of the records as they were then; that what it names has been decided since is no fault of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from charterkit.drafting.ledger import Entry, refs
from charterkit.drafting.merging.sameness import same_text, unchanged
from charterkit.drafting.states import became
from charterkit.drafting.validate.nearest import nearest
from charterkit.drafting.validate.setting import Setting
from charterkit.errors import Finding
from charterkit.model.positions import WHOLE, Position
from charterkit.model.submissions import Submission, base_shown

RELATIONS: Final = ("withdraws", "joins", "resolves", "requires")
_ONE_WAY: Final = {
    "requires": "lodge them as one submission, or require one way only",
    "resolves": "of two compromises only one can take the place of the other",
}
"""Relations that lead nowhere where they lead in a circle, and what to do then."""


def relation_findings(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with what a submission withdraws, joins, resolves, requires and revises."""
    for name in RELATIONS:
        for index, other in enumerate(getattr(submission, name)):
            where = (name, index)
            found = list(_named(record, submission, setting, where, other))
            yield from found or _fitting(record, submission, setting, where, other)
    if submission.revises is not None:
        yield from _revision(record, submission, submission.revises, setting)
    for relation, hint in _ONE_WAY.items():
        if cycle := _cycle(submission, setting.submissions, relation):
            message = f"submissions {relation.removesuffix('s')} each other in a circle: {' -> '.join(cycle)}"
            yield Finding(record, (relation,), "cycle", message, hint)


def _named(
    record: str, submission: Submission, setting: Setting, where: tuple[str, int], other: str
) -> Iterator[Finding]:
    """Yield the problem of a submission or change that is not there, or is the submission itself."""
    found, whole = refs(setting.entries, other), other.partition("#")[0]
    if whole == submission.id:
        yield Finding(record, where, "own-submission", f"'{other}' is this submission itself", "name another")
    elif not found and ("#" in other or whole not in setting.submissions):
        known = setting.entries if "#" in other else setting.submissions
        hint = nearest(other, _lodged_before(submission, known)) or "see: charterkit status"
        yield Finding(record, where, "unknown-submission", f"there is no '{other}' among the submissions", hint)
    elif not found:
        message = f"'{other}' proposes no change of the text"
        yield Finding(record, where, "unknown-submission", message, "name a submission with changes")


def _fitting(
    record: str, submission: Submission, setting: Setting, where: tuple[str, int], other: str
) -> Iterator[Finding]:
    """Yield what stands against withdrawing, joining, resolving or requiring what is named."""
    found, whole = refs(setting.entries, other), other.partition("#")[0]
    if where[0] == "withdraws" and not _is_own(submission, setting, found, whole):
        owner = setting.submissions[whole].by
        message = f"'{other}' is a proposal of {owner}: only its sponsors can withdraw it"
        yield Finding(record, where, "not-own", message, "state a position on it instead")
    elif where[0] == "joins" and submission.by in setting.submissions[whole].sponsors:
        message = f"{submission.by} is a sponsor of '{other}' already"
        yield Finding(record, where, "no-change", message, "take it out")
    elif closed := _closed(submission, setting, where[0], found):
        what = "it cannot be satisfied" if where[0] == "requires" else "there is nothing left to do about it"
        yield Finding(record, where, "not-open", f"'{other}' is {became(closed)}: {what}", "see: charterkit status")


def _closed(submission: Submission, setting: Setting, relation: str, found: list[str]) -> Entry | None:
    """Return a change that has been decided, where a new submission can no longer do anything about it."""
    if setting.lodged:
        return None
    entries = [setting.entries[ref] for ref in found]
    waiting = ("open", "unsponsored")
    closed = [entry for entry in entries if entry.state not in waiting and entry.by != submission.id]
    if relation == "requires":
        return next((entry for entry in closed if entry.state != "merged"), None)
    return closed[0] if closed and len(closed) == len(entries) else None


def _is_own(submission: Submission, setting: Setting, found: list[str], whole: str) -> bool:
    """Tell whether who lodged a submission stands, or stood, behind something."""
    sponsors = set(setting.submissions[whole].sponsors)
    sponsors.update(code for ref in found for code in setting.entries[ref].sponsors)
    joining = (other for other in setting.submissions.values() if other.id != submission.id)
    sponsors.update(
        code for other in joining for name in other.joins if name.partition("#")[0] == whole for code in other.sponsors
    )
    return submission.by in sponsors


def _revision(record: str, submission: Submission, name: str, setting: Setting) -> Iterator[Finding]:
    revised = setting.submissions.get(name)
    where = ("revises",)
    if revised is None:
        hint = nearest(name, _lodged_before(submission, setting.submissions)) or "see: charterkit status"
        yield Finding(record, where, "unknown-submission", f"there is no submission '{name}'", hint)
    elif revised.id == submission.id:
        yield Finding(record, where, "cycle", "a submission cannot revise itself", "name the earlier submission")
    elif submission.by not in revised.sponsors:
        message = f"'{revised.id}' is a submission of {revised.by}"
        yield Finding(record, where, "not-own", message, "only its sponsors revise it: lodge a proposal of your own")
    elif _revises_itself(submission, setting.submissions):
        message = f"'{revised.id}' and '{submission.id}' revise each other"
        yield Finding(record, where, "cycle", message, "revise the last of them")
    elif closed := _closed(submission, setting, "revises", refs(setting.entries, name)):
        hint = "propose a change of the text as it stands now"
        yield Finding(record, where, "not-open", f"'{name}' is {became(closed)} and can no longer be revised", hint)


def _lodged_before(submission: Submission, known: Iterable[str]) -> list[str]:
    """Return the submissions, or changes, that are not this submission's own: none of those can be meant."""
    return [name for name in known if name.partition("#")[0] != submission.id]


def _revises_itself(submission: Submission, known: Mapping[str, Submission]) -> bool:
    """Tell whether following ``revises`` from a submission leads back to it."""
    seen: set[str] = set()
    name = submission.revises
    while name and name not in seen:
        if name == submission.id:
            return True
        seen.add(name)
        name = known[name].revises if name in known else None
    return False


def _cycle(submission: Submission, known: Mapping[str, Submission], relation: str) -> list[str]:
    """Return a way through ``requires`` or ``resolves`` from a submission back to itself, or nothing."""
    ways = [[submission.id, name.partition("#")[0]] for name in getattr(submission, relation)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == submission.id:
            return way if len(way) > 2 else []  # noqa: PLR2004  itself alone is told as such
        if way[-1] in seen or way[-1] not in known:
            continue
        seen.add(way[-1])
        ways += [[*way, name.partition("#")[0]] for name in getattr(known[way[-1]], relation)]
    return []


def position_findings(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    """Yield the positions on what is not there, or does not stand any more as it did."""
    for index, position in enumerate(submission.positions):
        where = ("positions", index, "on")
        if position.on_change:
            yield from _on_change(record, submission, setting, where, position)
        elif position.on == WHOLE:
            yield from _on_whole(record, submission, setting, where)
        else:
            yield from _on_unit(record, submission, setting, where, position.on)


def _on_change(
    record: str, submission: Submission, setting: Setting, where: tuple[str | int, ...], position: Position
) -> Iterator[Finding]:
    found = refs(setting.entries, position.on)
    if not found:
        hint = nearest(position.on, _lodged_before(submission, setting.entries)) or "see: charterkit status"
        yield Finding(record, where, "unknown-submission", f"there is no change '{position.on}'", hint)
    elif closed := _closed(submission, setting, "positions", found):
        message = f"'{position.on}' is {became(closed)}: nothing of it is open"
        yield Finding(record, where, "not-open", message, "state a position on the unit's path instead")


def _on_whole(record: str, submission: Submission, setting: Setting, where: tuple[str | int, ...]) -> Iterator[Finding]:
    """Yield that the text is another by now than the one which a position on all of it speaks of."""
    if not setting.lodged and setting.base is not None and not same_text(setting.base, setting.present):
        message = f"the text has changed since '{base_shown(submission.base)}'"
        yield Finding(record, where, "stale-position", message, "read it again and name a newer version as base")


def _on_unit(
    record: str, submission: Submission, setting: Setting, where: tuple[str | int, ...], path: str
) -> Iterator[Finding]:
    """Yield what is wrong with a position on a unit; one that was lodged spoke of the words of its base."""
    base, present = setting.base, setting.present
    known = [path for path, _ in present.walk()]
    in_base = base is not None and base.standing(path) is not None
    stands = present.standing(path) is not None
    if not in_base and (setting.lodged or not stands):
        yield Finding(record, where, "unknown-unit", f"no unit '{path}' in the text", nearest(path, known))
    elif setting.lodged or base is None:
        return
    elif not stands:
        message = f"'{path}' does not stand in the text any more"
        yield Finding(record, where, "stale-position", message, "see: charterkit status")
    elif in_base and not unchanged(base, path, present, path, str):
        message = f"the words of '{path}' have changed since '{base_shown(submission.base)}'"
        yield Finding(record, where, "stale-position", message, "read them again and name a newer version as base")
