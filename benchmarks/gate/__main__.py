"""``python -m benchmarks.gate``: a push through the gate, and a signed history verified, by how much there is already.

All figures are seconds of processor time of all programs together, git's and those on the pusher's side included.
``--quick`` takes a tenth of the larger server, and of the signed history.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.gate.servers import Server

SMALL, LARGE = 20, 2_000
PUSHES = 7


def show_pushes(large: int) -> None:
    """Print what one more submission's push takes behind the gate, for a few and for many submissions before it."""
    print("\nA delegation pushes one more submission")
    print("  submissions  nothing in the way  the gate  times")
    found = []
    for submissions in (SMALL, large):
        with tempfile.TemporaryDirectory() as room:
            server = Server(Path(room) / "server")
            server.start(submissions)
            server.pushes(2)
            gate = server.pushes(PUSHES)
            with server.ungated():
                bare = server.pushes(PUSHES)
        found.append(gate)
        print(f"  {submissions:11,}  {bare:18.3f}  {gate:8.3f}  {gate / bare:5.1f}")
    print(f"  ratio of the gate's: {found[1] / found[0]:.2f} (at most 1.25)")


def show_signed(many: int) -> None:
    """Print what verifying takes where every submission is signed, beside ssh-keygen alone."""
    print("\nA history of signed submissions is verified")
    print("  submissions  cold  signatures known  all known  cold, beside so many ssh-keygen -Y verify")
    for submissions in (many // 10, many):
        with tempfile.TemporaryDirectory() as room:
            server = Server(Path(room) / "server")
            server.start(0)
            for number in range(1, submissions + 1):
                server.lodge(number)
            server.push()
            cold, signed, warm = server.verified()
            floor = server.ssh_keygen() * submissions
        print(f"  {submissions:11,}  {cold:4.1f}  {signed:16.1f}  {warm:9.2f}  {cold / floor:.2f} (at most 1.5)")


def main(*, quick: bool) -> None:
    """Print every table."""
    show_pushes(LARGE // 10 if quick else LARGE)
    show_signed(LARGE // 10 if quick else LARGE)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
