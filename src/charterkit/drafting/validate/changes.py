"""Check the changes of a submission one by one against its base: targets, words to replace, ids and texts.

Where additions and moves may go is checked in ``places``; the submission as a whole, in
``submission``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from charterkit.drafting.proposals import Slot, field_of, occurrences, paths_brought, proposed_words, words_at
from charterkit.drafting.validate.charter import (
    Where,
    character_findings,
    heading_findings,
    language_findings,
    node_findings,
    reference_findings,
    registry_findings,
    texts_findings,
)
from charterkit.drafting.validate.nearest import most_like, nearest
from charterkit.drafting.validate.places import Placing, keeping
from charterkit.drafting.validate.setting import Setting
from charterkit.errors import Finding
from charterkit.model.charter import RESERVED, Charter
from charterkit.model.provisions import MAX_DEPTH, Provision, Unit, depth, walk
from charterkit.model.submissions import Add, Amend, Change, Delete, Keep, Move, NewPart, Submission, base_shown, target
from charterkit.words.tokens import tokenise


def change_findings(record: str, submission: Submission, base: Charter, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with each change of a submission."""
    checks = _Checks(record, submission, base, setting)
    for index, change in enumerate(submission.changes):
        where = ("changes", index)
        yield from checks.one(where, change)
        if change.note:
            yield from character_findings(record, (*where, "note"), change.note)
    yield from checks.repeated()


class _Checks:
    """One submission's changes against its base."""

    def __init__(self, record: str, submission: Submission, base: Charter, setting: Setting) -> None:
        self.record = record
        self.submission = submission
        self.base = base
        self.setting = setting
        self.known = {*paths_added(submission), *setting.proposed}
        self.placing = Placing(record, submission, base)

    def one(self, where: Where, change: Change) -> Iterator[Finding]:
        """Check one change."""
        match change:
            case Amend():
                yield from self.amend(where, change)
            case Add():
                yield from self.add(where, change)
            case Delete():
                yield from self.target(where, "delete", change.delete)
            case Keep():
                yield from self.target(where, "keep", change.keep)
            case Move():
                yield from self.move(where, change)

    def amend(self, where: Where, change: Amend) -> Iterator[Finding]:
        """Check that an amendment finds its words, changes something and puts a sound text."""
        if change.language is not None:
            yield from language_findings(self.record, (*where, "language"), change.language, self.setting.present)
        language = change.language or self.submission.language
        found = words_at(self.base, Slot(change.amend, field_of(change), language))
        if found is None:
            yield from self.target(where, "amend", change.amend) or self._no_text(where, change)
            return
        yield from self._replaced(where, change, found, language)
        put_at, put = _put(change)
        if proposed_words(change, found) == found and language == self.setting.present.settings.drafting_language:
            # In another language the same words say that the translation still fits what its source says now.
            message = f"it changes nothing: these words stand there in '{base_shown(self.submission.base)}'"
            yield Finding(self.record, (*where, put_at), "no-change", message, keeping(change.amend))
        if put_at == "heading":
            yield from heading_findings(self.record, (*where, put_at), put)
        yield from character_findings(self.record, (*where, put_at), put)
        yield from reference_findings(self.record, (*where, put_at), put, self.setting.present, self.known)

    def _no_text(self, where: Where, change: Amend) -> list[Finding]:
        message = f"'{change.amend}' is a part: it has a heading and no text of its own"
        key = "text" if change.text is not None else "replace"
        return [Finding(self.record, (*where, key), "no-text", message, "give the new heading with 'heading:'")]

    def _replaced(self, where: Where, change: Amend, found: str, language: str) -> Iterator[Finding]:
        if change.replace is None:
            return
        count = occurrences(found, change.replace)
        if count == 1:
            if not (proposed_words(change, found) or "").strip():
                message = "nothing would be left of the text"
                hint = "say 'delete:' to take the unit out"
                yield Finding(self.record, (*where, "with"), "empty-text", message, hint)
            return
        times = "nowhere" if not count else f"{count} times"
        message = f"the words to replace stand {times} in {change.amend} of '{base_shown(self.submission.base)}'"
        if count:
            hint = "take more words around them, until they stand once"
            yield Finding(self.record, (*where, "replace"), "words-repeated", message, hint)
        else:
            hint = self._elsewhere(change, found, language)
            yield Finding(self.record, (*where, "replace"), "words-not-found", message, hint)

    def _elsewhere(self, change: Amend, found: str, language: str) -> str:
        """Return the hint for words that stand nowhere in the text: what else holds them, or is like them."""
        words = change.replace or ""
        if words in (words_at(self.base, Slot(change.amend, "heading", language)) or ""):
            return "they stand in its heading: give the whole new heading with 'heading:'"
        node = self.base.find(change.amend)
        below = {path: each.text.get(language, "") for path, each in (walk(node, change.amend) if node else ())}
        holders = [path for path, text in below.items() if words in text]
        if holders:
            return f"they stand in '{holders[0]}': amend that"
        if not found and any(below.values()):
            return _worded_below({path: text for path, text in below.items() if text}, words)
        if not found:
            return f"it has no text in '{language}': give one with 'text:'"
        return (
            nearest(words, _passages(found, words), parts=False)
            or "copy them from the text exactly, spaces and punctuation included"
        )

    def add(self, where: Where, change: Add) -> Iterator[Finding]:
        """Check the id, the place, the texts and what a new provision names."""
        added = change.add
        at = (*where, "add")
        yield from self._new_id(at, change)
        yield from self.placing.place(where, change)
        if isinstance(added, Provision):
            yield from registry_findings(self.record, at, added, self.setting.present.registry)
        if isinstance(added, NewPart):
            heading = (*at, "heading")
            yield from texts_findings(self.record, heading, added.heading, self.setting.present)
            for language, text in added.heading.items():
                yield from reference_findings(self.record, (*heading, language), text, self.setting.present, self.known)
            yield from self._worded(at, added)
            return
        yield from node_findings(self.record, at, added, self.setting.present, self.known)
        yield from self._worded(at, added)
        if depth(added) > MAX_DEPTH:
            message = f"units are nested deeper than {MAX_DEPTH} levels"
            yield Finding(self.record, (*at, "units"), "too-deep", message, "join some of them in one text")

    def _worded(self, at: Where, added: Provision | Unit | NewPart) -> Iterator[Finding]:
        """Check that everything added holds some words."""
        if isinstance(added, NewPart):
            if not added.heading:
                yield Finding(self.record, (*at, "heading"), "empty-text", "a part has a heading", "write its heading:")
            return
        generated = isinstance(added, Provision) and added.generated
        if not (added.text or added.units or generated):
            message = f"'{added.id}' has neither text nor units"
            yield Finding(self.record, at, "empty-text", message, "write its text:")
        for index, unit in enumerate(added.units):
            yield from self._worded((*at, "units", index), unit)

    def _new_id(self, at: Where, change: Add) -> Iterator[Finding]:
        path = target(change)
        if path in RESERVED:
            message = f"'{path}' is a name of the outline"
            yield Finding(self.record, (*at, "id"), "reserved-id", message, "choose another")
        elif path in self.setting.used and not self.setting.lodged:
            hint = "choose a new id: none is used twice, not even after a deletion"
            yield Finding(self.record, (*at, "id"), "id-used", f"the id '{path}' is or was in the text", hint)
        elif self.setting.present.registry.instrument(path) is not None:
            message = f"'{path}' is the id of an instrument, and [[{path}]] refers to that"
            hint = "give the instrument another id" if self.setting.lodged else "choose another"  # which of them is new
            yield Finding(self.record, (*at, "id"), "id-used", message, hint)

    def move(self, where: Where, change: Move) -> Iterator[Finding]:
        """Check that what moves is there, and that it moves to another place of its own kind."""
        unknown = self.target(where, "move", change.move)
        yield from unknown
        if not unknown:
            yield from self.placing.place(where, change)

    def target(self, where: Where, key: str, path: str) -> list[Finding]:
        """Return what is wrong with a path that must lead to something in the base."""
        if self.base.standing(path) is not None:
            return []
        present = self.setting.present
        message = f"no unit '{path}' in '{base_shown(self.submission.base)}'"
        hint = nearest(path, self.base.paths())
        if path in self.known:
            hint = "it is only proposed: put the words into the addition itself, or wait until it is merged"
        if present.standing(path) is not None:
            hint = "it was added later: name a newer version as base"
        return [Finding(self.record, (*where, key), "unknown-unit", message, hint)]

    def repeated(self) -> Iterator[Finding]:
        """Check that no change stands twice, and that no two additions take one id."""
        seen: dict[str, int] = {}
        ids: dict[str, int] = {}
        for index, change in enumerate(self.submission.changes):
            same = seen.setdefault(repr(change.model_copy(update={"note": None})), index)
            if same != index:
                message = f"the same change stands as number {same + 1}"
                yield Finding(self.record, ("changes", index), "repeated-change", message, "take one of the two out")
            elif isinstance(change, Add) and (first := ids.setdefault(target(change), index)) != index:
                message = f"change number {first + 1} adds '{target(change)}' too"
                where = ("changes", index, "add", "id")
                yield Finding(self.record, where, "id-used", message, "choose another id")


def paths_added(submission: Submission) -> Iterator[str]:
    """Yield every path that a submission's additions would bring."""
    return (path for change in submission.changes if isinstance(change, Add) for path in paths_brought(change))


def _put(change: Amend) -> tuple[str, str]:
    """Return the field with the new words of an amendment, and these words."""
    if change.with_ is not None:
        return "with", change.with_
    return ("text", change.text) if change.text is not None else ("heading", change.heading or "")


def _worded_below(texts: Mapping[str, str], words: str) -> str:
    """Return the hint for a unit whose words all stand in the units below it: which of them is likely meant."""
    near = {text: path for path, text in texts.items() for text in _passages(text, words)}
    if found := most_like(words, near, parts=False):
        return f"amend '{near[found]}': did you mean '{found}'?"
    several = ", ".join(f"'{path}'" for path in texts)
    return f"its words stand in {several}: amend one of these"


def _passages(text: str, words: str) -> list[str]:
    """Return the passages of a text, each on one line, of about as many words and signs as the given ones."""
    count = len(tokenise(re.sub(r"^\W+|\W+$", "", words)).keys) - 1
    pieces = tokenise(text).full[:-1]
    passages = (
        "".join(pieces[start : start + size]).strip()
        for size in (count, count + 1, count - 1)
        for start in range(len(pieces) - size + 1)
    )
    return [passage for passage in passages if passage and "\n" not in passage]
