"""Which submissions came later than their date says: the gate has a clock, and knows when things come.

A submission's date is its author's word. By it a silence procedure is broken, or a correction objected to (see
``drafting.silence``), and by it the latest position counts. So what is pushed here is dated no later than the day it
comes, and not within a time that has ended: what the secretariat had in time, by mail say, it lodges itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from charterkit.drafting.merging.reach import is_translation
from charterkit.drafting.rights import decides
from charterkit.history.verdict import Breach
from charterkit.model.charter import Settings
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.keys import Register
from charterkit.model.paths import touching
from charterkit.model.positions import WHOLE
from charterkit.model.submissions import Keep, Submission, target
from charterkit.store.audit.files import lodges
from charterkit.store.audit.signers import own_additions
from charterkit.store.audit.walk import Audit
from charterkit.store.git.ancestry import Link
from charterkit.store.git.objects import REGULAR
from charterkit.store.records.reading import record
from charterkit.store.signing.signatures import key_of

_LATE: Final = "date it the day it comes; what the secretariat had in time, it lodges itself"

_ZONES: Final = datetime.timedelta(hours=14)
"""How far the day on a delegation's wall may be ahead of UTC."""


def misdated(audit: Audit, fresh: Sequence[Link], register: Register, now: datetime.datetime) -> Iterator[Breach]:
    """Yield the submissions dated after the day they come, or within a time to object that had ended by then.

    Args:
        audit: what has judged these commits.
        fresh: the commits of a push.
        register: the keys as the branch had them before, by which the secretariat's own commits are told.
        now: the server's time.
    """
    utc = now.astimezone(datetime.UTC)
    latest, today = (utc + _ZONES).date(), utc.date().isoformat()
    ended = [each for each in audit.terms() if each.until and each.until[:10] < today]
    for link in fresh:
        own = _is_of(link, register, audit.signing.state.secretariat)
        for path, change in own_additions(link).items():
            if not lodges(change) or change.mode not in REGULAR:
                continue
            lodged = record(path, audit.source.content(change.new), Submission, [])
            if lodged is None:
                continue
            said = f"{lodged.id} is dated {lodged.date}"
            if lodged.date > latest:
                yield Breach(link.commit.id, path, "clock", f"{said}, and came on {today}", "date it the day it comes")
            elif not own and (term := _missed(audit, lodged, ended)) is not None:
                what = "silence" if term.action == "silence" else "time to object to a correction"
                message = f"{said}, and came after the {what} of decision {term.id} had ended ({term.until})"
                yield Breach(link.commit.id, path, "late", message, _LATE)


def _is_of(link: Link, register: Register, codes: frozenset[str]) -> bool:
    key = key_of(link.commit.signature) if link.commit.signature is not None else None
    return key is not None and register.holder(key) in codes


def _missed(audit: Audit, lodged: Submission, ended: Sequence[Decision]) -> Decision | None:
    """Return the decision that set a time in which a submission claims to object, though it came after that."""
    author = audit.text.registry.participant(lodged.by)
    if author is None or not decides(author):
        return None
    within_it = (each for each in ended if each.date <= lodged.date and lodged.date.isoformat() <= str(each.until)[:10])
    return next((each for each in within_it if _objects(lodged, each, audit.text.settings)), None)


def _objects(lodged: Submission, term: Decision, settings: Settings | None) -> bool:
    """Tell whether a submission objects to what a decision asked silence for, or would change it."""
    objections = [each for each in lodged.positions if each.stance == "object"]
    if term.action != "silence":
        return any(each.on.partition("#")[0] == term.submission for each in objections)
    changed = (each for each in lodged.changes if not (settings and is_translation(each, lodged, settings)))
    reached = {target(each) for each in changed if not isinstance(each, Keep)}
    reached |= {each.on for each in objections if not each.on_change}
    if WHOLE in reached or (reached and OUTLINE in term.result):
        return True
    return any(touching(path, unit) for path in reached for unit in term.result)
