"""A delegation's view for programs: plain values, their sentences in English; people read ``brief_report``."""

from __future__ import annotations

from typing import Any

from charterkit.documents.reports.standing_record import blocker_record
from charterkit.history.brief import Brief, Other, Proposal, collisions
from charterkit.history.comparing.sponsors import sponsors_at
from charterkit.model.submissions import operation


def brief_record(found: Brief) -> dict[str, Any]:
    """Return a view for programs."""
    news, waiting = found.news, found.waiting
    return {
        "participant": found.code,
        "proposals": [_proposal(each) for each in found.proposals],
        "collisions": [{"change": mine.entry.ref, "path": mine.path, "against": rival.ref,
                        "sponsors": list(rival.sponsors)} for mine, rival in collisions(found)],
        "others": [_other(each) for each in found.others],
        "words": [{"path": each.path, "words": each.words, "of": each.of, "changes": list(each.changes),
                   "text": each.text} for each in found.presence],
        "held": [{"path": each.bracket.path, "kind": each.bracket.kind, "texts": list(each.option.texts),
                  "holders": list(each.option.holders), "held_by": each.size} for each in found.held],
        "news": None if news is None else {
            "since": news.since,
            "decisions": [each.id for each in news.decisions],
            "changes": [{"path": each.path, "kinds": list(each.kinds),
                         "sponsors": list(sponsors_at(each.path, news.sponsors))} for each in news.changes],
            "lodged": [each.id for each in news.lodged],
        },
        "waiting": {
            "asked": waiting.asked,
            "adopted": waiting.adopted.id if waiting.adopted else None,
            "blockers": [{**blocker_record(each), "paths": list(each.paths), "refs": list(each.refs)}
                         for each in waiting.blockers],
            "silence": [{"path": each.path, "until": each.until, "decision": each.decision}
                        for each in waiting.silence],
            "proposals": [_other(each) for each in waiting.proposals],
        },
        "articles": sorted(found.articles),
    }  # fmt: skip


def _proposal(each: Proposal) -> dict[str, Any]:
    outlook = each.outlook
    return {
        "change": each.entry.ref, "operation": operation(each.entry.change), "path": each.path,
        "sponsors": list(each.entry.sponsors), "state": each.entry.state, "by": each.entry.by or None,
        "merging_now": outlook.result if outlook else None,
        "rivals": [rival.ref for rival in outlook.rivals] if outlook else [],
        "waits_for": [other.ref for other in outlook.awaited] if outlook else [],
        "positions": [{"by": one.voice, "stance": one.stance, "submission": one.submission} for one in each.said],
    }  # fmt: skip


def _other(each: Other) -> dict[str, Any]:
    return {
        "change": each.entry.ref, "operation": operation(each.entry.change), "path": each.path,
        "sponsors": list(each.entry.sponsors), "collides_with": list(each.collides),
        "position": each.position.stance if each.position else None,
    }  # fmt: skip
