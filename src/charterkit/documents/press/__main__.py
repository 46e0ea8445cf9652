"""The press as a program: orders from standard input; for each, what there is to say and the PDF to standard output.

The process is limited in memory and pages by itself, and in time by ``pdf.pressroom``, which starts it. With the
argument ``stay`` it keeps the pages of its last order.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict

from charterkit.documents.press.made_for import others
from charterkit.documents.press.order import Order, Slip, framed, unframed


def main() -> None:
    """Print orders until there are no more."""
    gc.disable()  # looking for cycles in the boxes of a document takes a fifth of the time
    untested = others()
    missing = "" if untested else _preload()
    print_order = None
    with suppress(EOFError):
        while True:
            order = Order.read(json.loads(unframed(sys.stdin.buffer)))
            _limit_memory(order.megabytes)
            print_order = print_order or _printer(missing, untested)
            try:
                slip, made = print_order(order)
            except MemoryError:
                slip, made = Slip(over="memory"), b""
            sys.stdout.buffer.write(framed(json.dumps(asdict(slip)).encode()) + framed(made))
            sys.stdout.buffer.flush()
            gc.collect()


def _preload() -> str:
    """Import what is slow while the HTML is still being made; return what is missing for it."""
    try:
        import charterkit.documents.press.printing  # noqa: F401, PLC0415  fails where a library is missing
    except OSError as missing:
        return str(missing)
    return ""


def _printer(missing: str, untested: str) -> Callable[[Order], tuple[Slip, bytes]]:
    if missing or untested:
        return lambda _: (Slip(missing=missing, untested=untested), b"")
    from charterkit.documents.press.printing import Shop  # noqa: PLC0415  see _preload

    return Shop(stays="stay" in sys.argv[1:]).printed


def _limit_memory(megabytes: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


if __name__ == "__main__":
    main()
