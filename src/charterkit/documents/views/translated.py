"""What a document in another language than the drafting language says of its words: what they are, which are behind.

Which translations are stale or missing is worked out in ``charterkit.drafting.translations``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from charterkit.documents.tree import Notice
from charterkit.documents.views.items import Sections
from charterkit.documents.wording.labels import labels, language_name
from charterkit.documents.wording.numerals import digits
from charterkit.drafting.translations import Translation
from charterkit.model.charter import Settings


def translation_remarks(
    settings: Settings, language: str, translations: Sequence[Translation], said_in: str = ""
) -> Iterator[str]:
    """Yield what is to be known of a text in another language as a whole; nothing of the drafting language.

    It is said in that language, or in ``said_in``.
    """
    own = settings.drafting_language
    if language == own or language not in settings.languages:
        return
    page = said_in or language
    words, name = labels(page), language_name(own, page)
    yield words[f"remark_{settings.standing_of(language)}"].format(language=name)
    mine = [each for each in translations if each.slot.language == language and each.source]
    for state in ("missing", "stale"):
        if number := sum(each.state == state for each in mine):
            said = words[f"remark_{state}"].format(number=number, all=len(mine), language=name)
            yield digits(said, page)


def with_stale_notices(sections: Sections, language: str, own: str, translations: Iterable[Translation]) -> Sections:
    """Return items with a notice on each whose words translate earlier words of the drafting language."""
    stale = {each.slot.path for each in translations if each.state == "stale" and each.slot.language == language}
    if not stale:
        return sections
    notice = Notice(labels(language)["stale"].format(language=language_name(own, language)))
    return sections.each(lambda item: replace(item, notices=(*item.notices, notice)) if item.path in stale else item)
