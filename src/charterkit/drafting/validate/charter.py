"""Check the charter's own records against each other: references, registry ids, languages, texts.

Form (types, required fields) was checked when the records were read; places in files are found by ``charterkit.store``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charterkit.drafting.footnotes import CALL
from charterkit.drafting.locators import locator_fault
from charterkit.drafting.merging.past import REFERENCE
from charterkit.drafting.references import leads_somewhere
from charterkit.drafting.validate.nearest import nearest
from charterkit.drafting.validate.text import MOST_TOLD, text_faults
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.provisions import FOLDERS, Basis, Node, Provision
from charterkit.model.registry import Registry

Where = tuple[str | int, ...]


def record_of(provision: Provision) -> str:
    """Return the file of a provision, from the workspace's top."""
    return f"charter/{FOLDERS[provision.kind]}/{provision.id}.yaml"


def charter_findings(charter: Charter) -> Iterator[Finding]:
    """Yield what is wrong with the charter's text and with what its provisions name."""
    for provision in charter.ordered():
        record = record_of(provision)
        yield from registry_findings(record, (), provision, charter.registry)
        yield from node_findings(record, (), provision, charter)
    yield from _settings_findings(charter)


def _settings_findings(charter: Charter) -> Iterator[Finding]:
    record, settings = "charter/charter.yaml", charter.settings
    for name in ("title", "conference", "disclaimer"):
        yield from texts_findings(record, (name,), getattr(settings, name), charter)
    for index, part in enumerate(settings.outline.parts):
        where = ("outline", "parts", index, "heading")
        yield from texts_findings(record, where, part.heading, charter)
        for language, text in part.heading.items():
            yield from heading_findings(record, (*where, language), text)
            yield from reference_findings(record, (*where, language), text, charter)


def node_findings(
    record: str, where: Where, node: Node, charter: Charter, known: Iterable[str] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with the texts of a provision or unit and of everything below it.

    ``known`` names paths that count as there besides those of the charter: what a submission adds.
    """
    for field in ("heading", "text"):
        texts = getattr(node, field)
        yield from texts_findings(record, (*where, field), texts, charter)
        for language, text in texts.items():
            yield from reference_findings(record, (*where, field, language), text, charter, known)
            if field == "heading":
                yield from heading_findings(record, (*where, field, language), text)
    if node.note:
        yield from character_findings(record, (*where, "note"), node.note)
    for index, unit in enumerate(node.units):
        yield from node_findings(record, (*where, "units", index), unit, charter, known)


def texts_findings(record: str, where: Where, texts: dict[str, str], charter: Charter) -> Iterator[Finding]:
    """Yield what is wrong with the characters of a text in each language, and with the languages themselves."""
    for language, text in texts.items():
        yield from language_findings(record, (*where, language), language, charter)
        yield from character_findings(record, (*where, language), text)


def language_findings(record: str, where: Where, language: str, charter: Charter) -> Iterator[Finding]:
    """Yield the problem of a language that is none of the charter's."""
    languages = charter.settings.languages
    if language not in languages:
        hint = nearest(language, languages) or f"the charter's languages are {', '.join(languages)}"
        yield Finding(record, where, "unknown-language", f"'{language}' is no language of this charter", hint)


def heading_findings(record: str, where: Where, text: str) -> Iterator[Finding]:
    """Yield the problem of a heading that runs over several lines, and the first footnote that it would call."""
    if "\n" in text:
        message = "a heading stands on one line"
        yield Finding(record, where, "heading-lines", message, "take the line end out", offset=text.index("\n"))
    elif call := CALL.search(text):
        message = f"'{call[0]}' in a heading is printed as it is typed"
        hint = "call the footnote in the text below, where it can be written too"
        yield Finding(record, where, "heading-note", message, hint, "warning", call.start())


def character_findings(record: str, where: Where, text: str) -> Iterator[Finding]:
    """Yield what is wrong with the characters and Markdown of one text."""
    for fault in text_faults(text):
        yield fault.at(record, where)


def reference_findings(
    record: str, where: Where, text: str, charter: Charter, known: Iterable[str] = ()
) -> Iterator[Finding]:
    """Yield every reference in a text that leads nowhere, each of them once; of very many the first."""
    first: dict[str, int] = {}
    for found in REFERENCE.finditer(text):
        first.setdefault(found[1], found.start())
    known = set(known)
    lost = [each for each in first.items() if each[0] not in known and not leads_somewhere(charter, each[0])]
    for name, at in lost[:MOST_TOLD]:
        paths = [*(path for path, _ in charter.walk()), *(i.id for i in charter.registry.instruments), *sorted(known)]
        message = f"[[{name}]] refers to nothing"
        yield Finding(record, where, "dangling-reference", message, nearest(name, paths), offset=at)
    if more := lost[MOST_TOLD:]:
        message = f"{len(more):,} more references of this text refer to nothing"
        yield Finding(record, where, "dangling-reference", message, "", offset=more[0][1])


def registry_findings(record: str, where: Where, provision: Provision, registry: Registry) -> Iterator[Finding]:
    """Yield every topic, organisation, instrument, source, idea or place that a provision names and that is unknown."""
    for index, topic in enumerate(provision.topics):
        yield from _unknown(record, (*where, "topics", index), "topic", topic, [t.id for t in registry.topics])
    for index, name in enumerate(provision.organisations):
        known = [organisation.id for organisation in registry.organisations]
        yield from _unknown(record, (*where, "organisations", index), "organisation", name, known)
    for index, basis in enumerate(provision.basis):
        yield from _basis(record, (*where, "basis", index), basis, registry)


def _basis(record: str, where: Where, basis: Basis, registry: Registry) -> Iterator[Finding]:
    if basis.instrument is not None:
        known = [instrument.id for instrument in registry.instruments]
        yield from _unknown(record, (*where, "instrument"), "instrument", basis.instrument, known)
    source = registry.source(basis.source) if basis.source else None
    if basis.source is not None and source is None:
        known = [source.id for source in registry.sources]
        yield from _unknown(record, (*where, "source"), "source", basis.source, known)
    if source is None:
        return
    for index, locator in enumerate(basis.at):
        if fault := locator_fault(locator, source):
            yield Finding(record, (*where, "at", index), "bad-locator", *fault)
    ideas = [idea.id for idea in source.ideas]
    for index, idea in enumerate(basis.ideas):
        yield from _unknown(record, (*where, "ideas", index), "idea", idea, ideas)


def _unknown(record: str, where: Where, what: str, name: str, known: list[str]) -> Iterator[Finding]:
    if name not in known:
        hint = nearest(name, known) or f"the registry's list of {what}s holds those that can be named"
        yield Finding(record, where, f"unknown-{what}", f"no {what} '{name}'", hint)
