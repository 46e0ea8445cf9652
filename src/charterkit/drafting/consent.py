"""What each participant's positions make of its consent to every unit, and what the charter's rule asks for.

Consent is given expressly, by ``accept`` or ``support``, to words as they stand. A reservation beside the acceptance of
something broader is consent with a reservation; alone it withholds consent. A group speaks for those of its members
that have said nothing of their own about these words; it never overcomes what a member said against earlier ones.

==========  =========================================================================================================
consent     every participant asked has given consent to every unit (the default)
consensus   no participant asked objects
silence     as consent; where a silence procedure on the very words ended unbroken, it speaks for those who are silent
vote        of those asked enough take part (quorum), and of these enough are in favour (majority); each unit by itself
==========  =========================================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from charterkit.drafting.positions import Stated
from charterkit.drafting.silence import Silence
from charterkit.model.agreements import Rule, Voting
from charterkit.model.positions import CONSENTING

Attitude = Literal["consents", "reserves", "withholds", "objects", "lapsed", "none", "silent"]
"""``reserves`` is consent with a reservation, ``none`` that it took back what it had said."""

GIVEN: Final[frozenset[Attitude]] = frozenset({"consents", "reserves"})
SAID_NOTHING: Final[frozenset[Attitude]] = frozenset({"silent", "lapsed", "none"})
_CAUTION: Final[tuple[Attitude, ...]] = ("objects", "withholds", "none", "lapsed", "reserves", "consents", "silent")
"""Where groups of one participant differ, the first of these counts."""


@dataclass(frozen=True, slots=True)
class View:
    """What one participant thinks of one unit: its attitude, the position that shows it, and who spoke for it."""

    attitude: Attitude
    stated: Stated | None = None
    through: str = ""
    """The group that spoke for it."""


_SILENT = View("silent")


class Views:
    """The views of participants on the words of one text."""

    def __init__(self, words: Mapping[str, str], stated: Sequence[Stated], groups: Mapping[str, Sequence[str]]) -> None:
        """Take the words that stand (path to digest), all positions in order, and the groups of each participant."""
        self.words = words
        self.groups = groups
        self._stated: dict[tuple[str, str], list[Stated]] = {}
        for each in stated:
            for path in each.words:
                self._stated.setdefault((each.voice, path), []).append(each)

    def of(self, code: str, path: str) -> View:
        """Return what a participant thinks of a unit: its own view, or that of a group where it has none."""
        own = self._own(code, path)
        objected = own.stated is not None and own.stated.stance not in CONSENTING
        if own.attitude not in ("silent", "lapsed") or objected or not self.groups.get(code):
            return own
        spoken = [replace(self._own(group, path), through=group) for group in self.groups.get(code, ())]
        heard = [view for view in spoken if view.attitude not in ("silent", "lapsed")]
        return min(heard, key=lambda view: _CAUTION.index(view.attitude), default=own)

    def last(self, voice: str, path: str) -> Stated | None:
        """Return the position of one voice that counts for a unit, whether or not its words still stand."""
        return next(reversed(self._stated.get((voice, path), [])), None)

    def _own(self, voice: str, path: str) -> View:
        stated = self._stated.get((voice, path))
        if not stated:
            return _SILENT
        last, present = stated[-1], self.words.get(path)
        if last.words[path] != present:
            return View("lapsed", last)
        if last.stance != "reserve":
            return View(_attitude(last), last)
        accepted = next((each for each in reversed(stated) if each.stance != "reserve"), None)
        holds = accepted is not None and accepted.stance in CONSENTING and accepted.words[path] == present
        return View("reserves" if holds and accepted is not None and accepted.broader(last) else "withholds", last)


def _attitude(stated: Stated) -> Attitude:
    if stated.stance in CONSENTING:
        return "consents"
    return "objects" if stated.stance == "object" else "none"


def under_rule(rule: Rule, view: View, silence: Silence | None) -> View:
    """Return a view as the rule sees it: an unbroken silence procedure speaks for who said nothing, where it may."""
    spoken = rule == "silence" and silence is not None and silence.state == "unbroken"
    if spoken and view.attitude in SAID_NOTHING:
        return View("consents")
    return view


def hinders(rule: Rule, view: View, *, reservations: bool) -> bool:
    """Tell whether one participant's view keeps a unit from being adopted; votes are counted by ``vote``.

    Args:
        rule: the charter's rule.
        view: the view, as the rule sees it.
        reservations: whether they are permitted.
    """
    if view.attitude == "reserves" and not reservations:
        return True
    if rule == "vote":
        return False
    return view.attitude == "objects" if rule == "consensus" else view.attitude not in GIVEN


@dataclass(frozen=True, slots=True)
class Tally:
    """How a vote on one unit stands."""

    asked: int
    in_favour: int
    against: int
    abstaining: int
    quorate: bool
    carried: bool


def vote(views: Iterable[View], voting: Voting) -> Tally:
    """Count votes: consent is one in favour, an objection one against; a reservation alone or no position abstains.

    Half as majority asks for more than half; any other share, for that much at least. Who is silent, or spoke of other
    words, is absent.
    """
    attitudes = [view.attitude for view in views]
    in_favour = sum(each in GIVEN for each in attitudes)
    against = attitudes.count("objects")
    abstaining = attitudes.count("withholds") + attitudes.count("none")
    present, cast = in_favour + against + abstaining, in_favour + against
    quorate = bool(attitudes) and Fraction(present, len(attitudes)) >= Fraction(voting.quorum)
    share = Fraction(in_favour, cast) if cast else Fraction(0)
    asked = Fraction(voting.majority)
    carried = quorate and (share > asked if asked == Fraction(1, 2) else share >= asked) and in_favour > 0
    return Tally(len(attitudes), in_favour, against, abstaining, quorate, carried)
