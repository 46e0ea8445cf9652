"""Read the terminal sessions of a README or a page of the docs, run them, compare what is printed with what is shown.

A session is a fenced block of kind ``console`` or ``sh``:

* ``$ COMMAND`` is run by bash; ``> `` at the start of the next line goes on with it.
* In a ``console`` block the lines below a command are what it prints (standard output and errors together); where there
  are none, nothing is compared. ``...`` stands for anything within a line, and on a line of its own for any lines.
  Commit ids need not be the same.
* ``# exit 3`` below a command says that it ends with this code; every other command ends with 0.
* Every section (``## ...``) starts in an empty folder outside of any repository; within it ``cd`` lasts from block to
  block, other settings of the shell do not. ``<!-- in: the repository -->`` on the line above a block goes to the top
  of a copy of this repository, for that block and those that follow.
* ``<!-- not run: REASON -->`` on the line above a block leaves the block out, and so does a command of ``NOT_RUN``.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

NOT_RUN = (
    "git clone ",
    "make test",
    "make pytest",
    "make bench",
    "make neutrality",
    "make clean",
    "make distclean",
    "sudo ",
)
"""How commands begin that a test cannot run: they need the network or root, or would run this very test again."""

FENCE = re.compile(r"^(?P<fence>```+)(?P<kind>console|sh)\s*$")
EXIT = re.compile(r"^# exit (\d+)$")
SECTION = re.compile(r"^## ")
LEFT_OUT = re.compile(r"^<!-- not run: .+ -->$")
IN_REPOSITORY = "<!-- in: the repository -->"
ID = re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b")
ANY = "..."


@dataclass
class Step:
    """A command with its page and line, what it is said to print, and its exit code."""

    line: int
    command: str
    shown: list[str] = field(default_factory=list)
    code: int = 0
    section: int = 0
    in_repository: bool = False
    """Whether it begins a block that is run at the top of the repository."""
    page: str = "README.md"

    @property
    def runs(self) -> bool:
        """Whether a test can run it."""
        return not self.command.startswith(NOT_RUN)


def steps(text: str, page: str = "README.md") -> Iterator[Step]:
    """Yield the commands of a page in order."""
    lines = text.splitlines()
    number, section = 0, 0
    while number < len(lines):
        opening, above = FENCE.match(lines[number]), lines[number - 1] if number else ""
        section += SECTION.match(lines[number]) is not None
        number += 1
        if opening:
            end = lines.index(opening["fence"], number)
            block = list(_block(lines[number:end], number + 1, shown=opening["kind"] == "console"))
            for step in block:
                step.section = section
                step.page = page
                step.in_repository = above == IN_REPOSITORY and step is block[0]
            yield from block if not LEFT_OUT.match(above) else ()
            number = end + 1


def _block(lines: list[str], first: int, *, shown: bool) -> Iterator[Step]:
    step: Step | None = None
    for number, line in enumerate(lines, start=first):
        if line.startswith("$ "):
            if step is not None:
                yield step
            step = Step(number, line[2:])
        elif step is None:
            continue
        elif line.startswith("> ") and not step.shown:
            step.command += f"\n{line[2:]}"
        elif found := EXIT.match(line):
            step.code = int(found[1])
        elif shown:
            step.shown.append(line)
    if step is not None:
        yield step


@dataclass
class Shell:
    """Where commands run: a folder that ``cd`` changes, the environment, and a file to note the folder in."""

    folder: Path
    settings: Mapping[str, str]
    mark: Path
    seconds: float = 60.0

    def run(self, command: str) -> tuple[int, str]:
        """Run a command; return its exit code and all that it printed."""
        script = f"{command}\nended=$?\npwd >&9\nexit $ended\n"
        with self.mark.open("wb") as mark:
            done = subprocess.run(
                ["bash", "-c", f"exec 9>&{mark.fileno()}\n{script}"], cwd=self.folder, env=dict(self.settings),
                pass_fds=[mark.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, timeout=self.seconds, check=False,
            )  # fmt: skip
        self.folder = Path(self.mark.read_text().strip() or self.folder)
        return done.returncode, done.stdout


def difference(step: Step, code: int, printed: str) -> str:
    """Return what is otherwise than the README says, in words; nothing where all is as it says."""
    if code != step.code:
        return f"{step.page}:{step.line}: `{step.command}` ended with {code}, not {step.code}:\n{printed}"
    shown = [line.rstrip() for line in step.shown]
    while shown and not shown[-1]:
        shown.pop()
    if not shown or re.fullmatch(_pattern(shown), _plain(printed)):
        return ""
    return f"{step.page}:{step.line}: `{step.command}` prints\n{printed}\nand not\n" + "\n".join(shown)


def _plain(printed: str) -> str:
    """Return what was printed, with ids alike, without spaces at the ends of lines and empty lines at the end."""
    return "".join(f"{ID.sub('ID', line.rstrip())}\n" for line in printed.rstrip("\n").split("\n"))


def _pattern(shown: list[str]) -> str:
    """Return the regular expression of what is shown: ids alike, ``...`` for anything."""
    parts = []
    for line in shown:
        if line.strip() == ANY:
            parts.append(r"(?:.*\n)*")
        else:
            parts.append(".*".join(re.escape(ID.sub("ID", piece)) for piece in line.split(ANY)) + r"\n")
    return "".join(parts)
