"""A delegation's view of a negotiation: its proposals, its words, who is against them, what changed, what waits for it.

Everything is picked from what others worked out: the outlook of open changes (``drafting.standing``), readiness for
adoption (``drafting.readiness``), the trace of words (``tracing.origins``), the comparison with an earlier text
(``comparing.compare``). Nothing here judges; every participant gets the same view by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charterkit.drafting.blockers import Blocker
from charterkit.drafting.brackets import brackets
from charterkit.drafting.holdings import Holding, holdings
from charterkit.drafting.ledger import Entry
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.obstacles import place_of
from charterkit.drafting.positions import Stated, on_changes, positions
from charterkit.drafting.readiness import Readiness
from charterkit.drafting.silence import Silence
from charterkit.drafting.standing import Outlook
from charterkit.history.comparing.changes import Change
from charterkit.history.comparing.compare import compare
from charterkit.history.comparing.sponsors import decisions_between, moved_paths, sponsors_by_path
from charterkit.history.tracing.origins import Origin, TracedText
from charterkit.model.decisions import Decision
from charterkit.model.submissions import Submission
from charterkit.words.count import number_of_words


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change that the participant stands behind, or stood behind until something became of it."""

    entry: Entry
    path: str
    """Where its unit stands in the present text, or stood last; for an open addition, what it would go into."""
    outlook: Outlook | None
    """What merging it now would do; None where it is not open, or its base is not known."""
    said: tuple[Stated, ...]
    """The positions that others take on it."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Words of the participant's submissions that stand in a unit today."""

    path: str
    words: int
    of: int
    changes: tuple[str, ...]
    text: str
    """The words themselves, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class Other:
    """An open change of others on an article that the participant has to do with."""

    entry: Entry
    path: str
    collides: tuple[str, ...]
    """The participant's own changes that it collides with."""
    position: Stated | None
    """What the participant said of it."""


@dataclass(frozen=True, slots=True)
class News:
    """What happened since an earlier text."""

    since: str
    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...]
    sponsors: Mapping[str, tuple[str, ...]]
    lodged: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the participant: points that block adoption and are its move, silence procedures, proposals."""

    asked: bool
    """Whether adoption asks for its consent."""
    adopted: Decision | None
    """The decision that adopted the text, where that still stands."""
    blockers: tuple[Blocker, ...]
    silence: tuple[Silence, ...]
    proposals: tuple[Other, ...]
    """Open changes of others, anywhere, on which it took no position."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The view of one participant."""

    code: str
    now: Negotiation
    proposals: tuple[Proposal, ...]
    presence: tuple[Presence, ...]
    held: tuple[Holding, ...]
    """The alternatives that it holds in the rolling text."""
    others: tuple[Other, ...]
    news: News | None
    waiting: Waiting
    articles: frozenset[str]
    """The provisions that it has to do with: those of its proposals and of its words."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was worked out of the whole negotiation."""

    now: Negotiation
    outlooks: Sequence[Outlook]
    ready: Sequence[Readiness]
    """Of the core and of every module."""
    texts: Sequence[TracedText]


def brief(code: str, found: Findings, before: tuple[str, Negotiation] | None = None) -> Brief:
    """Return a participant's view.

    Args:
        code: the participant.
        found: what was worked out of the whole negotiation.
        before: the earlier text that it last read: its name, and the negotiation then.
    """
    return _View(code, found).brief(before)


class _View:
    """Picks what concerns one participant."""

    def __init__(self, code: str, found: Findings) -> None:
        self.code = code
        self.found = found
        self.now = found.now
        self.outlooks = {each.entry.ref: each for each in found.outlooks}
        self.on_changes = on_changes(positions(found.now))

    def brief(self, before: tuple[str, Negotiation] | None) -> Brief:
        """Return the whole view."""
        proposals = tuple(self._proposals())
        presence = tuple(self._presence())
        paths = [*(each.path for each in proposals), *(each.path for each in presence)]
        articles = frozenset(path.partition("/")[0] for path in paths)
        rolled = self.now.rolling()
        language = self.now.charter.settings.drafting_language
        held = holdings(brackets(rolled, language), self.now.charter.registry).held
        others = tuple(self._others())
        return Brief(
            self.code, self.now, proposals, presence,
            tuple(each for each in held if self.code in each.option.holders),
            tuple(each for each in others if each.path.partition("/")[0] in articles),
            _news(self.now, *before) if before else None,
            self._waiting(others), articles,
        )  # fmt: skip

    def _proposals(self) -> Iterator[Proposal]:
        stands = {step.entry.ref: here for step, here in self.now.past.standing}
        for ref, entry in self.now.entries.items():
            if self.code in (*entry.sponsors, *entry.submission.sponsors, *entry.submission.on_behalf_of):
                said = tuple(each for each in self._said(entry) if each.voice != self.code)
                path = stands.get(ref) or place_of(entry, self.now)
                yield Proposal(entry, path, self.outlooks.get(ref), said)

    def _said(self, entry: Entry) -> Iterator[Stated]:
        """Yield the positions on a change, those on its submission as a whole among them."""
        for name in (entry.ref, entry.submission.id):
            yield from self.on_changes.get(name, ())

    def _presence(self) -> Iterator[Presence]:
        by_path: dict[str, list[TracedText]] = {}
        for text in self.found.texts:
            if text.language == self.now.charter.settings.drafting_language:
                by_path.setdefault(text.path, []).append(text)
        for path, found in by_path.items():
            runs = [run for text in found for run in text.runs]
            mine = [run for run in runs if self.code in self._behind(run.origin)]
            count = sum(number_of_words(run.text) for run in mine)
            if count:
                whole = sum(number_of_words(run.text) for run in runs)
                changes = tuple(dict.fromkeys(run.origin.ref for run in mine))
                yield Presence(path, count, whole, changes, " … ".join(run.text.strip() for run in mine))

    def _behind(self, origin: Origin) -> tuple[str, ...]:
        """Return who stood behind words, and the groups on whose behalf they were proposed."""
        submission = self.now.submissions.get(origin.submission or "")
        groups = submission.on_behalf_of if submission else ()
        return (origin.participant, *origin.co_sponsors, *groups)

    def _others(self) -> Iterator[Other]:
        for entry in self.now.undecided():
            if speaks_in(self.code, entry):
                continue
            outlook = self.outlooks.get(entry.ref)
            rivals = outlook.rivals if outlook else ()
            mine = tuple(rival.ref for rival in rivals if speaks_in(self.code, rival))
            own = next((each for each in self._said(entry) if each.voice == self.code), None)
            yield Other(entry, place_of(entry, self.now), mine, own)

    def _waiting(self, others: Iterable[Other]) -> Waiting:
        asked = any(self.code in ready.asked for ready in self.found.ready)
        blockers = [each for ready in self.found.ready for each in ready.blockers if each.move == self.code]
        running = {
            each.path: each
            for ready in self.found.ready
            for row in ready.rows
            for each in row.silence
            if each.state == "running" and row.attitudes.get(self.code) in {"silent", "lapsed", "none"}
        }
        silent = tuple(each for each in others if each.position is None)
        adopted = self.found.ready[0].adopted if self.found.ready else None
        return Waiting(asked, adopted, tuple(dict.fromkeys(blockers)), tuple(running.values()), silent)


def _news(now: Negotiation, since: str, before: Negotiation) -> News:
    between = tuple(decisions_between(before.decisions, now.decisions))
    lodged = (each for key, each in now.submissions.items() if key not in before.submissions)
    return News(
        since,
        between,
        compare(
            before.charter, now.charter, moved=moved_paths(now.decisions, now.submissions.values(), between)
        ).changes,
        sponsors_by_path(now.decisions, now.submissions.values(), between),
        tuple(sorted(lodged, key=lambda each: (each.date, each.id))),
    )


def collisions(found: Brief) -> Iterator[tuple[Proposal, Entry]]:
    """Yield each open proposal of the participant with each open change of others that cannot stand beside it."""
    for proposal in found.proposals:
        for rival in proposal.outlook.rivals if proposal.outlook else ():
            if not speaks_in(found.code, rival):
                yield proposal, rival


def speaks_in(code: str, entry: Entry) -> bool:
    """Tell whether a participant stands behind a change, or is the group on whose behalf it was proposed."""
    return code in (*entry.sponsors, *entry.submission.on_behalf_of)
