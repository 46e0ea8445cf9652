"""A generated charter with a long history, written straight into git: what tracing is timed on.

Every decision merges one submission that rewords, adds, moves or restores words of one unit, as charterkit would write
it: the provision's file and the decision's in one commit. The text is released again and again, and every decision can
be replayed. Made by ``git fast-import``, since what is timed is reading.
"""

from __future__ import annotations

import datetime
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.words import texts

from charterkit.drafting.digests import digest, outline_digest
from charterkit.drafting.numbering import recorded
from charterkit.model.charter import Charter, Outline, Settings
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.provisions import Part, Provision, Unit
from charterkit.model.submissions import Amend, Submission
from charterkit.store.yaml.text import dump

EDITION = 50
"""After how many decisions the text is released as a version again."""

_BEGUN = datetime.date(2026, 1, 1)
_COMMITTER = "Secretariat <secretariat@example.invalid>"


def build(folder: Path, provisions: int, decisions: int, seed: int) -> None:
    """Write a repository with so many provisions and decisions."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    stream = b"".join(_stream(random.Random(seed), provisions, decisions))
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", str(folder), "checkout", "--quiet", "main"], check=True)


def _stream(rng: random.Random, provisions: int, decisions: int) -> Iterator[bytes]:
    charter = {f"provision-{number}": _provision(rng, number) for number in range(provisions)}
    yield from _commit("Start", 0, {**{_path(p.id): dump(p) for p in charter.values()}, **_settings(list(charter))})
    base, amended = "", set[str]()
    for number in range(1, decisions + 1):
        if number % EDITION == 1:
            base, amended = f"draft-{number:05}", set()
            yield from _commit(f"Release {base}\n\nDecision: {number:04}", number, _release(number, base, charter))
            continue
        key, place = _untouched(rng, charter, amended)
        provision, unit = _amended(rng, charter[key], place)
        charter[key] = provision
        path = f"{key}/{unit.id}"
        amended.add(path)
        submission = _submission(number, path, unit.text["en"], base)
        decision = Decision(
            id=f"{number:04}", date=_BEGUN, action="merge", submission=submission.id, result={path: digest(unit)}
        )
        files = {
            _path(key): dump(provision),
            f"submissions/XAA/{submission.id}.yaml": dump(submission),
            f"charter/decisions/{decision.id}-merge.yaml": dump(decision),
        }
        yield from _commit(f"Merge {submission.id}\n\nDecision: {decision.id}", number, files)


def _untouched(rng: random.Random, charter: dict[str, Provision], amended: set[str]) -> tuple[str, int]:
    """Return a unit that was not amended since the last version, so that its amendment merges."""
    while True:
        key = rng.choice(list(charter))
        place = rng.randrange(len(charter[key].units))
        if f"{key}/{charter[key].units[place].id}" not in amended:
            return key, place


def _release(number: int, version: str, charter: dict[str, Provision]) -> dict[str, str]:
    text = Charter.model_construct(settings=_settings_of(list(charter)), provisions=charter)
    decision = Decision(
        id=f"{number:04}", date=_BEGUN, action="release", version=version, symbol=f"C/{number}",
        result={OUTLINE: outline_digest(text)}, numbers=recorded(text),
    )  # fmt: skip
    return {f"charter/decisions/{decision.id}-release.yaml": dump(decision)}


def _provision(rng: random.Random, number: int) -> Provision:
    units = tuple(Unit(id=f"unit-{place}", text={"en": texts.document(rng, "en", 30)}) for place in range(4))
    return Provision(id=f"provision-{number}", kind="article", heading={"en": f"Article {number}"}, units=units)


def _amended(rng: random.Random, provision: Provision, place: int) -> tuple[Provision, Unit]:
    before = provision.units[place]
    text = before.text["en"]
    while text == before.text["en"] or not text.strip():
        text = texts.amend(rng, before.text["en"], "en").strip()
    unit = before.model_copy(update={"text": {"en": text}})
    return provision.model_copy(update={"units": (*provision.units[:place], unit, *provision.units[place + 1 :])}), unit


def _submission(number: int, path: str, text: str, base: str) -> Submission:
    return Submission(
        id=f"XAA-2026-{number:05}", by="XAA", date=_BEGUN, base=base, title="An amendment",
        changes=(Amend(amend=path, text=text),),
    )  # fmt: skip


def _settings(provisions: list[str]) -> dict[str, str]:
    return {"charter/charter.yaml": dump(_settings_of(provisions))}


def _settings_of(provisions: list[str]) -> Settings:
    part = Part(id="general", heading={"en": "General"}, provisions=tuple(provisions))
    return Settings(title={"en": "C"}, symbol="C/1", outline=Outline(parts=(part,)))


def _path(key: str) -> str:
    return f"charter/clauses/{key}.yaml"


def _commit(message: str, number: int, files: dict[str, str]) -> Iterator[bytes]:
    raw = message.encode()
    yield f"commit refs/heads/main\ncommitter {_COMMITTER} {1_767_225_600 + number * 60} +0000\n".encode()
    yield b"data %d\n%s\n" % (len(raw), raw)
    for path, text in files.items():
        content = text.encode()
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
