"""A line heads something by a word and a number, in figures or in words; a sentence heads nothing."""

from __future__ import annotations

import pytest

from charterkit.documents.wording.number_names import spoken_in
from charterkit.drafting.typed.headings import Named, heading


@pytest.mark.parametrize(
    ("language", "line", "read"),
    [
        ("en", "§ 1. Name and seat", ("§", "1", "Name and seat")),
        ("de", "§5a Prüfung", ("§", "5a", "Prüfung")),
        ("en", "CHAPTER ONE — GENERAL", ("chapter", "1", "GENERAL")),
        ("en", "Chapter Twenty-One: Ends", ("chapter", "21", "Ends")),
        ("en", "SECOND PART - THE COUNCIL", ("part", "2", "THE COUNCIL")),
        ("de", "Einundzwanzigster Teil", ("teil", "21", "")),
        ("fr", "Première partie", ("partie", "1", "")),
        ("ru", "РАЗДЕЛ ВТОРОЙ. ОБЩИЕ ПОЛОЖЕНИЯ", ("раздел", "2", "ОБЩИЕ ПОЛОЖЕНИЯ")),
        ("ar", "المادة الحادية عشرة", ("المادة", "11", "")),
        ("fa", "فصل اول: کلیات", ("فصل", "1", "کلیات")),
        ("hi", "अध्याय दो: उद्देश्य", ("अध्याय", "2", "उद्देश्य")),
        ("it", "Art. 1 - Nome", ("art", "1", "Nome")),
        ("it", "Art. 1-bis - Sede", ("art", "1-bis", "Sede")),
        ("es", "Artículo 1.º- Unión", ("artículo", "1.º", "Unión")),
        ("en", "Art. 5 applies here", None),
        ("en", "§ 3 is read with § 4.", None),
        ("de", "§ 12 Abs. 2 gilt nicht.", None),
        ("en", "Article one of the Charter says", None),
        ("en", "The two Parties", None),
        ("en", "One vote", None),
        ("en", "First aid is given.", None),
        ("de", "Eine Stimme", None),
    ],
)
def test_a_number_may_be_written_in_words(language: str, line: str, read: tuple[str, str, str] | None) -> None:
    spoken = spoken_in(language)
    found = heading(line, Named(spoken.numbers, spoken.ordinals))
    assert (found[:3] if found else None) == read
