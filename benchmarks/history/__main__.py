"""``python -m benchmarks.history``: tracing beside a naive chain of diffs (how right) and beside git (how fast).

``--quick`` takes small samples; ``--full`` the 500 provisions and 20,000 decisions of the target. Parts named
(``quality``, ``speed``, ``verification``) are the ones measured; without a name, all. ``--texts DIR`` measures the
reader's own: a folder for each text, with a file for each of its versions, ordered by name.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.history import quality, real, speed
from benchmarks.history.charters import build
from benchmarks.history.laws import IN_PLACE, KINDS, SCRIPTS
from benchmarks.history.speed import Spent, spent
from benchmarks.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20_261
LANGUAGES = ("en", "fr", "ru", "ar", "zh")
SIZES = {"--quick": (50, 400), "": (200, 4_000), "--full": (500, 20_000)}


def show_quality(count: int) -> None:
    """Print how many words are credited to the right version."""
    heads = ["", "", "of all (99.60% wanted)", "in the worst history", "to a version without them"]
    for kinds, what in ((KINDS, ""), (IN_PLACE, ", nothing moved, split, joined or put back")):
        rows: list[list[object]] = []
        for language in SCRIPTS:
            sample = quality.statutes(SEED, count, language, kinds)
            rows += [[language, *quality.row(name, sample)] for name in quality.TRACERS]
        title = f"Statutes, one to ten amendments an act{what}: undisputed words credited to the act that brought them"
        table(title, heads, rows)
    rows = []
    for language in LANGUAGES:
        for edits in (1, 5):
            found = quality.histories(SEED, count, language, edits)
            rows += [[language, edits, *quality.row(name, found)] for name in quality.TRACERS]
    title = "Small texts of stock phrases, amended beyond recognition: so many amendments of 25 sentences a version"
    table(title, ["", "amendments", "", "of all", "in the worst history", "to a version without them"], rows)


def show_speed(provisions: int, decisions: int) -> None:
    """Print how long tracing takes, beside git in the same run, with the bar for each."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "charter"
        build(folder, provisions, decisions, SEED)
        log = spent(lambda: speed.git(folder, *speed.LOG), 3)
        floor = spent(lambda: speed.floor(folder), 3)
        before = speed.git(folder, "rev-parse", "HEAD~1").decode().strip()
        cold = spent(lambda: speed.every(folder, before), 3, before=lambda: speed.forget(folder))
        after = spent(lambda: speed.go_on(folder), 3)
        one = spent(lambda: speed.one(folder, "provision-0"), 3)
        alone = spent(lambda: speed.one(folder, "provision-0"), 3, before=lambda: speed.forget(folder))
        file = spent(lambda: speed.blame(folder, 1), 3)
        copies = spent(lambda: speed.blame(folder, 1, *speed.COPIES))
        whole = spent(lambda: speed.blame(folder, 10)).times(provisions / 10)
    rows = [
        _row("git log --raw", log),
        _row("floor: that and one cat-file --batch", floor),
        _row("every word traced, cold", cold, floor, "the floor", 3),
        _row("the same", cold, whole, "git blame of all files (from 10)", 0.2),
        _row("after one more decision", after, log, "git log --raw", 0.2),
        _row("one provision, the trace up to the last decision but one kept", one, file, _OF_FILE, 2),
        _row("one provision, nothing kept", alone, file, _OF_FILE, 2),
        _row("the floor, for one provision (see below)", floor, file, _OF_FILE, 2),
        _row("git blame -C -C -C of its file", copies, file, _OF_FILE),
    ]
    title = f"Traced: {provisions} provisions, {decisions:,} decisions; memory at most {speed.memory():.0f} MB"
    table(title, ["", "seconds", "of processors", "times", "by processors", "at most", "beside"], rows)
    print(_LEAST)


_OF_FILE = "git blame of its file"
_LEAST = """
  With nothing kept, one provision costs what all of them do, and no program that keeps the rule of attribution can cost
  less than the floor: words that stood anywhere before, and were deleted, are credited to who brought them there, and
  that words stood nowhere is known only when everything that ever stood was read. git blame reads one file, and with
  -C -C -C those of the commits that changed it as well: what was deleted earlier it does not find."""


def _row(name: str, found: Spent, beside: Spent | None = None, what: str = "", bar: float = 0) -> list[object]:
    times = [f"{figure:.2f}" for figure in found.over(beside)] if beside else ["", ""]
    return [name, *(f"{figure:.2f}" for figure in found), *times, f"{bar:g}" if bar else "", what]


def show_verification(provisions: int, decisions: int) -> None:
    """Print how long verifying takes, for a history and for one a tenth as long: after one more decision, alike."""
    rows: list[list[object]] = []
    warm: list[Spent] = []
    for length in (decisions // 10, decisions):
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room) / "charter"
            build(folder, provisions, length, SEED)
            log = min(speed.log(folder) for _ in range(3))
            cold, more = speed.verified(folder)
            warm.append(more)
            seconds = (log, *cold, *more)
            rows.append([f"{length:,}", *(f"{each:.2f}" for each in seconds), f"{cold.wall / length * 1000:.1f}"])
    ratio = warm[1].over(warm[0])
    rows.append(["ratio, at most 2", "", "", "", *(f"{each:.1f}" for each in ratio), ""])
    heads = ["decisions", "log --raw", "cold", "processors", "after one more", "processors", "ms a decision, cold"]
    table(f"Verified, {provisions} provisions, in seconds", heads, rows)


PARTS: dict[str, Callable[[str], None]] = {
    "quality": lambda size: show_quality(5 if size == "--quick" else 20),
    "speed": lambda size: show_speed(*SIZES[size]),
    "verification": lambda size: show_verification(*SIZES[size]),
}


def show_texts(folder: Path) -> None:
    """Print how the tracers do on texts of the reader's own: a folder for each, a file for each of its versions."""
    heads = ["", "words that stayed", "lost their origin", "", "in no version of it", "texts altered"]
    table(
        f"Texts in {folder.name}: a word stays that has the same {real.AROUND} around it, once",
        heads,
        real.rows(folder),
    )


def main(arguments: list[str]) -> None:
    """Print the tables of the parts named, or every table."""
    if arguments[:1] == ["--texts"] and len(arguments) == 2:
        show_texts(Path(arguments[1]))
        return
    if wrong := [argument for argument in arguments if argument not in {*SIZES, *PARTS}]:
        raise SystemExit(f"{wrong[0]}: not one of {', '.join(filter(None, (*SIZES, *PARTS)))}")
    size = next((argument for argument in arguments if argument in SIZES), "")
    for name, measure in PARTS.items():
        if name in arguments or not set(PARTS) & set(arguments):
            measure(size)


if __name__ == "__main__":
    main(sys.argv[1:])
