"""The press started beside us, given its orders, and its answers read.

WeasyPrint runs in a process of its own (``press``) with limits on time, memory and pages, so that no text can hang or
exhaust the program; ending the program, or the block that uses the press, ends the press. What an order is made of is
left to ``making``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

from charterkit.documents.pages.kept import KeptHtml
from charterkit.documents.press.made_for import MADE_FOR, made_for
from charterkit.documents.press.order import Order, Slip, framed, unframed
from charterkit.errors import CharterkitError, EnvironmentProblem

_KILLED: Final = (-6, -9, -11, 137)
"""How a process ends that got no memory: killed, or by a C library that does not look at what it was given."""
_LAST_LINES: Final = 3
_MEMORY_SIGNS: Final = ("MemoryError", "memory", "cannot get parse buffer")
"""What Python, the C library or fontconfig say before they fail for want of memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of time, megabytes of memory, pages.

    300 pages took 41 seconds and 540 megabytes; a treaty that needs more than these is more likely a mistake.
    """

    seconds: float = 900
    megabytes: int = 4096
    pages: int = 1500


class PageFault(CharterkitError):  # noqa: N818  it says what is wrong, as RecordsInvalid does
    """The pages could not be made as the template asks: what WeasyPrint reported, all of it."""

    def __init__(self, reports: Sequence[str], hint: str = "") -> None:
        self.reports = tuple(dict.fromkeys(reports))
        listed = "\n  ".join(self.reports)
        super().__init__(f"the PDF was not made, because it would not be whole [pdf]\n  {listed}", hint)


class FetchRefused(PageFault):
    """A template asked for something outside the template folders."""


class PagesBeyondLimit(PageFault):
    """The document takes more time, memory or pages than any document may."""

    def __init__(self, what: str, limits: Limits) -> None:
        said = {
            "pages": f"it has more than {limits.pages} pages",
            "memory": f"it takes more than {limits.megabytes} megabytes of memory",
            "time": f"it takes more than {limits.seconds:g} seconds",
        }[what]
        super().__init__([said], hint="look for a text that is far too long, or make it as HTML or Markdown")


@dataclass(slots=True)
class Press:
    """A running press. It prints one order after the other, and what an order has of the last one is not made again."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]
    limits: Limits
    kept: KeptHtml | None = None
    """The HTML of the last order's provisions, at a press that stays."""

    def printed(self, order: Order) -> bytes:
        """Return the PDF of an order.

        Raises:
            FetchRefused: a template asks for a URL or a file outside the template folders.
            PagesBeyondLimit: the document is too large.
            PageFault: WeasyPrint reports anything at all, or fails.
            EnvironmentProblem: a library that WeasyPrint needs is not there.
        """
        late = threading.Event()
        alarm = threading.Timer(self.limits.seconds, self._stop, (late,))
        alarm.start()
        try:
            line, made = self._answer(order)
        except (OSError, EOFError):
            if late.is_set():
                raise PagesBeyondLimit("time", self.limits) from None
            raise self._broken() from None
        finally:
            alarm.cancel()
        self._check(Slip(**json.loads(line)))
        return made

    def _answer(self, order: Order) -> tuple[bytes, bytes]:
        asked, answers = self.process.stdin, self.process.stdout
        if asked is None or answers is None:
            raise EOFError
        asked.write(framed(json.dumps(asdict(order)).encode()))
        asked.flush()
        return unframed(answers), unframed(answers)

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _broken(self) -> CharterkitError:
        """Return the error for a press that ended without an answer."""
        code = self.process.wait()
        self.said.seek(0)
        said = self.said.read().decode(errors="replace")
        if code in _KILLED or any(sign in said for sign in _MEMORY_SIGNS):
            return PagesBeyondLimit("memory", self.limits)
        return PageFault([f"WeasyPrint failed ({code})", *said.strip().splitlines()[-_LAST_LINES:]])

    def _check(self, slip: Slip) -> None:
        """Raise what the press has to say, if it has anything."""
        if slip.missing:
            raise EnvironmentProblem(
                f"WeasyPrint does not find a library it needs: {slip.missing}",
                hint="on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            )
        if slip.untested:
            raise EnvironmentProblem(
                f"pages cannot be made with {slip.untested}: charterkit was made for {made_for()}",
                hint=f"pip install {' '.join(f'{name}=={version}.*' for name, version in MADE_FOR.items())}; "
                "HTML and Markdown need neither",
            )
        if slip.refused:
            raise FetchRefused([slip.refused])
        if slip.over:
            raise PagesBeyondLimit(slip.over, self.limits)
        if slip.reports:
            raise PageFault(slip.reports)


@contextmanager
def running(limits: Limits | None = None, *, stays: bool = False) -> Iterator[Press]:
    """Start a press, and end it whatever happens: an error here, Ctrl-C, or the end of its work.

    One that ``stays`` keeps the pages of its last order, so that the next one is done sooner.
    """
    command = [sys.executable, "-P", "-m", "charterkit.documents.press", *(("stay",) if stays else ())]
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=said, env=_surroundings()) as process,
    ):
        try:
            yield Press(process, said, limits or Limits(), KeptHtml() if stays else None)
        finally:
            process.kill()
            with suppress(OSError):  # what it did not read any more
                process.communicate()


def _surroundings() -> dict[str, str]:
    """Return our environment, with the package's own folder first where modules are looked for."""
    here = str(Path(__file__).resolve().parents[3])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{here}{os.pathsep}{known}" if known else here}
