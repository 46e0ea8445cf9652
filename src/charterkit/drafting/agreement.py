"""The ladder of agreement: which words are agreed, at which rung, by which decision, and whether they still stand.

Agreement is given to a digest: of a unit's words with the ids of the units directly in it, of the order of provisions
(``outline``), or of single words of a unit (``spans``). When the words change without having been opened again the
agreement lapses. Only a named participant opens agreed words, with a reason. That no merge makes agreed words lapse is
seen to in ``protection``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from charterkit.drafting.digests import digest, in_languages, outline_digest
from charterkit.drafting.merging.past import Past
from charterkit.drafting.modules import arrangement, is_order, order_of_provisions
from charterkit.drafting.references import renamed
from charterkit.drafting.spans import untouched
from charterkit.model.agreements import Level, Span
from charterkit.model.charter import Charter
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.paths import moved, within
from charterkit.model.provisions import Node, walk

Rung = Level | Literal["adopted"]

LEVELS: Mapping[Rung, str] = {
    "informals": "agreed in informals",
    "ad_referendum": "agreed ad referendum",
    "agreed": "agreed",
    "adopted": "adopted",
}
"""How the rungs are called, from the lowest to the highest."""

LETTERS: Mapping[str, str] = {"informals": "I", "ad_referendum": "R", "agreed": "A", "adopted": "A", "reopened": "O"}
"""The letter that stands beside words of each rung: informals, ad Referendum, Agreed; Opened again."""

_NO_PAST = Past()


class Agreement(NamedTuple):
    """What was agreed of a unit, of the order of provisions or of a span: the rung, the decision, whether it holds."""

    path: str
    level: Rung
    decision: str
    digest: str
    standing: bool = True
    reopened_by: str = ""
    """Who opened the words again; empty where nobody did."""
    reopened: str = ""
    """The decision that opened them again."""
    span: Span | None = None
    module: str | None = None
    """The module that was adopted, where one was."""
    worded: str = ""
    """The decision that the digest is of, where errors or translations were corrected since."""

    @property
    def key(self) -> str:
        """What tells it apart from the other agreements of its unit."""
        return key_of(self.path, self.span)

    @property
    def of_order(self) -> bool:
        """Whether it is on the order of provisions rather than on words."""
        return is_order(self.path)

    @property
    def name(self) -> str:
        """What was agreed, for messages: the path, or the words and the path."""
        return f"'{self.span.words}' in {self.path}" if self.span else self.path

    @property
    def state(self) -> str:
        """The rung; ``reopened``, or ``lapsed`` where the words have changed."""
        return self.level if self.standing else "reopened" if self.reopened_by else "lapsed"


def key_of(path: str, span: Span | None = None) -> str:
    """Return the key of an agreement: the path, for a span with language and words (no id has a colon in it)."""
    return f"{path}:{span.language}:{span.words}" if span else path


def agreements(charter: Charter, decisions: Sequence[Decision], past: Past = _NO_PAST) -> dict[str, Agreement]:
    """Return the last agreement on every unit and span ever agreed, those of the text in its order first.

    Args:
        charter: the text as it stands.
        decisions: all decisions in order.
        past: the changes merged so far: references that only follow what was moved make no agreement lapse.
    """
    found: dict[str, Agreement] = {}
    for decision in decisions:
        for each in _made(decision):
            found[each.key] = each
        if decision.corrects or _translates(decision, charter):
            _correct(found, decision)
        if decision.action == "reopen":
            for key in _opened(found, decision):
                found[key] = found[key]._replace(standing=False, reopened_by=decision.by or "", reopened=decision.id)
    rank = {path: index for index, (path, _) in enumerate(charter.walk())}
    ordered = sorted(found.values(), key=lambda each: rank.get(each.path, len(rank)))
    return {each.key: each._replace(standing=each.standing and stands(each, charter, past)) for each in ordered}


def _made(decision: Decision) -> Iterator[Agreement]:
    level: Rung | None = "adopted" if decision.adoption else decision.level if decision.action == "agree" else None
    if level is None:
        return
    module = decision.adoption.module if decision.adoption else None
    for path, given in decision.result.items():
        if decision.adoption and path == OUTLINE:
            continue
        yield Agreement(path, level, decision.id, given, module=module)
    if decision.adoption:
        order = order_of_provisions(module)
        yield Agreement(order, level, decision.id, decision.adoption.arrangement, module=module)
    for span in decision.spans:
        yield Agreement(span.unit, level, decision.id, span.digest, span=span)


def _translates(decision: Decision, charter: Charter) -> bool:
    """Tell whether a decision reworded translations of agreed words, none of which is authentic today.

    That it did nothing else to what was agreed was seen to when it was taken (``protection``).
    """
    return bool(decision.translations) and not {*decision.translations} & {*charter.settings.authentic}


def _correct(found: dict[str, Agreement], decision: Decision) -> None:
    """Let agreements hold of the corrected words: a correction is no change of what was agreed."""
    for path, corrected in decision.result.items():
        each = found.get(path)
        if each is None or not each.standing:
            continue
        # What is adopted of the order is its arrangement, which translations are no part of (``modules``).
        if not each.of_order or (decision.translations and each.level != "adopted"):
            found[path] = each._replace(digest=corrected, worded=decision.id)


def _opened(found: Mapping[str, Agreement], decision: Decision) -> list[str]:
    spans = {key_of(span.unit, span) for span in decision.spans}
    return [
        key
        for key, each in found.items()
        if each.standing and (key in spans or any(within(each.path.partition(":")[0], unit) for unit in decision.units))
    ]


def stands(agreement: Agreement, charter: Charter, past: Past) -> bool:
    """Tell whether the words of an agreement are those of a text."""
    if agreement.of_order:
        order = arrangement(charter, agreement.module) if agreement.level == "adopted" else outline_digest(charter)
        return order == agreement.digest
    node = charter.find(agreement.path)
    if agreement.span is not None:
        return untouched(agreement.span, node)
    if node is None:
        return False
    then = as_referred(node, past, agreement.worded or agreement.decision)
    return reads_as(node, agreement.digest) or reads_as(then, agreement.digest)


def reads_as(node: Node, agreed: str) -> bool:
    """Tell whether a unit has the words of a digest; a language that it was given since is no change of those."""
    if digest(node) == agreed:
        return True
    languages = sorted({*node.heading, *node.text})
    some = (kept for number in range(1, len(languages)) for kept in combinations(languages, number))
    return any(digest(in_languages(node, kept)) == agreed for kept in some)


def as_referred(node: Node, past: Past, decision: str) -> Node:
    """Return a provision or unit with its references as they were at a decision, before what they lead to moved."""
    steps = [step for step in past.renames if step.decision > int(decision)]
    if not steps:
        return node

    def earlier(path: str) -> str:
        for step in reversed(steps):
            path = moved(path, step.after, step.path)
        return path

    return renamed(node, earlier)


def units_below(charter: Charter, path: str) -> dict[str, str]:
    """Return the digest of a provision or unit and of everything below it: what an agreement on it covers.

    Raises:
        KeyError: the path leads to no provision or unit.
    """
    node = charter.find(path)
    if node is None:
        raise KeyError(path)
    return {where: digest(each) for where, each in walk(node, path)}
