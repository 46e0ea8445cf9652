"""Which orders of provisions a change alters: that of the core, that of a module, both where something passes between.

What an order is, is said in ``modules``; which units a change alters, in ``merging.reach``.
"""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.drafting.ledger import Entry
from charterkit.drafting.merging.edits import container_of
from charterkit.drafting.merging.past import Past, landing
from charterkit.drafting.merging.reach import reached
from charterkit.drafting.modules import order_of_provisions
from charterkit.drafting.negotiation import Negotiation
from charterkit.model.charter import Charter
from charterkit.model.submissions import Add, Amend, Delete, Move, target


def orders(charter: Charter) -> tuple[str, ...]:
    """Return what stands for the orders of provisions of a text: that of the core, and of every module."""
    return tuple(order_of_provisions(module) for module in (None, *(each.id for each in charter.settings.modules)))


def orders_altered(entry: Entry, now: Negotiation) -> frozenset[str]:
    """Return what stands for the orders that a change alters, or would alter; nothing where it is about words.

    A part's heading belongs to the order. Where the base is not known, or what the change speaks of was moved since,
    these are all orders: nobody's silence is taken for consent to what may have changed.
    """
    submission = entry.submission
    base = now.bases.get(submission.base)
    past = now.past.before(int(entry.by)) if entry.state == "merged" else now.past
    if base is None:
        return frozenset(orders(now.charter))
    altered = [*_altered(entry, base, past)]
    if altered and _displaced(entry, past):
        return frozenset(orders(now.charter))
    modules = {each.id for each in now.charter.settings.modules}
    own = (next((name for name in names if name in modules), None) for names in altered)
    return frozenset(order_of_provisions(module) for module in own)


def _altered(entry: Entry, base: Charter, past: Past) -> Iterator[tuple[str, str]]:
    """Yield each provision or part that comes, goes or is headed anew, with the part or list that it does so in."""
    change, carry = entry.change, past.carrying(entry.submission.base)
    here = target(change)
    if isinstance(change, Amend) and base.part(here):
        yield here, ""
    if isinstance(change, Delete | Move) and "/" not in carry(here):
        yield carry(here), container_of(base, here) or ""
    if isinstance(change, Add | Move) and "/" not in (path := landing(change, carry)):
        yield path, reached(entry, base, past)[-1]


def _displaced(entry: Entry, past: Past) -> bool:
    """Tell whether another change moved, since the base, what a change speaks of."""
    here = target(entry.change)
    moves = (step for step in past.since(entry.submission.base) if isinstance(step.entry.change, Move))
    return any(here in {step.path, step.after} for step in moves if step.entry.ref != entry.ref)
