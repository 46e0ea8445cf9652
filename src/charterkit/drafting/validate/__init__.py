"""Checks of records against each other and of the wording of texts."""
