"""Write what was decided: the decision's record, the text it changes and the trailers, as one commit.

What may be decided is worked out before, in ``charterkit.drafting``; nothing here looks at words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from charterkit.drafting.digests import changed_digests
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.outcomes import Merged, Outcome
from charterkit.drafting.validate.charter import record_of
from charterkit.errors import UsageError
from charterkit.model.agreements import Rule
from charterkit.model.charter import Charter
from charterkit.model.decisions import Decision, cited
from charterkit.model.paths import within
from charterkit.model.submissions import Submission
from charterkit.store.yaml.limits import DECISION, Size, size_of
from charterkit.store.yaml.text import dump

_A_LINE: Final = 2
"""A line of a decision holds a key and a value, at most."""

SUBJECT: Final = 60
"""How long a commit's subject may grow by listing, in characters."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where and under which rule a decision was taken."""

    date: datetime.date
    session: str | None = None
    rule: Rule = "consent"
    note: str | None = None

    def __post_init__(self) -> None:
        """Take a note of nothing but blanks for none: a record holds no empty text."""
        object.__setattr__(self, "note", (self.note or "").strip() or None)


def charter_files(before: Charter, after: Charter) -> dict[str, bytes | None]:
    """Return the files that differ between two charters: path to new content, None for a file that goes."""
    files: dict[str, bytes | None] = {}
    if before.settings != after.settings:
        files["charter/charter.yaml"] = dump(after.settings).encode()
    for key, provision in before.provisions.items():
        if key not in after.provisions:
            files[record_of(provision)] = None
    for key, provision in after.provisions.items():
        if before.provisions.get(key) != provision:
            files[record_of(provision)] = dump(provision).encode()
    return files


def decision_path(decision: Decision) -> str:
    """Return the file of a decision: its number, what was done, and to what."""
    taking_part = (decision.participation.participant,) if decision.participation else ()
    speaking = (decision.by,) if decision.keys and decision.by else ()
    named = (*taking_part, *speaking, *decision.units, *(span.unit for span in decision.spans))
    subject = decision.submission or decision.version or "".join(named[:1])[:SUBJECT]
    slug = re.sub(r"[^a-z0-9]+", "-", f"{decision.action} {subject}".lower()).strip("-")
    return f"charter/decisions/{decision.id}-{slug}.yaml"


def merge_decisions(
    before: Charter,
    merged: Merged,
    first: int,
    when: Circumstances,
    retranslated: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[Decision, ...]:
    """Return one decision per submission whose changes are merged, each with the digests of what it touched.

    Args:
        before: the text before.
        merged: the outcome of every change, and the text with all of them in it.
        first: the number of the first decision.
        when: its circumstances.
        retranslated: the agreed units of which translations alone are reworded, each with their languages.
    """
    touched: dict[str, list[Outcome]] = {}
    for outcome in merged.outcomes:
        touched.setdefault(outcome.entry.submission.id, []).append(outcome)
    results = _results(changed_digests(before, merged.charter or before), list(touched.values()))
    ids = [f"{first + index:04}" for index in range(len(touched))]
    return tuple(
        Decision(
            id=ids[index], date=when.date, session=when.session, action="merge", submission=submission,
            changes=numbers_of([outcome.entry for outcome in outcomes]), together=tuple(ids) if len(ids) > 1 else (),
            rule=when.rule, note=when.note, result=results[index],
            translations=tuple(sorted({tag for path in results[index] for tag in retranslated.get(path, ())})),
        )
        for index, (submission, outcomes) in enumerate(touched.items())
    )  # fmt: skip


def _results(digests: Mapping[str, str], touched: Sequence[Sequence[Outcome]]) -> list[dict[str, str]]:
    """Share digests out among decisions: to each the units it touched and what holds them, the rest to the last."""
    shares: list[dict[str, str]] = [{} for _ in touched]
    for path, digest in digests.items():
        owners = [index for index, outcomes in enumerate(touched) if any(_touches(o.path, path) for o in outcomes)]
        for index in owners or [len(touched) - 1]:
            shares[index][path] = digest
    return shares


def _touches(there: str, path: str) -> bool:
    return within(path, there) or path == there.rpartition("/")[0]


def numbers_of(entries: Sequence[Entry]) -> tuple[int, ...]:
    """Return the numbers of changes of one submission, or nothing where they are all that it has."""
    numbers = tuple(entry.order[2] for entry in entries)
    return () if len(numbers) == len(entries[0].submission.changes) else numbers


def decision_files(decisions: Iterable[Decision]) -> dict[str, bytes | None]:
    """Return the files of decisions with their content."""
    return {decision_path(decision): dump(decision).encode() for decision in decisions}


def require_readable(files: Mapping[str, bytes | None]) -> None:
    """Refuse to commit a record that nobody could read again, because its file holds more than one may.

    Raises:
        UsageError: a file is too large.
    """
    for path, content in files.items():
        if content is not None and (fault := _beyond(content, size_of(path))):
            remedy = (
                "decide on fewer changes at a time" if size_of(path) is DECISION else "divide it into several first"
            )
            raise UsageError(f"{path} would have {fault} are read; nothing was written", remedy)


def _beyond(content: bytes, most: Size) -> str:
    """Return what a file has too much of; nothing where it is small enough."""
    if len(content) > most.bytes:
        return f"{len(content):,} bytes, and at most {most.bytes:,}"
    lines = content.count(b"\n")
    if most is DECISION and lines * _A_LINE > most.values:
        return f"{lines:,} lines, and at most {most.values // _A_LINE:,}"
    return ""


def trailers_of(decision: Decision, further: Iterable[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    """Return the trailers of a commit that holds a decision: its number, on what it was, what else is said, when."""
    submission = [("Submission", cited(decision.submission, decision.changes))] if decision.submission else []
    session = [("Session", decision.session)] if decision.session else []
    return [("Decision", decision.id), *submission, *further, *session]


def message(subject: str, body: str = "", trailers: Sequence[tuple[str, str]] = ()) -> str:
    """Return a commit message: subject, body, and trailers each on a line of its own."""
    lines = [f"{key}: {' '.join(value.split())}" for key, value in trailers]
    return "\n\n".join(block for block in (" ".join(subject.split()), body.strip(), "\n".join(lines)) if block) + "\n"


def merge_message(decisions: Sequence[Decision], submissions: Mapping[str, Submission]) -> str:
    """Return the message of a merge: what was merged, and who sponsored it."""
    named = [submissions[decision.submission] for decision in decisions if decision.submission]
    ids = ", ".join(submission.id for submission in named)
    trailers: list[tuple[str, str]] = []
    for decision in decisions:
        sponsors = submissions[decision.submission].sponsors if decision.submission else ()
        trailers += trailers_of(decision, [("Sponsor", code) for code in sponsors])
    body = "\n".join(f"{submission.id}: {' '.join(submission.title.split())}" for submission in named)
    subject = f"Merge {ids}" if len(ids) <= SUBJECT else f"Merge {len(named)} submissions"
    return message(subject, body, list(dict.fromkeys(trailers)))


def lodge_message(submission: Submission) -> str:
    """Return the message of the commit that lodges a submission."""
    trailers = [("Submission", submission.id), *(("Sponsor", code) for code in submission.sponsors)]
    return message(f"Lodge {submission.id}: {submission.title}", submission.reasons or "", trailers)
