"""The press as a program: one order from standard input; a line of JSON and then the PDF to standard output.

The process is limited in memory and pages by itself, and in time by ``pdf``, which starts it.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from dataclasses import asdict

from charterkit.documents.press.order import Order, Slip


def main() -> None:
    """Print one order."""
    gc.disable()  # one document fits into memory; looking for cycles in its boxes takes a fifth of the time
    missing = _preload()
    order = Order(**json.loads(sys.stdin.buffer.read()))
    _limit_memory(order.megabytes)
    try:
        slip, made = _printed(order) if not missing else (Slip(missing=missing), b"")
    except MemoryError:
        slip, made = Slip(over="memory"), b""
    sys.stdout.buffer.write(json.dumps(asdict(slip)).encode() + b"\n" + made)


def _preload() -> str:
    """Import what is slow while the HTML is still being made; return what is missing for it."""
    try:
        import charterkit.documents.press.printing  # noqa: F401, PLC0415  fails where a library is missing
    except OSError as missing:
        return str(missing)
    return ""


def _printed(order: Order) -> tuple[Slip, bytes]:
    from charterkit.documents.press.printing import Shop  # noqa: PLC0415  see _preload

    return Shop().printed(order)


def _limit_memory(megabytes: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


if __name__ == "__main__":
    main()
