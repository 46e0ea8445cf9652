"""Fixed words, numbers and dates in every language that documents speak; what is not translated says so."""

# ruff: noqa: RUF001  other scripts are what is tested

from __future__ import annotations

import datetime
import re
import string
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from tests.drafting.negotiations import written

from charterkit.documents import Front, clean, render
from charterkit.documents.fonts.scripts import direction, upright
from charterkit.documents.markdown.runs import anchors
from charterkit.documents.tree import Document
from charterkit.documents.views.redline import redline
from charterkit.documents.views.rolling import rolling_text
from charterkit.documents.views.vacant import became
from charterkit.documents.wording.dates import date_words, moment_words
from charterkit.documents.wording.labels import (
    ENGLISH,
    catalogue,
    known_languages,
    labels,
    language_name,
    missing_words,
)
from charterkit.documents.wording.numerals import cite, own, printed
from charterkit.drafting.ledger import State
from charterkit.drafting.merging.edits import with_words
from charterkit.drafting.numbering import number
from charterkit.drafting.numbers import Number, Numbers, Vacancy
from charterkit.drafting.rolling import rolling
from charterkit.history import compare
from charterkit.model.charter import Charter
from charterkit.model.numbers import Series
from charterkit.model.positions import Stance

LANGUAGES = ("ar", "en", "fa", "hi", "ru", "zh")


HEADED = """\
part general = General
  article notice = Notice: Words.
  article terms = Terms
    one: Words.
  article area = Area
    one: Words."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_whatever_may_become_of_a_change_and_every_stance_has_its_words() -> None:
    unsaid = {"open", "draft"}  # what is open is printed without a word, what is not lodged is in no document
    assert {f"state_{state}" for state in get_args(State) if state not in unsaid} <= set(catalogue(ENGLISH)["words"])
    assert {f"stance_{stance}" for stance in get_args(Stance)} <= set(catalogue(ENGLISH)["words"])


def test_documents_speak_six_languages() -> None:
    assert known_languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_fills_in_what_english_fills_in(language: str) -> None:
    english, own_words = catalogue(ENGLISH)["words"], catalogue(language)["words"]
    assert set(own_words) <= set(english)
    assert missing_words(language) == ()
    for key, words in own_words.items():
        assert fields(words) == fields(english[key]), key


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ("Article 1(1)(a)", "1.", "(a)", "Part I")),
        ("ru", ("ст. 1(1)(a)", "1.", "(a)", "ч. I")),
        ("zh-Hans", ("第1条第1款(a)项", "1.", "(a)", "第1部分")),
        ("ar", ("المادة ١(١)(أ)", "١.", "(أ)", "الجزء ١")),
        ("hi", ("अनुच्छेद 1(1)(क)", "1.", "(क)", "भाग I")),
        ("fa", ("ماده ۱(۱)(الف)", "۱.", "(الف)", "بخش ۱")),
        ("de", ("Article 1(1)(a)", "1.", "(a)", "Part I")),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    nasty: Charter, language: str, printed: tuple[str, str, str, str]
) -> None:
    numbers = number(nasty)
    paths = ("arms/notice", "arms/notice/a")
    in_front = (own(numbers.by_path[path], language) for path in paths)
    assert (cite(numbers, "arms/notice/a", language), *in_front, cite(numbers, "one", language)) == printed


@pytest.mark.parametrize(
    ("language", "series", "label", "cited"),
    [
        ("en", "article", "8 bis(2 ter)(a)(iii)", "Article 8 bis(2 ter)(a)(iii)"),
        ("zh", "article", "8 bis(2 ter)(a)(iii)", "第8条之二第2款之三(a)项(iii)目"),
        ("zh", "article", "5A(-1)", "第5A条第-1款"),
        ("zh", "part", "III bis", "第3部分之二"),
        ("zh", "annex", "1 quater(2)", "附件1之四第2款"),
        ("zh", "recital", "4 bis", "序言部分第4段之二"),
        ("ru", "article", "8 bis(2 ter)", "ст. 8 бис(2 тер)"),
        ("ar", "annex", "1 bis(2)", "المرفق ١ مكرراً(٢)"),
        ("fa", "part", "III bis", "بخش ۳ مکرر"),
    ],
)
def test_a_number_that_was_put_in_between_is_cited_as_the_language_cites_it(
    language: str, series: Series, label: str, cited: str
) -> None:
    assert printed(Number(series, label, label), language, within=True) == cited


def test_in_front_of_its_words_an_inserted_paragraph_has_its_own_sign() -> None:
    inserted = Number("article", "1 bis.", "8(1 bis)")
    assert [own(inserted, language) for language in ("en", "zh", "ru")] == ["1 bis.", "1之二.", "1 бис."]


@pytest.mark.parametrize(("language", "line"), [("zh", "第2条　"), ("en", "Article 2. ")])
def test_number_and_heading_stand_on_one_line_as_the_language_sets_them(
    make: Callable[..., Charter], language: str, line: str
) -> None:
    charter = make(["Words."], languages=[language])
    assert line in str(render(charter, "clean", "md", Front(language=language)))
    made = str(render(charter, "clean", "html", Front(language=language)))
    assert f"</span>{line[-1]}" in made or f"</span>{line[-2:]}" in made


@pytest.mark.parametrize(("language", "sign"), [("ar", "١"), ("fa", "۱"), ("zh", "1")])
def test_footnotes_are_numbered_in_the_digits_of_the_page(
    make: Callable[..., Charter], language: str, sign: str
) -> None:
    charter = make(["Words.[^a]\n\n[^a]: A note."], languages=["en", language])
    made = str(render(charter, "clean", "html", Front(language=language)))
    assert f'<a role="doc-noteref" href="#note-1">{sign}</a></sup>' in made
    assert f"--counter: { {'ar': 'arabic-indic', 'fa': 'persian'}.get(language, 'decimal') };" in made


def test_numbers_and_notices_beside_words_in_another_language_are_in_that_of_the_page(
    make: Callable[..., Charter],
) -> None:
    made = str(render(make(["Words."], languages=["en", "ar"]), "clean", "html", Front(language="ar")))
    assert '<span class="number"><bdi lang="ar" dir="rtl">المادة ٢</bdi> </span>' in made
    assert '<span class="notice" lang="ar" dir="rtl">' in made


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "14 September 2026"),
        ("ru", "14 сентября 2026\u202f?\u00a0?г."),
        ("zh", "2026年9月14日"),
        ("fa", "۱۴ سپتامبر ۲۰۲۶"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, words: str) -> None:
    assert re.fullmatch(words, date_words(datetime.date(2026, 9, 14), language))


def test_languages_are_named_in_the_language_of_the_page() -> None:
    assert language_name("en", "ru") == "английский"
    assert language_name("xx-none", "ru") == "xx-none"


def test_a_language_without_words_of_its_own_has_english_ones() -> None:
    assert labels("de") == labels("en")
    assert labels("../../secrets") == labels("en")
    assert "words.contents" in missing_words("kk")
    assert "standing.blocked_text" in missing_words("kk")


def test_english_words_on_a_page_in_a_language_without_any_are_tagged_so(make: Callable[..., Charter]) -> None:
    charter = make(["Words."], languages=["en", "kk"])
    made = str(render(charter, "clean", "html", Front(language="kk")))
    assert '<html lang="kk" dir="ltr">' in made
    assert '<div class="masthead" lang="en" dir="ltr"' in made
    assert '<strong lang="en" dir="ltr">Status of the text' in made
    assert 'class="masthead" data' in str(render(charter, "clean", "html"))


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_is_not_translated_is_shown_and_says_so(make: Callable[..., Charter], form: str) -> None:
    charter = make(["Words."], languages=["en", "ru"])
    made = str(render(charter, "clean", form, Front(language="ru")))
    assert "Words." in made
    assert "не переведено, приводится язык: английский" in made
    assert made.count("не переведено") == 5  # the recital, two articles, the testimonium, the annex
    assert "Статья 2" in made


@pytest.mark.parametrize(
    "view",
    [
        clean,
        lambda charter, front: rolling_text(rolling(charter, []), front),
        lambda charter, front: redline(compare(charter, charter), front),
    ],
    ids=["clean", "rolling", "redline"],
)
def test_a_heading_that_alone_is_not_translated_says_so(view: Callable[[Charter, Front], Document]) -> None:
    made = written(HEADED, languages=["en", "ru"])
    for path in ("notice", "terms/one"):
        made = with_words(made, path, "text", "ru", "Слова.")
    blocks = view(made, Front(language="ru")).blocks()
    heading, all_of_it = (
        "заголовок не переведён, приводится язык: английский",
        "не переведено, приводится язык: английский",
    )
    assert {block.path: [notice.text for notice in block.notices] for block in blocks} == {
        "general": [heading], "notice": [heading], "terms": [heading], "terms/one": [],
        "area": [all_of_it], "area/one": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "way", "stands"),
    [
        ("ar", "rtl", True), ("ckb", "rtl", True), ("ug", "rtl", True), ("he", "rtl", True), ("dv", "rtl", True),
        ("ku", "ltr", False), ("kk", "ltr", False), ("kk-Arab", "rtl", True), ("kk-Latn", "ltr", False),
        ("uz-Cyrl", "ltr", False), ("pa", "ltr", True), ("pa-Arab", "rtl", True), ("ar-Latn", "ltr", False),
        ("mn", "ltr", False), ("mn-Mong", "ltr", True), ("bo", "ltr", True), ("zh-Hant", "ltr", True),
        ("fa-AF", "rtl", True), ("en-GB", "ltr", False), ("el", "ltr", False), ("am", "ltr", True),
    ],
)  # fmt: skip
def test_a_language_goes_the_way_of_its_script_and_slants_where_its_script_does(
    language: str, way: str, *, stands: bool
) -> None:
    assert (direction(language), upright(language)) == (way, stands)


def test_anchors_of_headings_are_those_of_forges_in_every_script() -> None:
    """GitHub, Forgejo and GitLab keep letters, marks, digits and low lines; joiners and punctuation go."""
    headings = ("अनुच्छेद 1. भाग", "المادة ٨ مكرراً", "ข้อ 1 ที่", "第5条\u3000标题（一）", "Статья 1. Цель")
    made = anchors([(heading, heading) for heading in headings])
    assert list(made.values()) == ["अनुच्छेद-1-भाग", "المادة-٨-مكرراً", "ข้อ-1-ที่", "第5条标题一", "статья-1-цель"]


def test_a_page_knows_the_script_of_a_tag_that_is_not_listed(make: Callable[..., Charter]) -> None:
    page = str(render(make(["Words."], languages=["kk-Arab"]), "clean", "html", Front(language="kk-Arab")))
    assert '<html lang="kk-Arab" dir="rtl">' in page
    assert re.search(r":lang\(kk-Arab\) { font-family: .Noto Naskh Arabic", page)
    assert re.search(r"em:lang\(kk-Arab\) { font-style: normal", page)


def test_a_right_to_left_page_is_mirrored(make: Callable[..., Charter]) -> None:
    from charterkit.documents.pages.html import to_html  # noqa: PLC0415
    from charterkit.documents.views.clean import clean  # noqa: PLC0415

    assert direction("ar") == "rtl"
    made = to_html(clean(make(["Words."]), Front(language="ar")), paged=True)
    assert '<html lang="ar" dir="rtl">' in made
    assert "@top-right { content: string(symbol)" in made
    assert "counter(page, arabic-indic)" in made


def drawn_in_farsi(make: Callable[..., Charter], tmp_path: Path, words: str) -> bytes:
    charter = with_words(make(["Words."], languages=["en", "fa"]), "t0/u", "text", "fa", words)
    (tmp_path / "made.pdf").write_bytes(render(charter, "clean", "pdf", Front(language="fa")))
    command = ("pdftoppm", "-r", "80", "-f", "2", "-l", "2", "-png", str(tmp_path / "made.pdf"))
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_digits_of_farsi_have_the_shapes_of_farsi(make: Callable[..., Charter], tmp_path: Path) -> None:
    """Seven as in Arabic: by its own rules the font gives it the shape of Urdu."""
    seven = drawn_in_farsi(make, tmp_path, "متن ۷۷۷")
    assert seven == drawn_in_farsi(make, tmp_path, "متن ٧٧٧")
    assert seven != drawn_in_farsi(make, tmp_path, "متن ۶۶۶")


def test_chinese_in_traditional_signs_has_all_fixed_words_in_them() -> None:
    simplified, traditional = catalogue("zh"), catalogue("zh-Hant")
    assert labels("zh-TW")["view_rolling"] == "滾動案文"
    assert fields(str(traditional["words"])) == fields(str(simplified["words"]))
    said = "".join(str(traditional[section]) for section in traditional)
    assert traditional.keys() == simplified.keys()
    assert not set("国这们为动会时应发书认议") & set(said)
    assert "彙編" in said
    assert "匯編" not in said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "12 March 2027, 18:00 UTC"), ("ru", "12 марта 2027\u202fг., 18:00 UTC"), ("zh", "2027年3月12日 18:00 UTC"),
     ("ar", "١٢ مارس ٢٠٢٧، ١٨:٠٠ UTC"), ("hi", "12 मार्च 2027, 18:00 UTC")],
)  # fmt: skip
def test_a_minute_is_said_in_the_words_and_digits_of_the_language(language: str, said: str) -> None:
    assert moment_words("2027-03-12T18:00Z", language) == said


def test_a_source_note_in_english_words_says_so_on_a_page_that_has_none_of_its_own(
    make: Callable[..., Charter],
) -> None:
    from charterkit.documents.pages.html import to_html  # noqa: PLC0415
    from charterkit.documents.views.clean import clean  # noqa: PLC0415

    charter = make(["Words."], languages=["en", "he", "ar"])
    for paged in (False, True):
        hebrew, arabic = (to_html(clean(charter, Front(language=tag)), paged=paged) for tag in ("he", "ar"))
        assert re.search(r'id="note-1"[^>]* lang="en" dir="ltr"', hebrew)
        assert not re.search(r'id="note-1"[^>]* lang="en"', arabic)


def test_a_status_and_disclaimer_in_english_read_from_the_left_on_a_page_from_the_right(
    make: Callable[..., Charter],
) -> None:
    from charterkit.documents.pages.html import to_html  # noqa: PLC0415
    from charterkit.documents.views.clean import clean  # noqa: PLC0415

    def status(**settings: object) -> str:
        charter = make(["Words."], languages=["en", "he"], **settings)
        made = to_html(clean(charter, Front(language="he")), paged=True)
        return next(line for line in made.splitlines() if line.startswith('<p class="status"'))

    english = '<p class="status" lang="en" dir="ltr">'
    assert status().startswith(english)
    assert status(disclaimer={"en": "A draft."}).startswith(english)
    assert status(disclaimer={"he": "\u05d8\u05d9\u05d5\u05d8\u05d4."}).startswith(
        '<p class="status"><strong lang="en"'
    )


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Article 7: deleted"), ("ru", "Статья 7: исключено"), ("zh", "第7条：删除")]
)
def test_what_became_of_a_number_is_said_with_the_colon_of_the_language(language: str, said: str) -> None:
    gone = Vacancy("notice", Number("article", "7", "7"), "general", None, "")
    assert became(gone, Numbers({}), language) == said


@pytest.mark.parametrize(
    ("language", "recital", "expected"),
    [
        ("en", "Recalling the past,", "*Recalling* the past,"),
        ("en", "The Parties recall,", "The Parties recall,"),
        ("ru", "ссылаясь на прошлое,", "*ссылаясь* на прошлое,"),
        ("ar", "وإذ يشيرون إلى الماضي،", "*وإذ يشيرون* إلى الماضي،"),
        ("fa", "با یادآوری گذشته،", "*با یادآوری* گذشته،"),
        ("ar", "إن الأطراف،", "إن الأطراف،"),
    ],
)
def test_a_recital_is_led_by_its_first_word_with_the_particle_before_it(
    make: Callable[..., Charter], language: str, recital: str, expected: str
) -> None:
    made = with_words(make(["Words."], languages=[language]), "recital", "text", language, recital)
    assert f"\n{expected}" in str(render(made, "clean", "md"))
