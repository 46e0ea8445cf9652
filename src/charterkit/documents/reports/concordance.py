"""The concordance as a report: old number, new number, what it is, and the id that both stand for."""

from __future__ import annotations

from charterkit.documents.front import Front
from charterkit.documents.reports.report import Column, Grid, Prose, Report, report, words
from charterkit.documents.wording.labels import labels, version_words
from charterkit.documents.wording.numerals import printed
from charterkit.documents.wording.phrases import named
from charterkit.drafting.concordance import Concordance, Renumbered
from charterkit.drafting.numbers import read
from charterkit.model.charter import Settings


def concordance_report(found: Concordance, settings: Settings, front: Front, old: str, new: str) -> Report:
    """Return a concordance as a report.

    Args:
        found: the rows to print.
        settings: the charter's.
        front: what the masthead says.
        old: what the earlier text is called.
        new: what the later text is called.
    """
    language = front.page_language(settings)
    said = labels(language)
    columns = (
        Column(said["number_in"].format(version=version_words(old, said)), weight=3),
        Column(said["number_in"].format(version=version_words(new, said)), weight=3),
        Column(said["heading"], weight=5),
        Column(said["identity"], weight=5),
    )
    rows = tuple(
        (
            _shown(row.old, row.was or row.path, language) or said["none"],
            _shown(row.new, row.path, language) or _gone(row, said),
            named(dict(row.heading), language),
            row.path,
        )
        for row in found.rows
    )
    records = tuple(
        {"path": row.path, "was": row.was or None, "old": row.old or None, "new": row.new or None} for row in found.rows
    )
    blocks = (
        (Grid(said["view_concordance"], columns, rows, records=records),)
        if rows
        else (Prose(words(said["no_renumbering"])),)
    )
    return report(settings, front, "concordance", blocks, record={"old": old, "new": new, "numbers": records})


def _shown(cited: str, path: str, language: str) -> str:
    """Return a number in the language of the page."""
    return printed(read(cited, path), language) if cited else ""


def _gone(row: Renumbered, said: dict[str, str]) -> str:
    return said["closed_up"] if row.tombstone else said["deleted"]
