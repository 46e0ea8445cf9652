"""Presses that go from test to test: starting one takes ten times as long as what most tests have printed.

Whatever a press has printed before, a document has the same bytes (``test_parts``); presses with limits of their own,
and those that stay, are started anew as always.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final, NamedTuple

import pytest

from charterkit.documents.pdf import making as pdf
from charterkit.documents.pdf.pressroom import Limits, Press, running

MOST: Final = 2
"""How many presses wait for the next test: a set of documents is made by two at a time."""


class _Waiting(NamedTuple):
    press: Press
    surroundings: dict[str, str]
    ending: ExitStack


class Presses:
    """Presses at rest, each with the surroundings that it was started in."""

    def __init__(self) -> None:
        self.waiting: deque[_Waiting] = deque()

    @contextmanager
    def running(self, limits: Limits | None = None, *, stays: bool = False) -> Iterator[Press]:
        """Take the place of ``pressroom.running``: give out a press that is at rest, or start one."""
        if limits is not None or stays:
            with running(limits, stays=stays) as press:
                yield press
            return
        taken = self._taken()
        try:
            yield taken.press
        except BaseException:
            taken.ending.close()
            raise
        self._leave(taken)

    def _taken(self) -> _Waiting:
        here = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        for each in list(self.waiting):
            if each.surroundings == here:
                self.waiting.remove(each)
                return each
        ending = ExitStack()
        return _Waiting(ending.enter_context(running()), here, ending)

    def _leave(self, used: _Waiting) -> None:
        self.waiting.append(used)
        while len(self.waiting) > MOST:
            self.waiting.popleft().ending.close()

    def close(self) -> None:
        """End all that wait."""
        while self.waiting:
            self.waiting.pop().ending.close()


@pytest.fixture(scope="session", autouse=True)
def presses() -> Iterator[None]:
    """Let documents be printed by presses that others have used."""
    shared = Presses()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "running", shared.running)
        yield
    shared.close()
