"""``python -m benchmarks.compare``: ``charterkit diff`` beside ``git diff --word-diff``, and the start of commands.

A made-up charter of 500 provisions in a repository of its own, and a second version of it: a tenth of the provisions
amended, or all of them. Both commands run whole, in turn; what the bare interpreter takes to start is taken off ours.
The times are the shortest of many runs, the ratio is that of the two; beside it stands the ratio of the work of
processors, the commands that were started included, which other programs disturb less. Each pair is compared

* for the first time: everything is read, checked and compared. How much of it is the import of modules is shown, and as
  the floor the import of what no word-for-word redline of ours can do without (Unicode word boundaries, the longest
  common subsequence, YAML, the check of what was read): where that alone is above the bar, no work on our side can meet
  it;
* records known: the records were read by some other command before, but never compared (``store.records.seen``);
* again: the same comparison was asked for before, and nothing that it depends on has changed (``store.answers``).

Then the start of commands on the real charter, as multiples of the bare interpreter; the floor is the import of the
same, and of the library that reads command lines. ``--quick`` measures less often.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PROVISIONS = 500
UNITS = 3
SEED = 20_260
BAR = 3
FLOOR = "import regex, rapidfuzz.distance, ryaml, pydantic_core"
START = {("--version",): 3, ("--help",): 6, ("status",): 20}
"""Commands and their bars, in multiples of ``python -c pass``."""
REAL = Path(__file__).parents[2]
MODULES = (
    "cli.boundary, cli.app, cli.diff, store.workspace, model.checked, history.comparing.compare, "
    "history.comparing.sponsors, documents.comparison.text"
)
IMPORTS = "; ".join(f"import charterkit.{module}" for module in MODULES.split(", "))
COMMAND = Path(sys.executable).with_name("charterkit")

SUBJECTS = ("The participants", "Each participating State", "The meeting of participants", "The depositary")
VERBS = (
    "shall consult",
    "shall give notice",
    "may decide",
    "shall exchange information",
    "shall refrain from measures",
)
MATTERS = ("on military exercises", "on trade and transport", "on the security of energy supplies", "on common threats")
LIMITS = ("within thirty days", "in good time", "no later than sixty days before", "once a year", "without delay")
ENDS = ("in writing", "through diplomatic channels", "as the meeting provides", "with due regard to existing bodies")


def sentence(rng: random.Random) -> str:
    """Return a sentence of about twenty words."""
    words = [rng.choice(choices) for choices in (SUBJECTS, VERBS, MATTERS, LIMITS, ENDS)]
    return f"{' '.join(words)}, and report on it to the other participants under item {rng.randint(1, 99)}."


def paragraphs(rng: random.Random) -> list[str]:
    """Return the paragraphs of a provision, two sentences each."""
    return [f"{sentence(rng)} {sentence(rng)}" for _ in range(UNITS)]


def amended(rng: random.Random, texts: Sequence[str]) -> list[str]:
    """Return paragraphs in one of which some words were replaced, or a sentence added."""
    place = rng.randrange(len(texts))
    changed = list(texts)
    words = changed[place].split()
    at = rng.randrange(len(words) - 3)
    words[at : at + rng.randint(1, 3)] = ["whenever", "they", "so", "agree"][: rng.randint(1, 4)]
    changed[place] = " ".join(words) + (f" {sentence(rng)}" if rng.random() < 1 / 4 else "")
    return changed


def provision_file(number: int, texts: Sequence[str]) -> str:
    """Return the file of a provision in charterkit's own form."""
    units = "".join(f"  - id: p{place}\n    text:\n      en: |\n        {text}\n" for place, text in enumerate(texts))
    basis = f"basis:\n  - practice: usual clause {number}\n"
    return f"id: article-{number}\nkind: article\nheading:\n  en: Matter {number}\nunits:\n{units}{basis}"


def settings_file() -> str:
    """Return the settings: ten parts of fifty articles."""
    parts = (
        f"    - id: part-{first}\n      heading:\n        en: Part of {first}\n      provisions: "
        f"[{', '.join(f'article-{number}' for number in range(first, first + 50))}]\n"
        for first in range(0, PROVISIONS, 50)
    )
    return f"title:\n  en: Charter\nsymbol: BENCH/1\nlanguages: [en]\noutline:\n  parts:\n{''.join(parts)}"


def repository(root: Path, share: float) -> None:
    """Make a repository with the versions ``v1`` and ``v2``, of which a share of the provisions was amended between."""
    rng = random.Random(SEED)
    texts = {number: paragraphs(rng) for number in range(PROVISIONS)}
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / "charter" / "clauses").mkdir(parents=True)
    (root / "charter" / "decisions").mkdir()
    (root / "charter" / "charter.yaml").write_text(settings_file(), encoding="utf-8")
    for version in (1, 2):
        if version == 2:
            for number in rng.sample(range(PROVISIONS), round(share * PROVISIONS)):
                texts[number] = amended(rng, texts[number])
        for number, found in texts.items():
            path = root / "charter" / "clauses" / f"article-{number}.yaml"
            path.write_text(provision_file(number, found), encoding="utf-8")
        release = f"id: 000{version}\ndate: 2026-01-0{version}\naction: release\nversion: v{version}\nsymbol: BENCH/1\n"
        (root / "charter" / "decisions" / f"000{version}-release-v{version}.yaml").write_text(release, encoding="utf-8")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", f"v{version}")
        git(root, "tag", f"v{version}")
    git(root, "gc", "--quiet")


def git(root: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = {
        f"GIT_{role}_{what}": "bench@example.invalid" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **who}, check=True)


class Taken(NamedTuple):
    """What a command takes, in milliseconds: by the clock, and of processors."""

    clock: float
    work: float

    def beyond(self, floor: Taken) -> Taken:
        """Return what is left when the start of the interpreter is taken off."""
        return Taken(self.clock - floor.clock, self.work - floor.work)


def run(root: Path, *arguments: str) -> Taken:
    """Return what a command takes; 1 is no failure, since it says that there are differences."""
    start, before = time.perf_counter(), worked()
    done = subprocess.run(arguments, cwd=root, capture_output=True, check=False)
    taken = Taken((time.perf_counter() - start) * 1000, worked() - before)
    if done.returncode not in {0, 1} or b"Traceback" in done.stderr:
        sys.exit(done.stderr.decode())
    return taken


def worked() -> float:
    """Return the milliseconds that processors have worked for the commands that were run."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (spent.ru_utime + spent.ru_stime) * 1000


def first_time(root: Path, *arguments: str) -> Taken:
    """Return what charterkit takes in a repository for which it has kept nothing."""
    shutil.rmtree(root / ".git" / "charterkit", ignore_errors=True)
    return run(root, str(COMMAND), *arguments)


def records_known(root: Path, *arguments: str) -> Taken:
    """Return what charterkit takes where it knows the records, and has not been asked."""
    for answers in ("answers", "comparisons"):
        shutil.rmtree(root / ".git" / "charterkit" / answers, ignore_errors=True)
    return run(root, str(COMMAND), *arguments)


def measured(commands: Mapping[str, Callable[[], Taken]], rounds: int) -> dict[str, Taken]:
    """Return what each command takes: the shortest of many runs, taken in turn, and the least work of any."""
    times: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, call in commands.items():
            times[name].append(call())
    return {name: Taken(*map(min, zip(*found, strict=True))) for name, found in times.items()}


def compare(root: Path, rounds: int) -> dict[str, Taken]:
    """Return what comparing two versions takes, with what it is compared to."""
    return measured(
        {
            "python": lambda: run(root, sys.executable, "-c", "pass"),
            "imports": lambda: run(root, sys.executable, "-c", IMPORTS),
            "floor": lambda: run(root, sys.executable, "-c", FLOOR),
            "first time": lambda: first_time(root, "diff", "v1", "v2"),
            "records known": lambda: records_known(root, "diff", "v1", "v2"),
            "again": lambda: run(root, str(COMMAND), "diff", "v1", "v2"),
            "git diff": lambda: run(root, "git", "diff", "--word-diff", "v1", "v2"),
        },
        rounds,
    )


def print_comparisons(rounds: int) -> None:
    """Print three lines for each of the two pairs of versions."""
    print(f"Two versions of a charter of {PROVISIONS} provisions, milliseconds; the bar is a ratio of {BAR}")
    for share in (0.1, 1.0):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            repository(root, share)
            times = compare(root, rounds)
        theirs, bare = times["git diff"], times["python"]
        imports, floor = times["imports"].beyond(bare).clock, times["floor"].beyond(bare).clock
        first = f"   (of it {imports:.1f} imports; floor {floor:.1f})"
        for name, note in (("first time", first), ("records known", ""), ("again", "")):
            ours = times[name].beyond(bare)
            print(
                f"  {share:4.0%} amended, {name:13}   charterkit {ours.clock:6.1f}   git {theirs.clock:6.1f}"
                f"   ratio {ours.clock / theirs.clock:5.1f}   of work {ours.work / theirs.work:5.1f}{note}"
            )


def print_starts(rounds: int) -> None:
    """Print a line for each command whose start has a bar; ``status`` for the first time and again."""
    commands = {" ".join(command): (lambda command=command: run(REAL, str(COMMAND), *command)) for command in START}
    first, known = new_status(rounds)
    bare_ones = {
        "python": lambda: run(REAL, sys.executable, "-c", "pass"),
        "floor": lambda: run(REAL, sys.executable, "-c", f"{FLOOR}, click"),
    }
    times = measured({**bare_ones, **commands}, rounds)
    bare = times["python"]
    print(f"Starts, multiples of the bare interpreter ({bare.clock:.1f} milliseconds), in brackets those of its work")
    for command, bar in START.items():
        name = " ".join(command)
        print(f"  charterkit {name:10}   {multiple(times[name], bare)}   bar {bar}")
        if name == "status":
            print(f"    the first time          {multiple(first, bare)}   bar {bar}")
            print(f"    records known           {multiple(known, bare)}   bar {bar}")
            print(f"    its floor of imports    {multiple(times['floor'], bare)}")


def multiple(taken: Taken, bare: Taken) -> str:
    """Return how many starts of the bare interpreter something takes."""
    return f"{taken.clock / bare.clock:5.1f} ({taken.work / bare.work:.1f})"


def new_status(rounds: int) -> tuple[Taken, Taken]:
    """Return what ``status`` takes on a copy of the real charter: nothing kept, and records known."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "charter"
        git(Path(folder), "clone", "--quiet", "--no-hardlinks", str(REAL), str(root))
        calls = {"first": lambda: first_time(root, "status"), "known": lambda: records_known(root, "status")}
        times = measured(calls, rounds)
        return times["first"], times["known"]


def main(*, quick: bool) -> None:
    """Print both tables."""
    rounds = 3 if quick else 15
    print_comparisons(rounds)
    print_starts(rounds)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
