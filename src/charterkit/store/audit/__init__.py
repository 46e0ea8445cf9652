"""Verifying a history: every commit judged once, its files, its text and its signatures."""
