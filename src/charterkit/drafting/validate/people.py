"""Check who speaks in a submission: participants that exist, take part on its date, and may say what it says.

Rights by class are those of ``rights``. What the submission says of the text is checked in ``submission``.
"""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.drafting.positions import speaks_for
from charterkit.drafting.rights import INFORMING
from charterkit.drafting.validate.nearest import nearest, nearest_participant
from charterkit.drafting.validate.setting import Setting
from charterkit.errors import Finding
from charterkit.model.registry import Participant
from charterkit.model.submissions import Submission

_REGISTER = "its role stands in charter/registry/participants.yaml"


def people_findings(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with who lodges a submission, who co-sponsors it, and for whom it speaks."""
    registry = setting.present.registry
    named = [(("by",), submission.by), *((("with", i), code) for i, code in enumerate(submission.with_))]
    seen: set[str] = set()
    for where, code in named:
        participant = registry.participant(code)
        if participant is None:
            hint = nearest_participant(code, registry)
            yield Finding(record, where, "unknown-participant", f"no participant '{code}'", hint)
        else:
            yield from _rights(record, submission, participant, where)
            if not setting.lodged:
                yield from _absent(record, submission, participant, where)
        if code in seen:
            yield Finding(record, where, "repeated-participant", f"{code} is named twice", "name each sponsor once")
        seen.add(code)
    yield from _spoken_for(record, submission, setting)


def _rights(
    record: str, submission: Submission, participant: Participant, where: tuple[str | int, ...]
) -> Iterator[Finding]:
    """Yield what a participant may not do: those who inform sponsor nothing of others; those only named, nothing."""
    own = where == ("by",)
    if participant.role == "named":
        message = f"{participant.id} is only named in a source and takes no part"
        yield Finding(record, where, "takes-no-part", message, "charterkit admit records who comes to take part")
    elif participant.role in INFORMING and (submission.joins or (submission.changes and not own)):
        message = f"{participant.id} has the role '{participant.role}' and may not sponsor changes of others"
        hint = f"{_REGISTER}; its own changes are information until a participant joins them"
        yield Finding(record, where, "no-right-to-amend", message, hint)


def _absent(
    record: str, submission: Submission, participant: Participant, where: tuple[str | int, ...]
) -> Iterator[Finding]:
    """Yield that a participant had not joined on the day of a submission, or had left."""
    if participant.takes_part(submission.date):
        return
    left = participant.left is not None and participant.left <= submission.date
    message = f"{participant.id} {'left on' if left else 'takes part only from'} " + str(
        participant.left if left else participant.joined
    )
    yield Finding(record, where, "takes-no-part", message, "charterkit admit records who comes to take part")


def _spoken_for(record: str, submission: Submission, setting: Setting) -> Iterator[Finding]:
    registry = setting.present.registry
    participants = (participant.id for participant in registry.participants)
    groups = [*participants, *(organisation.id.upper() for organisation in registry.organisations)]
    for index, code in enumerate(submission.on_behalf_of):
        where = ("on_behalf_of", index)
        group = registry.participant(code)
        if code not in groups:
            message = f"no participant, group or organisation '{code}'"
            yield Finding(record, where, "unknown-participant", message, nearest(code, groups))
        elif submission.positions and group is not None and not speaks_for(registry, submission.by, code):
            message = f"{submission.by} is no member of {code} and takes no position on its behalf"
            yield Finding(record, where, "not-a-member", message, "its members stand in the registry")
