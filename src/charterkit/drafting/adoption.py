"""The adoption of a text as a record: the digests of its words, who consented and how, what was reserved and stated.

Whether it may be adopted was found in ``readiness``; writing and committing is done in ``store.decisions.adopting``.
Nothing is recorded that participants did not say: consent by silence or by rule names no submission.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from charterkit.drafting.consent import GIVEN
from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.modules import arrangement
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.readiness import Readiness, adoption_standing, readiness
from charterkit.errors import Finding
from charterkit.model.agreements import Adoption, Consent, Said
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision

FAR: Final = "9999-12-31T23:59Z"
"""A moment after the end of every silence procedure: what an adoption of the past is judged by."""


def adoption(charter: Charter, ready: Readiness, level: str) -> Adoption:
    """Return what the adoption of a text records besides the digests of its words."""
    return Adoption(
        level=level,
        module=ready.module,
        arrangement=arrangement(charter, ready.module),
        consents=tuple(_consent(ready, code) for code in ready.asked if _given(ready, code)),
        said=tuple(_said(ready)),
    )


def adopted_words(charter: Charter, ready: Readiness) -> dict[str, str]:
    """Return the digest of every unit that is adopted; for the core also that of the order of all provisions."""
    found = {}
    for path in ready.scope.paths:
        node = charter.find(path)
        if node is not None:
            found[path] = digest(node)
    return found | ({OUTLINE: outline_digest(charter)} if ready.module is None else {})


def _given(ready: Readiness, code: str) -> bool:
    return all(views[code].attitude in GIVEN for views in ready.held.values())


def _consent(ready: Readiness, code: str) -> Consent:
    """Return how a participant consented: by which submissions, in the order of time, and through which group."""
    views = [each[code] for each in ready.held.values()]
    spoken = {view.stated for view in views if view.stated is not None and view.attitude == "consents"}
    groups = sorted({view.through for view in views if view.through})
    ordered = sorted(spoken, key=lambda stated: (stated.date, stated.submission))
    submissions = tuple(dict.fromkeys(stated.submission for stated in ordered))
    return Consent(participant=code, submissions=submissions, through=groups[0] if groups else None)


def _said(ready: Readiness) -> Iterator[Said]:
    for each in ready.said:
        yield Said(
            participant=each.voice,
            kind="reservation" if each.stance == "reserve" else "statement",
            on=each.on,
            submission=each.submission,
            statement=each.statement,
        )


def adoption_findings(now: Negotiation) -> Iterator[Finding]:
    """Yield the adoptions that stand and whose record is not borne out by the positions of their day.

    A decision is a file; this is what keeps somebody from writing one that no participant's positions support.
    """
    for module in (None, *(each.id for each in now.charter.settings.modules)):
        decision = adoption_standing(now, module)
        if decision is None or decision.adoption is None or decision.rule not in ("consent", "silence"):
            continue
        recorded = {each.participant: each for each in decision.adoption.consents}
        shown = readiness(_of_the_day(now, decision, decision.adoption), decision.date, FAR, module)
        for code in shown.asked:
            by_silence = decision.rule == "silence" and code in recorded and not recorded[code].submissions
            if code in recorded and (by_silence or _given(shown, code)):
                continue
            message = f"decision {decision.id} adopted words that {code}'s positions of that day do not consent to"
            hint = "charterkit standing shows them; charterkit verify tells who committed the decision"
            yield Finding("charter/charter.yaml", (), "no-consent", message, hint)


def _of_the_day(now: Negotiation, decision: Decision, record: Adoption) -> Negotiation:
    """Return a negotiation without what was lodged after an adoption, or on its day and not counted by it."""
    kept = {name: each for name, each in now.submissions.items() if each.date < decision.date or name in record.counted}
    return now._replace(submissions=kept)
