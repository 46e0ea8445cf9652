"""Make a commit: everything built first, then the branch moved in one step, the work tree last.

Objects, tree and commit are written beside the history, where nobody sees them; ``update-ref`` moves the branch only
if it still stands where the caller saw it. Whoever is killed before that step has changed nothing; whoever is killed
after it is finished by ``journal.recover``. What to commit is decided by the callers.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charterkit.errors import EnvironmentProblem, Unfinished, UsageError
from charterkit.store.disk.whole_files import refuse_marked
from charterkit.store.git.commands import Git, GitFailed
from charterkit.store.git.index import index_lines
from charterkit.store.git.journal import content_ids, led_away, settle, told_as_a_problem
from charterkit.store.git.locks import refuse_locked
from charterkit.store.git.objects import Entry, object_id, tree
from charterkit.store.git.revisions import branch_commit
from charterkit.store.git.room import Planned, Room

_PATH: Final = re.compile(
    r"(?!.*(?:^|/)\.{1,2}(?:/|$))(?!(?i:.*(?:^|/)\.git(?:/|$)))[^\x00-\x1f\x7f\\/]+(?:/[^\x00-\x1f\x7f\\/]+)*"
)
_ZERO: Final = "0" * 40
_OBSTACLE_HINT: Final = "commit it, or move it elsewhere"


@dataclass(frozen=True, slots=True)
class Person:
    """Who makes a commit. ``known`` is false for the stand-in that is used where git knows no name."""

    name: str
    email: str
    known: bool = True


STAND_IN: Final = Person("charterkit", "charterkit@localhost", known=False)
"""Who commits where git was never told a name."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An annotated tag to be set on a commit, in the same step."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A commit as its maker wants it.

    ``ref`` is the branch's full name; ``changes`` maps paths to their new content, None for a file that goes;
    ``expected`` is the commit that the changes were worked out from, None on a branch without commits. Without
    ``date`` it is made now.
    """

    ref: str
    changes: Mapping[str, bytes | None]
    message: str
    expected: str | None
    committer: Person
    author: Person
    date: datetime.datetime | None = None
    tag: Tag | None = None
    key: str | None = None
    """The key that git signs it with, as git's settings name it; None: it is not signed."""


def make_commit(git: Git, root: Path, room: Room, draft: Draft, recorded: list[str]) -> str:
    """Make the commit, move the branch to it, write the files; return the commit's id.

    It stands once the branch holds it; then it is added to ``recorded``, whatever happens to the files.

    Raises:
        EnvironmentProblem: where the branch has moved, a file is in the way, or git cannot write; nothing has changed.
        Unfinished: the commit stands and its files are not all in place, or nobody can tell whether it stands.
    """
    if not draft.changes:
        raise UsageError("there is nothing to commit", "")
    if wrong := [path for path in draft.changes if not _PATH.fullmatch(path)]:
        raise UsageError(f"'{wrong[0][:80]}' is no path for a file of a workspace")
    with room.locked() as lock:
        settle(git, root, room)
        if branch_commit(git, draft.ref) != draft.expected:
            raise moved()
        with told_as_a_problem("nothing has changed"):
            planned = _built(git, root, room, draft)
        try:
            _move(git, room, planned, draft, lock)
        except Unfinished:
            raise  # the journal stays, and the next start finds out
        except (EnvironmentProblem, UsageError):
            with suppress(EnvironmentProblem):  # what could not be cleared now is cleared at the next start
                settle(git, root, room)
            raise
        recorded.append(planned.new)
        _finish(git, root, room, planned)
        return planned.new


def _built(git: Git, root: Path, room: Room, draft: Draft) -> Planned:
    """Build the commit where nothing is in its way."""
    entries = _entries(git, draft)
    before = {path: entries[path].id if path in entries else None for path in draft.changes}
    refuse_locked(room.git_index)
    refuse_marked(room.git_index)
    _refuse_obstacles(root, draft, before)
    new = _build(git, room, draft, entries)
    tags = {} if draft.tag is None else {draft.tag.name: _tag_object(git, draft.tag, new, draft)}
    return Planned(draft.ref, draft.expected, new, before, tags)


def _finish(git: Git, root: Path, room: Room, planned: Planned) -> None:
    try:
        settle(git, root, room)
    except EnvironmentProblem as problem:
        raise Unfinished(
            f"recorded as {planned.new[:10]}, but its files are not all in place: {problem.message}",
            "put this right, then run 'charterkit recover', which brings them to the commit",
        ) from problem


def moved() -> EnvironmentProblem:
    """Return the error for a branch that somebody else has moved."""
    return EnvironmentProblem("the branch moved meanwhile: another commit came first", "run it again")


def _entries(git: Git, draft: Draft) -> dict[str, Entry]:
    if draft.expected is None:
        return {}
    return {os.fsdecode(entry.path): entry for entry in tree(git, draft.expected, list(draft.changes))}


def _refuse_obstacles(root: Path, draft: Draft, before: Mapping[str, str | None]) -> None:
    """Refuse where a file of the work tree holds words that the commit would overwrite, or cannot be brought to it."""
    like = draft.expected or _ZERO
    for path, content in draft.changes.items():
        if folder := led_away(root, path):
            raise EnvironmentProblem(f"{folder} is in the way: it is no folder", _OBSTACLE_HINT)
        new = None if content is None else object_id("blob", content, like)
        present = content_ids(root / path, like)
        if not present & {new, before[path]}:
            raise EnvironmentProblem(f"{path} is in the way: {_obstacle(present, before[path])}", _OBSTACLE_HINT)
        if new not in present:
            _require_writable(root / path)


def _require_writable(file: Path) -> None:
    folder = next(above for above in file.parents if above.is_dir())
    if not os.access(folder, os.W_OK | os.X_OK):
        raise EnvironmentProblem(f"{folder} cannot be written to", "make it writable; nothing has changed")
    refuse_marked(file)


def _obstacle(present: frozenset[str | None], before: str | None) -> str:
    if not present:
        return "it is no plain file"
    if None in present:
        return "its deletion is not committed"
    return "it is not under git yet, and would be lost" if before is None else "its changes are not committed"


def _build(git: Git, room: Room, draft: Draft, entries: Mapping[str, Entry]) -> str:
    """Write blobs, tree and commit; return the commit's id."""
    try:
        blobs = _write_blobs(git, room, draft, entries)
        index = {"GIT_INDEX_FILE": os.fspath(room.folder / f"index.{os.getpid()}")}
        git.run("read-tree", draft.expected or "--empty", extra=index)
        lines = index_lines(draft.changes, blobs, draft.expected or next(iter(blobs.values())).id)
        git.run("update-index", "--add", "-z", "--index-info", stdin=lines, extra=index)
        tree_id = git.line("write-tree", extra=index)
        parents = ("-p", draft.expected) if draft.expected else ()
        signing = ("-c", "gpg.format=ssh", "commit-tree", f"-S{draft.key}") if draft.key else ("commit-tree",)
        extra = {**_people(draft), "TMPDIR": os.fspath(room.folder)}  # what a killed git leaves there is cleared
        return git.line(*signing, tree_id, *parents, "-F", "-", stdin=draft.message.encode(), extra=extra)
    except GitFailed as failed:
        raise _not_written(failed, signed=draft.key is not None) from None


def _not_written(failed: GitFailed, *, signed: bool = False) -> EnvironmentProblem:
    if signed and "sign" in failed.reason:
        hint = "nothing has changed; is its passphrase known to ssh-agent? see: charterkit keys use"
        return EnvironmentProblem(f"the commit could not be signed: {failed.summary}", hint)
    return EnvironmentProblem(
        f"git could not write the commit: {failed.summary}",
        "nothing has changed; see that the repository is writable and the disk is not full",
    )


def _write_blobs(git: Git, room: Room, draft: Draft, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Write the new contents as objects; return the entry of each path."""
    contents = {path: content for path, content in draft.changes.items() if content is not None}
    files = [room.folder / f"blob.{number}" for number in range(len(contents))]
    for file, content in zip(files, contents.values(), strict=True):
        file.write_bytes(content)
    names = "".join(f"{file}\n" for file in files).encode()
    ids = git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names).decode().split()
    for path, key in zip(contents, ids, strict=True):
        if object_id("blob", contents[path], key) != key:
            raise EnvironmentProblem(f"git stored {path} with other content than it was given", "nothing has changed")
    modes = {path: entry.mode for path, entry in entries.items()}
    return {path: Entry(modes.get(path, "100644"), key, path.encode()) for path, key in zip(contents, ids, strict=True)}


def _people(draft: Draft) -> dict[str, str]:
    people = {
        "GIT_AUTHOR_NAME": draft.author.name,
        "GIT_AUTHOR_EMAIL": draft.author.email,
        "GIT_COMMITTER_NAME": draft.committer.name,
        "GIT_COMMITTER_EMAIL": draft.committer.email,
    }
    if draft.date is not None:
        people["GIT_AUTHOR_DATE"] = people["GIT_COMMITTER_DATE"] = _stamp(draft.date)
    return people


def _stamp(date: datetime.datetime) -> str:
    seconds = int(date.timestamp())
    if seconds < 0:
        raise UsageError(f"git cannot record the date {date:%Y-%m-%d}: it begins with 1970", "give a later date")
    return f"@{seconds} +0000"


def write_tag(git: Git, tag: Tag, commit: str, tagger: Person, date: datetime.datetime | None) -> str:
    """Write an annotated tag's object and return its id; nothing points to it yet."""
    when = date or datetime.datetime.now(datetime.UTC)
    name, email = (re.sub(r"[<>\n\0]", "", text) for text in (tagger.name, tagger.email))
    head = f"object {commit}\ntype commit\ntag {tag.name}\ntagger {name} <{email}> {_stamp(when).removeprefix('@')}\n"
    return git.line("mktag", stdin=f"{head}\n{tag.message.strip()}\n".encode())


def _tag_object(git: Git, tag: Tag, commit: str, draft: Draft) -> str:
    try:
        return write_tag(git, tag, commit, draft.committer, draft.date)
    except GitFailed as failed:
        raise _not_written(failed) from None


def _move(git: Git, room: Room, planned: Planned, draft: Draft, lock: int) -> None:
    """Move the branch, and set the tag with it; the journal is written just before."""
    steps = _steps(planned)
    why = f"charterkit: {draft.message.partition(chr(10))[0]}"
    room.note(planned)
    try:
        arguments = ("update-ref", "--create-reflog", "-m", why, "-z", "--stdin")
        git.run(*arguments, stdin=steps.encode(), extra=_people(draft), keep=(lock,))
    except GitFailed as failed:
        if _stands_at(git, planned) != planned.new:
            raise _not_moved(failed, draft) from None


def _stands_at(git: Git, planned: Planned) -> str | None:
    """Return where the branch stands after a git that failed; what cannot be read says neither yes nor no."""
    with suppress(EnvironmentProblem):  # it may be this once only
        return branch_commit(git, planned.ref)
    try:
        return branch_commit(git, planned.ref)
    except EnvironmentProblem as problem:
        raise Unfinished(
            f"it cannot be told whether {planned.new[:10]} is recorded: {problem.message}",
            "put this right, then run 'charterkit recover', which finishes the commit or says that it never happened",
        ) from problem


def _steps(planned: Planned) -> str:
    """Return what ``update-ref`` is to do, all of it or nothing."""
    old = planned.old or "0" * len(planned.new)
    tags = (f"create refs/tags/{name}\0{key}\0" for name, key in planned.tags.items())
    return "".join((f"update {planned.ref}\0{planned.new}\0{old}\0", *tags))


def _not_moved(failed: GitFailed, draft: Draft) -> EnvironmentProblem | UsageError:
    if draft.tag is not None and f"refs/tags/{draft.tag.name}" in failed.reason and "exists" in failed.reason:
        return UsageError(f"there is a tag '{draft.tag.name}' already", "choose another name, or delete the tag")
    if "but expected" in failed.reason or "already exists" in failed.reason:
        return moved()
    if lock := re.search(r"'([^']+\.lock)': File exists", failed.reason):
        return EnvironmentProblem(
            f"the branch is locked ({lock[1]})",
            f"another git program is running, or was killed; if none is running, remove the file: rm '{lock[1]}'",
        )
    return EnvironmentProblem(f"the branch could not be moved: {failed.summary}", "nothing has changed")
