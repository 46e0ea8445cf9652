"""A decision names every unit of a text, so it may be larger than what people write; too large, it is not written."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from charterkit.errors import Problem, UsageError
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.store.decisions.record import require_readable
from charterkit.store.disk.files import read_work_tree
from charterkit.store.records.exact import exact_record
from charterkit.store.records.reading import record
from charterkit.store.yaml.limits import DECISION, MAX_BYTES
from charterkit.store.yaml.text import dump

PATH = "charter/decisions/0001-release-large.yaml"


def _release(units: int) -> Decision:
    numbers = {f"an-article-with-a-name-as-long-as-they-are/paragraph-{place}": f"Article 1({place})"
               for place in range(units)}  # fmt: skip
    return Decision(
        id="0001", date=datetime.date(2026, 8, 15), action="release", version="large", symbol="L/1",
        result={OUTLINE: f"sha256:{'0' * 64}"}, numbers=numbers,
    )  # fmt: skip


def test_a_release_of_twenty_thousand_units_is_read_by_either_reader_and_from_the_work_tree(tmp_path: Path) -> None:
    release = _release(20_000)
    content = dump(release).encode()
    assert len(content) > MAX_BYTES
    problems: list[Problem] = []
    assert record(PATH, content, Decision, problems) == exact_record(PATH, content, Decision, problems) == release
    for path in (PATH, "charter/clauses/large.yaml"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(content)
    found = read_work_tree(tmp_path)
    assert found.files == {PATH: content}
    assert [(each.path, each.code) for each in found.problems] == [("charter/clauses/large.yaml", "too-large")]
    require_readable({PATH: content, "charter/clauses/small.yaml": b"", "charter/clauses/gone.yaml": None})


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        (PATH, b"a" * (DECISION.bytes + 1), "4,194,305 bytes, and at most 4,194,304"),
        (PATH, b"a: b\n" * 60_001, "60,001 lines, and at most 60,000"),
        ("charter/clauses/a.yaml", b"a" * (MAX_BYTES + 1), "1,048,577 bytes, and at most 1,048,576"),
    ],
)
def test_what_could_not_be_read_again_is_refused_before_it_is_committed(path: str, content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match="nothing was written") as refused:
        require_readable({path: content})
    assert f"{path} would have {said} are read" in refused.value.message
