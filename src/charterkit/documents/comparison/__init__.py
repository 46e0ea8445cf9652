"""Comparisons for a terminal, for a forge and for programs."""
