"""Texts beside or below each other, row by row: versions, sponsors, languages."""
