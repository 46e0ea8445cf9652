"""Text, knowing no law: redlines, merges and compilations of any text in any script.

Pure functions over strings, usable without a charter::

    >>> from charterkit.words import diff
    >>> [(segment.op, segment.text) for segment in diff("within thirty days", "within sixty days")]
    [('keep', 'within '), ('delete', 'thirty'), ('insert', 'sixty'), ('keep', ' days')]

Provisions, sponsors' rights and decisions are left to ``charterkit.drafting``; printing to ``charterkit.documents``.
"""

from __future__ import annotations

from charterkit.words.changes import Change, changes
from charterkit.words.compile import Choice, Common, Option, Span, compile  # noqa: A004  the verb's public name
from charterkit.words.count import Readability, WordCount, readability, word_count
from charterkit.words.diff import Segment, diff
from charterkit.words.layers import Layer, layers
from charterkit.words.merge import Collision, Merge, merge
from charterkit.words.nesting import Branch, Group, nested
from charterkit.words.quiet import quiet, unwrapped
from charterkit.words.rebase import Rebased, rebase
from charterkit.words.rows import Row, columns, rows, sentences

__all__ = [
    "Branch",
    "Change",
    "Choice",
    "Collision",
    "Common",
    "Group",
    "Layer",
    "Merge",
    "Option",
    "Readability",
    "Rebased",
    "Row",
    "Segment",
    "Span",
    "WordCount",
    "changes",
    "columns",
    "compile",
    "diff",
    "layers",
    "merge",
    "nested",
    "quiet",
    "readability",
    "rebase",
    "rows",
    "sentences",
    "unwrapped",
    "word_count",
]
