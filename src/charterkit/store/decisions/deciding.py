"""Decisions that change no words: closing proposals, agreeing on units or single words, opening agreed words again.

Every kind of decision is worked out on the last commit as a value and then recorded by ``carry_out``: one commit, one
file for each decision, trailers, a version's tag. Merging is in ``merging``, adoption in ``adopting``, who takes part
in ``attending``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from charterkit.drafting.agreement import LEVELS, Agreement, key_of, units_below
from charterkit.drafting.digests import outline_digest
from charterkit.drafting.ledger import Entry, refs
from charterkit.drafting.proposals import as_it_stands
from charterkit.drafting.rights import may_reopen
from charterkit.drafting.spans import span_of
from charterkit.drafting.states import became
from charterkit.drafting.validate.nearest import nearest, nearest_participant
from charterkit.errors import UsageError
from charterkit.model.agreements import Level, Span
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision, Outcome
from charterkit.model.paths import within
from charterkit.model.positions import WHOLE
from charterkit.store.decisions.record import (
    Circumstances,
    decision_files,
    decision_path,
    message,
    numbers_of,
    require_readable,
    trailers_of,
)
from charterkit.store.git.commits import Tag
from charterkit.store.negotiation import Negotiation, decidable, no_change, require_session
from charterkit.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Deciding:
    """Decisions worked out on a commit, ready to be recorded in one."""

    before: Negotiation
    head: str
    decisions: tuple[Decision, ...]
    subject: str
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    """What changes with them besides their own records: the registry, the settings."""
    trailers: tuple[tuple[str, str], ...] = ()
    """What the commit's message says besides the decision, the submission and the session."""
    account: str = ""
    """What the message tells at length, below the note."""
    tag: Tag | None = None
    """The tag that is set on the commit in the same step."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one unit, as they are quoted, in a language (None: the drafting language)."""

    quoted: tuple[str, ...] = ()
    language: str | None = None


def close(workspace: Workspace, names: Sequence[str], outcome: Outcome, when: Circumstances) -> Deciding:
    """Work out the closing of submissions or single changes; their words stay in the record.

    Raises:
        UsageError: a name means nothing, or nothing of it is open.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    closing: dict[str, list[Entry]] = {}
    for name in names:
        for entry in _open(workspace, before, name):
            closing.setdefault(entry.submission.id, []).append(entry)
    decisions = tuple(
        decision_on(before, when, number, action="close", submission=submission, changes=numbers_of(entries),
                    outcome=outcome)
        for number, (submission, entries) in enumerate(sorted(closing.items()), before.next_number)
    )  # fmt: skip
    return Deciding(before, head, decisions, f"Close {', '.join(sorted(closing))} ({outcome.replace('_', ' ')})")


def agree(
    workspace: Workspace, paths: Sequence[str], level: Level, when: Circumstances, words: Words | None = None
) -> Deciding:
    """Work out an agreement on provisions or units, with everything below them, or on single words of one unit.

    What stands on a higher rung of the ladder already stays there.

    Args:
        workspace: the workspace.
        paths: what is agreed; ``outline`` stands for the order of the provisions.
        level: the rung of the ladder.
        when: the circumstances.
        words: the words that are agreed, where it is not the whole unit.

    Raises:
        UsageError: a path leads to no provision or unit, words do not stand there exactly once, or all stands higher.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    digests: dict[str, str] = {}
    spans = _spans(before.charter, paths, words)
    for path in paths if not spans else ():
        digests |= _digests(before.charter, path)
    lower = _lower(before, level, [*digests, *(key_of(span.unit, span) for span in spans)])
    digests = {path: digest for path, digest in digests.items() if path in lower}
    spans = tuple(span for span in spans if key_of(span.unit, span) in lower)
    decision = decision_on(before, when, action="agree", level=level, units=_units(paths, spans), spans=spans,
                         result=digests)  # fmt: skip
    return Deciding(before, head, (decision,), f"Agree on {_named(paths, spans)} ({level.replace('_', ' ')})")


def reopen(
    workspace: Workspace, paths: Sequence[str], by: str, when: Circumstances, words: Words | None = None
) -> Deciding:
    """Work out the opening of agreed words by a named participant, for the reason in ``when.note``.

    Raises:
        UsageError: nothing of a path is agreed, the participant may not, or there is no reason.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    if not when.note:
        raise UsageError("opening agreed words again needs a reason")
    _require_right(before.charter, by, when.date)
    standing = [each for each in before.agreements().values() if each.standing]
    spans = _agreed_spans(standing, paths, words) if words and words.quoted else ()
    for path in paths:
        if not any(within(each.path, path) for each in standing):
            raise UsageError(f"no words of '{path}' are agreed", nearest(path, [each.path for each in standing]))
    decision = decision_on(before, when, action="reopen", by=by, units=_units(paths, spans), spans=spans)
    return Deciding(before, head, (decision,), f"Reopen {_named(paths, spans)} ({by})")


def silence(workspace: Workspace, paths: Sequence[str], until: str, when: Circumstances) -> Deciding:
    """Work out the opening of a silence procedure on words as they stand, until a moment (2026-10-29T18:00Z).

    Args:
        workspace: the workspace.
        paths: provisions and units, with all below them; none for the whole text and its order.
        until: the moment.
        when: the circumstances.

    Raises:
        UsageError: a path leads to no provision or unit.
        EnvironmentProblem: the charter's files are not as committed.
    """
    before, head = begun(workspace, when)
    charter = before.charter
    digests: dict[str, str] = {}
    for path in paths or (OUTLINE, *charter.settings.outline.order()):
        digests |= _digests(charter, path)
    decision = decision_on(before, when, action="silence", until=until, units=tuple(paths), result=digests)
    return Deciding(before, head, (decision,), f"Silence procedure on {', '.join(paths) or WHOLE} until {until}")


def carry_out(workspace: Workspace, deciding: Deciding, date: datetime.datetime) -> tuple[str, tuple[str, ...]]:
    """Commit decisions; return the commit and their files."""
    trailers = [each for decision in deciding.decisions for each in trailers_of(decision, deciding.trailers)]
    body = "\n\n".join(filter(None, (deciding.decisions[0].note, deciding.account)))
    text = message(deciding.subject, body, list(dict.fromkeys(trailers)))
    files = {**deciding.files, **decision_files(deciding.decisions)}
    require_readable(files)
    commit = workspace.repository.commit(files, text, expected=deciding.head, date=date, tag=deciding.tag)
    return commit, tuple(decision_path(decision) for decision in deciding.decisions)


def begun(workspace: Workspace, when: Circumstances) -> tuple[Negotiation, str]:
    """Return what a decision is taken on, and the commit; refuse a session that the registry does not know."""
    before, head = decidable(workspace)
    require_session(before, when.session)
    return before, head


def decision_on(before: Negotiation, when: Circumstances, number: int | None = None, **fields: object) -> Decision:
    """Return the next decision, or a later one with its number, with its circumstances and what it says."""
    common = {"id": f"{number or before.next_number:04}", "date": when.date, "session": when.session, "rule": when.rule,
              "note": when.note}  # fmt: skip
    return Decision.model_validate(common | fields)


def _lower(before: Negotiation, level: Level, keys: Sequence[str]) -> Collection[str]:
    """Return the units and spans that do not stand on a higher rung already: an agreement takes nothing down.

    Raises:
        UsageError: all of them do.
    """
    found = before.agreements()
    above = set(list(LEVELS)[list(LEVELS).index(level) + 1 :])
    higher = {
        key: found[name]
        for key in keys
        for name in (key.partition(":")[0], key)
        if name in found and found[name].standing and found[name].level in above
    }
    if len(higher) < len(keys):
        return set(keys) - set(higher)
    first = higher[keys[0]]
    message = f"the words of {first.name} are {LEVELS[first.level]} already (decision {first.decision})"
    hint = (
        "a participant opens them first: charterkit reopen" if first.level != "adopted" else "nothing is left to agree"
    )
    raise UsageError(message, hint)


def _digests(charter: Charter, path: str) -> dict[str, str]:
    if path == OUTLINE and charter.find(path) is None:
        return {OUTLINE: outline_digest(charter)}
    if charter.find(path) is None:
        hint = f"a part is agreed by its provisions, the order of provisions as '{OUTLINE}'"
        raise UsageError(f"'{path}' is no provision or unit", hint)
    return units_below(charter, path)


def _spans(charter: Charter, paths: Sequence[str], words: Words | None) -> tuple[Span, ...]:
    """Return the spans that quoted words name in the one unit given."""
    if words is None or not words.quoted:
        return ()
    path = _one(paths)
    node = charter.find(path)
    if node is None:
        raise UsageError(f"'{path}' is no provision or unit", "words are quoted from one unit")
    try:
        language = words.language or charter.settings.drafting_language
        text = node.text.get(language, "")
        return tuple(span_of(node, path, language, as_it_stands(text, quoted)) for quoted in words.quoted)
    except ValueError as error:
        below = ", ".join(f"{path}/{unit.id}" for unit in node.units)
        raise UsageError(str(error), f"quote them from one of {below}" if below and not node.text else "") from None


def _agreed_spans(standing: Iterable[Agreement], paths: Sequence[str], words: Words) -> tuple[Span, ...]:
    """Return the agreed spans of one unit that quoted words name, or lie within."""
    path = _one(paths)
    spans = [each.span for each in standing if each.span and each.path == path]
    found = []
    for quoted in words.quoted:
        meant = [span for span in spans if span.words == quoted.strip() and words.language in (None, span.language)]
        if not meant:
            hint = nearest(quoted, [span.words for span in spans]) or "see: charterkit agree"
            raise UsageError(f"the words '{quoted}' are not agreed by themselves in '{path}'", hint)
        found += meant
    return tuple(found)


def _one(paths: Sequence[str]) -> str:
    if len(paths) != 1:
        raise UsageError("words are quoted from one unit", "name that unit alone")
    return paths[0]


def _units(paths: Sequence[str], spans: Sequence[Span]) -> tuple[str, ...]:
    """Return what a decision names whole; where it speaks of single words, nothing."""
    return () if spans else tuple(paths)


def _named(paths: Sequence[str], spans: Sequence[Span]) -> str:
    return f"words of {paths[0]}" if spans else ", ".join(paths)


def _require_right(charter: Charter, by: str, on: datetime.date) -> None:
    """Refuse a participant that is not known, takes no part, or has no right to open agreed words."""
    participant = charter.registry.participant(by)
    if participant is None:
        raise UsageError(f"no participant '{by}'", nearest_participant(by, charter.registry))
    if not may_reopen(participant, on):
        message = f"{by} has the role '{participant.role}'" if participant.takes_part(on) else f"{by} takes no part"
        raise UsageError(f"{message} and cannot open agreed words again", "a participant does so, with its reason")


def _open(workspace: Workspace, before: Negotiation, name: str) -> list[Entry]:
    entries = [before.entries[ref] for ref in refs(before.entries, name)]
    if not entries:
        raise no_change(workspace, before, name)
    found = [entry for entry in entries if entry.state in ("open", "unsponsored")]
    if not found:
        raise UsageError(f"'{name}' is not open: it is {became(entries[0])}")
    return found
