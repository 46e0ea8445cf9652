"""Generated charters of a wanted length, and one with a single clause edited: what the making of pages is timed on.

Treaty-like: parts of a dozen articles, paragraphs with points, references, footnotes. Seeded, so that every run has the
same words.
"""

from __future__ import annotations

import random
from typing import Any

from charterkit.drafting.merging.edits import with_words
from charterkit.model.charter import Charter

SEED = 11
ARTICLES_A_PAGE = 1.28
"""How many of these articles fill a page of the package's style; page counts are printed, not assumed."""

_TEXT = (
    "the participants shall cooperate in accordance with international law and with respect for the equal and "
    "indivisible security of every State so that measures notified before exercises remain open to all regions "
    "economic transport energy and humanitarian agreements concluded by them and consultations held without delay "
    "upon request contribute to confidence prevention settlement dialogue"
)
_WORDS = tuple(_TEXT.split())


def charter(pages: int, seed: int = SEED) -> Charter:
    """Return a charter that fills about so many pages."""
    rng = random.Random(seed)
    count = max(round(pages * ARTICLES_A_PAGE), 4)
    keys = [f"article-{number}" for number in range(count)]
    provisions: dict[str, dict[str, Any]] = {key: _article(rng, key, keys) for key in keys}
    provisions |= {f"recital-{number}": _recital(rng, number) for number in range(8)}
    parts = [
        {"id": f"part-{start // 12}", "heading": {"en": _title(rng)}, "provisions": keys[start : start + 12]}
        for start in range(0, count, 12)
    ]
    outline = {"preamble": [f"recital-{number}" for number in range(8)], "parts": parts}
    return Charter.model_validate(
        {
            "settings": {"title": {"en": "Generated Charter"}, "symbol": "G/2026/WD.1", "outline": outline},
            "provisions": provisions,
        }
    )


def edited(text: Charter, place: float = 0.5, words: str = "and shall say so in writing without delay") -> Charter:
    """Return the charter with words added to one clause: that of the article at this fraction of the text."""
    keys = [key for key, provision in text.provisions.items() if provision.kind == "article"]
    path = f"{keys[int(len(keys) * place)]}/p1"
    node = dict(text.walk())[path]
    return with_words(text, path, "text", "en", f"{node.text['en'].strip().removesuffix('.')} {words}.\n")


def densely_edited(text: Charter) -> Charter:
    """Return the charter with every third word of every unit changed."""
    new = text
    for path, node in text.walk():
        if path.count("/") and "en" in node.text and "[" not in node.text["en"]:
            words = node.text["en"].split()
            changed = [word if place % 3 else f"new{word}" for place, word in enumerate(words)]
            new = with_words(new, path, "text", "en", " ".join(changed))
    return new


def _article(rng: random.Random, key: str, keys: list[str]) -> dict[str, Any]:
    units: list[dict[str, Any]] = [{"id": f"p{at}", "text": {"en": _sentence(rng)}} for at in range(4)]
    units[1]["units"] = [{"id": point, "text": {"en": _sentence(rng, 14)}} for point in ("a", "b", "c")]
    units[2]["text"] = {"en": f"{_sentence(rng)} This is without prejudice to [[{rng.choice(keys)}]]."}
    if rng.random() < 0.5:
        units[3]["text"] = {"en": f"{_sentence(rng)}[^n]\n\n[^n]: {_sentence(rng, 18)}"}
    return {"id": key, "kind": "article", "heading": {"en": _title(rng)}, "units": units}


def _recital(rng: random.Random, number: int) -> dict[str, Any]:
    return {"id": f"recital-{number}", "kind": "recital", "text": {"en": f"Recalling {_words(rng, 30)},"}}


def _title(rng: random.Random) -> str:
    return _words(rng, rng.randint(2, 6)).capitalize()


def _sentence(rng: random.Random, length: int = 38) -> str:
    return _words(rng, rng.randint(length // 2, length * 3 // 2)).capitalize() + "."


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(count))
