"""Fonts and scripts: which families a language is set in, and whether they hold every character drawn."""
