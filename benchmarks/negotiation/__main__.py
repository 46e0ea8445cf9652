"""``python -m benchmarks.negotiation``: figures, brief and source table of a long negotiation of thirty participants.

A charter of 60 articles goes through 40 versions; to each lead fifteen submissions, of which ten are merged and five
stay open. Measured against reading the records of every version, which nothing can do without. ``--quick`` takes six
versions and no bars. Exit code 1 where a ratio is over its bar.
"""

from __future__ import annotations

import datetime
import random
import sys
import tempfile
import time
from collections.abc import Callable
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
from charterkit.store import briefing, sources, statistics
from charterkit.store.decisions.record import Circumstances, charter_files, decision_files, merge_decisions
from charterkit.store.git.commands import Git
from charterkit.store.workspace import Workspace
from charterkit.store.workspace import open as open_workspace
from charterkit.store.yaml.text import dump

SEED: Final = 11
ARTICLES: Final = 60
LODGED, MERGED = 15, 10
BARS: Final = {"stats of every version": 5.0, "brief": 4.0, "source table of a version": 2.5}
DAY: Final = datetime.date(2026, 1, 5)
SAYING: Final = (
    "each participant shall notify the others before exercises begin and keep measures open to all regions so that "
    "cooperation in trade energy and transport rests on equal security"
)


def first_text(rng: random.Random) -> Charter:
    """Return the charter at the start, with the thirty participants."""
    provisions = {}
    for number in range(ARTICLES):
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

    def __init__(self, root: Path, rng: random.Random) -> None:
        self.rng = rng
        Git(root).run("init", "--quiet", "--initial-branch=main")
        self.charter = first_text(rng)
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
        path = f"a{self.rng.randrange(ARTICLES):02}/p{self.rng.randrange(4)}"
        node = self.bases[base].find(path)
        text = node.text["en"].split() if node else []
        text[self.rng.randrange(len(text))] = f"word{self.rng.randrange(10_000)}"
        fields = {"id": f"{code}-2026-{self.counts[code]:03}", "by": code, "date": DAY, "base": base, "title": "Words",
                  "changes": [{"amend": path, "text": " ".join(text)}]}  # fmt: skip
        return Submission.model_validate(fields)


def seconds(act: Callable[[Workspace], object], root: Path, runs: int) -> float:
    """Return how long something takes in a workspace that was just opened; the best of several runs."""
    taken = []
    for _ in range(runs):
        space = open_workspace(root)
        start = time.perf_counter()
        act(space)
        taken.append(time.perf_counter() - start)
    return min(taken)


def read_all(space: Workspace) -> None:
    """Read the records of every version."""
    for version in space.versions():
        space.records(version.commit)


def main() -> int:
    """Build, measure, print; return the exit code."""
    quick = "--quick" in sys.argv
    count, runs = (6, 1) if quick else (40, 3)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = Negotiating(root, random.Random(SEED))
        for number in range(count):
            made.version(f"draft-{number:02}")
        whole = seconds(read_all, root, runs)
        acts: dict[str, Callable[[Workspace], object]] = {
            "stats of every version": statistics.gather,
            "brief": lambda space: briefing.gather(space, "XAA", DAY, "2026-01-05T12:00Z"),
            "source table of a version": lambda space: sources.sources(space, f"draft-{count - 1:02}"),
        }
        times = {name: seconds(act, root, runs) for name, act in acts.items()}
    print(f"{len(made.submissions)} submissions, {count} versions; reading them all takes {whole:.2f} s")
    failed = False
    for name, taken in times.items():
        ratio = taken / whole
        failed |= ratio > BARS[name]
        bar = "" if quick else f"  bar {BARS[name]:.2f}"
        print(f"{name:<28}{taken:8.2f} s  {ratio:6.2f} of reading{bar}")
    return int(failed and not quick)


if __name__ == "__main__":
    sys.exit(main())
