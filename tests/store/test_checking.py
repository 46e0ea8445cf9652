"""What a workspace as a whole says of its records: every path that ever stood in the text is taken for good."""

from __future__ import annotations

import pytest

from charterkit.model.charter import Charter
from charterkit.model.decisions import GONE, Decision
from charterkit.store.checking import used_paths
from charterkit.store.records.whole import Records

CHARTER = Charter.model_validate({"settings": {"title": {"en": "C"}, "symbol": "T/1"}, "provisions": {}})


@pytest.mark.parametrize("path", ["notice", "notice/when", GONE])
def test_a_path_is_taken_though_what_stood_there_is_gone_whatever_it_is_called(path: str) -> None:
    fields = {
        "id": "0001",
        "date": "2026-01-02",
        "action": "merge",
        "submission": "XAA-2026-001",
        "result": {path: GONE},
    }
    decisions = (Decision.model_validate(fields),)
    assert used_paths(CHARTER, Records(CHARTER, {}, (), (), {})) == set()
    assert used_paths(CHARTER, Records(CHARTER, {}, decisions, (), {})) == {path}
