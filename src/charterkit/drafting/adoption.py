"""The adoption of a text as a record: the digests of its words, who consented and how, what was reserved and stated.

Whether it may be adopted was found in ``readiness``; writing and committing is done in ``charterkit.store.adopting``.
Nothing is recorded that participants did not say: consent by silence or by rule names no submission.
"""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.drafting.consent import GIVEN
from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.modules import arrangement
from charterkit.drafting.readiness import Readiness
from charterkit.model.agreements import Adoption, Consent, Said
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE


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
