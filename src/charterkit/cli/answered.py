"""Give an answer that was given before, and keep one for the next time.

Nothing slow is imported here. When an answer may be given again is said in ``store.answers``; a command keeps only what
depends on commits, tags and branches, on no clock and no file outside.
"""

from __future__ import annotations

import os

from charterkit.cli.saying import say
from charterkit.store import ahead
from charterkit.store.answers import ask, asking, code_marks, settled

TYPE_CHECKING = False  # see store.git.environment
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Final

    import click

    from charterkit.store.answers import Question

ARGUMENTS: Final = "charterkit.arguments"
"""Under this name click's context holds the command line as it was given."""


_ASKED: Final[dict[tuple[str, ...], Question | None]] = {}
"""What ``say_again`` asked in vain, by the command line: the command need not ask it once more."""


def say_again(arguments: Sequence[str]) -> None:
    """Print what the same command line printed last, and end with its code; return where it has to be worked out."""
    running = asking(arguments)
    ahead.begin()
    code_marks()  # they are looked at while git works
    question = _ASKED[tuple(arguments)] = running()
    said = question.answer() if question else None
    if said is None:
        return
    code, printed = said
    ahead.wait()
    os._exit(say(printed, code))  # all is written; Python would take its time to tidy up


def asked(context: click.Context) -> Question | None:
    """Return the question that a command was called with; None where it was not asked of the present folder."""
    arguments = context.meta.get(ARGUMENTS)
    if not arguments or arguments[0] != context.info_name:
        return None
    return _ASKED.pop(arguments) if arguments in _ASKED else ask(arguments)


def asked_of(context: click.Context, folder: str, facts: Sequence[str]) -> Question:
    """Return the question that a command was called with, where some facts are all that its answer depends on."""
    return settled(folder, context.meta[ARGUMENTS], facts)


def asked_again(context: click.Context) -> Callable[[], Question | None]:
    """Let git find whether anything has changed that a command's answer depends on; ``keep`` waits for what it says.

    To be called when all that may change has been read.
    """
    return asking(context.meta[ARGUMENTS])


def keep(question: Question | None, again: Callable[[], Question | None], code: int, printed: bytes) -> None:
    """Keep what was printed, unless something that it depends on has changed since the question was asked."""
    if question is not None and again() == question:
        question.keep(code, printed)
