"""Merge changes into the present text: three-way against each submission's base, word by word, all or nothing.

``merge`` decides everything in memory and returns the outcome of every change beside the text that would result; the
order in which changes are given never matters. Words are merged in ``merging.rewordings``, units in
``merging.restructure``, requests to keep them in ``merging.keeping``; the decision record and the commit are made
further up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.keeping import Keeping
from charterkit.drafting.merging.outcomes import Collision, Merged, Outcome
from charterkit.drafting.merging.past import Past
from charterkit.drafting.merging.restructure import restructure
from charterkit.drafting.merging.rewordings import Rewordings
from charterkit.drafting.merging.structure import Structure
from charterkit.drafting.proposals import words_put
from charterkit.drafting.references import newly_dangling
from charterkit.errors import UsageError
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.submissions import Amend, Delete, Keep


def merge(present: Charter, changes: Sequence[Entry], bases: Mapping[str, Charter], past: Past) -> Merged:
    """Merge open changes into the present text.

    Args:
        present: the text as it stands.
        changes: the changes to merge, in any order.
        bases: the charter at each base that one of the submissions names, those of merged ones too: they tell who
            comes first where several submissions add at one place.
        past: the changes merged so far.

    Returns:
        ``charter`` is None exactly where ``collisions`` is not empty; the outcomes come in the declared order.

    Raises:
        UsageError: a change was written against a text that is not given, as a damaged history may leave it.
    """
    for entry in changes:
        if entry.submission.base not in bases:
            message = f"{entry.ref} was written against '{entry.submission.base}', which this history does not have"
            raise UsageError(message, "charterkit check and verify say what is wrong with its records")
    ordered = sorted(changes, key=lambda entry: entry.order)
    texts = Rewordings(present, bases, past)
    texts.take_all([entry for entry in ordered if isinstance(entry.change, Amend)])
    structure = Structure(present, texts.charter(), bases, past, texts.reworded())
    restructure(structure, ordered)
    made = [*texts.outcomes, *structure.outcomes]
    keeping = _kept(present, bases, past, ordered, made)
    collisions = [*texts.collisions, *structure.collisions, *keeping.collisions]
    outcomes = [*made, *keeping.outcomes]
    if not collisions:
        collisions = list(_broken_references(present, structure.charter, outcomes))
    marked = tuple(_marked(outcomes, collisions))
    return Merged(None if collisions else structure.charter, marked, tuple(collisions), tuple(structure.steps))


def _kept(
    present: Charter, bases: Mapping[str, Charter], past: Past, ordered: Sequence[Entry], made: Sequence[Outcome]
) -> Keeping:
    """Merge the requests to keep something, once it is known which changes are moot."""
    keeping = Keeping(present, bases, past)
    altering = [outcome.entry for outcome in made if outcome.result != "moot"]
    for entry in ordered:
        if isinstance(entry.change, Keep):
            keeping.take(entry, entry.change, altering)
    keeping.collisions += keeping.agreed(altering)
    return keeping


def _broken_references(before: Charter, after: Charter, outcomes: Sequence[Outcome]) -> Iterator[Collision]:
    """Yield a collision for every reference that led somewhere and would lead nowhere, or is put and leads nowhere."""
    deleted = [o for o in outcomes if isinstance(o.entry.change, Delete) and o.result != "moot"]
    broken = [*newly_dangling(before, after, [outcome.path for outcome in deleted])]
    put = [(outcome.entry, "\n".join(words_put(outcome.entry.change))) for outcome in outcomes if broken]
    for path, reference in broken:
        deleting = next((o.entry for o in deleted if within(reference, o.path)), None)
        putting = tuple(entry for entry, words in put if f"[[{reference}]]" in words)
        if deleting is not None:
            yield Collision(deleting.ref, reference, f"{path} refers to it", putting, kind="reference")
            continue
        for entry in putting or tuple(outcome.entry for outcome in outcomes[:1]):
            reason = f"it refers to [[{reference}]], which is not in the text"
            yield Collision(entry.ref, path, reason, kind="reference")


def _told(collision: Collision) -> str:
    """Return why a change collides, after the changes that it collides with, where it does with any."""
    against = ", ".join(entry.ref for entry in collision.against)
    return f"{against}: {collision.reason}" if against else collision.reason


def _marked(outcomes: Sequence[Outcome], collisions: Sequence[Collision]) -> Iterator[Outcome]:
    """Yield one outcome for each change, in the declared order; each one that collides says so and why.

    Of two that cannot both stand, both collide: which one a collision is told of depends on the order of codes alone.
    """
    reasons = {collision.ref: _told(collision) for collision in reversed(collisions)}
    for collision in collisions:
        for other in collision.against:
            reasons.setdefault(other.ref, f"{collision.ref}: {collision.reason}")
    unique = {outcome.entry.ref: outcome for outcome in outcomes}
    for outcome in sorted(unique.values(), key=lambda each: each.entry.order):
        reason = reasons.get(outcome.entry.ref)
        yield outcome if reason is None else outcome._replace(result="collides", note=reason)
