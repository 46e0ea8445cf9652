"""Warn of slips beyond form: in single texts, between a text and what it cites, between languages.

All findings are warnings. Each rule is kept to what is nearly always a slip; what reads well enough is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from charterkit.drafting.correspondence.figures import Figure, figures, knows_words
from charterkit.drafting.merging.past import REFERENCE
from charterkit.drafting.merging.sameness import negotiated
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.proposals import field_of
from charterkit.drafting.validate.charter import Where, record_of
from charterkit.drafting.validate.terms import SHOWN, redefinition_findings, term_findings, warning
from charterkit.drafting.validate.wording import cited_numbers, open_places, wording_faults
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.provisions import LegalNature, Node, Provision, walk
from charterkit.model.submissions import Add, Amend, Delete, Move, NewPart, Submission, target

SMALL: Final = 3
"""Figures up to this one are also said in other ways (both, the second, a third), so languages may differ in them."""

_LINK: Final = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:referred to|mentioned|specified|set|provided|laid down|prescribed|fixed|required)"
    r"\W+(?:\w+\W+){0,3}?\[\[(?P<path>[^\[\]\n]+)\]\]"
)
"""What leads from a figure to the place that it is taken from: ``thirty days specified in [[notice/when]]``."""


def wording_findings(charter: Charter) -> Iterator[Finding]:
    """Yield the warnings of a charter's text."""
    numbers = number(charter)
    for provision in charter.ordered():
        record = record_of(provision)
        for where, node in _nodes(provision, ()):
            yield from _open_headings(record, (*where, "heading"), negotiated(node.heading, charter))
            for language, text in node.text.items():
                place = (*where, "text", language)
                binds = language in charter.settings.authentic
                for fault in wording_faults(text, language, numbers, provision.legal_nature, placeholders=binds):
                    yield fault.at(record, place)
                yield from _citing(record, place, text, language, charter)
            yield from _languages(record, where, node, charter.settings.drafting_language)
    for index, part in enumerate(charter.settings.outline.parts):
        yield from _open_headings(
            "charter/charter.yaml", ("outline", "parts", index, "heading"), negotiated(part.heading, charter)
        )
    yield from term_findings(charter)


def _open_headings(record: str, where: Where, heading: Mapping[str, str]) -> Iterator[Finding]:
    for language, text in heading.items():
        faults = open_places(text)  # that of a footnote is told with the heading
        yield from (fault.at(record, (*where, language)) for fault in faults if not text.startswith("[^", fault.offset))


def _nodes(node: Node, where: Where) -> Iterator[tuple[Where, Node]]:
    yield where, node
    for index, unit in enumerate(node.units):
        yield from _nodes(unit, (*where, "units", index))


def _citing(record: str, where: Where, text: str, language: str, charter: Charter) -> Iterator[Finding]:
    """Yield the figures that a text takes from another place, where that place has another figure of the same thing."""
    for figure in figures(text, language):
        link = _LINK.match(text, text.find(figure.after, figure.end) + len(figure.after)) if figure.after else None
        cited = charter.find(link["path"]) if link else None
        if link is None or cited is None:
            continue
        there = [each for each in _figures_of(cited, language) if each.after == figure.after]
        if there and figure.value not in {each.value for each in there}:
            said = f"'{figure.written} {figure.after}'"
            message = f"{said} is said to stand in [[{link['path']}]], which says '{there[0].written} {figure.after}'"
            yield warning(record, where, "figures-disagree", message, "make them agree", figure.start)


def _figures_of(node: Node, language: str) -> Iterator[Figure]:
    for _, each in walk(node):
        yield from figures(each.text.get(language, ""), language)


def _languages(record: str, where: Where, node: Node, drafting: str) -> Iterator[Finding]:
    """Yield where a text in another language has other paragraphs, references or figures than the drafting language."""
    own = node.text.get(drafting)
    for language, text in node.text.items() if own else ():
        if language == drafting or own is None:
            continue
        place = (*where, "text", language)
        counts = [len(each.split("\n\n")) for each in (own, text)]
        if counts[0] != counts[1]:
            message = f"{counts[1]} paragraphs in '{language}', {counts[0]} in '{drafting}'"
            yield warning(record, place, "languages-differ", message, "translate paragraph by paragraph")
        referred = [set(REFERENCE.findall(each)) for each in (own, text)]
        if referred[0] != referred[1]:
            names = ", ".join(f"[[{name}]]" for name in sorted(referred[0] ^ referred[1]))
            message = f"'{language}' and '{drafting}' do not refer to the same: {names}"
            yield warning(record, place, "languages-differ", message, "refer to the same in all languages")
        yield from _other_figures(record, place, (own, drafting), (text, language))


def _other_figures(record: str, where: Where, own: tuple[str, str], other: tuple[str, str]) -> Iterator[Finding]:
    here, there = ({each.value: each for each in figures(*text) if each.value > SMALL} for text in (own, other))
    if not here or not there:
        return
    wrong = [value for value in there if value not in here]
    lacking = [value for value in here if value not in there] if knows_words(other[1]) else []
    if wrong and (lacking or not knows_words(other[1])):
        message = f"'{there[wrong[0]].written}' stands in '{other[1]}', and not in '{own[1]}'"
        yield warning(record, where, "figures-disagree", message, "make the languages agree", there[wrong[0]].start)


def proposal_findings(record: str, submission: Submission, base: Charter) -> Iterator[Finding]:
    """Yield the warnings of a submission that is not lodged yet: its words, what others cite, what it defines anew."""
    numbers = number(base)
    for index, change in enumerate(submission.changes):
        where: Where = ("changes", index)
        for keys, text, language in _put(change, submission.language):
            nature = _nature(base, target(change), change)
            for fault in wording_faults(text, language, numbers, nature, placeholders=False):
                yield fault.at(record, (*where, *keys))
        if isinstance(change, Delete | Move):
            yield from _typed_elsewhere(record, where, target(change), base, numbers)
        if isinstance(change, Delete) or _rewords(change, submission.language, base.settings.drafting_language):
            yield from redefinition_findings(record, where, target(change), base)


def _rewords(change: object, language: str, drafting: str) -> bool:
    """Tell whether a change amends a text in the drafting language; a translation leaves definitions as they are."""
    return isinstance(change, Amend) and field_of(change) == "text" and (change.language or language) == drafting


def _put(change: object, language: str) -> Iterator[tuple[Where, str, str]]:
    """Yield every text that a change puts with where it stands in the file, and its language."""
    if isinstance(change, Amend):
        tag = change.language or language
        for key, text in (("with", change.with_), ("text", change.text)):
            if text:
                yield (key,), text, tag
    elif isinstance(change, Add) and not isinstance(change.add, NewPart):
        for where, node in _nodes(change.add, ("add",)):
            yield from (((*where, "text", tag), text, tag) for tag, text in node.text.items())


def _nature(base: Charter, path: str, change: object) -> LegalNature:
    if isinstance(change, Add) and isinstance(change.add, Provision):
        return change.add.legal_nature
    provision = base.provisions.get(path.partition("/")[0])
    return provision.legal_nature if provision else "undecided"


def _typed_elsewhere(record: str, where: Where, path: str, base: Charter, numbers: Numbers) -> Iterator[Finding]:
    """Yield the places that cite by number what would be deleted or moved: references follow a move, numbers do not."""
    found = {
        here: written
        for here, node in base.walk()
        if not within(here, path)
        for language, text in node.text.items()
        for _, written, cited in cited_numbers(text, language, numbers)
        if within(cited, path)
    }
    if found:
        cited = ", ".join(f"{numbers.cite(here)} ('{written}')" for here, written in list(found.items())[:SHOWN])
        message = f"'{path}' is cited by number in {cited}"
        yield warning(record, where, "cited-by-number", message, "amend that too, or write [[...]] there")
