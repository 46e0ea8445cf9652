"""The fixed words of documents, by language, and the names of languages.

The words stand in ``languages/*.toml``, a file for each language, and in a secretariat's own files (``own_words``),
which go before them; what a language has no word for is said in English. The words of the charter are never here.
Numbers are written by ``numerals``, dates by ``dates``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from charterkit.documents.wording import traditional

ENGLISH: Final = "en"
SHARED: Final = (
    "heading_gap", "list_comma", "list_semicolon", "colon", "sentence_end", "sentence_gap", "named_code", "aside",
    "page_end", "title_end",
)  # fmt: skip
"""Signs that a language may have in common with English."""

_FOLDER: Final = Path(__file__).parents[1] / "languages"


class OwnWords:
    """Catalogues of a secretariat's own, read when they are first asked for."""

    def __init__(self, read: Callable[[], Mapping[str, Mapping[str, Any]]] = dict) -> None:
        self._read = read

    @cached_property
    def catalogues(self) -> Mapping[str, Mapping[str, Any]]:
        """The catalogues by tag; whoever gave the words says what is raised where they cannot be used."""
        return self._read()


_OWN: Final[ContextVar[OwnWords]] = ContextVar("own words", default=OwnWords())  # noqa: B039  it never changes


def speak(own: OwnWords) -> Callable[[], None]:
    """Let documents made from here on have a secretariat's own words first; return what ends that."""
    token = _OWN.set(own)
    return lambda: _OWN.reset(token)


def own_words() -> OwnWords:
    """Return the words that go before the package's own: whoever keeps what was made of them keeps it by these."""
    return _OWN.get()


def labels(language: str) -> dict[str, str]:
    """Return the fixed words of a language by key, English where it has none of its own."""
    return _labels(language, own_words())


@lru_cache(maxsize=64)
def _labels(language: str, own: OwnWords) -> dict[str, str]:
    return {**_catalogue(ENGLISH, own)["words"], **_catalogue(language, own).get("words", {})}


def catalogue(language: str) -> Mapping[str, Any]:
    """Return the words of a language as they stand, by its tag or the first part of it; nothing where there are none.

    A secretariat's own words go before those of the package.
    """
    return _catalogue(language, own_words())


@lru_cache(maxsize=64)
def _catalogue(language: str, own: OwnWords) -> Mapping[str, Any]:
    for tag in (language, language.partition("-")[0]):
        first, second = own.catalogues.get(tag, {}), packaged(tag)
        if first or second:
            sections = {name: {**second.get(name, {}), **first.get(name, {})} for name in {**second, **first}}
            return MappingProxyType(sections)
    return MappingProxyType({})


@lru_cache(maxsize=64)
def packaged(tag: str) -> Mapping[str, Any]:
    """Return the words of a language that come with charterkit; nothing where there are none.

    Only files that are there are opened: a tag from a record never becomes a path.
    """
    if tag in traditional.TAGS:
        return traditional.in_traditional_signs(packaged("zh"))
    if tag not in _packaged_tags():
        return MappingProxyType({})
    return MappingProxyType(tomllib.loads((_FOLDER / f"{tag}.toml").read_text("utf-8")))


def missing_words(language: str) -> tuple[str, ...]:
    """Return what English has words for and a language has not, as ``section.key``, but for ``SHARED`` signs."""
    english, own = packaged(ENGLISH), catalogue(language)
    sections = (name for name in packaged(ENGLISH) if name != "numbers")
    return tuple(
        f"{section}.{key}"
        for section in sections
        for key in english[section]
        if key not in own.get(section, {}) and key not in SHARED
    )


def known_languages() -> tuple[str, ...]:
    """Return the languages that have fixed words."""
    return tuple(sorted({*_packaged_tags(), *own_words().catalogues}))


@lru_cache(maxsize=1)
def _packaged_tags() -> frozenset[str]:
    return frozenset(path.stem for path in _FOLDER.glob("*.toml"))


def numbered_title(label: str, heading: str, language: str) -> str:
    """Return a number and a heading on one line, as the language sets them: ``Article 5. Consultation``.

    A heading that says the same as the number stands alone: ``Testimonium``.
    """
    said = (label, heading) if heading != label else (heading,)
    return labels(language)["heading_gap"].join(filter(None, said))


def sentence_case(words: str) -> str:
    """Return words as they begin a line or a cell: with a capital, where the script has any."""
    return words[:1].upper() + words[1:]


def version_words(version: str, words: Mapping[str, str]) -> str:
    """Return how a page calls a text: ``after zero-draft``, in its own words; ``version`` is as the store names it."""
    if version == "work tree":
        return words["work_tree"]
    if version.endswith(", work tree"):
        return words["version_changed"].format(version=version_words(version.removesuffix(", work tree"), words))
    return words["version_after"].format(version=version[6:]) if version.startswith("after ") else version


def language_name(language: str, in_language: str) -> str:
    """Return the name of a language: ``English``; the tag itself where nobody has named it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  slow to import, and few commands need it

    try:
        found = Locale.parse(language, sep="-")
        return found.get_display_name(locale(in_language)) or language
    except (UnknownLocaleError, ValueError):
        return language


def locale(language: str) -> str:
    """Return Babel's name of a language that documents have words in; English for every other."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  likewise

    if not catalogue(language):
        return ENGLISH
    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return ENGLISH


def spoken_of(texts: Mapping[str, str], language: str) -> str:
    """Return the language in which a page in another shows a text: its own, or the first there is."""
    return language if language in texts else next(iter(texts), language)


def aside(words: str, said: str, language: str) -> str:
    """Return words with what is said of them behind, in the brackets of a language."""
    return labels(language)["aside"].format(words=words, aside=said)


def foreign(tongue: str, page: str) -> str:
    """Return a language where it is not that of the page; nothing where it is."""
    return "" if tongue == page else tongue


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, or in the first language there is."""
    return texts.get(language) or next(iter(texts.values()), "")
