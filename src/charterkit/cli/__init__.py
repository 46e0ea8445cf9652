"""The command line: parse arguments, call one verb, print, exit code. One module per group of commands.

``main`` answers ``--version``, and what it answered before (see ``store.answers``), before anything slow is imported;
every error of every command ends in ``boundary``.
"""

from __future__ import annotations

import gc
import os
import sys

VERSION_FLAGS = (["--version"], ["-V"])

REMEMBERED = ("diff", "status")
"""The commands that keep their answers."""

INTERRUPTED = 130
"""The exit code of an interruption, as ``errors`` has it."""

SELDOM = 100_000
"""After how many new objects Python looks for garbage: a command makes little, and looking takes time."""


def main() -> None:
    """Run charterkit with the arguments of the process, and exit with its code."""
    if sys.argv[1:] in VERSION_FLAGS:
        from charterkit import __version__  # noqa: PLC0415  nothing else is needed to print it
        from charterkit.cli.saying import say  # noqa: PLC0415  likewise

        sys.exit(say(f"charterkit {__version__}\n".encode()))
    gc.set_threshold(SELDOM)
    try:
        if sys.argv[1:] and sys.argv[1] in REMEMBERED:
            from charterkit.cli.answered import say_again  # noqa: PLC0415  likewise

            say_again(sys.argv[1:])
        from charterkit.cli.boundary import run  # noqa: PLC0415  likewise

        code = run()
    except KeyboardInterrupt:  # before the boundary stood, or while it reported
        code = INTERRUPTED
    except (OSError, ImportError) as error:  # likewise: nothing has been done
        code = _not_loaded(error)
    _end(code)


def _not_loaded(error: OSError | ImportError) -> int:
    try:  # noqa: SIM105  contextlib may be what cannot be loaded
        sys.stderr.write(f"charterkit: a part of it, or of what it needs, cannot be loaded: {error}\n")
    except OSError:
        pass
    return 4


def _end(code: int) -> None:
    """Exit with a code, which an interruption that comes now does not turn into another: everything is done.

    Python is not asked to take itself apart, which would take a thirtieth of a first ``status``: whatever was opened or
    started is closed where it was.
    """
    try:
        from signal import SIG_IGN, SIGINT, signal  # noqa: PLC0415  an answer that is known already needs none of it

        signal(SIGINT, SIG_IGN)
    except (OSError, ImportError):  # no file can be opened any more, and the code tells it
        pass
    if (ahead := sys.modules.get("charterkit.store.ahead")) is not None:
        ahead.wait()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # the reader has gone, or the stream is closed
            pass
    os._exit(code)
