"""What has become of a change, in words: one sentence for each state of the ledger."""

from __future__ import annotations

from typing import Final

from charterkit.drafting.ledger import Entry

_SAID: Final = {
    "open": "open",
    "draft": "not lodged yet",
    "information": "information: no participant has joined it",
    "unsponsored": "on the chair's list: nobody has stood behind it since {by}",
    "merged": "merged by decision {by}",
    "withdrawn": "withdrawn ({by})",
    "not_agreed": "not agreed (decision {by})",
    "fallen": "fallen with the merging of {by}",
    "moot": "moot (decision {by})",
}


def became(entry: Entry) -> str:
    """Return what has become of a change, and by what decision or submission."""
    if entry.state == "fallen" and "-" not in entry.by:
        return f"fallen (decision {entry.by})"
    return _SAID[entry.state].format(by=entry.by)
