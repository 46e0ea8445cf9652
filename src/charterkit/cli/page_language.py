"""The language of a page: which tag is meant, whether documents have words in it, and what is said where they have not.

What a document says in it is left to ``charterkit.documents``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import Settings

language_option = click.option(
    "--language",
    metavar="TAG",
    help="The language of the report: one of the charter's, or one that documents have words in; "
    "the drafting language by default.",
)
"""It arrives as ``language``."""

words_option = click.option(
    "--words-in",
    "tongue",
    metavar="TAG",
    help="Whose words are meant: a language of the charter; the drafting language by default.",
)
"""For a command that follows or counts words of one language; it arrives as ``tongue``."""


def words_language(settings: Settings, asked: str | None) -> str:
    """Return the language whose words are meant; raise UsageError where the charter has no texts in it."""
    from charterkit.drafting.languages import require_language  # noqa: PLC0415  slow to import

    require_language(settings, asked)
    return asked or settings.drafting_language


def page_language(settings: Settings, asked: str | None) -> str:
    """Return the language of a page, and say it where its fixed words stand in English.

    Raises:
        UsageError: neither has the charter texts in it, nor do documents have words in it.
    """
    from charterkit.documents.wording.labels import (  # noqa: PLC0415  slow to import
        catalogue,
        known_languages,
        language_name,
        missing_words,
    )

    language = asked or settings.drafting_language
    if catalogue(language):
        if absent := missing_words(language):
            click.echo(
                f"note: {len(absent)} fixed words of documents are missing in {language_name(language, 'en')} "
                f"({language}); theirs stand in English. 'charterkit languages --fixed-words {language}' lists them",
                err=True,
            )
        return language
    if language not in settings.languages:
        known = f"its languages are {', '.join(settings.languages)}; reports also speak {', '.join(known_languages())}"
        raise UsageError(f"'{language[:40]}' is no language of this charter", known)
    name = language_name(language, "en")
    click.echo(
        f"note: documents have no fixed words in {name} ({language}) yet; theirs stand in English. "
        "docs/languages.md says how to add a language",
        err=True,
    )
    return language


def text_language(settings: Settings, page: str) -> str:
    """Return the language of the words that a page shows: its own, or the drafting language where there are none."""
    return page if page in settings.languages else settings.drafting_language
