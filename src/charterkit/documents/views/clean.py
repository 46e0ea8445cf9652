"""The clean text: a charter as it stands, in its own order and with its current numbers.

The other views (``redline``, ``rolling``) begin from the same items and say what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charterkit.documents.assemble import assemble
from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.tree import UNTITLED, Document, Notice
from charterkit.documents.views.agreed_marks import with_agreements
from charterkit.documents.views.items import Item, Sections, whole
from charterkit.documents.views.translated import with_stale_notices
from charterkit.documents.views.vacant import with_tombstones
from charterkit.documents.wording import numerals
from charterkit.documents.wording.labels import foreign, in_language, labels, language_name, spoken_of
from charterkit.drafting.numbering import Numbers, number
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Provision, walk


def clean(charter: Charter, front: Front | None = None) -> Document:
    """Return the clean text of a charter as a document."""
    front = front or Front()
    language = front.page_language(charter.settings)
    numbers = number(charter)
    outline = charter.settings.outline

    def items(container: str, ids: Iterable[str]) -> tuple[Item, ...]:
        nodes = (charter.provisions[key] for key in ids if key in charter.provisions)
        present = ((node.id, item(node, node.id, numbers, language)) for node in nodes)
        return with_tombstones(container, present, numbers, language)

    parts = ((part.id, part_item(part, items(part.id, part.provisions), numbers, language)) for part in outline.parts)
    sections = Sections(
        items("preamble", outline.preamble),
        with_tombstones("parts", parts, numbers, language),
        items("closing", outline.closing),
        items("annexes", outline.annexes),
    )
    agreed = with_agreements(sections, front.agreements, language)
    marked = with_stale_notices(agreed, language, charter.settings.drafting_language, front.translations)
    return assemble(charter, front, "clean", marked, Names(numbers, registry=charter.registry, language=language))


def item(node: Node, path: str, numbers: Numbers, language: str, around: str = "") -> Item:
    """Return a provision or unit with everything below it, unmarked.

    What is not translated is shown in the language it has and says so, once: ``around`` is the language of all that
    the node stands in (``throughout``), which has said so already.
    """
    other = spoken(node, language)
    provision = node if isinstance(node, Provision) else None
    paths = ((f"{path}/{unit.id}", unit) for unit in node.units)
    said = throughout(node, language)
    below = ((place, item(unit, place, numbers, language, said)) for place, unit in paths)
    return Item(
        path=path,
        kind=provision.kind if provision else "unit",
        label=label(path, numbers, language),
        heading=whole(in_language(node.heading, language)),
        text=whole(in_language(node.text, language)),
        items=with_tombstones(path, below, numbers, language),
        basis=provision.basis if provision else (),
        generated=provision.generated if provision else None,
        lang=other,
        notices=tuple(_untranslated(node, language, around)),
    )


def _untranslated(node: Node, language: str, around: str) -> Iterator[Notice]:
    """Yield the notices that words stand in another language than the page's; of a heading, where it alone does."""
    other = spoken(node, language) if node.text or throughout(node, language) else ""
    if other and other != around:
        yield _shown_in(other, language, "untranslated")
    heading = foreign(spoken_of(node.heading, language), language)
    if heading and heading not in {other, around}:
        yield _shown_in(heading, language, "untranslated_heading")


def _shown_in(other: str, language: str, word: str) -> Notice:
    return Notice(labels(language)[word].format(language=language_name(other, language)))


def part_item(part: Part, items: tuple[Item, ...], numbers: Numbers, language: str) -> Item:
    """Return a part over its items; its heading says where it is not translated, and each of these says so itself."""
    tongue = spoken_of(part.heading, language)
    other = foreign(tongue, language)
    return Item(
        path=part.id,
        kind="part",
        label=label(part.id, numbers, language),
        heading=whole(part.heading.get(tongue, "")),
        items=items,
        notices=(_shown_in(other, language, "untranslated_heading"),) if other else (),
        lang=other,
    )


def label(path: str, numbers: Numbers, language: str) -> str:
    """Return what is printed in front of a part, provision or unit; recitals and a testimonium have no number."""
    number_of = numbers.by_path.get(path)
    if number_of is None or (number_of.series in UNTITLED and "/" not in path):
        return ""
    return numerals.own(number_of, language) if "/" in path else numerals.printed(number_of, language)


def throughout(node: Node, language: str) -> str:
    """Return the one language in which all words of a node and below it are given, where it is not that asked for."""
    tongues = {spoken(each, language) for _, each in walk(node) if each.heading or each.text}
    return tongues.pop() if len(tongues) == 1 else ""


def spoken(node: Node, language: str) -> str:
    """Return the language in which a node's words are given, where that is not the language asked for."""
    return foreign(spoken_of(node.text or node.heading, language), language)
