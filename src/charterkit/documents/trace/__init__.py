"""Whose words a text is made of, for people and for programs."""
