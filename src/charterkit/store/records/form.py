"""Whether the files under ``charter/`` stand in charterkit's own form, the one that ``yaml.text`` writes.

A file in another form means the same, and everything reads it. But provisions and decisions are written by charterkit
alone: there another form says that somebody has been at the file by hand. Settings and registry people may edit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from charterkit.errors import Problem, Severity
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision
from charterkit.model.record import Record
from charterkit.model.registry import REGISTRY_LISTS
from charterkit.store.records.explain import quoted
from charterkit.store.records.layout import Slot, slot
from charterkit.store.records.whole import Records
from charterkit.store.yaml.limits import size_of
from charterkit.store.yaml.nodes import Refused, decode
from charterkit.store.yaml.text import dump, dump_value, plain


def form_problems(records: Records) -> Iterator[Problem]:
    """Yield a problem for each file of the charter whose text is not what would be written for its record.

    Of files that hold the same id nobody can say which is the record's own: they are left out, and told elsewhere.
    """
    decisions = {decision.id: decision for decision in records.decisions}
    slots = {path: slot(path) for path in sorted(records.files)}
    claims = Counter(held for held in slots.values() if isinstance(held, Slot))
    for path, held in slots.items():
        if not isinstance(held, Slot) or claims[held] > 1:
            continue
        if (wanted := _written(records.charter, decisions, held)) is not None:
            severity: Severity = "error" if held.kind in {"provision", "decision"} else "warning"
            yield from _differing(path, records.files[path], wanted, severity)


def _written(charter: Charter | None, decisions: Mapping[str, Decision], held: Slot) -> str | None:
    """Return the text that charterkit would write for a record of the charter, None for anything else."""
    if charter is None:
        return None
    match held.kind:
        case "settings":
            return dump(charter.settings)
        case "provision":
            return _dumped(charter.provisions.get(held.name))
        case "decision":
            return _dumped(decisions.get(held.name))
        case "registry" if held.name in REGISTRY_LISTS:
            return dump_value({held.name: [plain(each) for each in getattr(charter.registry, held.name)]})
    return None


def _dumped(record: Record | None) -> str | None:
    return None if record is None else dump(record)


def _differing(path: str, content: bytes, wanted: str, severity: Severity) -> Iterator[Problem]:
    """Yield a problem at the first line that differs."""
    try:
        lines = decode(content, size_of(path).bytes).split("\n")
    except Refused:
        return
    for number, (line, other) in enumerate(zip_longest(lines, wanted.split("\n")), start=1):
        if line != other:
            message = "the file is not in the form in which charterkit writes it"
            form = "here it ends" if other is None else f"this line would be {quoted(other)}"
            hint = f"{form}; if it was changed by hand, take that back: git restore {path}"
            yield Problem(path, number, 1, "not-canonical", message, hint if severity == "error" else form, severity)
            return
