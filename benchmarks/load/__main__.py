"""``python benchmarks/load``: load and validate 2,000 provisions, beside PyYAML's libyaml loader on the same files.

``--quick`` takes 300 provisions and no bars. Times are the best of several runs, the loaders taking turns; the ratios
are what counts. Exit code 1 where a ratio is over its bar.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from charterkit.model.charter import Charter, Outline, Settings
from charterkit.model.provisions import Part, Provision
from charterkit.store import workspace
from charterkit.store.git.commands import Git
from charterkit.store.yaml.text import dump

SEED = 7
RUNS = 7
BARS = {"cold": 0.40, "nothing changed": 0.08, "nothing changed, same workspace": 0.08}
TEXT = (
    "the participants shall cooperate in accordance with international law and respect equal security of every state "
    "so that measures notified before exercises remain open to all regions economic transport energy agreements"
)


def words(rng: random.Random, count: int) -> str:
    """Return a sentence of so many words."""
    known = TEXT.split()
    return " ".join(rng.choice(known) for _ in range(count)).capitalize() + "."


def provision(rng: random.Random, number: int) -> Provision:
    """Return a provision of about 190 words: a chapeau, four paragraphs, three points, its basis and topics."""
    points = [{"id": f"point-{index}", "text": {"en": words(rng, 20)}} for index in range(3)]
    units: list[dict[str, Any]] = [{"id": f"paragraph-{index}", "text": {"en": words(rng, 27)}} for index in range(4)]
    units[1]["units"] = points
    return Provision.model_validate(
        {
            "id": f"provision-{number:04}",
            "kind": "article",
            "heading": {"en": words(rng, 4)},
            "text": {"en": words(rng, 20)},
            "units": units,
            "basis": [{"source": "article", "at": ["L42"], "ideas": ["P06", "P27"]}, {"practice": "usual clauses"}],
            "topics": ["trade-investment", "culture"],
            "organisations": ["sco"],
        }
    )


def generate(root: Path, count: int) -> list[Path]:
    """Write a charter of so many provisions into a new repository; return the provisions' files."""
    rng = random.Random(SEED)
    Git(root).run("init", "--quiet")
    provisions = [provision(rng, number) for number in range(count)]
    parts = (Part(id="general", heading={"en": "General"}, provisions=tuple(each.id for each in provisions)),)
    settings = Settings(title={"en": "Generated"}, symbol="G/1", outline=Outline(parts=parts))
    folder = root / "charter" / "clauses"
    folder.mkdir(parents=True)
    (root / "charter" / "charter.yaml").write_text(dump(settings), encoding="utf-8")
    for each in provisions:
        (folder / f"{each.id}.yaml").write_text(dump(each), encoding="utf-8")
    return sorted(folder.iterdir())


def seconds(load: Callable[[], object]) -> float:
    """Return how long one call takes, the garbage of earlier ones out of the way."""
    gc.collect()
    start = time.perf_counter()
    held = load()
    taken = time.perf_counter() - start
    del held
    return taken


def forget(root: Path) -> None:
    """Remove what charterkit remembers of earlier loads."""
    (root / ".git" / "charterkit" / "sound").unlink(missing_ok=True)


def measure(root: Path, files: list[Path], count: int) -> dict[str, float]:
    """Return the best time of each way to load."""

    def pyyaml() -> object:
        return [yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in files]

    def load() -> Charter:
        charter = workspace.open(root).charter()
        if len(charter.provisions) != count:
            raise AssertionError
        return charter

    def every_word() -> object:
        return list(load().walk())

    kept = workspace.open(root)
    best: dict[str, float] = {}
    for _ in range(RUNS):
        forget(root)
        for name, way in (
            ("PyYAML, libyaml, alone", pyyaml),
            ("cold", load),
            ("nothing changed", load),
            ("nothing changed, every provision visited", every_word),
            ("nothing changed, same workspace", kept.charter),
        ):
            best[name] = min(best.get(name, float("inf")), seconds(way))
    return best


def main(*, quick: bool) -> int:
    """Print the table; return the exit code."""
    count = 300 if quick else 2000
    with tempfile.TemporaryDirectory() as folder:
        best = measure(Path(folder), generate(Path(folder), count), count)
    floor = best["PyYAML, libyaml, alone"]
    over = False
    print(f"{count:,} provisions of about 190 words, best of {RUNS}")
    print(f"  {'':42} {'ms':>8} {'ratio':>7} {'bar':>6}")
    for name, taken in best.items():
        bar = BARS.get(name)
        over |= bar is not None and taken / floor > bar
        print(f"  {name:42} {taken * 1000:8.1f} {taken / floor:7.3f} {'' if bar is None else f'{bar:6.2f}'}")
    return int(over and not quick)


if __name__ == "__main__":
    sys.exit(main(quick="--quick" in sys.argv[1:]))
