"""Check a submission: whether it fits the text it was written against and speaks only for those it may speak for.

Form was checked when the file was read. Whether its words collide with others' is no problem of the submission; that
is told by ``merge``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from charterkit.drafting.ledger import Ledger, refs
from charterkit.drafting.nearest import nearest
from charterkit.drafting.validate_changes import change_findings
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.submissions import Submission


@dataclass(frozen=True, slots=True)
class Setting:
    """What a submission is checked against."""

    present: Charter
    base: Charter | None
    """The charter at the submission's base; None where there is no such version."""
    versions: Collection[str]
    entries: Ledger
    submissions: Mapping[str, Submission]
    used: Collection[str] = field(default=())
    """Every path that stands or ever stood in the text: ids are never used again."""
    proposed: Collection[str] = field(default=())
    """Every path that some submission would add: a reference to it is no fault until it is merged."""
    lodged: bool = False
    """Whether it is lodged already; what it adds may then stand in the text."""


def file_of(submission: Submission) -> str:
    """Return the file of a submission, from the workspace's top."""
    return f"submissions/{submission.by}/{submission.id}.yaml"


def submission_findings(submission: Submission, setting: Setting) -> Iterator[Finding]:
    """Yield everything that is wrong with a submission."""
    record = file_of(submission)
    yield from _people(record, submission, setting)
    if setting.base is None:
        hint = nearest(submission.base, setting.versions) or "name a released version, or a full commit id"
        yield Finding(record, ("base",), "unknown-base", f"there is no version '{submission.base}'", hint)
    else:
        yield from change_findings(record, submission, setting.base, setting)
    yield from _relations(record, submission, setting)
    yield from _positions(record, submission, setting)
    if submission.language not in setting.present.settings.languages:
        known = setting.present.settings.languages
        hint = f"the charter's languages are {', '.join(known)}"
        yield Finding(record, ("language",), "unknown-language", f"'{submission.language}' is no language of it", hint)


def _people(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    registry = setting.present.registry
    known = [participant.id for participant in registry.participants]
    named = [(("by",), submission.by), *((("with", i), code) for i, code in enumerate(submission.with_))]
    for where, code in named:
        participant = registry.participant(code)
        if participant is None:
            yield Finding(record, where, "unknown-participant", f"no participant '{code}'", nearest(code, known))
        elif submission.changes and not participant.may_amend:
            message = f"{code} has the role '{participant.role}' and may not propose changes"
            hint = "its role stands in charter/registry/participants.yaml; positions may be lodged with any role"
            yield Finding(record, where, "no-right-to-amend", message, hint)
    groups = {*known, *(organisation.id.upper() for organisation in registry.organisations)}
    for index, code in enumerate(submission.on_behalf_of):
        if code not in groups:
            message = f"no participant, group or organisation '{code}'"
            yield Finding(record, ("on_behalf_of", index), "unknown-participant", message, nearest(code, groups))


def _relations(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    for name in ("withdraws", "joins", "resolves", "requires"):
        for index, other in enumerate(getattr(submission, name)):
            yield from _relation(record, submission, setting, (name, index), other)
    if submission.revises is not None:
        yield from _revision(record, submission, setting)
    if cycle := _cycle(submission, setting.submissions):
        message = f"submissions require each other in a circle: {' -> '.join(cycle)}"
        yield Finding(record, ("requires",), "cycle", message, "lodge them as one submission, or require one way only")


def _relation(
    record: str, submission: Submission, setting: Setting, where: tuple[str, int], other: str
) -> Iterator[Finding]:
    found = refs(setting.entries, other)
    whole = other.partition("#")[0]
    if not found and (whole not in setting.submissions or "#" in other):
        known = setting.entries if "#" in other else setting.submissions
        hint = nearest(other, known)
        yield Finding(record, where, "unknown-submission", f"there is no '{other}' among the submissions", hint)
    elif whole == submission.id:
        yield Finding(record, where, "own-submission", f"'{other}' is this submission itself")
    elif where[0] == "withdraws" and not _is_own(submission, setting, found, whole):
        owner = setting.submissions[whole].by
        message = f"'{other}' is a proposal of {owner}: only its sponsors can withdraw it"
        yield Finding(record, where, "not-own", message, "state a position on it instead")


def _is_own(submission: Submission, setting: Setting, found: list[str], whole: str) -> bool:
    sponsors = {setting.submissions[whole].by, *setting.submissions[whole].sponsors}
    sponsors.update(code for ref in found for code in setting.entries[ref].sponsors)
    joined = {
        other.by for other in setting.submissions.values() for name in other.joins if name.partition("#")[0] == whole
    }
    return submission.by in sponsors | joined


def _revision(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    revised = setting.submissions.get(submission.revises or "")
    where = ("revises",)
    if revised is None:
        hint = nearest(submission.revises or "", setting.submissions)
        yield Finding(record, where, "unknown-submission", f"there is no submission '{submission.revises}'", hint)
    elif revised.id == submission.id:
        yield Finding(record, where, "cycle", "a submission cannot revise itself", "name the earlier submission")
    elif revised.by != submission.by:
        yield Finding(
            record, where, "not-own", f"'{revised.id}' is a submission of {revised.by}", "lodge one of your own"
        )
    elif _revisions(submission, setting.submissions):
        yield Finding(record, where, "cycle", f"'{revised.id}' and '{submission.id}' revise each other")


def _revisions(submission: Submission, known: Mapping[str, Submission]) -> bool:
    """Tell whether following ``revises`` from a submission leads back to it."""
    seen: set[str] = set()
    name = submission.revises
    while name and name not in seen:
        if name == submission.id:
            return True
        seen.add(name)
        name = known[name].revises if name in known else None
    return False


def _cycle(submission: Submission, known: Mapping[str, Submission]) -> list[str]:
    """Return a way through ``requires`` from a submission back to itself, or nothing."""
    ways = [[submission.id, name.partition("#")[0]] for name in submission.requires]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == submission.id:
            return way
        if way[-1] in seen or way[-1] not in known:
            continue
        seen.add(way[-1])
        ways += [[*way, name.partition("#")[0]] for name in known[way[-1]].requires]
    return []


def _positions(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    paths = [path for path, _ in setting.present.walk()]
    for index, position in enumerate(submission.positions):
        where = ("positions", index, "on")
        if position.on[:1].isupper():
            if not refs(setting.entries, position.on):
                hint = nearest(position.on, setting.entries)
                yield Finding(record, where, "unknown-submission", f"there is no change '{position.on}'", hint)
        elif setting.present.find(position.on) is None and not (setting.base and setting.base.find(position.on)):
            hint = nearest(position.on, paths)
            yield Finding(record, where, "unknown-unit", f"no unit '{position.on}' in the text", hint)
