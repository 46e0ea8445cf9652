"""What holds of every comparison, whatever the two charters are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from charterkit.history import Change, columns, compare, summarise
from charterkit.history.comparing.fields import text_change
from charterkit.model.charter import Charter, Outline, Settings
from charterkit.model.provisions import Node, Part, Provision, Unit, walk
from charterkit.words import diff

WORDS = (
    "the",
    "participants",
    "shall",
    "consult",
    "notice",
    "of",
    "exercises",
    "no",
    "thirty",
    "days",
    "各方",
    "trade",
)
IDS = [f"id{number}" for number in range(8)]
PROVISIONS = [f"p{number}" for number in range(6)]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(lambda words: {"en": " ".join(words)})
unit_ids = st.lists(st.sampled_from(IDS), unique=True, max_size=3)


@st.composite
def units(draw: st.DrawFn, depth: int = 0) -> tuple[Unit, ...]:
    below = units(depth + 1) if depth < 1 else st.just(())
    return tuple(Unit(id=key, text=draw(texts | st.just({})), units=draw(below)) for key in draw(unit_ids))


@st.composite
def sets_of_provisions(draw: st.DrawFn) -> dict[str, Provision]:
    return {
        key: Provision(
            id=key,
            kind=draw(st.sampled_from(["article", "recital", "annex"])),
            heading=draw(texts | st.just({})),
            text=draw(texts | st.just({})),
            units=draw(units()),
            topics=draw(st.sampled_from([(), ("culture",), ("culture", "other-threats")])),
        )
        for key in draw(st.lists(st.sampled_from(PROVISIONS), unique=True, max_size=4))
    }


@st.composite
def charters(draw: st.DrawFn, contents: st.SearchStrategy[Mapping[str, Provision]] | None = None) -> Charter:
    provisions = draw(sets_of_provisions() if contents is None else contents)
    order = draw(st.permutations(sorted(provisions)))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), min_size=2, max_size=2)))
    pieces = [tuple(order[start:end]) for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    names = draw(st.permutations(["part-a", "part-b", "part-c"]))
    named = [(name, piece) for name, piece in zip(names, pieces[:2], strict=False) if piece]
    parts = tuple(Part(id=name, heading=draw(texts), provisions=piece) for name, piece in named)
    outline = Outline(parts=parts, annexes=pieces[2])
    title = draw(st.sampled_from(["Charter", "Pact"]))
    return Charter(settings=Settings(title={"en": title}, symbol="T/1", outline=outline), provisions=provisions)


@st.composite
def revisions(draw: st.DrawFn, old: Mapping[str, Provision]) -> dict[str, Provision]:
    """The same provisions with units taken out, put in, amended, shuffled and exchanged; some of them with new ids."""
    loose = [unit for provision in old.values() for unit in provision.units]
    revised: dict[str, Provision] = {}
    for key, provision in old.items():
        pool = draw(st.permutations(draw(st.sampled_from([provision.units, loose, provision.units]))))
        kept = {unit.id: unit for unit in pool[: draw(st.integers(0, 4))]}
        amended = [
            draw(st.sampled_from([unit, unit, unit.model_copy(update={"text": draw(texts)})])) for unit in kept.values()
        ]
        name = draw(st.sampled_from([key, key, *(other for other in PROVISIONS if other not in {*old, *revised})]))
        revised[name] = provision.model_copy(update={"id": name, "units": tuple(amended)})
    return revised


@st.composite
def pairs_of_charters(draw: st.DrawFn) -> tuple[Charter, Charter]:
    """Two charters of which the second is a revision of the first; now and then it is the same."""
    old = draw(charters())
    new = draw(charters(st.one_of(revisions(old.provisions), st.just(old.provisions))))
    return old, draw(st.sampled_from([new, new, new, old]))


def paths(charter: Charter) -> Iterator[str]:
    yield from (part.id for part in charter.settings.outline.parts)
    yield from ("preamble", "closing", "annexes")
    yield from (path for key in charter.provisions for path, _ in walk(charter.provisions[key]))


def node(charter: Charter, path: str | None) -> Node | Part | None:
    return (charter.part(path) or charter.find(path)) if path else None


def texts_of(found: Node | Part | None) -> dict[tuple[str, str], str]:
    fields = (("heading", getattr(found, "heading", {})), ("text", getattr(found, "text", {})))
    return {(field, language): text for field, by_language in fields for language, text in by_language.items()}


@given(charters())
def test_a_charter_compared_with_itself_has_no_changes(charter: Charter) -> None:
    same = Charter.model_validate(charter.model_dump())
    comparison = compare(charter, same)
    assert comparison.empty
    assert not comparison.renumbered
    assert not summarise(comparison).by_part


@given(pairs_of_charters())
def test_an_empty_comparison_means_equal_charters(charters: tuple[Charter, Charter]) -> None:
    assert compare(*charters).empty == (charters[0] == charters[1])


@given(pairs_of_charters())
def test_everything_old_and_new_stands_in_exactly_one_pair(charters: tuple[Charter, Charter]) -> None:
    pairs = list(compare(*charters).pairs())
    for side, charter in enumerate(charters):
        assert Counter(pair[side] for pair in pairs if pair[side]) == Counter(paths(charter))


@given(pairs_of_charters())
def test_the_changes_applied_to_the_old_words_give_the_new_words(charters: tuple[Charter, Charter]) -> None:
    old, new = charters
    comparison = compare(old, new)
    changed = {(change.old_path, change.new_path): change for change in comparison.changes}
    for old_path, new_path in comparison.pairs():
        before, after = texts_of(node(old, old_path)), texts_of(node(new, new_path))
        change = changed.get((old_path, new_path))
        for text in change.texts if change else ():
            joined = ["".join(part.text for part in text.segments if part.op != op) for op in ("insert", "delete")]
            assert before.pop((text.field, text.language), "") == joined[0]
            assert after.pop((text.field, text.language), "") == joined[1]
        assert before == after  # what no change speaks of is the same


@given(pairs_of_charters())
def test_what_neither_came_nor_went_nor_moved_is_in_one_order(charters: tuple[Charter, Charter]) -> None:
    old, new = charters
    comparison = compare(old, new)
    loose = {change.new_path for change in comparison.changes if change.move}
    still = {before: after for before, after in comparison.pairs() if before and after and after not in loose}
    for children_old, children_new in _families(old, new, still):
        there = [still[key] for key in children_old if still.get(key) in children_new]
        assert there == [key for key in children_new if key in set(still.values()) and key in there]


def _families(old: Charter, new: Charter, pairs: dict[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    for before, after in pairs.items():
        left, right = node(old, before), node(new, after)
        if left and right:
            yield _children(left, before), _children(right, after)


def _children(parent: Node | Part, path: str) -> list[str]:
    return list(parent.provisions) if isinstance(parent, Part) else [f"{path}/{unit.id}" for unit in parent.units]


def mirrored(change: Change) -> tuple[object, ...]:
    swap = {"added": "deleted", "deleted": "added"}
    fields = sorted((text.field, text.language) for text in change.texts)
    kinds = tuple(swap.get(kind, kind) for kind in change.kinds)
    return change.new_path, change.old_path, kinds, change.new_number, change.old_number, fields, change.likeness


def straight(change: Change) -> tuple[object, ...]:
    fields = sorted((text.field, text.language) for text in change.texts)
    return change.old_path, change.new_path, change.kinds, change.old_number, change.new_number, fields, change.likeness


@given(pairs_of_charters())
def test_a_comparison_read_backwards_is_that_of_the_charters_exchanged(charters: tuple[Charter, Charter]) -> None:
    there, back = compare(*charters), compare(*reversed(charters))
    assert sorted(map(straight, there.changes), key=repr) == sorted(map(mirrored, back.changes), key=repr)
    numbers = {(line.old_path, line.new_path, line.old, line.new) for line in there.renumbered}
    assert numbers == {(line.new_path, line.old_path, line.new, line.old) for line in back.renumbered}


@given(pairs_of_charters())
def test_the_rows_stand_in_the_reading_order_of_the_new_charter(charters: tuple[Charter, Charter]) -> None:
    new = charters[1]
    rows = [row.new_path for row in compare(*charters).walk() if row.level == "provision" and not row.departed]
    assert [path for path in rows if path] == [provision.id for provision in new.ordered()]


@given(st.lists(charters(), min_size=1, max_size=4))
def test_every_column_shows_all_of_its_charter_once(versions: list[Charter]) -> None:
    table = columns([(str(place), charter) for place, charter in enumerate(versions)])
    for place, charter in enumerate(versions):
        shown = Counter(cell.path for row in table.rows if (cell := row.cells[place]))
        expected = chain(
            (part.id for part in charter.settings.outline.parts),
            (path for path, _ in charter.walk()),
        )
        assert shown == Counter(expected)


SENTENCES = (
    "Notice is given in writing. ",
    "Every participant names a contact point. ",
    "各方应指定一个联络点。",
    "So be it. ",
)


@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_moves_change_nothing_in_the_exact_redline(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    change = text_change("text", "en", old, new)
    assert list(change.segments) == diff(old, new)
    assert "".join(part.text for part in change.shown if part.op not in {"insert", "moved_to"}) == old
    assert "".join(part.text for part in change.shown if part.op not in {"delete", "moved_from"}) == new
