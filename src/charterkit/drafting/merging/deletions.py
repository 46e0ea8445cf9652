"""Merge deletions of units, provisions and parts: what others changed inside must not be lost with them.

What a submission itself moves out of there is saved before; what others take out of it too is no matter, nor is a
translation of what is taken out.
"""

from __future__ import annotations

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import remove
from charterkit.drafting.merging.past import Step
from charterkit.drafting.merging.reach import inside, reached, translates
from charterkit.drafting.merging.sameness import negotiated, rearranged, reduced
from charterkit.drafting.merging.structure import Structure
from charterkit.drafting.references import renamed
from charterkit.model.paths import within
from charterkit.model.provisions import walk
from charterkit.model.submissions import Add, Amend, Delete, Move

CHANGED = "it deletes what another changes"


def delete(structure: Structure, entry: Entry, change: Delete) -> None:
    """Merge one deletion."""
    path = structure.path(change.delete, entry.submission.base)
    part = structure.charter.part(path)
    if part is not None and part.provisions:
        filling = [step.entry for step, here in structure.since(entry) if here in part.provisions]
        structure.collide(entry, path, "the part still holds provisions: delete or move them first", filling)
    elif part is None and structure.charter.find(path) is None:
        _delete_what_is_gone(structure, entry, change, path)
    elif (rivals := _changed_inside(structure, entry, change.delete)) is not None:
        structure.collide(entry, path, CHANGED, rivals)
    else:
        structure.charter = remove(structure.charter, path)
        structure.done(entry, path, path)


def _delete_what_is_gone(structure: Structure, entry: Entry, change: Delete, path: str) -> None:
    """Settle the deletion of what does not stand any more; what others moved out of it before may still stand."""
    base = entry.submission.base
    found = [step.entry for step, _ in inside(change.delete, base, structure.past)]
    found += _changing_with(structure, structure.past.present_path(change.delete, base))
    rivals = [each for each in _others(found, entry) if isinstance(each.change, Move)]
    if rivals:
        structure.collide(entry, path, CHANGED, rivals)
    else:
        structure.settle(entry, path, "moot", "it has been taken out already")


def _changed_inside(structure: Structure, entry: Entry, old: str) -> list[Entry] | None:
    """Return who changed what a deletion takes away, since its base or in this merge; None where nobody did.

    Nobody is named where the text was changed without a decision.
    """
    base = entry.submission.base
    steps = [each for each in inside(old, base, structure.past) if not translates(each[0].entry, structure.present)]
    found = [step.entry for step, here in steps if _restructured(structure, step, here, old, base)]
    found += _changing_with(structure, structure.past.present_path(old, base))
    if not _reduced(structure, old, base):
        if not steps:
            return []
        found += [step.entry for step, _ in steps if isinstance(step.entry.change, Amend)]
    return _others(found, entry) or None


def _others(found: list[Entry], entry: Entry) -> list[Entry]:
    """Return entries of other submissions, each once."""
    return list({each.ref: each for each in found if each.submission.id != entry.submission.id}.values())


def _restructured(structure: Structure, step: Step, here: str, old: str, base: str) -> bool:
    """Tell whether a step brought something to a unit of a base, or moved something in it or out of it."""
    if not isinstance(step.entry.change, Add | Move):
        return False
    if step.path != step.after:
        return True
    carry = structure.past.carrying(base)
    node = structure.bases[base].find(old)
    below = [path for path, _ in walk(node, old)] if node else [old]
    origin = next((path for path in below if carry(path) == here), None)
    if origin is None:
        return True
    moved = isinstance(step.entry.change, Move)  # what the base holds already was added there by others before
    return moved and rearranged(structure.bases[base], origin, structure.present, here, carry)


def _reduced(structure: Structure, old: str, base: str) -> bool:
    """Tell whether the words of a unit are those of a base, or what deletions left of them."""
    before, carry = structure.bases[base], structure.past.carrying(base)
    here = carry(old)
    if (part := before.part(old)) is not None:
        now, then = structure.present.part(here), renamed(part, carry)
        return now is None or negotiated(now.heading, structure.present) == negotiated(then.heading, structure.present)
    standing, present = before.find(old), structure.present.find(here)
    if standing is None or present is None:
        return True
    return reduced(renamed(standing, carry), present, structure.present.settings.authentic)


def _changing_with(structure: Structure, path: str) -> list[Entry]:
    """Return the changes of this merge, but deletions and translations, that alter something at or below a path."""
    found = [
        by
        for there, entries in structure.reworded.items()
        for by in entries
        if within(there, path) and not translates(by, structure.present)
    ]
    for step in structure.steps:
        paths = reached(step.entry, structure.bases[step.entry.submission.base], structure.past)
        if not isinstance(step.entry.change, Delete) and any(within(each, path) for each in paths):
            found.append(step.entry)
    return found
