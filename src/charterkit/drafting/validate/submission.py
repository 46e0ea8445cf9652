"""Check a submission: whether it fits the text it was written against and speaks only for those it may speak for.

Form was checked when the file was read. What it says of other submissions is checked in ``relations``. Whether
its words collide with others' is no problem of the submission; that is told by ``merge``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.reach import reach
from charterkit.drafting.proposals import field_of
from charterkit.drafting.validate.changes import change_findings
from charterkit.drafting.validate.charter import character_findings
from charterkit.drafting.validate.nearest import nearest
from charterkit.drafting.validate.people import people_findings
from charterkit.drafting.validate.relations import position_findings, relation_findings
from charterkit.drafting.validate.setting import Setting
from charterkit.drafting.validate.slips import proposal_findings
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.submissions import Amend, Delete, Keep, Submission

MOST_CHANGES: Final = 1_000
"""How many changes a submission makes."""

MOST_OF_ONE_TEXT: Final = 50
"""How many of them amend one text: each is compared with each."""


def file_of(submission: Submission) -> str:
    """Return the file of a submission, from the workspace's top."""
    return f"submissions/{submission.by}/{submission.id}.yaml"


def submission_findings(submission: Submission, setting: Setting) -> Iterator[Finding]:
    """Yield everything that is wrong with a submission."""
    record = file_of(submission)
    yield from people_findings(record, submission, setting)
    yield from _prose(record, submission)
    if setting.base is None:
        hint = nearest(submission.base, setting.versions) or "name a released version, or a full commit id"
        yield Finding(record, ("base",), "unknown-base", f"there is no version '{submission.base}'", hint)
    else:
        crowd = [] if setting.lodged else list(_too_many(record, submission))
        found = crowd or list(change_findings(record, submission, setting.base, setting))
        yield from found or _against_itself(record, submission, setting.base)
        if not (found or setting.lodged):
            yield from proposal_findings(record, submission, setting.base)
    yield from relation_findings(record, submission, setting)
    yield from position_findings(record, submission, setting)
    if submission.language not in setting.present.settings.languages:
        known = setting.present.settings.languages
        hint = f"the charter's languages are {', '.join(known)}"
        message = f"'{submission.language}' is no language of this charter"
        yield Finding(record, ("language",), "unknown-language", message, nearest(submission.language, known) or hint)


def _too_many(record: str, submission: Submission) -> Iterator[Finding]:
    """Yield where a submission makes more changes than anybody could discuss, or compare with one another."""
    if len(submission.changes) > MOST_CHANGES:
        message = f"it makes {len(submission.changes):,} changes, and one submission makes at most {MOST_CHANGES:,}"
        yield Finding(record, ("changes",), "too-many", message, "lodge them as several submissions")
    amended = [
        (change.amend, field_of(change), change.language) for change in submission.changes if isinstance(change, Amend)
    ]
    for text, count in Counter(amended).items():
        if count > MOST_OF_ONE_TEXT:
            message = f"it amends '{text[0]}' {count} times, and one text is amended at most {MOST_OF_ONE_TEXT} times"
            yield Finding(record, ("changes",), "too-many", message, "give the whole new text, with 'text:'")


def _prose(record: str, submission: Submission) -> Iterator[Finding]:
    """Yield what is wrong with the characters of what is said about the changes."""
    said = {"title": submission.title, "reasons": submission.reasons, "note": submission.note}
    for name, text in said.items():
        if text:
            yield from character_findings(record, (name,), text)
    for index, position in enumerate(submission.positions):
        if position.statement:
            yield from character_findings(record, ("positions", index, "statement"), position.statement)


def _against_itself(record: str, submission: Submission, base: Charter) -> Iterator[Finding]:
    """Yield the changes of a submission that cannot stand beside each other, or in its own base.

    A new reference may lead to what another submission proposes, so it is left to merging; a reference to what is
    deleted may be amended by another, so it is only warned of.
    """
    yield from _lost_in_deletion(record, submission, base)
    own = {ref: Entry(ref, submission, change, submission.sponsors) for ref, change in submission.numbered()}
    merged = merge(base, tuple(own.values()), {submission.base: base}, Past())
    for collision in merged.collisions:
        entry = own[collision.ref]
        where = ("changes", entry.order[2] - 1)
        others = ", ".join(f"number {other.order[2]}" for other in collision.against)
        if collision.kind == "reference":
            if isinstance(entry.change, Delete):
                hint = "amend that too, or it cannot be merged alone"
                yield Finding(record, where, "referred-to", collision.reason, hint, "warning")
            continue
        message = f"it cannot be merged with {others}: {collision.reason}" if others else collision.reason
        hint = "let one submission say one thing; alternatives are lodged as submissions of their own"
        yield Finding(record, where, "against-itself", message, hint if others else "")


def _lost_in_deletion(record: str, submission: Submission, base: Charter) -> Iterator[Finding]:
    """Yield the changes whose words another change of the submission takes out again."""
    deleted = [change.delete for change in submission.changes if isinstance(change, Delete)]
    for index, change in enumerate(submission.changes):
        if isinstance(change, Delete | Keep):
            continue
        reached = reach(change, base, str)[-1]  # for a move: where it goes, not where it comes from
        for path in deleted:
            if within(reached, path):
                message = f"this submission deletes '{path}'"
                hint = "take one of the two changes out"
                yield Finding(record, ("changes", index), "against-itself", message, hint)
                break
