"""A secretariat's own fixed words: files of ``templates/languages/``, checked against the English ones.

A file overrides what the package says in its language, or adds a language. What it leaves out is said as before: in
the package's words, or in English. Which words are missing is told by ``labels.missing_words``; reading files is left
to the store.
"""

from __future__ import annotations

import json
import re
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from charterkit.documents.wording.labels import ENGLISH, catalogue, language_name, missing_words, packaged
from charterkit.errors import Problem, RecordsInvalid

FOLDER: Final = "templates/languages"
"""Where the files lie in a workspace; each is named after its language's tag."""

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PLACE: Final = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
_FREE: Final = ("numbers", "ordinals")
"""Sections that say how a language writes numbers: a language has some of their keys and not others."""
_DIGITS: Final = 10
_FORMS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
"""What the Unicode CLDR calls the plural forms that languages have."""


def own_catalogues(texts: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """Return the words of files, given by their names without ``.toml``.

    Raises:
        RecordsInvalid: a file is no TOML, is named after no language, or says what documents never say; with its line.
    """
    found: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for tag, text in sorted(texts.items()):
        path = f"{FOLDER}/{tag}.toml"
        try:
            found[tag] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            line, column = map(int, place.groups()) if (place := _PLACE.search(str(fault))) else (1, 1)
            problems.append(Problem(path, line, column, "words", _PLACE.sub("", str(fault)), "TOML is wanted here"))
            continue
        if not _TAG.fullmatch(tag):
            problems.append(Problem(path, 1, 1, "words", f"'{tag}' is no tag of a language", "name it kk.toml"))
        problems += (
            Problem(path, _line(text, section, key), 1, "words", said, hint)
            for section, key, said, hint in _wrong(found[tag])
        )
    if problems:
        raise RecordsInvalid(problems)
    return found


def _wrong(catalogue: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield section, key, what is wrong and what to do, for every entry that documents could not use."""
    english = packaged(ENGLISH)
    for section, entries in catalogue.items():
        if section not in english and section not in _FREE:
            yield section, "", f"documents have no section '{section}'", f"they have {', '.join(english)}"
        elif not isinstance(entries, dict):
            yield section, "", f"'{section}' is a section", f"write [{section}] above its words"
        elif section in _FREE:
            yield from ((section, key, *fault) for key, entry in entries.items() if (fault := _sign(key, entry)))
        else:
            known = english[section]
            yield from (
                (section, key, *fault) for key, entry in entries.items() if (fault := _entry(key, entry, known))
            )


def _entry(key: str, entry: Any, known: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what is wrong with an entry of words, and what to do."""
    if key not in known:
        return f"documents never say '{key}'", "charterkit languages --fixed-words TAG lists what they say"
    counted = isinstance(known[key], dict)
    if isinstance(entry, dict) != counted:
        return f"'{key}' has {'forms: one, other and so on' if counted else 'a single form'}", "see the English one"
    forms: dict[str, Any] = entry if counted else {"other": entry}
    if counted and ("other" not in forms or not forms.keys() <= _FORMS):
        return f"'{key}' wants the form other, and no more than {', '.join(sorted(_FORMS))}", ""
    wanted = _places(known[key]["other"] if counted else known[key])
    for words in forms.values():
        if not isinstance(words, str):
            return f"'{key}' wants words in quotation marks", ""
        if _places(words) != wanted:
            places = ", ".join(f"{{{name}}}" for name in sorted(wanted or ())) or "none"
            return f"'{key}' has other places than the English words", f"it has to keep {places}"
    return None


def _places(words: str) -> set[str] | None:
    """Return the places in braces; None where braces do not pair."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    except ValueError:
        return None


def _sign(key: str, entry: Any) -> tuple[str, str] | None:
    """Return what is wrong with a sign that numbers are written with, and what to do."""
    english = packaged(ENGLISH)["numbers"]
    if key == "letters" and isinstance(entry, list | str) and entry and all(isinstance(each, str) for each in entry):
        return None
    if key in english and not isinstance(entry, type(english[key])):
        return f"'{key}' is not of the kind that English has", "see the English one"
    if key == "digits" and len(entry) != _DIGITS:
        return "'digits' wants the ten digits from zero to nine", ""
    if key == "page_counter" and not re.fullmatch(r"[a-z-]+", entry):
        return "'page_counter' wants the name of a CSS counter style", "such as decimal, arabic-indic or persian"
    return None


def _line(text: str, section: str, key: str) -> int:
    """Return the line on which an entry or, where no key is meant, a section begins."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("["):
            inside = line.strip().strip("[]").strip() == section
            if inside and not key:
                return number
        elif inside and key and re.match(rf"\s*\"?{re.escape(key)}\"?\s*[.=]", line):
            return number
    return 1


def fixed_words(tag: str, forms: Iterable[str]) -> str:
    """Return a file of the words that a language has none for yet, in English, ready to be translated.

    Args:
        tag: the language's tag.
        forms: the plural forms that the language has, for what is counted.
    """
    absent = {name.partition(".")[::2] for name in missing_words(tag)}
    lines = [f"# Fixed words of documents in {language_name(tag, ENGLISH)} ({tag}). Translate what stands in quotation",
             "# marks, keep what stands in braces, and leave out what may stay in English."]  # fmt: skip
    if not catalogue(tag):
        lines += ["", "[numbers]", *_listed(packaged(ENGLISH)["numbers"], ())]
    for section, entries in packaged(ENGLISH).items():
        left = {key: entry for key, entry in entries.items() if (section, key) in absent}
        lines += ["", f"[{section}]", *_listed(left, forms)] if left else []
    return "\n".join(lines) + "\n"


def _listed(entries: Mapping[str, Any], forms: Iterable[str]) -> Iterator[str]:
    for key, entry in entries.items():
        if isinstance(entry, dict):
            yield from (f"{key}.{form} = {_toml(entry['other'])}" for form in dict.fromkeys((*forms, "other")))
        else:
            yield f"{key} = {_toml(entry)}"


def _toml(value: object) -> str:
    """Return a string, a list of strings or a truth value as TOML writes it, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False)
