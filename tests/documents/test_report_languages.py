"""Every report of the demo in every language that documents speak: no fixed word stays in English, all have tags."""

# ruff: noqa: RUF001  other scripts are what is tested

from __future__ import annotations

import datetime
import html.parser
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from babel import Locale
from tests.documents.test_languages import LANGUAGES, fields

from charterkit.cli.asked import Asked
from charterkit.cli.set_members import members
from charterkit.demo.build import build
from charterkit.documents.fonts.scripts import direction
from charterkit.documents.formats import output
from charterkit.documents.references import Names
from charterkit.documents.reports.redlined import on_one_line
from charterkit.documents.reports.report import Report
from charterkit.documents.views.redline_notices import fact
from charterkit.documents.wording.labels import ENGLISH, catalogue
from charterkit.documents.wording.numerals import grouped, percent
from charterkit.documents.wording.phrases import phrases, plural
from charterkit.drafting.numbering import number
from charterkit.model.charter import LISTS, Charter, Settings
from charterkit.model.provisions import Part, Provision, Unit
from charterkit.model.registry import REGISTRY_LISTS
from charterkit.model.submissions import Add
from charterkit.store.workspace import Workspace

SECTIONS = sorted(set(catalogue(ENGLISH)) - {"words", "numbers", "ordinals"})
COUNTS = range(1, 200)


def forms(entry: Any) -> dict[str, str]:
    return {"other": entry} if isinstance(entry, str) else dict(entry)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_a_language_has_every_sentence_with_the_same_places_and_its_own_plural_forms(
    language: str, section: str
) -> None:
    english, own = catalogue(ENGLISH)[section], catalogue(language)[section]
    assert set(own) == set(english)
    needed = {plural(number, language) for number in COUNTS}
    for key, entry in own.items():
        assert isinstance(entry, str) == isinstance(english[key], str), key
        allowed = set(Locale.parse(language).plural_form.tags | {"other"})
        assert isinstance(entry, str) or needed <= set(entry) <= allowed, key
        for words in forms(entry).values():
            assert fields(words) == fields(forms(english[key])["other"]), key


def test_every_field_of_the_records_has_a_name() -> None:
    models = (Provision, Unit, Part, Settings)
    names = {name for model in models for name in model.model_fields} | set(REGISTRY_LISTS)
    assert names - {"heading", "text", "units", "provisions"} == set(catalogue(ENGLISH)["facts"])
    assert fact("title.ru", "ru") == "название (русский)"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 point blocks the adoption of the text."),
        ("en", 27, "27 points block the adoption of the text."),
        ("ru", 21, "Принятию текста препятствует 21 вопрос."),
        ("ru", 3, "Принятию текста препятствуют 3 вопроса."),
        ("ru", 1204, "Принятию текста препятствуют 1\N{NO-BREAK SPACE}204 вопроса."),
        ("zh", 3, "有3个问题妨碍案文通过。"),
        ("ar", 2, "تحول مسألتان (٢) دون اعتماد النص."),
        ("ar", 3, "تحول ٣ مسائل دون اعتماد النص."),
        ("ar", 11, "تحول ١١ مسألة دون اعتماد النص."),
        ("hi", 2, "पाठ के अंगीकरण में 2 बाधाएँ हैं।"),
        ("fa", 12, "۱۲ مسئله مانع پذیرش متن است."),
        ("kk", 2, "2 points block the adoption of the text."),
    ],
)
def test_a_number_takes_the_form_and_the_digits_that_the_language_gives_it(
    language: str, number: int, said: str
) -> None:
    assert phrases("standing", language)("blocked_text", n=number) == said


def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop() -> None:
    day = datetime.date(2026, 11, 26)
    russian = phrases("sources", "ru")("one_decision", decision="0002", date=day)
    assert " ".join(russian.split()) == "Решение 0002, 26 ноября 2026 г."
    assert phrases("sources", "en")("one_decision", decision="0002", date=day) == "Decision 0002, 26 November 2026."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1,204 37%"),
        ("ru", "1\N{NO-BREAK SPACE}204 37\N{NO-BREAK SPACE}%"),
        ("ar", "١٬٢٠٤ ٣٧٪"),
        ("fa", "۱٬۲۰۴ ۳۷٪"),
    ],
)
def test_figures_are_grouped_and_signed_as_the_language_writes_them(language: str, said: str) -> None:
    assert f"{grouped(1204, language)} {percent(0.37, language)}" == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "XAA, XAB and XAC"), ("ru", "XAA, XAB и XAC"), ("zh", "XAA、XAB和XAC"), ("ar", "XAA> وXAB> وXAC>"),
        ("hi", "XAA, XAB, और XAC"), ("fa", "XAA>،> XAB>، و XAC>"),
    ],
)  # fmt: skip
def test_a_list_is_joined_as_the_language_joins_it(language: str, said: str) -> None:
    """``>`` stands for a mark that keeps the order of what is written from the right."""
    joined = phrases("places", language).joined(["XAA", "XAB", "XAC"])
    assert joined.replace("\N{RIGHT-TO-LEFT MARK}", ">") == said


@dataclass
class Read(html.parser.HTMLParser):
    """The words of a page by the language that they are tagged with."""

    told: dict[str, list[str]] = field(default_factory=dict)
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        tongue = given.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in {"meta", "br", "col", "link", "rect", "line", "path", "circle"}:
            self.open.append((tag, tongue))
        for name in ("aria-label", "alt", "title"):
            self.told.setdefault(tongue, []).append(given.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in {"style", "script"}:
            self.told.setdefault(self.open[-1][1], []).append(data)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    *_, space = build(folder, to_the_end=False)
    return space


def reports(space: Workspace, language: str) -> Iterator[tuple[str, Report]]:
    """Yield the reports of the set, of briefs and histories the first few."""
    asked = Asked(language=language)
    kinds: dict[str, int] = {}
    for member in members(space, asked):
        kind = member.name.partition("/")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= FIRST and member.name not in {"adopted", "corrigendum"}:
            made = member.make(space, asked)
            if isinstance(made, Report):
                yield member.name, made


FIRST = 2
ROMAN = re.compile(r"[IVX]+")
LATIN = re.compile(r"(?<![\w/#.=-])[A-Za-z]{2,}(?![\w/#=-])")
WORDS = re.compile(r"\w+")
RAW = re.compile(r"\[\[[a-z0-9/-]+\]\]")
"""A reference as it is typed: a report prints the number."""
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
CODES = {"ADD", "MOD", "SUP", "MOVE", "NOC", "ad", "referendum", "bis", "sha256", "charterkit", "consent_of"}


def known(space: Workspace) -> set[str]:
    """Return the words that are names: ids, codes, versions, instruments."""
    charter = space.charter("HEAD")
    ids = {step for path, _ in charter.walk() for step in path.split("/")}
    ids |= {part.id for part in charter.settings.outline.parts}
    ids |= {
        change.add.id
        for each in space.submissions("HEAD").values()
        for change in each.changes
        if isinstance(change, Add)
    }
    codes = {each.id for each in charter.registry.participants}
    instruments = {word for each in charter.registry.instruments for word in each.short_title["en"].split()}
    return CODES | ids | codes | instruments | {version.name for version in space.versions()} | set(LISTS)


def without(said: str, records: set[str]) -> str:
    for each in records - {""}:
        said = said.replace(each, "")
    return said


def records_in(space: Workspace, language: str) -> set[str]:
    """Return the titles and reasons of submissions that say they are in a language; a last stop may stand apart."""
    mine = [each for each in space.submissions("HEAD").values() if each.language == language]
    return {" ".join((text or "").split()).rstrip(".") for each in mine for text in (each.title, each.reasons)}


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != ENGLISH])
def test_no_fixed_word_of_a_report_stays_in_english(demo: Workspace, language: str) -> None:
    names, records = known(demo), records_in(demo, language)
    for name, made in reports(demo, language):
        page = Read()
        page.feed(str(output(made, "html")))
        assert page.told.keys() - {""} <= {language, *demo.charter("HEAD").settings.languages}, name
        found = {
            word: said
            for said in page.told[language]
            for word in LATIN.findall(without(" ".join(said.split()), records))
            if not ROMAN.fullmatch(word) and word not in names
        }
        assert found == {}, name
        assert [said for said in page.told[language] if TWO_STOPS.search(said)] == [], name
        assert [said for words in page.told.values() for said in words if RAW.search(said)] == [], name
        assert f'<html lang="{language}" dir="{direction(language)}">' in str(output(made, "html"))


def test_a_text_in_a_table_is_read_as_it_is_printed(make: Callable[..., Charter]) -> None:
    charter = make(["Words."])
    names = Names(number(charter), language="ru")
    said = on_one_line("*Participants* consult\nas [[t0/u]] says,[^1] or [[nothing]].\n\n[^1]: At once.", names)
    assert said == "Participants consult as ст. 2(1) says, or [[nothing]]. At once."


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_words_that_are_not_translated_bear_their_language_in_every_document(demo: Workspace, language: str) -> None:
    """Contents, headings, columns, source notes and remarks too; names of participants and what is typed may stand."""
    asked, names, records = Asked(language=language), known(demo), records_in(demo, language)
    names |= {word for each in demo.charter("HEAD").registry.participants for word in WORDS.findall(each.name["en"])}
    for member in members(demo, asked):
        if member.name in {"adopted", "corrigendum"} or isinstance(made := member.make(demo, asked), Report):
            continue
        page = Read()
        page.feed(str(output(made, "html")))
        said = [without(" ".join(words.split()), records) for words in page.told.get(language, ())]
        found = {word: words for words in said for word in LATIN.findall(words) if word not in names}
        left = {word for word in found if not ROMAN.fullmatch(word)}
        assert made.language != language or left == set(), (member.name, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_statements_of_records_bear_their_language(demo: Workspace, language: str) -> None:
    (brief,) = (made for name, made in reports(demo, language) if name == "briefs/XAA")
    page = Read()
    page.feed(str(output(brief, "html")))
    assert "Two meetings a year" in " ".join(page.told["en"])


def test_no_pattern_glues_words_to_a_place() -> None:
    """A place stands between signs or spaces, or at an end: nothing is declined by adding letters to it."""
    for language in ("en", "ru", "hi"):
        for section in SECTIONS:
            for key, entry in catalogue(language)[section].items():
                for words in forms(entry).values():
                    for before, name, _, _ in string.Formatter().parse(words):
                        assert not (name and before[-1:].isalpha()), (language, section, key)
