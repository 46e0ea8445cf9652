"""The worked negotiation retold in another language, word for word, so that every document is made in every script.

Each English word of the demo becomes one word of the language, always the same: names of countries and languages from
the CLDR, as readers of the language write them. What it says is nonsense; that it is proposed, merged, bracketed,
agreed, counted and printed is as in the demo. Translations are left out.
"""

# ruff: noqa: RUF001  many scripts
from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
import regex as re
import yaml
from babel import Locale, UnknownLocaleError
from tests.documents.test_copied_text import SENTENCES

from charterkit.demo import build, story
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.nodes import compose

PROSE = {"title", "heading", "reasons", "statement", "replace", "with", "note", "text", "words"}
TOLD = {"en", "ru", "ar"}
"""The languages of the demo."""

WORD = re.compile(r"\[\[.*?\]\]|\[\^.*?\]|[A-Za-z]+(?:['’][a-z]+)?")
FEW = 20
"""With fewer names than this, a sentence has more."""

SPACELESS = {"zh", "ja", "th", "km", "lo", "my", "bo"}
SIGNS = {
    **{language: {".": "。", ",": "，", ";": "；", ":": "："} for language in ("zh", "ja")},
    **{language: {",": "،", ";": "؛"} for language in ("ar", "fa", "ur", "ps", "ug")},
    **{language: {".": "।"} for language in ("hi", "bn")},
}


class Tongue:
    """The words of a language, given to English ones as they come."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.signs = SIGNS.get(language, {})
        self.given: dict[str, str] = {}
        self.words = self._words(vocabulary(language))

    def _words(self, own: list[str]) -> Any:
        """Yield words that differ: those there are, then pairs of them as one word."""
        for number in count():
            more, place = divmod(number, len(own))
            yield own[place] if not more else own[place] + own[(more * 7 + place) % len(own)]

    def __call__(self, english: str) -> str:
        """Return a text word by word; references, footnotes and figures stay."""
        said = WORD.sub(lambda found: self._word(found[0]), english)
        if self.language in SPACELESS:
            said = re.sub(r"(?<=[^\W\d_A-Za-z]|[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]) (?=[^\W\d_A-Za-z])", "", said)
        said = re.sub(r"[.,;:](?=[\s”]|$)", lambda sign: self.signs.get(sign[0], sign[0]), said)
        return re.sub("(?<=[。，；：]) ", "", said)

    def _word(self, english: str) -> str:
        if english.startswith("["):
            return english
        if english.lower() not in self.given:
            self.given[english.lower()] = next(self.words)
        return self.given[english.lower()]


def vocabulary(language: str) -> list[str]:
    """Return words of a language: of the names in the CLDR, or of a sentence where it has none."""
    try:
        locale = Locale.parse(language, sep="-")
        names = [*locale.territories.values(), *locale.languages.values()]
    except UnknownLocaleError:
        names = []
    known = {word for name in names for word in name.split() if re.fullmatch(r"[\p{L}\p{M}\u200c]{2,}", word)}
    spelled = sorted(word for word in known if not re.search("[A-Za-z]", word) or language in {"tr", "vi"})
    return spelled if len(spelled) > FEW else SENTENCES[language].split()


def retell(value: Any, tongue: Tongue, key: str = "") -> Any:
    """Return a record with its words in another language."""
    if isinstance(value, list):
        return [retell(each, tongue, key if key == "words" else "") for each in value]
    if isinstance(value, str):
        return tongue(value) if key in PROSE else value
    if not isinstance(value, dict):
        return value
    if "en" in value and value.keys() <= TOLD:
        return {tongue.language: tongue(value["en"])}
    return {name: retell(each, tongue, name) for name, each in value.items()}


def write_story(folder: Path, language: str) -> None:
    """Write the files of the demo with their words in another language."""
    tongue, package = Tongue(language), Path(story.__file__).parent
    translated = set()
    for file in sorted(package.rglob("*.yaml"), key=lambda path: (path.name == "steps.yaml", path)):
        value: Any = compose(file.read_text("utf-8")).value
        if isinstance(value, dict) and value.get("language"):
            translated.add(file.stem)
            continue
        told = retell(value, tongue)
        if file.parts[-3] == "submissions":
            told["language"] = language
        elif file.name == "charter.yaml":
            told = {name: each for name, each in told.items() if name != "language_standing"} | {
                "languages": [language]
            }
        elif file.name == "steps.yaml":
            told = {"steps": [*filter(None, (without(step, translated) for step in told["steps"]))]}
        place = folder / file.relative_to(package)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False, default_style="'"), "utf-8")
    (folder / "README.md").write_text("Retold.\n", "utf-8")


def without(step: dict[str, Any], names: set[str]) -> dict[str, Any] | None:
    """Return a step without submissions that are left out; nothing where it was about these alone."""
    for verb in ("lodge", "merge"):
        if set(step.get(verb, ())) & names:
            return None
    return step


def retold(folder: Path, language: str, *, to_the_end: bool = False) -> Workspace:
    """Build the worked negotiation in another language; ``to_the_end`` as for the demo."""
    write_story(folder / "story", language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story, "_file", lambda path: folder / "story" / path)
        *_, space = build.build(folder / "retold", to_the_end=to_the_end)
    return space
