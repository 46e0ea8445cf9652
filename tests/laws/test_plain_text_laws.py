"""No word of a plain text is lost when it is told apart into preamble, parts, articles and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from charterkit.drafting.typed.plain_text import read_plain_text
from charterkit.drafting.typed.text_changes import additions, outline_of

LINES = st.sampled_from(
    ["", "Charter {}", "The Parties {} agree.", "wishing {} and much more of the same that makes a line of it, and",
     "Article 1. Of {}", "Article 2", "Article 3. The Parties {} meet.", "ARTICLE IV {}", "Part I", "Part II Of {}",
     "Chapter 3. {}", "Annex 1", "Annex 2. List {}", "1. {} one;", "(a) {} two;", "in {}", "Done at {}.", "第一条 {}",
     "第二章", "附件1 {}", "Статья 5. {}"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=24))
def test_every_word_stands_in_what_is_read_exactly_once(lines: list[str]) -> None:
    plain = read_plain_text("\n".join(line.format(f"w{place}w") for place, line in enumerate(lines)))
    articles = [each for _, some in plain.parts for each in some]
    read = " ".join(
        [*plain.left_out, *plain.recitals, *(part.heading for part, _ in plain.parts if part), plain.closing]
        + [f"{each.heading} {each.words}" for each in (*articles, *plain.annexes)]
    )
    wanted = [f"w{place}w" for place, line in enumerate(lines) if "{}" in line]
    assert sorted(re.findall(r"w\d+w", read)) == sorted(wanted)


def worded(value: object) -> Iterator[str]:
    """Yield the texts and headings in records."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in {"id", "kind", "in"}:
                yield from worded(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from worded(each)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=24))
def test_what_is_read_stands_in_the_additions_and_the_outline(lines: list[str]) -> None:
    plain = read_plain_text("\n".join(line.format(f"w{place}w") for place, line in enumerate(lines)))
    put = " ".join(worded([outline_of(plain, "en", "Title"), additions(plain, "en", "Title"), plain.left_out]))
    wanted = [f"w{place}w" for place, line in enumerate(lines) if "{}" in line]
    assert sorted(re.findall(r"w\d+w", put)) == sorted(wanted)
