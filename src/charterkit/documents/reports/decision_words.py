"""Decisions and the fate of proposals in words, in the language of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charterkit.documents.wording.dates import moment_words
from charterkit.documents.wording.phrases import phrases
from charterkit.drafting.ledger import Entry
from charterkit.model.decisions import Decision, cited

NAMED = 6
"""How many units a line names; more are counted."""


def fate(entry: Entry, language: str) -> str:
    """Return what has become of a change, and by what decision or submission."""
    say = phrases("states", language)
    by_decision = entry.state == "fallen" and "-" not in entry.by
    return say("fallen_decision" if by_decision else entry.state, by=entry.by)


def level_words(level: str, language: str) -> str:
    """Return the level at which a text is adopted; one that nobody has words for as it was given."""
    say = phrases("decisions", language)
    return say(f"level_{level}") if say.has(f"level_{level}") else level.replace("-", " ")


def action_words(decision: Decision, language: str, called: Callable[[str], str]) -> str:
    """Return what a decision did; ``called`` says how a path of the text is called."""
    say = phrases("decisions", language)
    refined = {"close": decision.outcome or "not_agreed", "agree": decision.level or "agreed"}.get(decision.action)
    level = level_words(decision.adoption.level, language) if decision.adoption else ""
    until = moment_words(decision.until, say.language) if decision.until else ""
    return say(
        f"{decision.action}_{refined}" if refined else decision.action,
        what=say.listed(_objects(decision, language, called)), by=decision.by or "", until=until, level=level,
    )  # fmt: skip


def _objects(decision: Decision, language: str, called: Callable[[str], str]) -> Iterator[str]:
    """Yield what a decision speaks of."""
    say = phrases("decisions", language)
    if decision.submission:
        yield cited(decision.submission, decision.changes)
    if decision.participation:
        code, module = decision.participation.participant, decision.participation.module
        yield say("in_module", participant=code, module=module) if module else code
    if decision.adoption:
        module = decision.adoption.module
        yield say("module", module=module) if module else say("text")
    elif len(decision.units) > NAMED:
        yield say("many_units", n=len(decision.units))
    else:
        yield from (called(path) for path in decision.units)
    for span in decision.spans:
        yield say("span", place=called(span.unit), words=span.words)
    yield from (each.participant for each in decision.keys)
    if decision.version:
        yield decision.version
