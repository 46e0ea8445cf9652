"""No word is lost: what the records say is in every format of every view, literally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from charterkit.documents import FORMATS, render
from charterkit.drafting.merging.edits import insert, remove, with_words
from charterkit.drafting.rolling import rolling
from charterkit.history.comparing.compare import compare
from charterkit.model.charter import Charter
from charterkit.model.provisions import Unit
from charterkit.model.submissions import Submission

PROPOSED = (
    "rather <more> than", "less [...]", "{{ k }} kept", "Lines", "[Extra]: words", "of a note", "joined", "confirm",
    "fourth", "unbreakable words of another kind", "Another", "First",
)  # fmt: skip
"""What the proposals below would put, as far as it stands together in one alternative."""

Lost = Callable[[Charter, str | bytes, str], Counter[str]]


@pytest.fixture(scope="module")
def later(nasty: Charter) -> Charter:
    """The nasty charter with every kind of change, through markup, references and footnotes."""
    changes = {
        "t0/u": "Plain *words, emphasis with [[arms]]* inside, **and** more {{ words }}.",
        "t1/u": "<script>confirm('y')</script> & &lt; <i>thin</i> c > d",
        "t3/u": "[Note]: http://example.org/y [z]",
        "t5/u": "1. first\n3. fourth\n7. seventh\n\n# heading\n\n> quotation joined - no list",
        "t8/u": "See [[arms/notice]], [[t0]], [[no-such]] and the [[un-charter]].",
        "t9/u": "A note[^x] and a loose [^1].\n\n[^x]: First note.\n\nAfter it all.",
    }
    text = nasty
    for path, words in changes.items():
        text = with_words(text, path, "text", "en", words)
    text = with_words(text, "recital", "heading", "en", "Recital title")
    text = remove(remove(text, "t2"), "arms/notice/a/i")
    text = insert(text, "arms/notice", 0, Unit.model_validate({"id": "z", "text": {"en": "New first point;"}}))
    moved = text.provisions["t4"]
    return insert(remove(text, "t4"), "one", 0, moved)


@pytest.fixture(scope="module")
def proposals(later: Charter) -> list[Submission]:
    """Proposals of three parties on the nasty charter: rewordings, additions, deletions, a move, a keep."""
    texts = {path: node.text["en"] for path, node in later.walk() if path in {"t0/u", "t1/u", "t3/u", "t5/u", "t9/u"}}
    common = {"date": "2026-11-24", "base": "zero", "title": "Proposal"}
    new = {
        "id": "line",
        "kind": "article",
        "heading": {"en": "Lines"},
        "units": [{"id": "k", "text": {"en": "{{ k }} *kept*"}}],
    }
    first: list[dict[str, object]] = [{"amend": path, "text": words} for path, words in texts.items()]
    return [
        Submission.model_validate({"id": "XAA-2026-001", "by": "XAA", "with": ["XAB"], "changes": first, **common}),
        Submission.model_validate({"id": "XAB-2026-001", "by": "XAB", **common, "changes": [
            {"amend": "t0/u", "replace": "more", "with": "rather <more> than *less*"},
            {"amend": "t7/u", "text": "Long " + "unbreakable words of another kind " * 8},
            {"add": new, "after": "arms"}, {"keep": "t6"}, {"delete": "t2"},
        ]}),
        Submission.model_validate({"id": "XAC-2026-001", "by": "XAC", **common, "changes": [
            {"amend": "t0/u", "replace": "more", "with": "less [...]"},
            {"amend": "t10", "heading": "Another [title](x)"},
            {"add": {"id": "extra", "text": {"en": "[Extra]: words[^1]\n\n[^1]: of a note"}}, "after": "arms/notice/a"},
            {"move": "t8", "before": "t0"}, {"delete": "arms/notice/b"},
        ]}),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def printed(nasty: Charter) -> dict[str, str | bytes]:
    """The clean text in every format."""
    return {form: render(nasty, "clean", form) for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_text_holds_every_word_of_the_records(
    nasty: Charter, lost: Lost, printed: dict[str, str | bytes], form: str
) -> None:
    assert lost(nasty, printed[form], form) == Counter()


@pytest.mark.parametrize("form", FORMATS)
def test_a_redline_holds_every_word_of_both_texts(nasty: Charter, later: Charter, lost: Lost, form: str) -> None:
    made = render(compare(nasty, later), "redline", form)
    assert lost(later, made, form) == Counter()
    # The old text's own numbers of what moved are not repeated where its words stand.
    assert set(lost(nasty, made, form)) <= {"Article", "1", "2", "3", "a", "i"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_rolling_text_holds_the_present_words_and_every_proposal(
    nasty: Charter, proposals: list[Submission], lost: Lost, text_of: Callable[[str | bytes, str], str], form: str
) -> None:
    made = render(rolling(nasty, proposals), "rolling", form)
    assert lost(nasty, made, form) == Counter()
    shown = " ".join(text_of(made, form).split())
    for proposed in PROPOSED:
        assert proposed in shown


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "literal",
    [
        "<script>alert('x')</script> & &amp; <b>bold</b> <!-- comment --> a < b > c",
        "{{ 7*7 }} {% raw %} {# no comment #} ${HOME} $x$ `code` ~~gone~~",
        "[Note]: http://example.org/x",
        "1. first 3. third 7. seventh",
        "<link rel=attachment href=file:///etc/passwd>",
        "A placeholder [...] and **two stars** and _low_ snake_case",
    ],
)
def test_what_looks_like_code_prints_literally(
    text_of: Callable[[str | bytes, str], str], printed: dict[str, str | bytes], form: str, literal: str
) -> None:
    assert literal in " ".join(text_of(printed[form], form).split())
