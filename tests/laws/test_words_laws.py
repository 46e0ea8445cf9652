"""Laws of the text core for any Unicode text: redlines exact, merges symmetric and honest, compilations lossless."""

# ruff: noqa: RUF001  characters of many scripts are this file's subject
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

import charterkit.words.align as align_module
from charterkit.words import (
    Choice,
    Common,
    Span,
    changes,
    columns,
    compile,  # noqa: A004  the verb's public name
    diff,
    layers,
    merge,
    quiet,
    rebase,
)
from charterkit.words.apart import places_apart
from charterkit.words.common import blocks
from charterkit.words.grammar import cut, depends
from charterkit.words.tokens import tokenise

PIECES = [
    *["the", "State", "shall", "of", "and", "within", "thirty", "days", "notify", "each", "party", "a", "b", "c"],
    *["30-day", "1,000.50", "12.5 %", "[[a/b]]", "2026-10-29", "e.g.", "l’État"],
    *[
        ". ",
        ", ",
        "; ",
        ".\n",
        ".\n\n",
        "\n(a) ",
        "\n- ",
        "  ",
        "\r\n",
        "\t",
        "\u2028",
        "\xa0",
        "(",
        ")",
        "*",
        "_",
        "-",
    ],
    *[
        "क्षेत्र",
        "में",
        "ि",
        "เวลา",
        "ำ",
        "ที่",
        "می‌خواهم",
        "كِتاب",
        "北京",
        "。",
        "\n（",
        "）",
        "第",
        "十",
        "二",
        "条",
        "제44조의7",
        "제4항",
        "ひらがな",
        "カタカナ",
        "가",
        "\u1100\u1161",
    ],
    *["👨‍👩‍👧", "🇫🇷", "🇩", "1️⃣", "e\u0301", "\u0301", "\u200d", "\u0600", "\ud800", "\x00", "é", "Й"],
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=16).map(
    lambda pieces: "".join(piece if len(piece) == 1 else f"{piece} " for piece in pieces).rstrip(" ")
)


@st.composite
def amendments(draw: st.DrawFn, text: str) -> str:
    """The text with a few words replaced, put in, taken out or moved."""
    tokens = list(tokenise(text).full)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(tokens)))
        end = min(len(tokens), at + draw(st.integers(0, 4)))
        new = draw(st.lists(st.sampled_from([f" {piece}" for piece in PIECES]) | st.just("\n\nA new one."), max_size=2))
        taken, tokens[at:end] = tokens[at:end], new
        if draw(st.integers(0, 5)) == 0:
            tokens += taken
    return "".join(tokens)


@st.composite
def families(draw: st.DrawFn, size: int = 3) -> list[str]:
    """A base and versions of it; now and then one that has nothing to do with it."""
    base = draw(texts)
    return [base, *(draw(st.one_of(amendments(base), amendments(base), texts)) for _ in range(size - 1))]


def side(line: Sequence[tuple[str, str]], left_out: tuple[str, ...]) -> str:
    return "".join(text for op, text in line if op not in left_out)


@given(families(2))
@settings(max_examples=500, deadline=None)
def test_redline_is_exact_both_ways(family: list[str]) -> None:
    before, after = family
    line = [(segment.op, segment.text) for segment in diff(before, after)]
    assert side(line, ("insert",)) == before
    assert side(line, ("delete",)) == after


@given(families(2))
@settings(max_examples=300, deadline=None)
def test_redline_has_no_empty_segment_and_deletes_before_it_inserts(family: list[str]) -> None:
    line = diff(*family)
    assert all(segment.text for segment in line)
    assert not {(left.op, right.op) for left, right in pairwise(line)} & {
        ("insert", "delete"),
        *((op, op) for op in ("keep", "insert", "delete")),
    }


@given(families(2))
@settings(max_examples=500, deadline=None)
def test_redline_splits_no_grapheme_cluster(family: list[str]) -> None:
    before, after = family
    line = diff(before, after)
    for text, left_out in ((before, "insert"), (after, "delete")):
        clusters = {0, *accumulate(len(cluster) for cluster in regex.findall(r"\X", text))}
        assert set(accumulate(len(segment.text) for segment in line if segment.op != left_out)) <= clusters


@given(families(2))
@settings(max_examples=300, deadline=None)
def test_quiet_redline_holds_every_character_but_white_space(family: list[str]) -> None:
    before, after = family
    line = [(segment.op, segment.text) for segment in quiet(diff(before, after))]
    for text, left_out in ((before, "insert"), (after, "delete")):
        assert "".join(side(line, (left_out,)).split()) == "".join(text.split())
    assert all(text for _, text in line)
    assert not any(left == right for (left, _), (right, _) in pairwise(line))


@given(texts)
@settings(deadline=None)
def test_redline_of_a_text_and_itself_keeps_it(text: str) -> None:
    assert [segment.text for segment in diff(text, text) if segment.op == "keep"] == ([text] if text else [])


@given(families(2))
@settings(max_examples=200, deadline=None)
def test_redline_with_moves_is_exact_both_ways(family: list[str]) -> None:
    before, after = family
    line = [(change.op, change.text) for change in changes(before, after)]
    assert side(line, ("insert", "moved_to")) == before
    assert side(line, ("delete", "moved_from")) == after


@given(families(2))
@settings(max_examples=300, deadline=None)
def test_merge_with_an_unchanged_side_is_the_other_side(family: list[str]) -> None:
    base, changed = family
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(families())
@settings(max_examples=400, deadline=None)
def test_merge_is_symmetric(family: list[str]) -> None:
    base, ours, theirs = family
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.text == other.text
    assert {(c.start, c.ours, c.theirs) for c in one.collisions} == {
        (c.start, c.theirs, c.ours) for c in other.collisions
    }


@given(families())
@settings(max_examples=400, deadline=None)
def test_merge_gives_a_text_or_collisions_never_both(family: list[str]) -> None:
    base, *sides = family
    result = merge(base, *sides)
    line = [(segment.op, segment.text) for segment in result.segments]
    assert (result.text is None) == bool(result.collisions)
    assert side(line, ("insert",)) == base
    assert result.text in {None, side(line, ("delete",))}


@given(families())
@settings(max_examples=600, deadline=None)
def test_clean_merge_invents_no_word_and_loses_no_new_one(family: list[str]) -> None:
    base, ours, theirs = family
    merged = merge(base, ours, theirs).text
    if merged is None:
        return
    had, one, other, have = (Counter(key for key in tokenise(t).keys if key) for t in (base, ours, theirs, merged))
    assert have <= had + (one - had) + (other - had)
    new = {key for key in one.keys() | other.keys() if not had[key]}
    assert new <= have.keys()


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12), st.from_regex(r"[A-Za-z]+[,.;:]?"))))
@settings(max_examples=400, deadline=None)
def test_a_text_cut_between_its_blanks_has_the_tokens_of_the_whole(pieces: list[str]) -> None:
    text = " ".join((*pieces, "x"))
    whole = tokenise(f"{text} %")  # the sign hangs together with what is before it, so that nothing is cut alone
    assert tokenise(text).full[:-1] == whole.full[:-2]


SENTENCES = ["All meet.", "The host pays for all.", "Minutes are kept by it.", "It reports each year.", "So be it."]


@st.composite
def reordered(draw: st.DrawFn) -> list[str]:
    """Sentences, some of them twice, and two versions in another order, with some changed, added or gone."""
    base = draw(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6))
    versions = [draw(st.permutations(base)), draw(st.sampled_from([base, base[1:], [*base, "New."]]))[:]]
    changed = [
        sentence.replace(*draw(st.sampled_from([("a", "the"), ("all", "both"), (".", ";")])))
        for sentence in versions[1]
    ]
    return [" ".join(version) for version in (base, versions[0], changed)]


FEW = [
    *"aZéЖ0 9.,:;/-’_@#$%()[]*~…«“\n\t",
    "http://",
    "www.",
    "ftp://x(",
    "[[a/b]]",
    "A/RES/60/1",
    "12.5 %",
    "e.g.",
    "a@b.c",
    "$5",
]


@given(st.lists(st.sampled_from(FEW), min_size=1, max_size=14))
@settings(max_examples=300, deadline=None)
def test_letters_that_most_texts_have_are_cut_as_in_a_text_of_every_script(pieces: list[str]) -> None:
    text = "".join(pieces)
    alone = [(each.span(), each[1]) for each in cut(text)]
    assert alone == [(each.span(), each[1]) for each in cut(f"{text} \u5b57")][:-1]
    assert depends(text) == depends(f"{text}\u5b57{text}")


@given(reordered())
@settings(max_examples=150, deadline=None)
def test_merge_of_reordered_sentences_invents_no_word(family: list[str]) -> None:
    base, *sides = family
    merged = merge(base, *sides).text
    if merged is not None:
        allowed = Counter(key for text in family for key in tokenise(text).keys)
        assert Counter(tokenise(merged).keys) <= allowed


WORDS = [
    *["the", "of", "and", "to", "in", "a", "party", "State", "shall", "Notice", "days,", "30-day", "(a)", "sign;"],
    *["ratify.", "[[x/y]]", "—", "5", "%", "é", "北京", "x\ny", "host", "costs", "meeting,", "(thirty)", "every"],
]


@st.composite
def small_changes(draw: st.DrawFn) -> list[str]:
    """A text of many words and two versions of it, each with few changes: often new words, sometimes old ones."""
    base = draw(st.lists(st.sampled_from(WORDS), min_size=40, max_size=70))
    versions = [base[:], base[:]]
    for number, version in enumerate(versions):
        for _ in range(draw(st.integers(1, 2))):
            at = draw(st.integers(2, 36)) if draw(st.integers(0, 3)) == 0 else draw(st.integers(3, 12)) + 18 * number
            new = draw(
                st.lists(st.sampled_from(["new", "newer,", "(new)", "ne;", "one's", "of", "ratify;"]), max_size=2)
            )
            version[at : at + draw(st.integers(0, 2))] = new
    return [" ".join(version) for version in (base, *versions)]


@given(small_changes() | families())
@settings(max_examples=400, deadline=None)
def test_what_is_merged_at_a_glance_is_what_the_compilation_gives(family: list[str]) -> None:
    base, ours, theirs = family
    places = places_apart(base, ours, theirs)
    if places is None or len({base, ours, theirs}) < len(family):
        return
    spans = compile(base, {"ours": ours, "theirs": theirs})
    changed = [span.options for span in spans if isinstance(span, Choice)]
    assert [(options[0].text, options[1].text) for options in changed] == [
        (base[place.start : place.end], place.text) for place in places
    ]
    assert all(len(options[1].holders) == 1 for options in changed)
    redline = merge(base, ours, theirs).segments
    assert side(redline, ("delete",)) == "".join(
        span.text if isinstance(span, Common) else span.options[1].text for span in spans
    )


def projected(spans: list[Span], holder: str | None) -> str:
    def choose(span: Choice) -> str:
        held = [option for option in span.options if holder in option.holders]
        return (held or [option for option in span.options if option.present])[0].text

    return "".join(span.text if isinstance(span, Common) else choose(span) for span in spans)


@given(families(5))
@settings(max_examples=400, deadline=None)
def test_choosing_one_sponsors_options_gives_that_sponsors_text(family: list[str]) -> None:
    base, *others = family
    proposals = dict(zip("ABCD", others, strict=True))
    spans = compile(base, proposals)
    assert projected(spans, None) == base
    assert {name: projected(spans, name) for name in proposals} == proposals


@given(families(5), st.permutations("ABCD"))
@settings(max_examples=200, deadline=None)
def test_order_and_names_of_proposals_decide_nothing(family: list[str], names: list[str]) -> None:
    base, *others = family
    proposals = dict(zip("ABCD", others, strict=True))
    spans = compile(base, proposals)
    assert compile(base, {name: proposals[name] for name in names}) == spans
    renamed = compile(base, dict(zip(names, others, strict=True)))
    assert [texts_of(span) for span in renamed] == [texts_of(span) for span in spans]


def texts_of(span: Span) -> tuple[str, ...]:
    return (span.text,) if isinstance(span, Common) else tuple(option.text for option in span.options)


@given(families(5))
@settings(max_examples=200, deadline=None)
def test_options_are_distinct_and_one_is_present(family: list[str]) -> None:
    base, *others = family
    for span in compile(base, dict(zip("ABCD", others, strict=True))):
        if isinstance(span, Choice):
            assert len(set(texts_of(span))) == len(span.options) > 1
            assert [option.present for option in span.options] == [True] + [False] * (len(span.options) - 1)


@given(families())
@settings(max_examples=200, deadline=None)
def test_layers_hold_all_three_texts(family: list[str]) -> None:
    present, parent, child = family
    found = layers(present, parent, child)
    assert "".join(layer.text for layer in found if layer.parent in {"keep", "delete"}) == present
    assert "".join(layer.text for layer in found if layer.parent in {"keep", "insert"}) == parent
    assert "".join(layer.text for layer in found if layer.child in {"keep", "insert"}) == child


@given(families(), st.sampled_from(["line", "sentence"]))
@settings(max_examples=200, deadline=None)
def test_columns_joined_are_the_texts(family: list[str], level: str) -> None:
    base, *others = family
    table = columns(base, others, "line" if level == "line" else "sentence")
    assert ["".join(row[number] for row in table) for number in range(len(family))] == family


@given(families())
@settings(max_examples=200, deadline=None)
def test_rebase_collides_exactly_where_it_has_no_text(family: list[str]) -> None:
    result = rebase(*family)
    assert (result.outcome == "collides") == (result.text is None) == bool(result.collisions)


@given(family=families(4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_long_texts_that_are_tied_together_and_sliced_obey_the_same_laws(
    family: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(align_module, "_ANCHORED_FROM", 6)
    monkeypatch.setattr(align_module, "_MOST_CELLS", 24)
    base, *proposed = family
    line = [(segment.op, segment.text) for segment in diff(base, proposed[0])]
    assert side(line, ("insert",)) == base
    assert side(line, ("delete",)) == proposed[0]
    spans = compile(base, dict(zip("ABC", proposed, strict=True)))
    for name, text in zip("ABC", proposed, strict=True):
        assert projected(spans, name) == text
    assert all(len(span.options) > 1 for span in spans if isinstance(span, Choice))
    one, other = merge(base, *proposed[:2]), merge(base, *proposed[1::-1])
    assert one.text == other.text


runs = st.lists(st.sampled_from("abcde"), min_size=1, max_size=12)


@given(runs, runs, runs, runs)
def test_what_two_runs_have_in_common_is_what_rapidfuzz_finds(
    one: list[str], other: list[str], head: list[str], tail: list[str]
) -> None:
    for old, new in ((one, other), (head + one + tail, head + other + tail), (head + tail, head + one + tail)):
        found = LCSseq.editops(old, new).as_matching_blocks()
        assert _kept(blocks(old, new)) == _kept([(block[0], block[1], block[2]) for block in found])


def _kept(found: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    return [(at + step, to + step) for at, to, size in found for step in range(size)]
