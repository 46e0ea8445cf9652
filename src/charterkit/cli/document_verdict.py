"""A document compared with what charterkit makes of the commit that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from charterkit.cli.made_again import made_again, printing_again
from charterkit.documents.document_words import Difference, differences, words_in
from charterkit.documents.formats import output
from charterkit.documents.origin import NotOurs, Origin, origin_of
from charterkit.documents.pages.templates import templates_digest
from charterkit.documents.pdf.facts import fact_differences, facts_in, remarks_on
from charterkit.drafting.digests import text_digest
from charterkit.errors import CharterkitError
from charterkit.store.editions import edition, templates

if TYPE_CHECKING:
    from charterkit.store.workspace import Workspace

Answer = Literal[
    "identical", "same-words", "other-words", "report", "work-tree", "unknown-commit", "not-ours", "not-made"
]
_SAID: Final[dict[Answer, str]] = {
    "identical": "it is, byte by byte, what charterkit makes of that commit",
    "same-words": "its words are that commit's; its bytes differ, as with other fonts, another version or a new save",
    "other-words": "ITS WORDS ARE NOT THAT COMMIT'S",
    "report": "it is a report: nothing here vouches for its words; check out that commit, run its command and compare",
    "work-tree": "it was made of files as they lay, not of a commit: nothing vouches for its words",
    "unknown-commit": "this repository does not have that commit, so nothing can be said of its words",
    "not-ours": "nothing can be said of its words",
    "not-made": "the document cannot be made of that commit here, so nothing can be said of its words",
}
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a document."""

    answer: Answer
    origin: Origin | None = None
    why: str = ""
    called: str = ""
    """How the repository calls the commit now, where the document calls it otherwise."""
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    """What is to be known besides, and decides nothing."""
    since: str = ""
    """The command that shows how the text has changed since that commit; empty where it has not."""

    @property
    def sound(self) -> bool:
        """Whether its words are those of the commit."""
        return self.answer in {"identical", "same-words"}

    def lines(self, name: str) -> Iterator[str]:
        """Yield what to say of a file with this name."""
        if self.origin:
            version = f" ({self.origin.version})" if self.origin.version else ""
            what = f"'{self.origin.command}' at" if self.origin.command else f"{self._view} text of"
            yield f"{name}: {what} commit {self.origin.commit}{version}, {self.origin.symbol}"
            yield f"  words {self.origin.digest}"
        yield f"{'  ' if self.origin else f'{name}: '}{_SAID[self.answer]}"
        if self.why:
            yield f"  {self.why}"
        if self.called:
            yield f"  this repository calls that commit '{self.called}' now"
        for remark in self.remarks:
            yield f"  {remark}"
        if self.since:
            yield f"  the text has changed since: {self.since}"
        for each in self.differences[:_SHOWN]:
            yield f"  {each}"
        if len(self.differences) > _SHOWN:
            yield f"  ... and {len(self.differences) - _SHOWN} more"

    @property
    def _view(self) -> str:
        return str(self.origin.options.get("view", "clean")) if self.origin else ""

    def values(self) -> dict[str, object]:
        """Return the verdict as values for a program."""
        return {
            "answer": self.answer,
            "sound": self.sound,
            "commit": self.origin.commit if self.origin else None,
            "digest": self.origin.digest if self.origin else None,
            "view": self._view if self.origin and not self.origin.command else None,
            "command": self.origin.command or None if self.origin else None,
            "why": self.why or None,
            "remarks": list(self.remarks),
            "since": self.since or None,
            "differences": [
                {"place": each.place, "found": each.found, "expected": each.expected} for each in self.differences
            ],
        }


def verdict_on(space: Workspace, raw: bytes) -> Verdict:
    """Return what can be said of a document's bytes, and what has happened to the text since, if it is sound."""
    found = _verdict_on(space, raw)
    return replace(found, since=_since(space, found.origin)) if found.sound and found.origin else found


def _since(space: Workspace, origin: Origin) -> str:
    if text_digest(space.charter(space.repository.head())) == origin.digest:
        return ""
    versions = (version.name for version in space.versions() if version.commit == origin.commit)
    return f"charterkit diff {next(versions, origin.commit[:12])}"


def _verdict_on(space: Workspace, raw: bytes) -> Verdict:
    try:
        stated, form = origin_of(raw)
    except NotOurs as fault:
        return Verdict("not-ours", why=str(fault))
    if not _known(space, stated.commit):
        return Verdict("unknown-commit", stated)
    if stated.work_tree:
        return Verdict("work-tree", stated)
    if text_digest(space.charter(stated.commit)) != stated.digest:
        return Verdict("other-words", stated, "the digest that it states is not that of the commit's words")
    return Verdict("report", stated) if stated.command else _compared(space, raw, stated, form)


def _known(space: Workspace, commit: str) -> bool:
    try:
        space.repository.resolve(commit)
    except CharterkitError:
        return False
    return True


def _compared(space: Workspace, raw: bytes, stated: Origin, form: str) -> Verdict:
    try:
        again = output(made_again(space, stated), form, templates(space), printing_again(space, stated))
    except CharterkitError as fault:
        return Verdict("not-made", stated, str(fault))
    expected = again.encode() if isinstance(again, str) else again
    now = edition(space, stated.commit).version
    called = now if now != stated.version else ""
    if raw == expected:
        return Verdict("identical", stated, called=called)
    found = tuple(differences(words_in(raw, form), words_in(expected, form)))
    remarks = tuple(_remarks(space, stated))
    if form == "pdf":
        facts = facts_in(raw), facts_in(expected)
        found, remarks = (*found, *fact_differences(*facts)), (*remarks, *remarks_on(*facts))
    return Verdict("other-words" if found else "same-words", stated, "", called, found, remarks)


def _remarks(space: Workspace, stated: Origin) -> Iterator[str]:
    if stated.templates and stated.templates != templates_digest(templates(space)):
        yield "it was made with other templates than there are here now: what they print may differ"
