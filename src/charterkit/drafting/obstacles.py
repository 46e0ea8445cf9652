"""What is unfinished in a text that is put forward for adoption: open changes, placeholders, words opened again.

Whose consent is missing is told by ``withheld``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence

from charterkit.drafting.agreement import Agreement, reads_as, stands
from charterkit.drafting.blockers import MEETING, SECRETARIAT, Blocker, Scope
from charterkit.drafting.consent import GIVEN, Views
from charterkit.drafting.counts import placeholder_shown, placeholders
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.reach import reached, translates
from charterkit.drafting.merging.sameness import unchanged
from charterkit.drafting.modules import missing_requirements, module_named, module_of
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.references import dangling
from charterkit.drafting.rights import secretariat
from charterkit.drafting.translations import translations
from charterkit.drafting.validate.decided import decided_findings
from charterkit.model.charter import Charter
from charterkit.model.submissions import Keep, operation, target


def open_changes(now: Negotiation, module: str | None, on: datetime.date) -> Iterator[Blocker]:
    """Yield the changes of what is to be adopted that are not decided on; those on the chair's list are among them.

    A request to keep words blocks only where they have changed, and somebody still asks for it; a translation that is
    not authentic blocks nothing.
    """
    for entry in now.undecided():
        path = place_of(entry, now)
        if module_of(now.charter, path) != module or translates(entry, now.charter):
            continue
        if not entry.sponsors:
            yield from _left_alone(entry, path)
            continue
        if isinstance(entry.change, Keep):
            yield from _unheeded(entry, entry.change, now)
            continue
        left = [code for code in entry.sponsors if not _takes_part(now, code, on)]
        case = "open_change_left" if len(left) == len(entry.sponsors) else "open_change"
        said: dict[str, str | tuple[str, ...]] = {"sponsors": entry.sponsors, **_named(entry)}
        yield Blocker("open_change", case, MEETING, (path,), (entry.ref,), said, f"charterkit merge {entry.ref}")


def _named(entry: Entry) -> dict[str, str]:
    return {"ref": entry.ref, "operation": operation(entry.change)}


def _left_alone(entry: Entry, path: str) -> Iterator[Blocker]:
    if not isinstance(entry.change, Keep):
        command = f"charterkit close {entry.ref} --outcome withdrawn"
        said = {"by": entry.by, **_named(entry)}
        yield Blocker("open_change", "left_unsponsored", MEETING, (path,), (entry.ref,), said, command)


def place_of(entry: Entry, now: Negotiation) -> str:
    """Return the path in the present text that a change speaks of, for an addition what it goes into."""
    base = now.bases.get(entry.submission.base)
    paths = reached(entry, base, now.past) if base is not None else ()
    return paths[0] if paths else now.past.present_path(target(entry.change), entry.submission.base)


def _takes_part(now: Negotiation, code: str, on: datetime.date) -> bool:
    participant = now.charter.registry.participant(code)
    return participant is not None and participant.takes_part(on)


def _unheeded(entry: Entry, change: Keep, now: Negotiation) -> Iterator[Blocker]:
    base = now.bases.get(entry.submission.base)
    path = now.past.present_path(change.keep, entry.submission.base)
    carry = now.past.carrying(entry.submission.base)
    if base is None or unchanged(base, change.keep, now.charter, path, carry):
        return
    said: dict[str, str | tuple[str, ...]] = {"ref": entry.ref, "sponsors": entry.sponsors}
    move = entry.sponsors[0] if entry.sponsors else MEETING
    command = f"charterkit close {entry.ref}"
    yield Blocker("unheeded_keep", "unheeded_keep", move, (path,), (entry.ref,), said, command)


def unfinished(now: Negotiation, scope: Scope) -> Iterator[Blocker]:
    """Yield placeholders, references to nothing, authentic languages without words or behind, and undecided words."""
    settings, worded = now.charter.settings, dict(_worded(now.charter, scope))
    for path, fields in worded.items():
        for language in settings.authentic:
            texts = [text for field in fields if (text := field.get(language))]
            for found in (match for text in texts for match in placeholders(text)):
                said = {"words": placeholder_shown(found[0]), "tongue": language}
                yield Blocker("placeholder", "placeholder", MEETING, (path,), said=said)
        missing = [each for each in settings.authentic if any(_lacks(field, each) for field in fields)]
        if missing:
            yield _unspoken(now, path, "language", missing)
    yield from _behind(now, worded)
    for path, name in dangling(now.charter):
        if path in worded:
            yield Blocker("reference", "reference", MEETING, (path,), said={"name": name})
    for finding in decided_findings(now.charter, now.decisions):
        yield Blocker("records", "records", SECRETARIAT, said={"finding": finding.message}, command="charterkit check")


def _behind(now: Negotiation, paths: Collection[str]) -> Iterator[Blocker]:
    """Yield the authentic words that translate others than those that stand: the languages say different things."""
    authentic = now.charter.settings.authentic
    if len(authentic) < 2:  # noqa: PLR2004  the drafting language is one of them
        return
    for each in translations(now.charter, now.past, now.bases):
        if each.state == "stale" and each.slot.language in authentic and each.slot.path in paths:
            yield _unspoken(now, each.slot.path, "language_behind", [each.slot.language])


def _unspoken(now: Negotiation, path: str, case: str, languages: Sequence[str]) -> Blocker:
    by = min(secretariat(now.charter.registry), default="SEC")
    command = f"charterkit translate {languages[0]} {path} --as {by}"
    return Blocker("language", case, SECRETARIAT, (path,), said={"languages": tuple(languages)}, command=command)


def _worded(charter: Charter, scope: Scope) -> Iterator[tuple[str, tuple[Mapping[str, str], ...]]]:
    """Yield what is to be adopted, path by path, with its headings and texts; headings of parts are among them."""
    for part in charter.settings.outline.parts:
        if (module_of(charter, part.id) or "") == scope.module:
            yield part.id, (part.heading,)
    within = set(scope.paths)
    yield from ((path, (node.heading, node.text)) for path, node in charter.walk() if path in within)


def _lacks(texts: Mapping[str, str], language: str) -> bool:
    return bool(texts) and language not in texts


def reopened(now: Negotiation, scope: Scope, views: Views) -> Iterator[Blocker]:
    """Yield the words that were opened again, neither agreed since nor accepted since by whoever opened them."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for each in now.agreements().values():
        path = each.path
        if each.reopened_by and path in scope.paths and not _accepted_since(each, path, now, views):
            waiting.setdefault((each.reopened, each.reopened_by), []).append(path)
    for (decision, code), paths in waiting.items():
        said = {"code": code, "decision": decision}
        yield Blocker("reopened", "reopened", code, tuple(dict.fromkeys(paths)), (decision,), said, "charterkit agree")


def _accepted_since(agreement: Agreement, path: str, now: Negotiation, views: Views) -> bool:
    """Tell whether who opened words again accepts them now; acceptance of the same words from before has no force."""
    view = views.of(agreement.reopened_by, path)
    if view.attitude not in GIVEN or view.stated is None:
        return False
    return changed_since(agreement, now) or view.stated.date > date_of(now, agreement.reopened)


def changed_since(agreement: Agreement, now: Negotiation) -> bool:
    """Tell whether the words of an agreement, or the order that it is on, are others by now."""
    if agreement.of_order:
        return not stands(agreement, now.charter, now.past)
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
        yield Blocker("module", "core_first", MEETING)
    for name in missing_requirements(now.charter, found, {each for each in adopted if each}) if found else ():
        command = f"charterkit adopt --module {name}"
        yield Blocker("module", "module_first", MEETING, refs=(name,), said={"module": name}, command=command)
    for code in parties:
        participant = now.charter.registry.participant(code)
        modules = (each.id for each in now.charter.settings.modules)
        joined = {name for name in modules if participant and participant.has_joined(name, on)}
        for name in missing_requirements(now.charter, found, joined) if found else ():
            said = {"code": code, "module": name}
            command = f"charterkit admit {code} --module {name}"
            yield Blocker("module", "module_unjoined", code, refs=(name,), said=said, command=command)
