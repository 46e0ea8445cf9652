"""Reservations and statements in a text that is negotiated: a note where they are made, their words in an annex.

Which of them stand was found in ``drafting.readiness``. The adopted text has its own pages for them (``signing``). An
anonymous text has none: they say whose they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from charterkit.documents.front import Front
from charterkit.documents.synopsis.summary import sponsor_name
from charterkit.documents.tree import Notice
from charterkit.documents.views.items import Item, Sections, whole
from charterkit.documents.wording.labels import aside, foreign, labels
from charterkit.documents.wording.numerals import cite, digits
from charterkit.documents.wording.phrases import phrases
from charterkit.drafting.numbering import Numbers
from charterkit.drafting.positions import Stated
from charterkit.model.charter import Charter
from charterkit.model.positions import WHOLE

ANNEX: Final = "reservations-and-statements"
"""Where the notes lead; no provision may have a longer claim to it, since it is only a place on the page."""


def with_spoken(sections: Sections, front: Front, language: str) -> Sections:
    """Return the items of a text on a page in a language, each with a note for what was reserved or stated on it."""
    said = _shown(front)
    if not said:
        return sections
    return sections.each(lambda item: replace(item, notices=(*item.notices, *_notices(item, said, language))))


def _shown(front: Front) -> tuple[Stated, ...]:
    return front.said if front.attributed else ()


def _notices(item: Item, said: tuple[Stated, ...], language: str) -> Iterator[Notice]:
    words = labels(language)
    for number, each in enumerate(said, start=1):
        if each.on == item.path and item.mark != "insert":
            who = f"{each.voice} {words[f'stance_{each.stance}']}"
            yield Notice(aside(who, digits(str(number), language), language), f"{ANNEX}/{number}")


def spoken_annex(charter: Charter, front: Front, numbers: Numbers) -> Iterator[Item]:
    """Yield the annex with the words of every reservation and statement, in the order in which they were made."""
    said = _shown(front)
    if not said:
        return
    language = front.page_language(charter.settings)
    words = labels(language)
    items = tuple(
        _statement(number, each, _who(each, charter, numbers, language), language)
        for number, each in enumerate(said, start=1)
    )
    yield Item(ANNEX, "annex", "", whole(words["reservations"]), items=items)


def _statement(number: int, stated: Stated, who: str, language: str) -> Item:
    """Return a reservation or statement: the line that says whose, and below it the words in their language."""
    place, text = f"{ANNEX}/{number}", whole(stated.statement or "")
    words = Item(f"{place}/words", "unit", "", text=text, lang=foreign(stated.language or language, language))
    label = f"{digits(str(number), language)}."
    return Item(place, "unit", label, heading=whole(who), items=(words,) if text else ())


def _who(stated: Stated, charter: Charter, numbers: Numbers, language: str) -> str:
    """Return who said something of what: the line in front of its words."""
    say, places = phrases("standing", language), phrases("places", language)
    voice, speaker = (sponsor_name(code, charter.registry, language) for code in (stated.voice, stated.speaker))
    who = voice if stated.speaker == stated.voice else say("spoken_by", voice=voice, speaker=speaker)
    place = places("whole_text") if stated.on == WHOLE else cite(numbers, stated.on, language)
    return say(f"said_{'reservation' if stated.stance == 'reserve' else stated.stance}", who=who, place=place,
               submission=stated.submission)  # fmt: skip
