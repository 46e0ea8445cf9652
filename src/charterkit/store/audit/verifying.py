"""Verify a workspace's history up to a commit, and that it still holds every recorded point.

A recorded point is a commit id kept outside of the branch: in a file that ``charterkit verify --record`` adds to, or
given by hand. Tags of versions and what git remembers of the branch on the server count as such too, so that an older
clone sees a rewriting at its next fetch.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.history.verdict import Breach, Verdict
from charterkit.store.audit import memory as audit_memory
from charterkit.store.audit.walk import Audit, mainline
from charterkit.store.disk.plain_files import plain_content
from charterkit.store.disk.whole_files import write_atomically
from charterkit.store.git.objects import ObjectReader
from charterkit.store.git.repository import Repository
from charterkit.store.records.layout import ALLOWED
from charterkit.store.signing.signatures_known import SIGNATURES, KnownSignatures
from charterkit.store.versions import tag_anew

SHOWN: Final = 5
"""How many versions a note names; the rest are counted."""

_POINT: Final = re.compile(r"(?P<commit>[0-9a-f]{40}|[0-9a-f]{64})(?: .*)?")
_REWRITTEN: Final = "compare both with the other parties' clones: 'git log {point}' shows what the history was"


def verify(
    repository: Repository, commit: str, now: datetime.datetime, points: Sequence[str] = (), trust: str | None = None
) -> Verdict:
    """Verify the history up to a commit.

    Args:
        repository: whose history it is.
        commit: a full commit id.
        now: the time at which signatures are judged that the secretariat has not received yet.
        points: further commits that the history must hold, besides those recorded here.
        trust: the fingerprint of the secretariat's key with which the register must begin.

    Raises:
        EnvironmentProblem: a shallow clone, or missing or damaged objects.
    """
    repository.require_full_history()
    with ObjectReader(repository.git) as reader:
        memories = repository.room.folder / "verified"
        signatures = KnownSignatures(repository.room.folder / SIGNATURES)
        earlier = audit_memory.load(memories, repository.git, commit)
        audit = Audit(repository.git, reader, commit, earlier, known=signatures)
        audit.run()
        if audit.since != commit:
            audit_memory.save(memories, audit.remembered())
        unfinished = audit.finish(now)
        signatures.keep()
        known = list(dict.fromkeys([*points, *recorded(repository), *_remembered(repository, commit)]))
        lost = [point for point in known if not audit.source.is_ancestor(point, commit)]
    anchor, tags = audit.signing.state.anchor, repository.refs().tags
    breaches = [
        *audit.breaches, *unfinished, *map(_rewritten, lost), *_moved_tags(tags, audit.versions),
        *_other_anchor(commit, anchor, trust),
    ]  # fmt: skip
    held = tuple(point for point in known if point not in lost)
    notes = tuple(_notes(audit, known, tags))
    outside = tuple(audit.text.outside)
    return Verdict(commit, tuple(breaches), audit.counted(), tuple(audit.versions), anchor, notes, outside, held)


def points_file(repository: Repository) -> Path:
    """Return the file of recorded points: in the git directory, so that no commit can change it."""
    return repository.room.folder / "points"


def recorded(repository: Repository) -> list[str]:
    """Return the commits that were recorded in this clone, oldest first."""
    try:
        return commits_in(plain_content(points_file(repository)).decode("utf-8", "replace"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EnvironmentProblem(f"{points_file(repository)} cannot be read: {error.strerror}") from error


def record_point(repository: Repository, commit: str, now: datetime.datetime) -> Path:
    """Add a commit to the recorded points of this clone; return their file."""
    file = points_file(repository)
    before = plain_content(file) if file.exists() else b""
    write_atomically(file, before + f"{commit} {now:%Y-%m-%dT%H:%M:%SZ}\n".encode())
    return file


def commits_in(text: str) -> list[str]:
    """Return the commits in a file of recorded points: one a line, each with what else was noted.

    Raises:
        UsageError: a line begins with no commit id.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            point = _POINT.fullmatch(line.strip())
            if point is None:
                raise UsageError(f"line {number} begins with no full commit id: {line[:60]!r}", "see: verify --record")
            found.append(point["commit"])
    return [commit for commit in found if commit.strip("0")]  # a forge's word for no commit at all


def _remembered(repository: Repository, commit: str) -> Iterator[str]:
    """Yield where git remembers the branch on the server to have been, where this history is that branch's.

    The newest place is left out: what was fetched may be ahead of, or beside, what is verified.
    """
    upstream = repository.git.run(
        "rev-parse", "--symbolic-full-name", "--verify", "--quiet", "@{upstream}", wanted=(0, 1, 128)
    ).decode().strip()  # fmt: skip
    if not upstream:
        return
    newest = repository.git.line("rev-parse", "--verify", upstream)
    if commit == newest or newest in mainline(repository.git, commit):
        yield from (each for each in _places(repository, upstream) if each != newest)


def _places(repository: Repository, ref: str) -> Iterator[str]:
    """Yield every place where a ref was, oldest first: from its log itself, since git does not show the very first."""
    log = Path(repository.git.line("rev-parse", "--path-format=absolute", "--git-path", f"logs/{ref}"))
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.is_file() else []
    for line in lines:
        yield from (commit for commit in line.split(" ")[:2] if _POINT.fullmatch(commit) and commit.strip("0"))


def _rewritten(point: str) -> Breach:
    message = "the history was rewritten: it no longer holds this commit, which was recorded"
    return Breach(point, "", "rewritten", message, _REWRITTEN.format(point=point[:12]))


def _moved_tags(tags: Mapping[str, str], versions: Mapping[str, str]) -> Iterator[Breach]:
    for name, commit in versions.items():
        if tags.get(name, commit) != commit:
            message = f"the tag points to {tags[name][:12]}, and the version was released in {commit[:12]}"
            yield Breach(commit, f"refs/tags/{name}", "tag-elsewhere", message, tag_anew(name))


def _other_anchor(commit: str, anchor: str, trust: str | None) -> Iterator[Breach]:
    if trust is not None and trust != anchor:
        found = f"begins with {anchor}" if anchor else "holds no key"
        message = f"the register of keys {found}, and not with {trust}"
        yield Breach(
            commit, ALLOWED, "other-anchor", message, "this is another history: ask the secretariat for its own"
        )


def _unsigned(audit: Audit) -> Iterator[str]:
    """Yield what no signature vouches for."""
    tally, state = audit.counted(), audit.signing.state
    if state.files is None:
        yield "signatures: no key is registered; see 'charterkit keys add'"
        return
    if not state.anchored:
        yield "the first register of keys: it is not signed by a key of the secretariat in it"
    if tally.earlier_submissions + tally.earlier_decisions:
        earlier = _records(tally.earlier_submissions, tally.earlier_decisions)
        yield f"signatures of {earlier}: they came before the register of keys"
    submissions = tally.submissions - tally.earlier_submissions - tally.signed_submissions
    decisions = tally.decisions - tally.earlier_decisions - tally.signed_decisions
    if submissions > 0 or decisions > 0:
        yield f"who made {_records(max(submissions, 0), max(decisions, 0))}: no signature of theirs counts"
    if state.awaited:
        yield (
            f"when {state.awaited:,} commit{'s were' if state.awaited > 1 else ' was'} received: no signed "
            "commit of the secretariat follows yet; keys were judged as of now"
        )


def _records(submissions: int, decisions: int) -> str:
    parts = ((submissions, "submission"), (decisions, "decision"))
    return " and ".join(f"{number:,} {noun}{'s' if number > 1 else ''}" for number, noun in parts if number)


def _notes(audit: Audit, points: Sequence[str], tags: Mapping[str, str]) -> Iterator[str]:
    """Yield what could not be checked, and why."""
    if not points:
        yield (
            "whether the history was rewritten: no earlier point is recorded here; "
            "keep one with 'charterkit verify --record'"
        )
    yield from _unsigned(audit)
    if not audit.versions:
        yield "texts of versions: none was released"
    untagged = [name for name in audit.versions if name not in tags]
    if untagged:
        some = ", ".join(untagged[:SHOWN]) + (f" and {len(untagged) - SHOWN} more" if len(untagged) > SHOWN else "")
        yield f"tags of {some}: there are none here; versions were found in the history all the same"
