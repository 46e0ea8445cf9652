"""The tour of the package: what ``import charterkit`` offers, before anything is imported."""

from __future__ import annotations

import subprocess
import sys

import charterkit

EXPLORED = """
import sys, charterkit
assert not any(name.startswith("charterkit.") for name in sys.modules), "importing it costs nothing"
assert dir(charterkit) == sorted(charterkit.__all__)
print(charterkit.words.merge("due notice", "due notice in writing", "full notice").text)
print([piece.origin for piece in charterkit.history.trace_texts([("first", "one two"), ("second", "one two three")])])
"""


def test_everything_is_named_and_there_when_it_is_asked_for() -> None:
    ran = subprocess.run([sys.executable, "-c", EXPLORED], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("full notice in writing\n['first', 'second']\n", "")
    assert all(getattr(charterkit, name) for name in charterkit.__all__)
    assert not hasattr(charterkit, "nothing")
