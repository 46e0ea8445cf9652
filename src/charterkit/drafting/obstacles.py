"""What is unfinished in a text that is put forward for adoption: open changes, placeholders, words opened again.

Whose consent is missing is told by ``withheld``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from charterkit.drafting.agreement import Agreement, agreements, reads_as
from charterkit.drafting.blockers import MEETING, SECRETARIAT, Blocker, Scope
from charterkit.drafting.consent import GIVEN, Views
from charterkit.drafting.counts import PLACEHOLDER
from charterkit.drafting.ledger import Entry
from charterkit.drafting.modules import missing_requirements, module_named, module_of
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.reach import reached, unchanged
from charterkit.drafting.references import dangling
from charterkit.drafting.states import became
from charterkit.drafting.validate_decided import decided_findings
from charterkit.model.submissions import Keep, operation, target


def open_changes(now: Negotiation, scope: Scope, module: str | None, on: datetime.date) -> Iterator[Blocker]:
    """Yield the changes of what is to be adopted that are not decided on; those on the chair's list are among them.

    A request to keep words blocks only where they have changed, and somebody still asks for it.
    """
    for entry in now.undecided():
        path = place_of(entry, now)
        if module_of(now.charter, path) != module:
            continue
        if not entry.sponsors:
            yield from _left_alone(entry, path, scope)
            continue
        if isinstance(entry.change, Keep):
            yield from _unheeded(entry, entry.change, now, scope)
            continue
        sponsors = ", ".join(entry.sponsors)
        left = [code for code in entry.sponsors if not _takes_part(now, code, on)]
        message = f"{entry.ref} ({sponsors}) is open: {operation(entry.change)} {scope.cite(path)}"
        if len(left) == len(entry.sponsors):
            message += "; none of its sponsors takes part any more"
        remedy = f"charterkit merge {entry.ref}, or close it; or its sponsors withdraw it"
        yield Blocker("open_change", message, MEETING, remedy, (path,), (entry.ref,))


def _left_alone(entry: Entry, path: str, scope: Scope) -> Iterator[Blocker]:
    if not isinstance(entry.change, Keep):
        message = f"{entry.ref} is {became(entry)}: {operation(entry.change)} {scope.cite(path)}"
        remedy = f"charterkit close {entry.ref} --outcome withdrawn, or a participant joins it"
        yield Blocker("open_change", message, MEETING, remedy, (path,), (entry.ref,))


def place_of(entry: Entry, now: Negotiation) -> str:
    """Return the path in the present text that a change speaks of, for an addition what it goes into."""
    base = now.bases.get(entry.submission.base)
    paths = reached(entry, base, now.past) if base is not None else ()
    return paths[0] if paths else now.past.present_path(target(entry.change), entry.submission.base)


def _takes_part(now: Negotiation, code: str, on: datetime.date) -> bool:
    participant = now.charter.registry.participant(code)
    return participant is not None and participant.takes_part(on)


def _unheeded(entry: Entry, change: Keep, now: Negotiation, scope: Scope) -> Iterator[Blocker]:
    base = now.bases.get(entry.submission.base)
    path = now.past.present_path(change.keep, entry.submission.base)

    def carry(name: str) -> str:
        return now.past.present_path(name, entry.submission.base)

    if base is None or unchanged(base, change.keep, now.charter, path, carry):
        return
    message = f"{entry.ref} ({', '.join(entry.sponsors)}) asks that {scope.cite(path)} stay as it was, and it changed"
    remedy = f"its sponsors withdraw it, or charterkit close {entry.ref}"
    yield Blocker("unheeded_keep", message, entry.sponsors[0] if entry.sponsors else MEETING, remedy, (path,),
                  (entry.ref,))  # fmt: skip


def unfinished(now: Negotiation, scope: Scope) -> Iterator[Blocker]:
    """Yield placeholders, references to nothing, authentic languages without words, and words that nobody decided."""
    within = set(scope.paths)
    settings = now.charter.settings
    for path, node in now.charter.walk():
        if path not in within:
            continue
        for language in settings.authentic:
            texts = [text for text in (node.heading.get(language), node.text.get(language)) if text]
            for found in (match for text in texts for match in PLACEHOLDER.finditer(text)):
                message = f"{scope.cite(path)} still holds a placeholder: {found[0][:60]}"
                yield Blocker("placeholder", message, MEETING, "propose and merge the words that fill it", (path,))
        missing = [each for each in settings.authentic if _lacks(node.text, each) or _lacks(node.heading, each)]
        if missing:
            message = f"{scope.cite(path)} has no authentic words in {', '.join(missing)}"
            yield Blocker("language", message, SECRETARIAT, "amend it in that language", (path,))
    for path, name in dangling(now.charter):
        if path in within:
            message = f"{scope.cite(path)} refers to [[{name}]], which is not in the text"
            yield Blocker("reference", message, MEETING, "merge what adds it, or amend the reference", (path,))
    for finding in decided_findings(now.charter, now.decisions):
        yield Blocker("records", finding.message, SECRETARIAT, "charterkit check tells what to do")


def _lacks(texts: dict[str, str], language: str) -> bool:
    return bool(texts) and language not in texts


def reopened(now: Negotiation, scope: Scope, views: Views) -> Iterator[Blocker]:
    """Yield the words that were opened again, neither agreed since nor accepted since by whoever opened them."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for each in agreements(now.charter, now.decisions, now.past).values():
        path = each.path
        if each.reopened_by and path in scope.paths and not _accepted_since(each, path, now, views):
            waiting.setdefault((each.reopened, each.reopened_by), []).append(path)
    for (decision, code), paths in waiting.items():
        message = f"{scope.named(paths)} was opened again by {code} (decision {decision}) and not agreed since"
        remedy = f"charterkit agree, or {code} accepts the words as they stand"
        yield Blocker("reopened", message, code, remedy, tuple(dict.fromkeys(paths)), (decision,))


def _accepted_since(agreement: Agreement, path: str, now: Negotiation, views: Views) -> bool:
    """Tell whether who opened words again accepts them now; acceptance of the same words from before has no force."""
    view = views.of(agreement.reopened_by, path)
    if view.attitude not in GIVEN or view.stated is None:
        return False
    return changed_since(agreement, now) or view.stated.date > date_of(now, agreement.reopened)


def changed_since(agreement: Agreement, now: Negotiation) -> bool:
    """Tell whether the words of an agreement are others by now."""
    node = now.charter.find(agreement.path)
    if agreement.span is not None and node is not None:
        return agreement.span.words not in node.text.get(agreement.span.language, "")
    return node is not None and not reads_as(node, agreement.digest)


def date_of(now: Negotiation, decision: str) -> datetime.date:
    """Return the date of a decision."""
    return next(each.date for each in now.decisions if each.id == decision)


def module_blockers(now: Negotiation, module: str, parties: tuple[str, ...], on: datetime.date) -> Iterator[Blocker]:
    """Yield what a module lacks besides consent: the core, what it relies on, and its parties' joining of that."""
    found = module_named(now.charter, module)
    adopted = {each.adoption.module for each in now.decisions if each.adoption}
    if None not in adopted:
        yield Blocker("module", "the charter itself is not adopted yet", MEETING, "adopt the charter first")
    for name in missing_requirements(now.charter, found, {each for each in adopted if each}) if found else ():
        message = f"it relies on module '{name}', which is not adopted yet"
        yield Blocker("module", message, MEETING, f"charterkit adopt --module {name}", refs=(name,))
    for code in parties:
        participant = now.charter.registry.participant(code)
        modules = (each.id for each in now.charter.settings.modules)
        joined = {name for name in modules if participant and participant.has_joined(name, on)}
        for name in missing_requirements(now.charter, found, joined) if found else ():
            message = f"{code} has joined it, but not module '{name}', on which it relies"
            yield Blocker("module", message, code, f"charterkit admit {code} --module {name}", refs=(name,))
