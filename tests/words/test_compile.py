"""Spans of many proposals on one text."""

from __future__ import annotations

from typing import Protocol

from charterkit.words import Choice, Common, Option, Span, compile, layers  # noqa: A004  the verb's public name

NAMES = "ABCDEFG"


class Case(Protocol):
    parts: tuple[str, ...]


def shown(spans: list[Span]) -> str:
    return "".join(span.text if isinstance(span, Common) else choice(span) for span in spans)


def choice(span: Choice) -> str:
    present, *others = span.options
    return f"<{present.text} /{' /'.join(option(other) for other in others)}>"


def option(one: Option) -> str:
    lead = "" if one.text.startswith((" ", "\n")) or not one.text else " "
    return f"{lead}{one.text} ({' '.join(one.holders)})"


def test_case_comes_out_as_written(compile_case: Case) -> None:
    texts, expected = compile_case.parts
    present, *proposals = (line.replace("⏎", "\n") for line in texts.split("\n"))
    assert shown(compile(present, dict(zip(NAMES, proposals, strict=False)))) == expected.replace("⏎", "\n")


def test_order_of_proposals_has_no_effect() -> None:
    proposals = {"B": "a x c", "A": "a y c", "C": "a x c d"}
    assert compile("a b c", proposals) == compile("a b c", dict(reversed(proposals.items())))


def test_renaming_sponsors_changes_their_names_alone() -> None:
    one = compile("a b c", {"A": "a x c", "B": "a y c"})
    other = compile("a b c", {"B": "a x c", "A": "a y c"})
    swap = {"A": "B", "B": "A"}
    renamed = [
        Choice(tuple(Option(o.text, tuple(swap[name] for name in o.holders), o.present) for o in span.options))
        if isinstance(span, Choice)
        else span
        for span in one
    ]
    assert renamed == other


def test_an_amendment_to_an_amendment_has_two_layers() -> None:
    found = [(layer.text, layer.parent, layer.child) for layer in layers("a b c d", "a x c d", "a x y d")]
    assert found == [
        ("a ", "keep", "keep"),
        ("b", "delete", None),
        ("x", "insert", "keep"),
        (" ", "keep", "keep"),
        ("c", "keep", "delete"),
        ("y", None, "insert"),
        (" d", "keep", "keep"),
    ]


def test_thirty_rewrites_of_few_words_are_laid_together_without_trying_all_pairs() -> None:
    words = ["of", "the", "and", "to"]
    texts = [" ".join(words[(place * place * seed + place) % 4] for place in range(300)) for seed in range(31)]
    spans = compile(texts[0], {f"P{number}": text for number, text in enumerate(texts[1:])})
    assert any(isinstance(span, Choice) for span in spans)
