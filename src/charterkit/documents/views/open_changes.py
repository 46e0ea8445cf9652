"""What a rolling text says beside its words: who stands behind a change, moves, requests to keep, what lost its place.

Where the changes stand in the text is the business of ``rolling``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from charterkit.documents.references import Names
from charterkit.documents.runs import Mark, Run, Runs
from charterkit.documents.synopsis.cells import laid_out
from charterkit.documents.tree import Notice
from charterkit.documents.views.choices import DASH, Holders, sponsor_names
from charterkit.documents.views.items import whole
from charterkit.documents.wording.labels import in_language, language_name, spoken_of
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import in_tongue, line, phrases
from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import Numbers
from charterkit.drafting.proposals import Field, Slot, texts_in
from charterkit.drafting.rolling import Rolling
from charterkit.model.provisions import Part, Provision, walk
from charterkit.model.submissions import Add, Amend, operation, target
from charterkit.words import Choice


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rolling text, the numbers of its present text, the language of the page and how holders are named."""

    rolling: Rolling
    numbers: Numbers
    language: str
    holders: Holders

    def codes(self, entries: Iterable[Entry]) -> str:
        """Return who stands behind changes, as the page names them; nothing on an anonymous page."""
        if not self.holders.attributed:
            return ""
        named = sponsor_names(self.rolling, (entry.ref for entry in entries), self.language)
        return named or self.holders.words["chairs_list"]


def notices(path: str, sheet: Sheet) -> Iterator[Notice]:
    """Yield what is open on an item besides the words that are shown.

    Where it would be moved, who would keep it as it is, and who would change the words that it is a translation of.
    """
    for moved in sheet.rolling.moved:
        if moved.path == path:
            yield Notice(_with_codes(_place(moved.container, moved.after, sheet), (moved.entry,), sheet))
    if kept := sheet.rolling.kept.get(path):
        yield Notice(_with_codes(sheet.holders.words["keep_unchanged"], kept, sheet))
    if changed := _changed_elsewhere(path, sheet):
        own = language_name(sheet.rolling.charter.settings.drafting_language, sheet.language)
        said = sheet.holders.words["open_elsewhere"].format(language=own)
        yield Notice(_with_codes(said, changed, sheet))


def _changed_elsewhere(path: str, sheet: Sheet) -> list[Entry]:
    """Return the open amendments of the drafting language's words at a path, where the page shows a translation.

    A submission that amends the translation too is left out: its brackets stand there.
    """
    charter = sheet.rolling.charter
    own = charter.settings.drafting_language
    node = charter.standing(path)
    fields: tuple[Field, ...] = ("heading", "text")
    found: dict[str, Entry] = {}
    for name in fields:
        if (shown := spoken_of(getattr(node, name, {}), sheet.language)) != own:
            here = {entry.submission.id for entry in _amending(Slot(path, name, shown), sheet)}
            there = _amending(Slot(path, name, own), sheet)
            found |= {entry.ref: entry for entry in there if entry.submission.id not in here}
    return [*found.values()]


def _amending(slot: Slot, sheet: Sheet) -> Iterator[Entry]:
    """Yield the open changes that hold an alternative of a slot."""
    for span in sheet.rolling.spans.get(slot, ()):
        for option in span.options if isinstance(span, Choice) else ():
            yield from (sheet.rolling.entries[ref] for ref in option.holders)


def _with_codes(text: str, entries: Sequence[Entry], sheet: Sheet) -> str:
    codes = sheet.codes(entries)
    return f"{text}{DASH}{codes}" if codes else text


def _place(container: str, after: str | None, sheet: Sheet) -> str:
    words = sheet.holders.words
    within = container if container in sheet.numbers.by_path and "/" not in (after or "") else ""
    if after is None:
        return words["move_to_start"].format(place=cite(sheet.numbers, container, sheet.language))
    path = f"{within}/{after}" if f"{within}/{after}" in sheet.numbers.by_path else after
    return words["move_after"].format(place=cite(sheet.numbers, path, sheet.language))


def proposed_names(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield how references name what is proposed and has no number yet."""
    for added in sheet.rolling.added:
        node = added.node
        heading = in_language(node.heading, sheet.language)
        name = f"[{sheet.holders.words['new_name'].format(name=heading or node.id)}]"
        if isinstance(node, Part | Provision):
            yield node.id, name
        if not isinstance(node, Part):
            start = node.id if isinstance(node, Provision) else f"{added.container}/{node.id}"
            yield from ((path, name) for path, _ in walk(node, start))


def stranded(sheet: Sheet, names: Names) -> Iterator[Runs]:
    """Yield the open changes whose place is gone, with their words: they are named, never dropped."""
    for entry in sheet.rolling.stranded:
        said = line(
            in_tongue((run for run in row.runs if run.role != "sign"), tongue, sheet.language)
            for tongue, words, mark in _said(entry)
            for row in laid_out(whole(words, mark), replace(names, language=tongue))
        )
        told = phrases("changes", sheet.language).runs(
            "stranded_words" if said else "stranded",
            ref=entry.ref, operation=operation(entry.change), path=target(entry.change), words=said,
        )  # fmt: skip
        codes = sheet.codes((entry,))
        yield (*told, Run(f"{DASH}{codes}")) if codes else told


def _said(entry: Entry) -> Iterator[tuple[str, str, Mark]]:
    """Yield the words that a change would put or take out, each text with its language."""
    change = entry.change
    if isinstance(change, Amend):
        tongue = change.language or entry.submission.language
        if change.replace:
            yield tongue, change.replace, "delete"
        yield from ((tongue, said, "insert") for said in (change.with_, change.text, change.heading) if said)
    if isinstance(change, Add):
        yield from ((slot.language, text, "insert") for slot, text in texts_in(change.add).items())
