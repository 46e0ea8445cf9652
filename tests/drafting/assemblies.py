"""Large generated negotiations: some thirty participants, hundreds of submissions, rounds of merging and releasing.

A negotiation is a list of acts, so that it can be gone through again with other names or in another order. Everything
follows from a seed. The checks of ``charterkit check`` accept each submission.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from tests.drafting.negotiations import Table, submission, written

from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Outcome
from charterkit.drafting.standing import Outlook
from charterkit.drafting.validate.setting import Setting
from charterkit.drafting.validate.submission import submission_findings
from charterkit.model.charter import Charter
from charterkit.model.registry import Participant, Registry
from charterkit.model.submissions import Add, Move, Submission

Act = Literal["lodge", "merge", "close", "release"]
STOCK: Final = """exercise notice visit region border water transport energy season council secretariat report party
measure inspection invitation observer written early joint equal mutual regular prompt full reliable public common
gives sends keeps opens shares names limits avoids restores respects explains begins ends within before after under
during""".split()  # noqa: SIM905  a list of words reads better as words
CODE: Final = re.compile(r"\bX[A-Z]{2}\b")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a negotiation is."""

    participants: int = 30
    submissions: int = 200
    rounds: int = 3
    parts: int = 4
    articles: int = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One act: submissions that are lodged on one day, submissions that are merged together, a name."""

    act: Act
    names: tuple[str, ...] = ()
    lodged: tuple[Submission, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """A whole negotiation: the text at the start and what happened."""

    start: Charter
    steps: tuple[Step, ...]

    @property
    def codes(self) -> list[str]:
        return [each.id for each in self.start.registry.participants]

    def table(self) -> Table:
        """The negotiation gone through as it is written down."""
        return replayed(self.start, self.steps)[0]


def codes(count: int) -> list[str]:
    """The first codes from XAA on."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"X{letters[index // 26]}{letters[index % 26]}" for index in range(count)]


def replayed(start: Charter, steps: Iterable[Step]) -> tuple[Table, list[Any]]:
    """Go through steps; return the table, and what came of every merge: the results of its changes, the collisions."""
    table = Table(start)
    return table, [taken(table, step) for step in steps]


def told(outcome: Outcome | Outlook) -> str:
    """What came of a change; whether an addition or a move still alters the order of a list is left out.

    That order goes by the participants' codes: an addition equal to another's may come to stand before its neighbours.
    """
    arriving = isinstance(outcome.entry.change, Add | Move)
    return "stands" if arriving and outcome.result in {"clean", "moot"} else outcome.result


def taken(table: Table, step: Step) -> Any:
    """Take one step at a table; return what came of it where it is a merge."""
    if step.act == "lodge":
        table.submissions += step.lodged
    elif step.act == "release":
        table.release(step.names[0])
    elif step.act == "close":
        for name in step.names:
            table.close(name)
    else:
        merged = table.merge(step.names)
        against = {(each.ref, each.path, each.kind) for each in merged.collisions}
        return {each.entry.ref: told(each) for each in merged.outcomes}, against
    return None


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return a record with every participant's code exchanged, in ids and references too."""
    text = json.dumps(value.model_dump(mode="json", by_alias=True))
    return type(value).model_validate(json.loads(CODE.sub(lambda found: names[found[0]], text)))


def under_other_names(assembly: Assembly, names: Mapping[str, str]) -> Assembly:
    """Return the same negotiation with the participants' codes exchanged."""

    def name(text: str) -> str:
        return CODE.sub(lambda found: names[found[0]], text)

    steps = (
        Step(step.act, tuple(map(name, step.names)), tuple(renamed(each, names) for each in step.lodged))
        for step in assembly.steps
    )
    return Assembly(assembly.start, tuple(steps))


def assembly(seed: int, size: Size = Size()) -> Assembly:
    """Make a negotiation from a seed."""
    return _Maker(random.Random(seed), size).made()  # noqa: S311  no secret


class _Maker:
    """Makes up what participants say and the meeting decides, going through it at a table of its own."""

    def __init__(self, rng: random.Random, size: Size) -> None:
        self.rng = rng
        self.size = size
        self.people = codes(size.participants)
        self.counts = dict.fromkeys(self.people, 0)
        self.news = 0
        self.table = Table(self._start())
        self.steps: list[Step] = []

    def made(self) -> Assembly:
        """Return the negotiation."""
        share = self.size.submissions // (self.size.rounds + 1)
        for number in range(self.size.rounds):
            self._lodge(share)
            self._decide()
            self._take(Step("release", (f"draft-{number + 1}",)))
        self._lodge(share)
        return Assembly(self.table.start, tuple(self.steps))

    def _start(self) -> Charter:
        lines = []
        for part in range(self.size.parts):
            lines.append(f"part part{part} = Part {self._words(2)}")
            for article in range(self.size.articles):
                name = f"a{part}x{article}"
                lines.append(f"  article {name} = {self._words(2)}: {self._sentence()}")
                lines += [
                    f"    p{unit}: {self._sentence()} {self._sentence()}" for unit in range(self.rng.randint(1, 4))
                ]
        people = [
            Participant.model_validate({"id": code, "name": {"en": code}, "kind": "state", "role": "fictional"})
            for code in self.people
        ]
        return written("\n".join(lines)).model_copy(update={"registry": Registry(participants=tuple(people))})

    def _words(self, count: int) -> str:
        return " ".join(self.rng.choice(STOCK) for _ in range(count))

    def _sentence(self) -> str:
        return f"{self._words(self.rng.randint(7, 14)).capitalize()}."

    def _new(self) -> str:
        self.news += 1
        return f"nova{self.news}"

    def _take(self, step: Step) -> None:
        taken(self.table, step)
        self.steps.append(step)

    def _lodge(self, count: int) -> None:
        lodged: list[Submission] = []
        while len(lodged) < count:
            made = self._submission()
            lodged += [made] if made is not None else []
        self.steps.append(Step("lodge", lodged=tuple(lodged)))

    def _decide(self) -> None:
        """Merge a good half of what can be merged, alone or in threes, and close some of the rest."""
        waiting = list(
            dict.fromkeys(each.submission.id for each in self.table.entries.values() if each.state == "open")
        )
        self.rng.shuffle(waiting)
        for at in range(0, len(waiting), 3):
            group = waiting[at : at + self.rng.choice((1, 1, 3))]
            self._take(Step("merge", tuple(group)))
        still = {each.submission.id for each in self.table.entries.values() if each.state == "open"}
        closed = tuple(name for name in sorted(still) if self.rng.random() < 0.3)
        self._take(Step("close", closed))

    def _submission(self) -> Submission | None:
        """Return one submission that the checks accept and put it on the table; None where it was refused."""
        code = self.rng.choice(self.people)
        versions = list(self.table.versions)
        base = self.rng.choice(versions[-2:])
        name = f"{code}-2026-{self.counts[code] + 1:03}"
        changes = [self._change(self.table.versions[base]) for _ in range(self.rng.choice((1, 1, 1, 2, 3)))]
        own = [each.id for each in self.table.submissions if each.by == code and each.changes]
        known = {each.id for each in self.table.submissions}
        if own and self.rng.random() < 0.1 and f"{(first := self.rng.choice(own)[:12])}-rev1" not in known:
            made = submission(f"{first}-rev1", changes, base, revises=first)
        else:
            made = submission(name, changes, base, **self._beside(code))
        if not self._accepted(made):
            return None
        self.counts[code] += made.id == name
        self.table.submissions.append(made)
        return made

    def _beside(self, code: str) -> dict[str, Any]:
        """Return co-sponsors, and now and then what joins, leaves, revises or resolves others."""
        found: dict[str, Any] = {"with": [each for each in self.rng.sample(self.people, 2) if each != code]}
        if self.rng.random() < 0.6:
            found = {}
        said = [each for each in self.table.submissions if each.changes]
        draw = self.rng.random()
        if said and draw < 0.15:
            found["joins"] = [f"{self.rng.choice(said).id}#1"]
        elif said and draw < 0.25:
            found["resolves"] = sorted({self.rng.choice(said).id for _ in range(2)})
        elif draw < 0.35 and (own := [each for each in said if each.by == code]):
            found["withdraws"] = [self.rng.choice(own).id]
        return found

    def _accepted(self, made: Submission) -> bool:
        table = self.table
        known = {each.id: each for each in table.submissions} | {made.id: made}
        used = {path for path, _ in table.present.walk()} | {part.id for part in table.present.settings.outline.parts}
        used |= {path for decision in table.decisions for path in decision.result}
        setting = Setting(table.present, table.versions[made.base], list(table.versions), table.entries, known, used)
        return not [found for found in submission_findings(made, setting) if found.severity == "error"]

    def _change(self, base: Charter) -> dict[str, Any]:
        verbs: Mapping[str, Callable[[Charter], dict[str, Any]]] = {
            "amend": self._amendment, "add": self._addition, "move": self._move, "delete": self._deletion,
            "keep": self._request,
        }  # fmt: skip
        (verb,) = self.rng.choices(list(verbs), weights=(60, 20, 8, 6, 6))
        return verbs[verb](base)

    def _amendment(self, base: Charter) -> dict[str, Any]:
        path = self._path(base)
        node = base.find(path)
        tokens = node.text.get("en", "").split() if node else []
        if not tokens or self.rng.random() < 0.1:
            return {"amend": path, "heading": f"Heading {self._new()}"}
        at = self.rng.randrange(len(tokens))
        old = " ".join(tokens[at : at + self.rng.randint(1, 3)])
        rival = self.rng.choice(STOCK)  # some propose the same words as others
        return {"amend": path, "replace": old, "with": self.rng.choice((self._new(), f"{old} {rival}", rival, ""))}

    def _addition(self, base: Charter) -> dict[str, Any]:
        shared = self.rng.random() < 0.3
        words = "Costs are shared." if shared else f"{self._words(5)} {self._new()}."
        name = "shared" if shared else f"unit{self._new()}"
        added: dict[str, Any] = {"id": name, "text": {"en": words}}
        if self.rng.random() < 0.3:
            added |= {"id": f"art{self._new()}", "kind": "article", "heading": {"en": self._words(2)}}
            parts = [part.id for part in base.settings.outline.parts]
            if self.rng.random() < 0.5:
                return {"add": added, "last": self.rng.choice(parts)}
            return {"add": added, "after": self.rng.choice(list(base.provisions))}
        units = [path for path, _ in base.walk() if "/" in path]
        if units and self.rng.random() < 0.5:
            return {"add": added, self.rng.choice(("after", "before")): self.rng.choice(units)}
        return {"add": added, self.rng.choice(("first", "last")): self.rng.choice(list(base.provisions))}

    def _move(self, base: Charter) -> dict[str, Any]:
        key = self.rng.choice(("after", "before"))
        units = [path for path, _ in base.walk() if "/" in path]
        among = units if units and self.rng.random() < 0.6 else list(base.provisions)
        return {"move": self.rng.choice(among), key: self.rng.choice(among)}

    def _deletion(self, base: Charter) -> dict[str, Any]:
        return {"delete": self._path(base)}

    def _request(self, base: Charter) -> dict[str, Any]:
        return {"keep": self._path(base)}

    def _path(self, base: Charter) -> str:
        return self.rng.choice([path for path, _ in base.walk()])


def merging(table: Table, names: Sequence[str]) -> bool:
    """Whether submissions can be merged together."""
    return merge(table.present, table.chosen(names), table.versions, table.past).charter is not None
