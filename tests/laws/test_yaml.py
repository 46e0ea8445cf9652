"""Laws of reading and writing records as YAML."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from charterkit.errors import Problem
from charterkit.model.charter import Settings
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Basis, Provision, Unit
from charterkit.model.record import Record
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission
from charterkit.store.disk.files import FileSet
from charterkit.store.records.exact import exact_record
from charterkit.store.records.reading import NUMBERED, record
from charterkit.store.records.seen import Seen
from charterkit.store.records.whole import read_records
from charterkit.store.yaml.nodes import compose, decode
from charterkit.store.yaml.quick import quick
from charterkit.store.yaml.text import dump, dump_value

MODELS: list[type[Record]] = [Provision, Submission, Decision, Settings, Registry]

ids = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
TRICKY = """\
no
NO
null
~
1.10
0x1F
2026-10-29
*x*
&a
!t
|
>
%
@
`
'
"
---
...
[[a/b]]
{x}
=======
#
:
a:
,
a:b
a: b
a #b
- a
? a
"""
UNSEEN = ["  lead", "trail  ", "two\nlines", "\n\nlead", "trail\n\n", " \n x", "\ttab", "e\u0301", "\u2028", "\ufeff",
          "\x85", "\x7f", "a\u200cb", "\u06cc", "\U0001f3f3\ufe0f\u200d\U0001f308"]  # fmt: skip
tricky = st.sampled_from([*TRICKY.splitlines(), *UNSEEN])
texts = (anything | tricky | st.lists(tricky | anything, max_size=4).map("\n".join)).filter(
    lambda text: text.strip() != ""
)
languages = st.dictionaries(st.sampled_from(["en", "ru", "zh-Hans", "no"]), texts, max_size=2)
units = st.recursive(
    st.builds(Unit, id=ids, heading=languages, text=languages, note=st.none() | texts),
    lambda below: st.builds(
        Unit, id=ids, text=languages, units=st.lists(below, max_size=3, unique_by=lambda unit: unit.id).map(tuple)
    ),
    max_leaves=6,
)
provisions = st.builds(
    Provision,
    id=ids,
    kind=st.sampled_from(["article", "recital", "annex"]),
    heading=languages,
    text=languages,
    units=st.lists(units, max_size=3, unique_by=lambda unit: unit.id).map(tuple),
    basis=st.lists(
        st.builds(Basis, source=ids, at=st.lists(texts, max_size=2).map(tuple), practice=st.none() | texts), max_size=2
    ).map(tuple),
    topics=st.lists(ids, max_size=3).map(tuple),
    note=st.none() | texts,
)
submissions = st.builds(
    lambda title, old, new, date: Submission.model_validate(
        {"id": "XAA-2026-001", "by": "XAA", "date": date, "base": "zero-draft", "title": title,
         "changes": [{"amend": "a/b", "replace": old, "with": new}, {"keep": "c", "note": title},
                     {"move": "d", "in": "e", "first": True}]}
    ),
    texts, texts, anything | tricky, st.dates(datetime.date(1000, 1, 1)),
)  # fmt: skip


@settings(deadline=None)
@given(provisions | submissions)
def test_reading_what_was_written_gives_the_same_record(value: Record) -> None:
    written = dump(value).encode()
    problems: list[Any] = []
    assert record("x.yaml", written, type(value), problems) == value
    assert exact_record("x.yaml", written, type(value), problems) == value
    assert dump(value).encode() == written
    assert not problems


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(provisions | submissions, min_size=1, max_size=4))
def test_a_record_that_was_kept_comes_back_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: list[Record]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = Seen(tmp_path / "records")
    for number, value in enumerate(values):
        kept.add(b"%d" % number, value)
    kept.keep()
    again = Seen(tmp_path / "records")
    for number, value in enumerate(values):
        found = again.find(type(value), b"%d" % number)
        assert found == value
        assert found is not None
        assert found.model_fields_set == value.model_fields_set
        assert dump(found) == dump(value)


@settings(deadline=None)
@given(
    st.dictionaries(
        anything | tricky, anything | tricky | st.lists(anything | tricky, min_size=1, max_size=3), min_size=1
    )
)
def test_any_text_survives_the_file(value: dict[str, Any]) -> None:
    value.pop("<<", None)  # the one key that is refused
    for prose in ("text", "reasons", "note", "statement", "disclaimer"):
        value.pop(prose, None)  # these end with a line end in the file, and the models take it off
    if value:
        assert compose(decode(dump_value(value).encode())).value == value


LINES = """\
id: a
id: 0o7
kind: article
kind: no
text:
  en: |
    words *and* more
    *x* y
*x : y
  en: 1.10
  en: x #y
  en: x  # y
# yaml-language-server: x
note: &a b
note: *a
note: !t b
note: >
  folded
  text
note: 'it''s'
note: "a\\tb"
note: "a: b"
note: 'x
note: 'x: |
    y'
note: true
note: 12
note: ~
note:
units:
  - id: a
  - {id: b}
  - {id: 1}
    text: {en: a}
topics: [a, b]
topics: [1, 2]
topics: [a,]
topics:
- a
---
...
%YAML 1.1
<<: {note: x}
? id
: a
date: 2026-10-29
date: 20261029
changes: [1, 2]
changes: [0x1]
changes: [-0]
changes: [+1]
changes: [01]
changes: [1.0]
changes: [1e3]
changes: [1_0]
action: merge
by: XAA
=======
>>>>>>> x
||||||| x
<<<<<<< x
true: x
1: x
languages: [no, en]
title: {no: x}
symbol: 1
"""
PIECES = ["\n", "\t", "\r\n", "\0", "\x1f", "\u2028", "\ufeff", "é", *"[]{},:|'\"", "- ", "  "]
FRAGMENTS = st.sampled_from([*LINES.splitlines(keepends=True), *PIECES])
PATHS = st.sampled_from(
    ["charter/charter.yaml", "charter/clauses/a.yaml", "charter/registry/terms.yaml", "charter/decisions/0001-x.yaml",
     "submissions/XAA/XAA-2026-001.yaml"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14).map("".join), st.sampled_from(MODELS))
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [0x10]\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [-0]\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [+7]\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [ 0o7]\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges:\n- 0b1\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [-7]\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [1, 20]\n", Decision)
@example("id: 0001\ndate: 2026-01-01\naction: merge\nchanges: [9999999999]\n", Decision)
@example("sessions:\n- {id: a, kind: meeting, title: {en: A}, date: 1999}\n", Registry)
@example("sessions:\n- {id: a, kind: meeting, title: {en: A}, date: 01999}\n", Registry)
@example("sessions:\n- {id: a, kind: meeting, title: {en: A}, date: 1_999}\n", Registry)
@example("id: a\nkind: article\ntext:\n  en: |\n*x : y\n", Provision)
@example("id: a\nkind: article\ntext:\n  en: |\n    x\n\n    *x* #y\n     & z\n", Provision)
@example("id: a\nkind: article\ntext:\n  en: |\n    x\n   *x\n", Provision)
@example("id: a\nkind: article\ntext:\n  en: |\n    x\n  ru: *x\n", Provision)
@example("id: a\nkind: article\nnote: &x |\n  x\ntext:\n  en: |\n    x: |\n  ru: *x\n", Provision)
@example('id: a\nkind: article\ntext: {en: "x\n\n  a: |\n    x", ru: "\n    &x y"}\n', Provision)
@example('id: a\nkind: article\ntext: {en: "\n  a: |\n    x",\n    ru: &x y,\n    fr:\n    *x }\n', Provision)
@example("id: a\nkind: article\nunits:\n  - text: |\n    *x\n    id: b\n", Provision)
@example("id: a\nkind: article\nnote: 'x: y'\ntext:\n  en: |\n    x, *x*\n", Provision)
@example("id: a\nkind: article\nnote: 'x: |\n  y, *x*'\ntext:\n  en: |\n    x, *x*\n", Provision)
@example("id: a\nkind: article\nnote: 'x' '\ntext:\n  en: |\n    x, *x*\n'\n", Provision)
@example("id: a\nkind: article\nnote: |\n  'x\ntext:\n  en: |\n    x, *x*\n", Provision)
@example("id: a\nkind: article\nnote: 'x\n  text: |\n    'y\n  en: |\n    x, *x*\n", Provision)
def test_the_quick_reader_never_differs_from_the_exact_one(text: str, model: type[Record]) -> None:
    content = text.encode()
    if quick(content, numbers=model in NUMBERED) is None:
        return
    problems: list[Problem] = []
    fast = record("x.yaml", content, model, [])
    assert fast == exact_record("x.yaml", content, model, problems)
    assert (fast is None) == bool(problems)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.lists(FRAGMENTS, max_size=14).map(lambda parts: "".join(parts).encode()), PATHS)
def test_any_bytes_give_records_or_problems_within_two_seconds(content: bytes, path: str) -> None:
    start = time.monotonic()
    records = read_records(FileSet({path: content}))
    assert time.monotonic() - start < 2
    assert all("\n" not in str(problem) and len(str(problem)) < 1000 for problem in records.problems)


@pytest.mark.parametrize(
    "part", [b"&", b"* ", b"[", b"- ", b"a: ", b"'", b'"', b"{a: ", b"? ", b"\n", b" ", b"#", b"!a ", b": |\n "]
)
def test_a_file_of_the_largest_size_takes_no_more_than_two_seconds(part: bytes) -> None:
    content = b"id: " + part * (1_000_000 // len(part))
    start = time.monotonic()
    read_records(FileSet({"charter/clauses/a.yaml": content}))
    assert time.monotonic() - start < 2
