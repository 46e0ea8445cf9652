"""Text, knowing no law: redlines, merges and compilations of any text in any script.

Pure functions over strings, usable without a charter::

    >>> from charterkit.words import diff
    >>> [(segment.op, segment.text) for segment in diff("within thirty days", "within sixty days")]
    [('keep', 'within '), ('delete', 'thirty'), ('insert', 'sixty'), ('keep', ' days')]

Provisions, sponsors' rights and decisions are left to ``charterkit.drafting``; printing to ``charterkit.documents``.
"""

from __future__ import annotations

from charterkit.words.compile import Choice, Common, Option, Span, compile  # noqa: A004  the verb's public name
from charterkit.words.diff import Segment, diff
from charterkit.words.merge import Collision, Merge, merge
from charterkit.words.rebase import Rebased, rebase

__all__ = [
    "Choice",
    "Collision",
    "Common",
    "Merge",
    "Option",
    "Rebased",
    "Segment",
    "Span",
    "compile",
    "diff",
    "merge",
    "rebase",
]
