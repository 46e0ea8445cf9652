"""Pages made in parts, by two processes or after an edit, are byte for byte those of the document laid out whole."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.test_copied_text import SENTENCES
from weasyprint.text.fonts import FontConfiguration

from charterkit.documents import clean, render
from charterkit.documents.pages.html import to_html
from charterkit.documents.pages.templates import package_templates
from charterkit.documents.pdf.making import Printing, print_pages, to_pdf
from charterkit.documents.pdf.pressroom import Limits, Press, running
from charterkit.documents.press import cutting, pagination, printing
from charterkit.documents.press.order import Order
from charterkit.documents.press.pagination import Pagination
from charterkit.documents.press.printing import Shop
from charterkit.documents.press.sheet import Sheet, sheet_of
from charterkit.documents.press.window import Bench
from charterkit.model.charter import Charter

WORDS = ("participants", "shall", "cooperate", "with", "international", "law", "and", "without", "delay")


def records(articles: int, each: int = 5, seed: int = 1) -> dict[str, Any]:
    """Return a charter as values to edit: parts of ``each`` articles with points, references and footnotes."""
    rng = random.Random(seed)  # noqa: S311  words, no secrets

    def words(count: int) -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(count // 2, count))).capitalize() + "."

    provisions: dict[str, Any] = {}
    for number in range(articles):
        units: list[dict[str, Any]] = [{"id": f"p{at}", "text": {"en": words(50)}} for at in range(4)]
        units[1]["units"] = [{"id": "a", "text": {"en": words(20)}}, {"id": "b", "text": {"en": words(20)}}]
        units[2]["text"] = {"en": f"{words(30)} See [[a{rng.randrange(articles)}]]."}
        if number % 3 == 0:
            units[3]["text"] = {"en": f"{words(30)}[^n]\n\n[^n]: {words(20)}"}
        provisions[f"a{number}"] = {"id": f"a{number}", "kind": "article", "heading": {"en": words(6)}, "units": units}
    keys = list(provisions)
    parts = [{"id": f"part-{at}", "heading": {"en": words(4)}, "provisions": keys[at : at + each]}
             for at in range(0, articles, each)]  # fmt: skip
    return {"settings": {"title": {"en": "C"}, "symbol": "C/1", "outline": {"parts": parts}}, "provisions": provisions}


def page_html(charter: dict[str, Any]) -> str:
    return to_html(clean(Charter.model_validate(charter)), paged=True)


def order(html: str, **how: Any) -> Order:
    return Order(html, (str(package_templates()),), "id", {"ins": "inserted", "del": "deleted"}, 1500, 4096, **how)


def whole(html: str) -> bytes:
    slip, made = Shop().printed(order(html, processes=1))
    assert not slip.reports
    return made


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    return records(12)


@pytest.fixture(scope="module")
def staying(base: dict[str, Any]) -> Callable[[str], bytes]:
    """A press that keeps its pages, and has printed the base document."""
    shop = Shop(stays=True)

    def printed(html: str) -> bytes:
        slip, made = shop.printed(order(html, processes=1))
        assert not slip.reports
        assert shop.last is not None, "the document was not taken apart"
        return made

    assert printed(page_html(base)) == whole(page_html(base))
    return printed


def a_word(new: dict[str, Any]) -> None:
    new["provisions"]["a7"]["units"][0]["text"]["en"] += " Another."


def a_paragraph_that_moves_all_pages_after_it(new: dict[str, Any]) -> None:
    new["provisions"]["a7"]["units"].insert(1, {"id": "new", "text": {"en": "New words. " * 150}})


def titles_which_stand_in_the_contents_too(new: dict[str, Any]) -> None:
    new["provisions"]["a7"]["heading"]["en"] = "Another title"
    new["settings"]["outline"]["parts"][1]["heading"]["en"] = "Another part"


def a_footnote_which_renumbers_those_after_it(new: dict[str, Any]) -> None:
    new["provisions"]["a7"]["units"][0]["text"]["en"] += "[^m]\n\n[^m]: A new note."


def a_new_article_and_one_less(new: dict[str, Any]) -> None:
    keys = new["settings"]["outline"]["parts"][1]["provisions"]
    keys[keys.index("a8")] = "new"
    new["provisions"]["new"] = {"id": "new", "kind": "article", "heading": {"en": "New"}, "text": {"en": "Words."}}
    keys.insert(0, keys.pop())
    del new["provisions"]["a8"]
    for provision in new["provisions"].values():
        for unit in provision.get("units", ()):
            unit["text"]["en"] = unit["text"]["en"].replace("[[a8]]", "[[a7]]")


def a_new_part_at_the_beginning(new: dict[str, Any]) -> None:
    article = {"id": "new", "kind": "article", "heading": {"en": "New"}, "text": {"en": "Words. " * 900}}
    new["provisions"]["new"] = article
    new["settings"]["outline"]["parts"].insert(0, {"id": "first", "heading": {"en": "First"}, "provisions": ["new"]})


def the_first_and_the_last_article(new: dict[str, Any]) -> None:
    for key in ("a0", "a11"):
        new["provisions"][key]["units"][0]["text"]["en"] += " More."


def so_much_that_every_part_begins_on_a_new_page(new: dict[str, Any]) -> None:
    """What is inside an element that became another one is laid out again, too: here, all of the text."""
    for number in range(60):
        new["provisions"][f"n{number}"] = {"id": f"n{number}", "kind": "article", "text": {"en": "New words."}}
    new["settings"]["outline"]["parts"][-1]["provisions"] += [f"n{number}" for number in range(60)]


def the_title_of_the_whole(new: dict[str, Any]) -> None:
    new["settings"]["title"]["en"] = "Another Charter"


@pytest.mark.parametrize(
    "edit",
    [
        a_word, a_paragraph_that_moves_all_pages_after_it, titles_which_stand_in_the_contents_too,
        a_footnote_which_renumbers_those_after_it, a_new_article_and_one_less, a_new_part_at_the_beginning,
        the_first_and_the_last_article, the_title_of_the_whole, so_much_that_every_part_begins_on_a_new_page,
    ],
)  # fmt: skip
def test_after_an_edit_the_pages_are_those_of_the_whole(
    base: dict[str, Any], staying: Callable[[str], bytes], edit: Callable[[dict[str, Any]], None]
) -> None:
    new = json.loads(json.dumps(base))
    edit(new)
    html = page_html(new)
    assert html != page_html(base)
    assert staying(html) == whole(html)


def test_no_page_is_laid_out_again_for_the_digest_at_every_foot(
    base: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every edit gives the words another digest."""
    painted: list[object] = []

    def painting(page: Any, *rest: Any, **named: Any) -> Sheet:
        painted.append(page)
        return sheet_of(page, *rest, **named)

    monkeypatch.setattr(pagination, "sheet_of", painting)
    shop = Shop(stays=True)

    def printed(charter: dict[str, Any], digest: str) -> bytes:
        document = clean(Charter.model_validate(charter))
        html = to_html(
            replace(document, masthead=replace(document.masthead, digest=digest), commit="c" * 12), paged=True
        )
        slip, made = shop.printed(order(html, processes=1))
        assert (slip.reports, made) == ((), whole(html))
        return made

    printed(base, "sha256:one")
    everything = len(painted)
    new = json.loads(json.dumps(base))
    a_word(new)
    printed(new, "sha256:two")
    again = len(painted)
    assert again - everything < everything - 2
    assert printed(new, "sha256:three") != printed(new, "sha256:four")
    assert len(painted) == again


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 3), st.integers(0, 120)), min_size=1, max_size=4))
def test_after_any_edits_the_pages_are_those_of_the_whole(
    base: dict[str, Any], staying: Callable[[str], bytes], edits: list[tuple[int, int, int]]
) -> None:
    new = json.loads(json.dumps(base))
    for article, unit, words in edits:
        text = new["provisions"][f"a{article}"]["units"][unit]["text"]
        text["en"] = " ".join(text["en"].split(" ")[2:]) if not words else "Put before. " * words + text["en"]
    html = page_html(new)
    assert staying(html) == whole(html)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with running(Limits(), stays=True) as press:
        yield press


@pytest.mark.parametrize("articles", [2, 20])
def test_two_processes_make_the_pages_of_one(press: Press, articles: int) -> None:
    document = clean(Charter.model_validate(records(articles, seed=articles)))
    alone = to_pdf(document, printing=Printing(processes=1))
    assert to_pdf(document, printing=Printing(processes=2)) == alone
    assert to_pdf(document, printing=Printing(processes=2, press=press)) == alone


def test_what_a_press_has_printed_before_makes_no_difference(nasty: Charter, make: Callable[..., Charter]) -> None:
    texts = (nasty, make([*SENTENCES.values()]), Charter.model_validate(records(3)))
    documents = [clean(each) for each in texts]
    alone = []
    for document in documents:
        with running() as fresh:
            alone.append(to_pdf(document, printing=Printing(press=fresh)))
    with running() as used:
        again = [to_pdf(documents[place], printing=Printing(press=used)) for place in (0, 1, 2, 1, 0)]
    assert again == [alone[place] for place in (0, 1, 2, 1, 0)]


def long_text() -> dict[str, Any]:
    """Return a charter with so many articles in each part that it begins a page, and with few words in each."""
    charter = records(70, each=14, seed=5)
    for provision in charter["provisions"].values():
        provision["units"] = provision["units"][2:]
    return charter


def test_only_long_parts_begin_pages_of_their_own_and_are_laid_out_by_two_processes() -> None:
    for charter, apart in ((long_text(), 5), (records(70, each=7), 0), (records(28, each=14), 0)):
        html = page_html(charter)
        text = cutting.cut(html)
        assert text is not None
        assert len(re.findall(r'<section class="part [a-z]* ?apart"', html)) == apart
        assert bool(printing._split(text)) is bool(apart)


def test_pages_of_another_process_are_taken_where_a_page_break_is_forced() -> None:
    html = page_html(long_text())
    text = cutting.cut(html)
    assert text is not None
    unit = printing._split(text)
    assert unit
    bench = Bench(lambda part: printing._source(order(html), part), FontConfiguration())
    others = Pagination(bench, text).begin_with(unit)
    ours = Pagination(bench, text)
    ours.join(unit, lambda: others)
    assert len(others) > len(ours.leaves) / 2
    assert {id(leaf) for leaf in others} <= {id(leaf) for leaf in ours.leaves}
    slip, made = Shop().printed(order(html, processes=2))
    assert (slip.reports, made) == ((), whole(html))


def test_a_preview_has_the_words_of_the_document(
    base: dict[str, Any], press: Press, text_of: Callable[[bytes, str], str]
) -> None:
    document = clean(Charter.model_validate(base))
    preview = to_pdf(document, printing=Printing(preview=True, press=press))
    assert text_of(preview, "pdf") == text_of(to_pdf(document, printing=Printing(press=press)), "pdf")
    assert b"StructTreeRoot" not in preview


def test_a_document_of_every_kind_of_text_is_the_same_in_parts(nasty: Charter) -> None:
    document = clean(nasty)
    assert to_pdf(document, printing=Printing(processes=2)) == render(nasty, "clean", "pdf")


@pytest.mark.parametrize(
    "style",
    [
        "article { counter-increment: item }", "@page :left { margin: 1cm }", "p { height: 10vh }",
        "h2 { break-before: right }", "p::before { content: open-quote }", "aside.footnote { float: footnote }",
    ],
)  # fmt: skip
def test_a_style_that_parts_cannot_keep_is_laid_out_whole(style: str) -> None:
    page = f"<html lang=en><title>t</title><style>{style}</style><body><article>One</article><article>Two</article>"
    assert cutting.cut(page) is None
    assert print_pages(page)


def test_a_style_without_such_rules_is_taken_apart() -> None:
    page = "<html lang=en><style>p { margin: 0 }</style><body><nav>C</nav>x<article>One</article>y<article>2</article>"
    text = cutting.cut(page)
    assert text is not None
    assert text.window(0, len(text.units)) == page
    assert "<nav></nav>x<article>One</article>y<article></article>" in text.window(1, 2)


def test_a_window_has_no_units_of_sections_far_from_it() -> None:
    sections = "<section><h2>S</h2><article>1</article> <article>2</article></section>" * 6
    text = cutting.cut(f"<html lang=en><style>p {{ margin: 0 }}</style><body><nav>C</nav>{sections}")
    assert text is not None
    assert text.present(8, 9) == [0, 5, 6, 7, 8, 9, 10, 11, 12]  # the contents stand in what is around all sections
    window = text.window(8, 9)
    assert window.count("<section><h2>S</h2>") == 6
    assert window.count("<article></article>") == 7
    assert text.present(0, 13) == list(range(13))


def test_a_window_has_all_units_that_stand_directly_in_what_is_around_it() -> None:
    page = "<html lang=en><body><article>0</article><section><article>1</article></section><article>2</article>"
    text = cutting.cut(page + "<div><article>3</article></div>" * 3)
    assert text is not None
    assert text.present(5, 6) == [0, 2, 3, 4, 5]  # all but that of the section


def few_pages(style: str, commit: str, words: str, pages: int = 3) -> str:
    """Return articles of a page each below a masthead that only says which commit it is of."""
    articles = "".join(f"<article><h2>Head {place}</h2><p>Words {words * (place == 1)}</p></article>"
                       for place in range(pages))  # fmt: skip
    return (
        f"<html lang=en><title>t</title><style>@page {{ size: A6; {style} }} h2 {{ string-set: head content() }}"
        f" article {{ break-after: page }} .m {{ string-set: commit attr(data-commit) }}</style>"
        f'<body><div class="m" data-commit="{commit}">Symbol</div>{articles}'
    )


@pytest.mark.parametrize(
    "style",
    [
        "@bottom-left { content: string(commit); width: 50% } @bottom-right { content: counter(page); width: 50% }",
        "@bottom-left { content: string(commit) } @bottom-right { content: counter(page) ' of ' counter(pages) }",
        "@top-center { content: string(head, last) } @left-middle { content: string(commit); opacity: 0.5 }",
        "@top-left-corner { content: counter(page, lower-roman) } @right-top { content: string(commit); color: red }",
        "@left-middle { content: 'Draft'; transform: rotate(9deg); color: red } @top-left { content: string(commit) }",
        "@left-top { content: string(commit); transform: rotate(9deg) } @left-bottom { content: counter(pages) }",
        "@bottom-center { content: '' ; border-top: 1pt solid } @top-left { content: string(head) string(commit) }",
        "@top-left { content: string(head, start); background: blue } @bottom-right { content: counters(page, '.') }",
    ],
)
def test_margins_that_say_something_else_are_those_of_the_whole(style: str) -> None:
    shop = Shop(stays=True)
    shown = [("one", "words"), ("two", "words"), ("two", "other"), ("&lt;three&quot;", "more " * 400)]
    for html in [*(few_pages(style, *each) for each in shown), few_pages(style, "one", "words", pages=4)]:
        slip, made = shop.printed(order(html, processes=1))
        assert (slip.reports, made) == ((), whole(html))
        assert shop.last is not None


def test_only_what_running_heads_say_is_said_anew() -> None:
    def text(style: str = "", commit: str = "one", title: str = "Title") -> cutting.Cut:
        return _cut("words", head=f"<style>.m {{ string-set: commit attr(data-commit) }} {style}</style><body>"
                                  f'<div class="m" data-commit="{commit}"><p>{title}</p></div><main>')  # fmt: skip

    assert text().said_anew(text(commit="two &amp; three")) == {("commit", "one"): "two & three"}
    assert text().said_anew(text()) == {("commit", "one"): "one"}
    assert text().said_anew(text(title="Another")) is None
    for shows in ("p { content: attr(data-commit) }", "[data-commit=two] { color: red }"):
        assert text(shows).said_anew(text(shows, commit="two")) is None


def test_what_one_process_reports_fails_the_build_of_both() -> None:
    article = "<article><p>Words. <a href='#lost'>See</a></p></article>"
    page = "<html lang=en><title>t</title><body>" + article * 30
    slip, _ = Shop().printed(order(page, processes=2))
    assert slip.reports == ("No anchor #lost for internal URI reference",)


def _cut(*units: str, head: str = "<main>") -> cutting.Cut:
    text = cutting.cut(head + "".join(f"<article>{unit}</article>" for unit in units))
    assert text is not None
    return text


def test_a_document_is_an_edited_one_by_the_part_that_it_has_of_it() -> None:
    last = _cut("one", "two", "three four")
    assert last.kept_in(_cut("one", "two", "three four")) == 1
    assert 0.5 < last.kept_in(_cut("one", "2", "three four")) < 1
    assert last.kept_in(_cut("other", "words", "altogether")) == 0
    assert last.kept_in(_cut("one", "two", "three four", head="<main class='x'>")) == 0
    assert last.kept_in(_cut("one", "two", "three four", head="<h1>Title</h1><main>")) == 1
