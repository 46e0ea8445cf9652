"""The JSON view of a comparison: everything that was found, under keys that stay."""

from __future__ import annotations

import json
from typing import Any

from charterkit.documents.comparison.json import columns_json, comparison_json
from charterkit.history import columns, compare
from charterkit.model.charter import Charter


def charter(*provisions: dict[str, Any], **parts: list[str]) -> Charter:
    outline = [{"id": key, "heading": {"en": key.title()}, "provisions": ids} for key, ids in parts.items()]
    return Charter.model_validate(
        {
            "settings": {"title": {"en": "Charter"}, "symbol": "TEST/1", "outline": {"parts": outline}},
            "provisions": {provision["id"]: {"kind": "article", **provision} for provision in provisions},
        }
    )


REVIEW = {"id": "review", "text": {"en": "The charter is reviewed."}}
OLD = charter({"id": "notice", "text": {"en": "Notice is given."}}, REVIEW, general=["notice", "review"], final=[])
NEW = charter(
    {"id": "notice", "text": {"en": "Early notice is given."}, "topics": ["culture"]},
    REVIEW,
    general=["notice"],
    final=["review"],
)


def test_keys_and_values_are_as_documented() -> None:
    value = comparison_json(compare(OLD, NEW), ("v1", "v2"), sponsors={"notice": ["XAA"]})
    assert json.loads(json.dumps(value)) == value
    counts = {"added": 0, "deleted": 0, "moved": 0, "renumbered": 0, "changed": 1, "words_in": 2, "words_out": 1} | {
        "sentences_moved": 0
    }
    moved = {**counts, "moved": 1, "changed": 0, "words_in": 0, "words_out": 0}
    assert value["summary"] == {
        "total": {**counts, "moved": 1},
        "by_part": [{"part": "general", **counts}, {"part": "final", **moved}],
        "by_sponsor": [{"sponsor": None, **moved}, {"sponsor": "XAA", **counts}],
    }
    none: dict[str, Any] = {"likeness": None, "shares_with": None, "move": None, "texts": [], "attributes": []}
    segments = [
        {"op": "delete", "text": "Notice"},
        {"op": "insert", "text": "Early notice"},
        {"op": "keep", "text": " is given."},
    ]
    assert value["changes"] == [
        {
            **none,
            "level": "provision",
            "kinds": ["changed", "metadata"],
            "path": "notice",
            "old_path": "notice",
            "new_path": "notice",
            "part": "general",
            "old_number": "Article 1",
            "new_number": "Article 1",
            "texts": [{"field": "text", "language": "en", "segments": segments, "moves": []}],
            "attributes": [{"name": "topics", "removed": [], "added": ["culture"]}],
        },
        {
            **none,
            "level": "provision",
            "kinds": ["moved"],
            "path": "review",
            "old_path": "review",
            "new_path": "review",
            "part": "final",
            "old_number": "Article 2",
            "new_number": "Article 2",
            "move": {
                "from": {"container": "general", "after": "notice", "number": "Article 2"},
                "to": {"container": "final", "after": None, "number": "Article 2"},
            },
        },
    ]
    rest = {key: value[key] for key in ("format", "old", "new", "equal", "renumbered", "settings", "registry")}
    assert rest == {
        "format": "charterkit-comparison/1",
        "old": "v1",
        "new": "v2",
        "equal": False,
        "renumbered": [],
        "settings": [],
        "registry": [],
    }


def test_equal_charters_are_equal_and_nothing_else() -> None:
    value = comparison_json(compare(OLD, OLD))
    assert value["equal"] is True
    assert not value["changes"]
    assert not value["summary"]["by_part"]


def test_columns_hold_every_row_and_null_where_a_text_has_nothing() -> None:
    value = columns_json(columns([("v1", NEW), ("v2", charter(REVIEW, final=["review"]))]))
    assert value["format"] == "charterkit-columns/1"
    assert value["labels"] == ["v1", "v2"]
    cells = {row["path"]: [cell and cell["number"] for cell in row["cells"]] for row in value["rows"]}
    assert cells == {
        "general": ["Part I", None],
        "notice": ["Article 1", None],
        "final": ["Part II", "Part I"],
        "review": ["Article 2", "Article 1"],
    }
    assert {row["path"]: row["differs"] for row in value["rows"]} == {
        "general": True,
        "notice": True,
        "final": False,
        "review": False,
    }


def test_moved_sentences_share_a_number_and_the_segments_stay_exact() -> None:
    point, stays = "Every participant names a contact point.", "Notice is given in writing. Answers follow at once."
    old, new = (
        charter({"id": "notice", "text": {"en": text}}, general=["notice"])
        for text in (f"{point} {stays}", f"{stays} {point}")
    )
    (text,) = comparison_json(compare(old, new))["changes"][0]["texts"]
    ends = [(part["op"], part["move"], part["text"].strip()) for part in text["moves"] if part["op"] != "keep"]
    assert ends == [("moved_from", 1, point), ("moved_to", 1, point)]
    assert {segment["op"] for segment in text["segments"]} == {"keep", "delete", "insert"}
