"""The adopted text with its signature pages: who signs, in the declared order; languages; reservations and statements.

Who consented and what was said is read from the records by ``charterkit.drafting``; nobody is listed as having signed:
the pages hold lines to sign on. How they look is left to the templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from charterkit.documents.front import Front
from charterkit.documents.runs import text_of
from charterkit.documents.tree import Document, Signatory, Signing, Spoken
from charterkit.documents.views.clean import clean
from charterkit.documents.wording.collation import collation_key
from charterkit.documents.wording.labels import foreign, in_language, labels, language_name, spoken_of
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import recorded
from charterkit.drafting.numbering import Numbers, number
from charterkit.drafting.positions import Stated
from charterkit.model.charter import Charter
from charterkit.model.positions import WHOLE, Stance
from charterkit.model.registry import Participant


@dataclass(frozen=True, slots=True)
class Statement:
    """A reservation or statement: whose it is, on what (a path, or nothing for the whole), and its words."""

    participant: str
    stance: Stance
    on: str = ""
    words: str = ""
    language: str = ""
    """The language of the words; the page's where it is empty."""


def adopted(charter: Charter, front: Front | None = None, statements: Iterable[Statement] = ()) -> Document:
    """Return the text with a place for each signatory to sign, ``statements`` behind them.

    A text that is not adopted yet is called a draft for signature.
    """
    front = front or Front()
    language = front.page_language(charter.settings)
    text = clean(charter, front)
    final = (front.status or charter.settings.status) == "adopted"
    titled = replace(text.masthead, view=labels(language)["view_adopted" if final else "view_for_signature"])
    return replace(text, masthead=titled, signing=signing(charter, language, statements))


def signing(charter: Charter, language: str, statements: Iterable[Statement] = ()) -> Signing:
    """Return the signature pages of a charter in a language."""
    said, settings = labels(language), charter.settings
    signatories = [each for each in charter.registry.participants if may_sign(each)]
    names = {each.id: in_language(each.name, language) for each in signatories}
    authentic = [tag for tag in settings.languages if settings.standing_of(tag) == "authentic"]
    listed = said["list_comma"].join(language_name(tag, language) for tag in authentic)
    numbers, place = number(charter), collation_key(language)
    return Signing(
        signatories=tuple(
            Signatory(each.id, names[each.id], foreign(spoken_of(each.name, language), language))
            for each in sorted(signatories, key=lambda each: place(names[each.id]))
        ),
        authentic=said["authentic_texts"].format(languages=listed),
        spoken=tuple(_spoken(each, charter, numbers, language) for each in statements),
    )


def may_sign(participant: Participant) -> bool:
    """Tell whether a participant signs: a State or organisation that takes part and has not left."""
    return participant.may_amend and participant.kind in {"state", "organisation"} and participant.left is None


def statements_of(said: Iterable[Stated]) -> tuple[Statement, ...]:
    """Return the reservations and statements that stand (``drafting.readiness``) as the pages list them, by code."""
    found = (
        Statement(each.voice, each.stance, "" if each.on == WHOLE else each.on, each.statement or "", each.language)
        for each in said
    )
    return tuple(sorted(found, key=lambda each: (each.participant, each.on)))


def _spoken(statement: Statement, charter: Charter, numbers: Numbers, language: str) -> Spoken:
    record = charter.registry.participant(statement.participant)
    name = in_language(record.name, language) if record else statement.participant
    where = cite(numbers, statement.on, language) if statement.on in numbers.by_path else statement.on
    stance = labels(language)[f"stance_{statement.stance}"]
    runs = recorded(statement.words, statement.language, language)
    named = foreign(spoken_of(record.name, language), language) if record else ""
    return Spoken(name, stance, where, text_of(runs), named, foreign(statement.language, language), runs)
