"""What holds of the figures of every rolling text: they count what is printed, once."""

from __future__ import annotations

from hypothesis import given, note
from tests.drafting.negotiations import Table
from tests.laws.drafting_strategies import SOME, tables

from charterkit.documents import rolling_text
from charterkit.drafting.brackets import brackets
from charterkit.drafting.counts import counts, provision_counts, summed
from charterkit.drafting.holdings import SIZES, holdings


@SOME
@given(tables(5))
def test_every_bracket_of_the_printed_text_is_counted_once(table: Table) -> None:
    note(repr(table))
    rolled = table.rolling()
    runs = [run for block in rolling_text(rolled).blocks() for run in block.heading if run.role == "bracket"]
    paragraphs = [row for block in rolling_text(rolled).blocks() for row in block.paragraphs]
    runs += [run for row in paragraphs for run in row.runs if run.role == "bracket"]
    opened = sum(run.text.count("[") for run in runs)
    found = [each for each in brackets(rolled, "en") if each.kind not in ("move", "keep")]
    assert opened == sum(run.text.count("]") for run in runs) == len(found)


@SOME
@given(tables(5))
def test_parts_provisions_and_the_whole_agree(table: Table) -> None:
    rolled = table.rolling()
    parts, provisions = counts(table.present, rolled), provision_counts(table.present, rolled)
    assert summed(parts) == summed(provisions)
    assert summed(parts).brackets == len(brackets(rolled, "en"))
    assert summed(parts).provisions == len(table.present.provisions)


@SOME
@given(tables(5))
def test_every_open_change_is_held_by_its_sponsors_or_has_no_place(table: Table) -> None:
    rolled = table.rolling()
    found = holdings(brackets(rolled, "en"), table.present.registry)
    held = {ref: each.option.holders for each in found.held for ref in each.option.refs}
    for entry in rolled.entries.values():
        if entry in rolled.stranded or [o.result for o in table.outlook([entry.ref]).outcomes] == ["moot"]:
            continue
        assert set(entry.sponsors) <= set(held[entry.ref])
    assert sum(found.sized(size) for size in (*SIZES, "none")) == len(found.held)
    assert sum(each.alone for each in found.holders) == found.sized("one")
