"""Whose word is whose, through all versions of a text, and through a whole charter."""
