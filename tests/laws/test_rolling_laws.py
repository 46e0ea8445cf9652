"""What holds of every rolling text: nothing proposed is missing, and each sponsor finds its own text in it."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given, note
from tests.drafting.negotiations import Table, shown
from tests.laws.drafting_strategies import SOME, new_words, tables

from charterkit.drafting.merging.edits import children
from charterkit.drafting.merging.wordings import Wordings
from charterkit.drafting.proposals import words_at, words_put
from charterkit.drafting.rolling import Added, Rolling
from charterkit.model.provisions import Part, walk
from charterkit.words import Choice, Span


def chosen(spans: Sequence[Span], holder: str) -> str:
    """The text that one holder's options give, the present one where it has none."""
    texts = []
    for span in spans:
        if isinstance(span, Choice):
            held = [option.text for option in span.options if holder in option.holders]
            texts.append(held[0] if held else span.options[0].text)
        else:
            texts.append(span.text)
    return "".join(texts)


def holders(spans: Sequence[Span]) -> set[str]:
    choices = [span for span in spans if isinstance(span, Choice)]
    return {holder for span in choices for option in span.options for holder in option.holders}


def words_added(added: Added) -> str:
    nodes = [added.node] if isinstance(added.node, Part) else [node for _, node in walk(added.node)]
    headings = [text for node in nodes for text in node.heading.values()]
    return " ".join([*headings, *(text for node in nodes if not isinstance(node, Part) for text in node.text.values())])


def all_words(rolled: Rolling) -> set[str]:
    """Every word of the rolling text: the present text, all options, all additions."""
    options = [
        option.text
        for spans in rolled.spans.values()
        for span in spans
        for option in (span.options if isinstance(span, Choice) else ())
    ]
    return new_words(" ".join([shown(rolled.charter), *options, *(words_added(added) for added in rolled.added)]))


@SOME
@given(tables(4))
def test_no_word_of_an_open_change_is_missing(table: Table) -> None:
    note(repr(table))
    rolled = table.rolling()
    stranded = {entry.ref for entry in rolled.stranded}
    for ref, entry in rolled.entries.items():
        put = {word for text in words_put(entry.change) for word in new_words(text)}
        assert ref in stranded or put <= all_words(rolled), ref


@SOME
@given(tables(4))
def test_every_open_change_has_its_place_or_is_listed_as_stranded_or_stands_already(table: Table) -> None:
    rolled = table.rolling()
    groups = [*rolled.deleted.values(), *rolled.kept.values(), *(added.entries for added in rolled.added)]
    found = {entry.ref for group in [*groups, rolled.stranded] for entry in group}
    found |= {moved.entry.ref for moved in rolled.moved}
    found |= {ref for spans in rolled.spans.values() for ref in holders(spans)}
    for ref in set(rolled.entries) - found:
        assert [outcome.result for outcome in table.outlook([ref]).outcomes] == ["moot"], ref


@SOME
@given(tables(4))
def test_choosing_one_changes_options_everywhere_gives_the_text_that_it_proposes(table: Table) -> None:
    rolled = table.rolling()
    wordings = Wordings(table.present, table.versions, table.past)
    for slot, spans in rolled.spans.items():
        assert chosen(spans, "") == words_at(table.present, slot)
        for ref in holders(spans):
            entry = rolled.entries[ref]
            change = wordings.rewording(entry)
            carried = wordings.alone(entry)
            assert change is not None
            assert chosen(spans, ref) == (change.proposed if carried is None else carried)


@SOME
@given(tables(4))
def test_equal_proposals_are_one_option_and_one_addition(table: Table) -> None:
    rolled = table.rolling()
    for spans in rolled.spans.values():
        for span in spans:
            options = [option.text for option in span.options] if isinstance(span, Choice) else []
            assert len(options) == len(set(options))
    for added in rolled.added:
        twins = [other for other in rolled.added if other.node == added.node and other.container == added.container]
        for twin in twins:
            bases = {entry.submission.base for entry in (*added.entries, *twin.entries)}
            assert twin is added or twin.after != added.after or len(bases) > 1


@SOME
@given(tables(4))
def test_additions_stand_in_the_order_in_which_they_would_be_merged(table: Table) -> None:
    note(repr(table))
    rolled = table.rolling()
    merged = table.outlook([entry.ref for added in rolled.added for entry in added.entries]).charter
    assume(merged is not None)
    assert merged is not None
    for container in {added.container for added in rolled.added}:
        before, after = children(table.present, container), children(merged, container)
        if before is not None and after is not None:
            arriving = [added for added in rolled.added if added.container == container]
            assert laid_out(before, arriving) == list(after)


def laid_out(before: Sequence[str], arriving: Sequence[Added]) -> list[str]:
    """The members of a container with the additions after those that they name."""
    found = [added.node.id for added in arriving if added.after is None]
    for member in before:
        found += [member, *(added.node.id for added in arriving if added.after == member)]
    return found
