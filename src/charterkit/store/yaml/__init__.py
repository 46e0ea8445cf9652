"""YAML without implicit typing: read with the place of every value, and written in one canonical form."""
