"""The standing of a negotiation as a report: provision by provision, who has yet to speak, what blocks, what was said.

What stands in it is worked out in ``drafting.readiness``; the formats are those of every report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from charterkit.documents.front import Front
from charterkit.documents.report import Column, Grid, Heading, Prose, Report, report, words
from charterkit.drafting.agreement import LETTERS, LEVELS, Agreement
from charterkit.drafting.blockers import Blocker
from charterkit.drafting.past import within
from charterkit.drafting.positions import Stated
from charterkit.drafting.readiness import GRAVITY, Readiness, Row
from charterkit.model.charter import Settings

STATES: Mapping[str, str] = {
    **{str(rung): name for rung, name in LEVELS.items()}, "reopened": "opened again", "lapsed": "agreement lapsed",
}  # fmt: skip


def standing_report(settings: Settings, found: Readiness, front: Front, only: str | None = None) -> Report:
    """Return the standing of a text, or of one provision of it.

    Args:
        settings: the charter's settings.
        found: what was worked out.
        front: the masthead.
        only: the path of the provision or unit that is asked about; None for the whole.
    """
    rows = [row for row in found.rows if only is None or row.path == only.partition("/")[0]]
    blockers = [each for each in found.blockers if only is None or _concerns(each, only)]
    blocks = (
        Prose(words(_summary(found, blockers, only))),
        Heading("Provision by provision", 2, "provisions"),
        _provisions(found, rows),
        *_views(found, only),
        Heading("What blocks adoption", 2, "blockers"),
        *_blockers(found, blockers),
        *_said(found, only),
    )
    return report(settings, front, "standing", blocks, record=standing_record(found, rows, blockers))


def _concerns(blocker: Blocker, path: str) -> bool:
    return any(_touch(path, each) for each in blocker.paths)


def _touch(one: str, other: str) -> bool:
    """Tell whether one of two paths lies within the other."""
    return within(one, other) or within(other, one)


def _summary(found: Readiness, blockers: list[Blocker], only: str | None) -> str:
    what = f"module '{found.module}'" if found.module else "the text"
    if only is not None:
        what = found.scope.cite(only)
    asked = f"Rule: {found.rule}; consent is asked of {', '.join(found.asked) or 'nobody'}."
    if found.adopted:
        level = found.adopted.adoption.level.replace("-", " ") if found.adopted.adoption else ""
        return f"Adopted on {found.adopted.date} at the level of {level} (decision {found.adopted.id}). {asked}"
    waited = f" Yet to speak: {few(found.waited_for, found.asked)}." if found.waited_for else " All have spoken."
    if not blockers:
        return f"Nothing blocks the adoption of {what}. {asked}{waited}"
    noun = "point blocks" if len(blockers) == 1 else "points block"
    return f"{len(blockers)} {noun} the adoption of {what}. {asked}{waited}"


def _provisions(found: Readiness, rows: list[Row]) -> Grid:
    columns = ("Provision", "Agreed", "Consent", "Yet to speak", "Lapsed", "Object or reserve", "Open changes")
    return Grid(
        "Standing of each provision",
        tuple(Column(title) for title in columns),
        tuple(_cells(found, row) for row in rows),
        notes=(LEGEND,),
    )


LEGEND = (
    "[A] agreed, [R] agreed ad referendum, [I] agreed in informals, [O] opened again; a number counts units or single "
    "words. Yet to speak: who has said nothing on some words of it; lapsed: who spoke of earlier words."
)


MANY = 6
"""From how many participants on a list of nearly all says who is missing from it."""


def few(codes: Sequence[str], asked: Sequence[str]) -> str:
    """Return participants as a list; all of those asked, and nearly all, in words."""
    rest = [code for code in asked if code not in codes]
    if len(codes) < MANY or len(rest) >= len(codes):
        return ", ".join(codes)
    return f"all {len(asked)}" if not rest else f"all but {', '.join(rest)}"


def _cells(found: Readiness, row: Row) -> tuple[str, ...]:
    consenting = row.with_attitude("consents", "reserves")
    silence = "; ".join(sorted({f"silence {each.state} ({each.until})" for each in row.silence}))
    return (
        found.scope.cite(row.path),
        agreed_words(row),
        f"{len(consenting)} of {len(found.asked)}" + (f"; {silence}" if silence else ""),
        few(row.with_attitude("silent", "none"), found.asked),
        few(row.with_attitude("lapsed"), found.asked),
        ", ".join(row.with_attitude("objects", "withholds", "reserves")),
        ", ".join(row.open),
    )


def agreed_words(row: Row) -> str:
    """Return what is agreed of a provision: a letter for the whole of it, or how many units and spans have which."""
    counts: dict[str, int] = {}
    for each in row.agreed:
        counts[each.state] = counts.get(each.state, 0) + 1
    whole = [state for state, number in counts.items() if number == row.units and not _spans(row)]
    if len(counts) == 1 and whole:
        return f"[{LETTERS.get(whole[0], '-')}] {STATES[whole[0]]}"
    return ", ".join(f"[{LETTERS.get(state, '-')}] {number}" for state, number in counts.items()) or "open"


def _spans(row: Row) -> list[Agreement]:
    return [each for each in row.agreed if each.span]


def _views(found: Readiness, only: str | None) -> Iterator[Heading | Grid]:
    """Yield what each participant thinks of the words that are asked about: its gravest view of any of them."""
    paths = [path for path in found.scope.paths if only is not None and within(path, only)]
    if not paths:
        return
    rows = []
    for code in found.asked:
        view = min((found.held[path][code] for path in paths), key=lambda each: GRAVITY[each.attitude])
        stated = view.stated
        source = f"{stated.submission}, {stated.date}" if stated else ""
        through = f" (through {view.through})" if view.through else ""
        rows.append((code, f"{ATTITUDES[view.attitude]}{through}", source, (stated.statement or "") if stated else ""))
    columns = (Column("Participant"), Column("View"), Column("Position"), Column("Statement", weight=3))
    yield Heading("Who holds what position", 2, "positions")
    yield Grid("Positions", columns, tuple(rows), order=REGISTER_ORDER)


ATTITUDES: Mapping[str, str] = {
    "consents": "consents", "reserves": "consents with a reservation", "withholds": "reserves its position",
    "objects": "objects", "lapsed": "lapsed: it spoke of earlier words", "none": "took back its position",
    "silent": "has yet to speak",
}  # fmt: skip
REGISTER_ORDER = "as in the register of participants"


def _blockers(found: Readiness, blockers: list[Blocker]) -> Iterator[Grid | Prose]:
    if found.adopted or not blockers:
        yield Prose(words("Nothing." if not found.adopted else "It is adopted."))
        return
    columns = (Column("What", weight=5), Column("Whose move", weight=2), Column("What to do", weight=4))
    yield Grid("Blockers", columns, tuple((each.message, each.move, each.remedy) for each in blockers))


def _said(found: Readiness, only: str | None) -> Iterator[Heading | Prose]:
    """Yield the reservations and statements that stand, each in its participant's own words."""
    said = [each for each in found.said if only is None or any(_touch(only, path) for path in each.words)]
    if not said:
        return
    yield Heading("Reservations and statements", 2, "statements")
    for each in said:
        yield Prose(words(said_of(found, each)))
        if each.statement:
            yield Prose(words(each.statement), quoted=True)


def said_of(found: Readiness, stated: Stated) -> str:
    """Return who said something, of what and where: the line above a reservation or statement."""
    kind = "reservation" if stated.stance == "reserve" else f"statement ({stated.stance.replace('_', ' ')})"
    through = f", spoken by {stated.speaker}" if stated.speaker != stated.voice else ""
    return f"{stated.voice}{through}: {kind} on {found.scope.cite(stated.on)} ({stated.submission})"


def standing_record(found: Readiness, rows: list[Row], blockers: list[Blocker]) -> dict[str, Any]:
    """Return the standing for programs."""
    return {
        "module": found.module,
        "rule": found.rule,
        "asked": list(found.asked),
        "yet_to_speak": list(found.waited_for),
        "adopted": found.adopted.id if found.adopted else None,
        "adoptable": not found.blockers and not found.adopted,
        "provisions": [_row_record(found, row) for row in rows],
        "blockers": [
            {"kind": each.kind, "message": each.message, "move": each.move, "remedy": each.remedy,
             "paths": list(each.paths), "records": list(each.refs)}
            for each in blockers
        ],
        "said": [
            {"participant": each.voice, "by": each.speaker, "on": each.on, "stance": each.stance,
             "statement": each.statement, "submission": each.submission}
            for each in found.said
        ],
    }  # fmt: skip


def _row_record(found: Readiness, row: Row) -> dict[str, Any]:
    return {
        "path": row.path,
        "number": found.scope.cite(row.path),
        "agreements": [
            {"path": each.path, "words": each.span.words if each.span else None, "level": each.level,
             "state": each.state, "decision": each.decision, "reopened_by": each.reopened_by or None}
            for each in row.agreed
        ],
        "participants": dict(row.attitudes),
        "open_changes": list(row.open),
        "silence": [
            {"path": each.path, "until": each.until, "state": each.state, "broken_by": each.broken_by or None}
            for each in row.silence
        ],
    }  # fmt: skip
