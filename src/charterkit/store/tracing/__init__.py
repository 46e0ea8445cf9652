"""Tracing the words of a workspace through the commits of its history."""
