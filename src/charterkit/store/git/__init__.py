"""git, as charterkit uses it: its objects, refs and index, and commits that are made whole or not at all."""
