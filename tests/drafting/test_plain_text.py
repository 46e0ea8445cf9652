"""A whole charter in plain text is told apart by the lines that head its parts, articles and annexes."""

# ruff: noqa: RUF001  Russian and Chinese are what is read here
from __future__ import annotations

import pytest

from charterkit.documents.wording.number_names import spoken_in
from charterkit.drafting.typed.headings import Named
from charterkit.drafting.typed.plain_text import PlainText, read_plain_text

RUSSIAN = """\
ХАРТИЯ

Участники,
признавая общность вод,
согласились о нижеследующем:

Часть I
ОБЩИЕ ПОЛОЖЕНИЯ

Статья 1
Предмет
1. Участники сотрудничают.
2. Для этого они:
а) обмениваются данными;
б) проводят встречи.

Статья 2. Равенство
Участники равны.

Часть II. Заключительные положения

Статья 3. Хартия вступает в силу со дня подписания.

В удостоверение чего она подписана.
Совершено в Астрахани.

Приложение 1
Притоки
1) Ока;
"""

CHINESE = """\
第一章 总则
第一条 宗旨
一、各方合作。
第二条
各方平等，依照
第二章 最后条款
第三条 生效
本宪章自签署之日起生效。
附件1
名单
一、伏尔加河。
"""

WRAPPED = """\
The Parties, wishing to live in peace on the shores
of the lakes, and to that end,

PART I

Article 1 - Purpose

The Parties meet as often as is needed, in accordance with
Article 2. They take turns.

Article 2 bis (Costs)

Each Party bears its own.
"""


def outline(plain: PlainText) -> str:
    """Return what was read on lines of its own, parts and articles with their headings, words in brackets."""
    lines = [f"recital [{each}]" for each in plain.recitals]
    for part, articles in plain.parts:
        lines += [f"part {part.heading}"] if part else []
        lines += [f"article {each.heading} [{each.words}]" for each in articles]
    lines += [f"closing [{plain.closing}]"] if plain.closing else []
    return "\n".join((*lines, *(f"annex {each.heading} [{each.words}]" for each in plain.annexes))).replace(
        "\n\n", " / "
    )


def test_a_text_of_a_word_processor_has_a_paragraph_on_each_line() -> None:
    plain = read_plain_text(RUSSIAN)
    assert plain.left_out == ("ХАРТИЯ",)
    assert (
        outline(plain)
        == """\
recital [Участники,]
recital [признавая общность вод,]
recital [согласились о нижеследующем:]
part ОБЩИЕ ПОЛОЖЕНИЯ
article Предмет [1. Участники сотрудничают. / 2. Для этого они: / а) обмениваются данными; / б) проводят встречи.]
article Равенство [Участники равны.]
part Заключительные положения
article  [Хартия вступает в силу со дня подписания.]
closing [В удостоверение чего она подписана. / Совершено в Астрахани.]
annex Притоки [1) Ока;]"""
    )


def test_words_and_numbers_that_are_written_together_head_too() -> None:
    assert (
        outline(read_plain_text(CHINESE))
        == """\
part 总则
article 宗旨 [一、各方合作。]
article  [各方平等，依照]
part 最后条款
article 生效 [本宪章自签署之日起生效。]
annex 名单 [一、伏尔加河。]"""
    )


KOREAN = """\
제1장 총칙
제1조(목적)
참가국은 제2조에 따라 협력한다.
제1조의2 원칙
① 참가국은 평등하다.
제2장 최종 규정
제2조 발효
제1조 및 제3조에 따라 서명일에 발효한다.
부속서 1
목록
한강.
"""


def test_korean_writes_its_words_for_articles_behind_the_number() -> None:
    assert (
        outline(read_plain_text(KOREAN))
        == """\
part 총칙
article 목적 [참가국은 제2조에 따라 협력한다.]
article 원칙 [① 참가국은 평등하다.]
part 최종 규정
article 발효 [제1조 및 제3조에 따라 서명일에 발효한다.]
annex 목록 [한강.]"""
    )


def test_a_line_within_a_paragraph_that_is_wrapped_by_hand_heads_nothing() -> None:
    assert (
        outline(read_plain_text(WRAPPED))
        == """\
recital [The Parties, wishing to live in peace on the shores of the lakes, and to that end,]
part PART I
article Purpose [The Parties meet as often as is needed, in accordance with Article 2. They take turns.]
article (Costs) [Each Party bears its own.]"""
    )


def test_the_first_of_its_kind_may_be_called_so() -> None:
    plain = read_plain_text("Titre premier\nObjet\nArticle premier\nBut\nOn coopère.\nArticle 2\nOn se réunit.")
    assert outline(plain) == "part Objet\narticle But [On coopère.]\narticle  [On se réunit.]"


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Article 1\nWe meet:\nat sea\nat home\nArticle 2\nWe meet.", ("at sea", "at home")),
        ("Part I\nArticle 1\nWe agree.\nVisits\nArticle 2\nWe go.\nPart II\nArticle 3\nWe meet.", ("Visits",)),
        ("Article 1\nWe agree.\nDone at Lakeside.\nAnnex\nOne.", ("Annex",)),
        ("Article 1. Purpose\n1. We agree\nArticle 2\nWe meet.", ()),
    ],
)
def test_what_reads_like_a_heading_among_words_is_told(text: str, doubtful: tuple[str, ...]) -> None:
    assert read_plain_text(text).doubtful == doubtful


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Article 1\nWe agree.\nCHAPTER TWO\nArticle 2\nWe meet.",
         "article  [We agree.]\npart CHAPTER TWO\narticle  [We meet.]"),
        ("Part I. Aims\nArticle 1\nPeace\nWe agree.\nFinal provisions\nArticle 2\nEnd\nWe meet.",
         "part Aims\narticle Peace [We agree.]\npart Final provisions\narticle End [We meet.]"),
        ("We agree:\nPeace\nArticle 1\nWe keep it.\nVisits\nArticle 2\nWe go.\nSeat\nArticle 3\nHere.",
         "recital [We agree:]\narticle Peace [We keep it.]\narticle Visits [We go.]\narticle Seat [Here.]"),
    ],
)  # fmt: skip
def test_a_heading_without_a_number_heads_a_part_or_where_most_articles_have_one_its_article(
    text: str, read: str
) -> None:
    assert outline(read_plain_text(text)) == read
    assert read_plain_text(text).doubtful == ()


def test_what_heads_paragraphs_within_an_article_stays_words_of_it() -> None:
    plain = read_plain_text("Article 1. Purpose\nWe agree.\nTable 1\nLakes\nRivers.\nArticle 2\nWe meet.")
    assert outline(plain) == "article Purpose [We agree. / Table 1 / Lakes / Rivers.]\narticle  [We meet.]"


STATUTE = """\
Statute of the Ferry
§ 1 Name
1.1 The Ferry is called Union.
§ 2 Fare
2.1 The fare is two euro.
2.2 Who helps under § 1 rows free.
"""


def test_a_statute_has_its_own_sign_for_an_article() -> None:
    plain = read_plain_text(STATUTE)
    assert outline(plain) == (
        "article Name [1.1 The Ferry is called Union.]\n"
        "article Fare [2.1 The fare is two euro. / 2.2 Who helps under § 1 rows free.]"
    )
    assert (plain.title, plain.word) == ("Statute of the Ferry", "§")


@pytest.mark.parametrize(
    ("second", "read"),
    [
        ("Second Part", "part First Part\narticle Third States [We agree.]\npart Second Part\narticle  [We meet.]"),
        ("Phase two", "article Third States [We agree.]\npart Phase two\narticle  [We meet.]"),
        ("Visits", "article Third States [We agree.]\npart Visits\narticle  [We meet.]"),
    ],
)
def test_a_number_in_words_heads_a_part_only_where_others_of_its_kind_do(second: str, read: str) -> None:
    first = "First Part\n" if second == "Second Part" else ""
    text = f"{first}Article 1\nThird States\nWe agree.\n{second}\nArticle 2\nWe meet."
    spoken = spoken_in("en")
    assert outline(read_plain_text(text, Named(spoken.numbers, spoken.ordinals))) == read


def test_rows_of_a_table_are_told_apart_from_headings() -> None:
    plain = read_plain_text("Article 1\nWe pay:\nFine | Euro\nLate | 5\nArticle 2\nWe meet.")
    assert (plain.rows, plain.doubtful) == (("Fine | Euro", "Late | 5"), ())


@pytest.mark.parametrize("annexes", [2, 3, 9])
def test_annexes_may_be_more_than_the_articles(annexes: int) -> None:
    articles = "PART I. All\nArticle 1. Aims\nWe meet.\nArticle 2. Costs\nEach bears its own.\n"
    plain = read_plain_text(articles + "".join(f"Annex {n}. Waters\nThe lake of {n}.\n" for n in range(annexes)))
    assert [len(found) for _, found in plain.parts] == [2]
    assert len(plain.annexes) == annexes


@pytest.mark.parametrize(("word", "letters"), [("Annex", "ABC"), ("Приложение", "АБВ"), ("Annexe", "A")])
def test_annexes_may_be_lettered(word: str, letters: str) -> None:
    articles = "Article 1. AIMS A CHARTER HAS\nWe meet.\nArticle 2\nЦЕЛИ И ПРИНЦИПЫ\nParty A bears its own.\n"
    plain = read_plain_text(articles + "".join(f"{word} {letter}\nWaters\nA lake.\n" for letter in letters))
    assert [each.heading for _, found in plain.parts for each in found] == ["AIMS A CHARTER HAS", "ЦЕЛИ И ПРИНЦИПЫ"]
    assert [each.number for each in plain.annexes] == [*letters]
    assert {each.heading for each in plain.annexes} == {"Waters"}
