"""A generated negotiation of thirty participants, in a repository: to each version some submissions, most merged."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Final

from charterkit.drafting.digests import outline_digest
from charterkit.drafting.ledger import Entry, ledger
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.past import past
from charterkit.model.charter import Charter, Outline, Settings
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.provisions import Part, Provision
from charterkit.model.registry import Participant, Registry
from charterkit.model.submissions import Submission
from charterkit.store.decisions.record import Circumstances, charter_files, decision_files, merge_decisions
from charterkit.store.git.commands import Git
from charterkit.store.workspace import open as open_workspace
from charterkit.store.yaml.text import dump

LODGED, MERGED = 15, 10
DAY: Final = datetime.date(2026, 1, 5)
SAYING: Final = (
    "each participant shall notify the others before exercises begin and keep measures open to all regions so that "
    "cooperation in trade energy and transport rests on equal security"
)


def first_text(rng: random.Random, articles: int) -> Charter:
    """Return the charter at the start, with the thirty participants."""
    provisions = {}
    for number in range(articles):
        units = [
            {"id": f"p{unit}", "text": {"en": " ".join(rng.choices(SAYING.split(), k=40)) + "."}} for unit in range(4)
        ]
        fields = {"id": f"a{number:02}", "kind": "article", "heading": {"en": f"Article {number}"}, "units": units}
        provisions[f"a{number:02}"] = Provision.model_validate(fields)
    people = [
        {"id": f"X{chr(65 + each // 26)}{chr(65 + each % 26)}", "name": {"en": "Fictional"}, "kind": "state",
         "role": "fictional"}
        for each in range(30)
    ]  # fmt: skip
    part = Part(id="all", heading={"en": "All"}, provisions=tuple(provisions))
    return Charter(
        settings=Settings(title={"en": "Generated"}, symbol="G/1", outline=Outline(parts=(part,))),
        provisions=provisions,
        registry=Registry(participants=tuple(Participant.model_validate(each) for each in people)),
    )


class Negotiating:
    """A negotiation that goes on in a repository, a commit for each version."""

    def __init__(self, root: Path, rng: random.Random, articles: int) -> None:
        self.rng, self.articles = rng, articles
        Git(root).run("init", "--quiet", "--initial-branch=main")
        self.charter = first_text(rng, articles)
        files = charter_files(Charter(settings=Settings(title={"en": "-"}, symbol="G/1")), self.charter)
        files["charter/registry/participants.yaml"] = dump(self.charter.registry).encode()
        (root / "charter").mkdir()
        (root / "charter" / "charter.yaml").write_bytes(files["charter/charter.yaml"] or b"")
        self.space = open_workspace(root)
        self.head = self.space.repository.commit(files, "Start\n", expected=None)
        self.submissions: list[Submission] = []
        self.decisions: list[Decision] = []
        self.bases: dict[str, Charter] = {}
        self.counts = dict.fromkeys((each.id for each in self.charter.registry.participants), 0)

    def version(self, name: str) -> None:
        """Lodge, merge and release."""
        lodged = [self._submission(name) for _ in range(LODGED)] if self.bases else []
        self.submissions += lodged
        files: dict[str, bytes | None] = {
            f"submissions/{each.by}/{each.id}.yaml": dump(each).encode() for each in lodged
        }
        entries = ledger(self.submissions, self.decisions)
        taken: list[Entry] = []
        done = past(entries, self.decisions)
        for each in lodged[:MERGED]:
            mine = [entry for entry in entries.values() if entry.submission.id == each.id]
            if merge(self.charter, [*taken, *mine], self.bases, done).charter is not None:
                taken += mine
        merged = merge(self.charter, taken, self.bases, done)
        decided = merge_decisions(self.charter, merged, len(self.decisions) + 1, Circumstances(DAY)) if taken else ()
        after = merged.charter or self.charter
        files |= charter_files(self.charter, after) | decision_files(decided)
        number = len(self.decisions) + len(decided) + 1
        release = Decision(
            id=f"{number:04}", date=DAY, action="release", version=name, symbol=f"G/1/{number}",
            result={OUTLINE: outline_digest(after)},
        )  # fmt: skip
        files |= decision_files([release])
        self.head = self.space.repository.commit(files, f"Release {name}\n", expected=self.head)
        self.decisions += [*decided, release]
        self.charter = self.bases[name] = after

    def _submission(self, _: str) -> Submission:
        code = self.rng.choice(list(self.counts))
        self.counts[code] += 1
        base = list(self.bases)[-1]
        path = f"a{self.rng.randrange(self.articles):02}/p{self.rng.randrange(4)}"
        node = self.bases[base].find(path)
        text = node.text["en"].split() if node else []
        text[self.rng.randrange(len(text))] = f"word{self.rng.randrange(10_000)}"
        fields = {"id": f"{code}-2026-{self.counts[code]:03}", "by": code, "date": DAY, "base": base, "title": "Words",
                  "changes": [{"amend": path, "text": " ".join(text)}]}  # fmt: skip
        return Submission.model_validate(fields)
