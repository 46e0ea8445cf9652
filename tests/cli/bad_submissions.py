"""Submissions that are wrong in one way each, with what charterkit says: the table of SECURITY.md, read by a test."""

from __future__ import annotations

from typing import Final

PATH: Final = "submissions/XAA/XAA-2026-001.yaml"

HEAD: Final = """id: XAA-2026-001
by: XAA
date: 2026-08-15
base: zero-draft
title: Earlier notice
"""
CHANGES: Final = """changes:
  - amend: meetings/notice
    replace: in good time
    with: early
"""
GOOD: Final = HEAD + CHANGES


def head(old: str, new: str) -> str:
    """Return the good submission with words of its head replaced."""
    assert old in HEAD
    return HEAD.replace(old, new) + CHANGES


def change(text: str) -> str:
    """Return a submission with these changes in place of the good ones."""
    return f"{HEAD}changes:\n{text}"


def replaced(old: str, new: str) -> str:
    """Return the good submission with words of its change replaced."""
    assert old in CHANGES
    return HEAD + CHANGES.replace(old, new)


def also(field: str) -> str:
    """Return the good submission with one more field."""
    return f"{HEAD}{field}\n{CHANGES}"


FILES: Final[dict[str, tuple[bytes, str]]] = {
    "empty": (b"", "1:1: the file is empty; write a record, or remove the file [empty-file]"),
    "only a comment": (b"# later\n", "1:1: the file is empty; write a record, or remove the file [empty-file]"),
    "a list": (b"- id: x\n", "1:1: fields are wanted, not a list; write 'name: value' [wrong-type]"),
    "UTF-16": (GOOD.encode("utf-16"), "1:1: the file is UTF-16; save it as UTF-8 [not-utf8]"),
    "Latin-1": (GOOD.replace("Earlier", "\xe9").encode("latin-1"), "5:8: byte 0xe9 is not UTF-8; [not-utf8]"),
    "NUL": (GOOD.replace("Earlier", "Ear\0ier").encode(), "5:11: U+0000 [control-character]"),
    "over the size limit": (GOOD.encode() + b"#" * 1_048_576, "1:1: at most 1,048,576 are read [too-large]"),
    "one line of 1 MB": (
        GOOD.replace("id: XAA-2026-001", f"id: {'x' * 1_000_000}").encode(),
        "1:5: is not a submission's id [bad-form]",
    ),
    "CR only": (GOOD.replace("\n", "\r").encode(), "1:17: a carriage return stands alone; [line-ends]"),
    "conflict markers": (
        GOOD.encode() + b"<<<<<<< HEAD\nnote: a\n=======\nnote: b\n>>>>>>> theirs\n",
        "10:1: a git conflict marker stands in the file [conflict-marker]",
    ),
    "duplicate key": (head("by: XAA", "by: XAA\nby: XAB").encode(), "3:1: 'by' stands twice; [duplicate-key]"),
    "two documents": (GOOD.encode() + b"---\nid: x\n", "10:1: a second document starts here [several-documents]"),
    "tabs": (replaced("    with", "\twith").encode(), "9:1: indent with spaces, not tabs [yaml-syntax]"),
    "an open quote": (head("title: Earlier", 'title: "Earlier').encode(), "5:8: a quote was opened [yaml-syntax]"),
    "an anchor": (head("by: XAA", "by: &a XAA").encode(), "2:5: an anchor (&a) stands here; [yaml-anchor]"),
    "an alias": (also("note: *a").encode(), "6:7: an alias (*a) stands here; [yaml-alias]"),
    "a merge key": (also("<<: {note: x}").encode(), "6:1: a merge key (<<) stands here; [yaml-merge]"),
    "a tag": (head("by: XAA", "by: !!str XAA").encode(), "2:5: a tag (!!str) stands here; [yaml-tag]"),
    "a directive": (b"%YAML 1.1\n---\n" + GOOD.encode(), "1:1: a YAML directive [yaml-directive]"),
    "3,000 nested lists": (b"id: " + b"[" * 3_000, "1:44: nested deeper than 40 levels [too-deep]"),
}
"""What is wrong with a file as a file: its bytes, and the place and words of the one line that is said about it."""

VALUES: Final[dict[str, tuple[str, str]]] = {
    "a printed number for a place": (
        replaced("amend: meetings/notice", "amend: 3(2)"),
        "7:12: see charterkit show '3(2)' --at HEAD [bad-path]",
    ),
    "words put in the place of none": (
        replaced("    with: early", "    with:"), "7:5: to take words out, write with: '' [bad-amend]"
    ),
    "no for a participant": (head("by: XAA", "by: no"), "2:5: 'no' is not a code [bad-form]"),
    "1.10 for a version": (head("base: zero-draft", "base: 1.10"), "4:7: there is no version '1.10' [unknown-base]"),
    "null": (head("title: Earlier notice", "title: null"), "5:8: a text is wanted here, not nothing; [wrong-type]"),
    "a number of 5,000 digits": (
        head("date: 2026-08-15", f"date: {'9' * 5_000}"), "3:7: is no date such as 2026-10-29 [bad-date]"),
    "a date that is none": (head("2026-08-15", "2026-02-30"), "3:7: '2026-02-30' is no date [bad-date]"),
    "a value cut short at #": (
        head("title: Earlier notice", "title: Article 3 #2 applies"), "5:17: ' #' cuts this value short; [cut-short]"),
    "a colon in a plain value": (
        head("title: Earlier notice", "title: Notice: earlier"), "5:14: stands in quotes [yaml-syntax]"),
    "an unknown field": (also("reason: x"),
        "6:1: there is no field 'reason' here; did you mean 'reasons'? [unknown-field]"),
    "a missing field": (head("base: zero-draft\n", ""), "1:1: the field 'base' is missing here [missing-field]"),
    "an unknown participant": (
        also("with: [XAZ]"), "6:8: no participant 'XAZ'; did you mean 'XAA'? [unknown-participant]"),
    "an unknown organisation": (
        also("on_behalf_of: [SCO]"), "6:16: no participant, group or organisation 'SCO' [unknown-participant]"),
    "an unknown base": (
        head("zero-draft", "zero-drift"),
        "4:7: there is no version 'zero-drift'; did you mean 'zero-draft'? [unknown-base]"),
    "an option for a base": (head("zero-draft", "--all"), "4:7: '--all' [bad-form]"),
    "a moving ref for a base": (head("zero-draft", "main"), "4:7: there is no version 'main'; [unknown-base]"),
    "HEAD for a base": (head("zero-draft", "HEAD"), "4:7: 'HEAD' [bad-form]"),
    "a commit of another history": (head("zero-draft", "0" * 40),
        f"4:7: there is no version '{'0' * 40}' [unknown-base]"),
    "an unknown unit": (
        replaced("meetings/notice", "meetings/notise"), "7:12: did you mean 'meetings/notice'? [unknown-unit]"),
    "words that stand nowhere": (
        replaced("in good time", "in due time"), "8:14: the words to replace stand nowhere [words-not-found]"),
    "words that stand twice": (
        replaced("in good time", "o"), "8:14: the words to replace stand 4 times [words-repeated]"),
    "words put for themselves": (replaced("early", "in good time"), "9:11: it changes nothing [no-change]"),
    "an unknown language": (f"{HEAD}language: fr\n{CHANGES.split('    replace')[0]}    text: Fr\n",
        "6:11: 'fr' is no language of this charter; [unknown-language]"),
    "a reference to nothing": (replaced("early", "early ([[nowhere]])"),
        "9:18: [[nowhere]] refers to nothing [dangling-reference]"),
    "a withdrawal of another's proposal": (
        also("withdraws: [SEC-2026-001]"), "6:13: 'SEC-2026-001' is a proposal of SEC [not-own]"),
    "a revision of another's proposal": (also("revises: SEC-2026-001"), "6:10: is a submission of SEC; [not-own]"),
    "a revision of itself": (also("revises: XAA-2026-001"), "6:10: a submission cannot revise itself; [cycle]"),
    "a package with nothing": (
        also("requires: [XAB-2026-009]"),
        "6:12: there is no 'XAB-2026-009' among the submissions [unknown-submission]"),
    "a package with itself": (also("requires: [XAA-2026-001]"), "6:12: is this submission itself [own-submission]"),
    "a position on nothing": (
        also("positions:\n  - {on: XAB-2026-009#1, stance: object}"),
        "7:10: there is no change 'XAB-2026-009#1' [unknown-submission]"),
    "an unknown stance": (
        also("positions:\n  - {on: meetings, stance: oppose}"),
        "7:28: 'oppose' is none of support, accept [unknown-choice]"),
    "an unknown topic": (
        change("  - add: {id: hot-line, kind: article, text: {en: x}, topics: [hotlines]}\n    in: principles\n"),
        "7:64: no topic 'hotlines' [unknown-topic]"),
    "an id that was used before": (
        change("  - add: {id: purpose, kind: article, text: {en: x}}\n    in: principles\n"),
        "7:15: the id 'purpose' is or was in the text; [id-used]"),
    "a unit in a part": (
        change("  - add: {id: quorum, text: {en: x}}\n    in: principles\n"), "8:9: [wrong-place]"),
    "a provision in a provision": (
        change("  - add: {id: hot-line, kind: article, text: {en: x}}\n    in: meetings\n"), "8:9: [wrong-place]"),
    "a move into itself": (change("  - move: meetings/regular\n    in: meetings/regular\n"), "8:9: [wrong-place]"),
    "an amendment of a part's text": (
        change("  - amend: principles\n    replace: a\n    with: b\n"), "8:14: 'principles' is a part: [no-text]"),
    "nothing to say": (HEAD, "1:1: it holds no change [empty-submission]"),
}  # fmt: skip
"""What is wrong with a value: the submission, and the place and words of the one line that is said about it."""

IDS: Final = {
    "two dots": "a..b", "a slash": "a/b", "a leading hyphen": "-a", "a line end": '"a\\nb"', "ZWNJ": "a\u200cb",
    "a Cyrillic letter": "\u0430b", "fullwidth letters": "\uff41\uff42", "300 characters": "a" * 300,
    "a device name": "nul", "capitals": "Hot", "nothing": '""',
}  # fmt: skip
"""Ids that no provision may have, as they stand in a file."""

CHARACTERS: Final = {
    "right-to-left override": "\u202e", "isolate": "\u2066", "zero-width space": "\u200b",
        "tag character": "\U000e0041",
    "private use": "\ue000", "replacement character": "\ufffd", "soft hyphen": "\xad", "word joiner": "\u2060",
}  # fmt: skip
"""Characters that a reader could not see (SECURITY.md, fact 11)."""

LITERAL: Final = (
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "[Note]: x", "<link rel=attachment href=file:///etc/passwd>",
    "a | b | c", "# Heading", "1. one", "- item", "&amp; & &#65;", "`code`", "$(id)", "100 %", "~~x~~", "C:\\temp\\",
)  # fmt: skip
"""Texts that mean something to HTML, Markdown, a template or a shell, and are only words here."""
