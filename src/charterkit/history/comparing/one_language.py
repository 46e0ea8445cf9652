"""A comparison as a page in one language shows it: the other languages' texts are left out of its changes.

Both charters stay whole. What a page prints where its language has no words is the rule here; printing them is left to
``charterkit.documents``, counting to ``tally``.
"""

from __future__ import annotations

from collections.abc import Iterator

from charterkit.history.comparing.changes import Change, Comparison, Row, TextChange


def in_language(comparison: Comparison, language: str) -> Comparison:
    """Return a comparison in which each change has only the texts that a page in a language shows.

    Those are the language's own or, for a heading or text that neither charter has in it, those of the first language
    that the later charter has it in (the earlier one, where it was deleted). What changed in other languages alone is
    no change here.
    """
    return comparison._replace(rows=tuple(_row(row, comparison, language) for row in comparison.rows))


def other_languages(comparison: Comparison, language: str) -> tuple[str, ...]:
    """Return the languages in which words changed that a page in a language does not show, in the charter's order."""
    changed = {
        text.language
        for change in comparison.changes
        for text in set(change.texts).difference(_shown(change, comparison, language))
        if not text.rewrapped
    }
    return tuple(tag for tag in comparison.new.settings.languages if tag in changed)


def _row(row: Row, comparison: Comparison, language: str) -> Row:
    change = _change(row.change, comparison, language) if row.change else None
    return row._replace(change=change, rows=tuple(_row(below, comparison, language) for below in row.rows))


def _change(change: Change, comparison: Comparison, language: str) -> Change | None:
    texts = tuple(_shown(change, comparison, language))
    kinds = tuple(kind for kind in change.kinds if kind != "changed" or texts)
    return change._replace(texts=texts, kinds=kinds) if kinds else None


def _shown(change: Change, comparison: Comparison, language: str) -> Iterator[TextChange]:
    places = ((comparison.new, change.new_path), (comparison.old, change.old_path))
    nodes = [charter.standing(path) for charter, path in places if path is not None]
    for text in change.texts:
        given = [tag for node in nodes if node for tag in getattr(node, text.field, {})]
        if text.language == (language if language in given else given[0]):
            yield text
