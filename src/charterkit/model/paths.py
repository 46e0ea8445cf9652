"""Paths, the lasting names of provisions and units: what lies below what, and what a path becomes when that moves.

``confidence-building/exercise-notice`` lies below ``confidence-building``. The numbers that are printed for paths are
made in ``charterkit.drafting.numbering``.
"""

from __future__ import annotations


def within(path: str, above: str) -> bool:
    """Tell whether a path is another one or lies below it."""
    return path == above or path.startswith(f"{above}/")


def touching(one: str, other: str) -> bool:
    """Tell whether one of two paths lies within the other."""
    return within(one, other) or within(other, one)


def moved(path: str, old: str, new: str) -> str:
    """Return a path after what stood at ``old`` came to stand at ``new``."""
    return new + path[len(old) :] if within(path, old) else path
