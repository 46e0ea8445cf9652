"""The languages of a charter as somebody names them: whether it has texts in one, or what to say where it has none."""

from __future__ import annotations

from charterkit.errors import UsageError
from charterkit.model.charter import Settings


def require_language(settings: Settings, language: str | None) -> None:
    """Refuse a language in which the charter has no texts; None stands for the drafting language."""
    if language is not None and language not in settings.languages:
        known = f"its languages are {', '.join(settings.languages)}"
        raise UsageError(f"'{language[:40]}' is no language of this charter", known)
