"""The compilation of proposals article by article: what is proposed on each place, beside the present text.

Without the names of sponsors unless they are asked for; then proposals on one place stand in the order of their words,
so that nothing tells whose they are. Read off the rolling text (``drafting.rolling``), so that every open change is in
both. The other form, as submitted, is ``compilation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from charterkit.documents.front import Front
from charterkit.documents.references import Names
from charterkit.documents.reports.compilation import proposals_legend
from charterkit.documents.reports.proposal_blocks import CONTEXT, Bench, new_words
from charterkit.documents.reports.redlined import plain_text, redlined
from charterkit.documents.reports.report import Block, Heading, Prose, Report, headed, report, words
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.views.choices import sponsor_names
from charterkit.documents.wording.labels import labels, spoken_of
from charterkit.documents.wording.numerals import digits
from charterkit.documents.wording.phrases import in_tongue, line, named
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number
from charterkit.drafting.proposals import Slot, words_at, words_put
from charterkit.drafting.rolling import Added, Moved, Rolling
from charterkit.drafting.sides import words_of
from charterkit.model.charter import LISTS, Charter
from charterkit.model.provisions import Part, Provision
from charterkit.model.submissions import operation, target


@dataclass(frozen=True, slots=True)
class _Put:
    """One proposal on one place: what it does, its words, and who stands behind it; ``near`` is what stands there."""

    path: str
    near: str
    place: str
    verb: str
    prose: tuple[Prose, ...]
    entries: tuple[Entry, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What proposals on one place are ordered by: their words, never who put them."""
        return self.verb, "".join(run.text for prose in self.prose for run in prose.runs)


def compilation_by_article(rolling: Rolling, front: Front | None = None) -> Report:
    """Return every open proposal at its place in the present text; ``front.attributed`` says whether they are named."""
    front = front or Front()
    charter = rolling.charter
    language = front.page_language(charter.settings)
    said = labels(language)
    numbers = number(charter)
    names = Names(numbers, registry=charter.registry, language=language)
    bench = Bench(charter, numbers, names, language)
    blocks = tuple(_sections(rolling, bench, attributed=front.attributed))
    return report(
        charter.settings,
        front,
        "compilation-by-article",
        blocks or (Prose(words(said["no_proposals"])),),
        legend=proposals_legend(language),
        remarks=(said["order_codes" if front.attributed else "order_words"],) if blocks else (),
        contents=bool(blocks),
    )


def _sections(rolling: Rolling, bench: Bench, *, attributed: bool) -> Iterator[Block]:
    """Yield a section for each part and provision on which something is proposed, in reading order."""
    found: dict[str, list[_Put]] = {}
    puts = tuple(_all(rolling, bench))
    for put in (*puts, *_standing_already(puts, rolling, bench)):
        found.setdefault(_provision(put.near, bench.charter), []).append(put)
    order = [*(name for each in bench.charter.settings.outline.containers() for name in (each[0], *each[1]))]
    ranks = {name: place for place, name in enumerate(order)}
    for name in sorted(found, key=lambda key: (ranks.get(key, len(ranks)), key)):
        yield headed(_title(name, bench), 2, f"on-{name or 'text'}")
        yield from _on_provision(found[name], rolling, bench, attributed=attributed)
    if rolling.stranded:
        yield Heading(bench.said["without_place"], 2, "without-place")
        for entry in rolling.stranded:
            yield from _stranded(entry, rolling, bench, attributed=attributed)


def _provision(path: str, charter: Charter) -> str:
    """Return the provision, part or list under which a proposal stands."""
    first = path.partition("/")[0]
    known = first in charter.provisions or charter.part(first) is not None
    return first if known or first in LISTS else ""


def _title(name: str, bench: Bench) -> Runs:
    node = bench.charter.standing(name)
    if node is None:
        return words(bench.said[name or "whole_charter"] if name in ("", *LISTS) else name)
    cited = bench.title(name) if name in bench.numbers.by_path else ""
    heading = named(node.heading, bench.language)
    return line((runs for runs in (words(cited), heading) if runs), bench.said["heading_gap"]) or words(name)


def _on_provision(puts: list[_Put], rolling: Rolling, bench: Bench, *, attributed: bool) -> Iterator[Block]:
    """Yield the present words of each place with the proposals on them, numbered through the provision."""
    said = bench.said
    walked = {path: at for at, (path, _) in enumerate(bench.charter.walk())}
    at = 0
    for place in sorted({put.place for put in puts}, key=lambda each: _rank(each, puts, walked)):
        here = [put for put in puts if put.place == place]
        yield Prose(words(Run(place, emphasis=True)), leads=True)
        for index, runs in enumerate(_present(here[0], bench)):
            lead = () if index else (Run(f"{said['present']}{said['colon']}", emphasis=True),)
            yield Prose((*lead, *runs), quoted=True)
        for put in here if attributed else sorted(here, key=lambda each: each.key):
            at += 1
            yield from _shown(put, at, rolling, bench, attributed=attributed)


def _rank(place: str, puts: list[_Put], walked: dict[str, int]) -> tuple[int, bool, str]:
    put = next(put for put in puts if put.place == place)
    path = put.near
    while path and path not in walked:
        path = path.rpartition("/")[0]
    return walked.get(path, -1), put.verb == "ADD", place


def _present(put: _Put, bench: Bench) -> tuple[Runs, ...]:
    """Return the present words of a place, a paragraph each, in the page's language or the first they have."""
    node = bench.charter.find(put.path)
    if node is None or put.verb == "ADD":
        return ()
    tongue = spoken_of(node.text, bench.language)
    paragraphs = plain_text(node.text.get(tongue, ""), bench.speaking(tongue)) if node.text else ()
    return tuple(in_tongue(runs, tongue, bench.language) for runs in paragraphs)


def _shown(put: _Put, at: int, rolling: Rolling, bench: Bench, *, attributed: bool) -> Iterator[Prose]:
    said = bench.said
    codes = sponsor_names(rolling, (entry.ref for entry in put.entries), bench.language)
    lead = words(Run(put.verb, emphasis=True), f" \N{EM DASH} {codes}" if attributed else "")
    if put.prose and not put.prose[0].label:
        first, *rest = put.prose
        yield Prose(
            (*lead, Run(said["colon"]), *in_tongue(first.runs, first.lang or bench.language, bench.language)),
            label=f"{digits(str(at), bench.language)}.",
        )
        yield from (replace(each, quoted=True) for each in rest)
    else:
        yield Prose(lead, label=f"{digits(str(at), bench.language)}.", leads=bool(put.prose))
        yield from put.prose


def _all(rolling: Rolling, bench: Bench) -> Iterator[_Put]:
    """Yield every open change that has a place in the present text; those that put the same words once."""
    said = bench.said
    for slot in rolling.spans:
        yield from _reworded(slot, rolling, bench)
    for path, entries in rolling.deleted.items():
        yield _Put(path, path, bench.title(path), "SUP", (), entries)
    for path, entries in rolling.kept.items():
        yield _Put(path, path, bench.title(path), "NOC", (), entries)
    for moved in rolling.moved:
        place = bench.title(moved.path)
        where = Prose(words(_beside(moved, moved.path, bench)))
        yield _Put(moved.path, moved.path, place, "MOVE", (where,), (moved.entry,))
    for added in rolling.added:
        path = _path_of(added)
        place = said["list_comma"].join((said["addition"], _beside(added, path, bench)))
        yield _Put(path, _near(added, path), place, "ADD", tuple(new_words(added.node, bench, path)), added.entries)


def _reworded(slot: Slot, rolling: Rolling, bench: Bench) -> Iterator[_Put]:
    said = bench.said
    present = words_at(rolling.charter, slot) or ""
    spans = rolling.spans[slot]
    holders = sorted(
        {ref for span in spans for option in getattr(span, "options", ()) for ref in option.holders},
        key=lambda ref: rolling.entries[ref].order,
    )
    by_text: dict[str, list[Entry]] = {}
    for ref in holders:
        by_text.setdefault(words_of(spans, ref), []).append(rolling.entries[ref])
    cited = bench.title(slot.path)
    place = said["list_comma"].join((cited, said["the_heading"])) if slot.field == "heading" else cited
    tongue = slot.language
    for text, entries in by_text.items():
        marked = redlined(present, text, bench.speaking(tongue), CONTEXT)
        prose = tuple(Prose(in_tongue(runs, tongue, bench.language)) for runs in marked)
        yield _Put(slot.path, slot.path, place, "MOD", prose, tuple(entries))


def _standing_already(puts: Sequence[_Put], rolling: Rolling, bench: Bench) -> Iterator[_Put]:
    """Yield the open changes that no place shows, because the present text says what they say: none is left out.

    Those that put the same words stand together, as open ones do.
    """
    shown = {entry.ref for put in puts for entry in put.entries} | {entry.ref for entry in rolling.stranded}
    note = Run(bench.said["stands_already"], emphasis=True)
    alike: dict[tuple[str, str, tuple[Prose, ...]], list[Entry]] = {}
    for ref, entry in rolling.entries.items():
        if ref not in shown:
            prose = (Prose((note,)), *_put_words(entry, bench, "keep"))
            alike.setdefault((target(entry.change), operation(entry.change), prose), []).append(entry)
    for (path, verb, prose), entries in alike.items():
        yield _Put(path, path, bench.title(path), verb, prose, tuple(entries))


def _path_of(added: Added) -> str:
    outside = isinstance(added.node, Part | Provision)
    return added.node.id if outside else f"{added.container}/{added.node.id}"


def _near(added: Added, path: str) -> str:
    """Return the path behind which an addition is listed."""
    if "/" not in path:
        return added.after or added.container
    return f"{added.container}/{added.after}" if added.after else added.container


def _beside(arrival: Added | Moved, path: str, bench: Bench) -> str:
    said = bench.said
    if arrival.after is None:
        return said["place_first"].format(place=bench.container(arrival.container))
    inside = f"{arrival.container}/{arrival.after}" if "/" in path else arrival.after
    return said["place_after"].format(place=bench.container(inside))


def _stranded(entry: Entry, rolling: Rolling, bench: Bench, *, attributed: bool) -> Iterator[Prose]:
    """Yield a change whose place is gone, with all the words it would put."""
    codes = sponsor_names(rolling, (entry.ref,), bench.language) or bench.said["list_comma"].join(entry.sponsors)
    who = f" \N{EM DASH} {codes}" if attributed else ""
    yield Prose(words(Run(operation(entry.change), emphasis=True), f" {target(entry.change)}{who}"), leads=True)
    yield from _put_words(entry, bench, "insert")


def _put_words(entry: Entry, bench: Bench, mark: Mark) -> Iterator[Prose]:
    """Yield all the words that a change puts, in its own language."""
    tongue = getattr(entry.change, "language", None) or entry.submission.language
    for text in words_put(entry.change):
        for runs in plain_text(text, bench.speaking(tongue), mark):
            yield Prose(in_tongue(runs, tongue, bench.language), quoted=True)
