"""What a command printed when it was last asked the same of the same commits, so that it need not be worked out again.

An answer is kept below the repository's git directory under the digest of its whole question: the words of the command,
the present commit, every tag and branch, the terminal, and the code that answered. It is sealed with a secret of the
user's own that lies outside every repository: an answer that was damaged, put in another's place or made by somebody
else is not seen, and the command works. Only what printed whole and depends on nothing else may be kept; which commands
do is said in ``charterkit.cli``. Nothing slow is imported here: a kept answer is there sooner than a module.
"""

from __future__ import annotations

import os
import sys

from charterkit.store.git.environment import command, environment

try:
    from _blake2 import blake2b  # what hashlib offers too, without the OpenSSL that it would load first
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False  # see git.environment
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Final

MOST: Final = 64
"""How many answers a repository keeps; the oldest are forgotten."""

_LARGEST: Final = 1 << 24
_SECRET_BYTES: Final = 32
_SEAL_BYTES: Final = 32
_CHARTER: Final = "charter/charter.yaml"
_SHOWN: Final = ("--show-toplevel", "--git-dir", "--is-shallow-repository", "HEAD")
_WHERE: Final = ("rev-parse", "--path-format=absolute", *_SHOWN)
_REFS: Final = ("for-each-ref", "--format=%(refname) %(objectname)", "refs/tags", "refs/heads")
_DRAFTS: Final = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
_MARKS: Final[list[bytes]] = []
_IN_MEMORY: Final = hasattr(os, "memfd_create")
_TERMINAL: Final = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "TTY_COMPATIBLE")

_FOUND: Final[dict[str, list[bytes]]] = {}
"""What git said of the repository around a folder when a question was asked there; who opens it need not ask again."""

_CHANGED: Final[dict[str, bytes]] = {}
"""What git said then of changes of submissions in the repository with this top folder."""


class Question:
    """A command, and everything that its answer depends on; made by ``ask``."""

    __slots__ = ("_folder", "_key")

    def __init__(self, folder: str, key: bytes) -> None:
        """Take the folder that holds the answers, and the digest of the whole question."""
        self._folder = folder
        self._key = key

    def __eq__(self, other: object) -> bool:
        """Tell whether another question is the same in all that the answer depends on."""
        return isinstance(other, Question) and self._key == other._key

    __hash__ = None  # type: ignore[assignment]  # questions are compared, never collected

    @property
    def file(self) -> str:
        """The file that holds the answer, where there is one."""
        return f"{self._folder}/{self._key.hex()}"

    def answer(self) -> tuple[int, bytes] | None:
        """Return the exit code and what was printed; None where no answer is kept that can be trusted."""
        secret = kept_secret()
        content = _content(self.file, _LARGEST) if secret else None
        if secret is None or content is None or len(content) <= _SEAL_BYTES:
            return None
        seal, said = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
        return (said[0], said[1:]) if seal == self._seal(secret, said) else None

    def keep(self, code: int, printed: bytes) -> None:
        """Keep an answer. Where that is impossible, nothing happens."""
        from charterkit.store.answer_files import forget_oldest, write  # noqa: PLC0415  slow to import

        secret = kept_secret(make=True)
        said = bytes([code]) + printed
        if secret and len(said) < _LARGEST - _SEAL_BYTES:
            write(self.file, self._seal(secret, said) + said)
            forget_oldest(self.file, MOST)

    def _seal(self, secret: bytes, said: bytes) -> bytes:
        return blake2b(self._key + said, key=secret, digest_size=_SEAL_BYTES).digest()


def ask(arguments: Sequence[str]) -> Question | None:
    """Return the question that a command line puts to the repository around the present folder.

    Args:
        arguments: the command and its arguments, exactly as they were given.

    Returns:
        None where there is no repository with a charter, where a commit waits to be finished, or where git fails: the
        command itself says what is wrong.
    """
    return asking(arguments)()


def asking(arguments: Sequence[str]) -> Callable[[], Question | None]:
    """Let git find what the answer to a command line depends on; what is returned waits for it, as ``ask`` does."""
    status = arguments[0] == "status"
    at_top = status and os.path.lexists(".git")
    drafts = [(*_DRAFTS, "--", "submissions") if at_top else _DRAFTS] if status else []
    running = _started(_WHERE, _REFS, *drafts)

    def asked() -> Question | None:
        try:
            said = running()
            if said is None or (at_top and os.fsencode(os.path.realpath(".")) != said[0].partition(b"\n")[0]):
                return None
            _FOUND[os.getcwd()] = said[0].split(b"\n")[:3]  # noqa: PTH109  no Path here
            if at_top:
                _CHANGED[os.fsdecode(said[0].partition(b"\n")[0])] = said[2]
            return _question(arguments, said)
        except OSError:  # the folder is gone, a file of the code cannot be seen: whatever it is, the command meets it
            return None

    return asked


def found_around(folder: str) -> tuple[str, str, bool] | None:
    """Return the top and the git directory of the repository around a folder, and whether it is shallow.

    It is said once, and only where git was asked before: None elsewhere.
    """
    said = _FOUND.pop(folder, None)
    return (os.fsdecode(said[0]), os.fsdecode(said[1]), said[2] == b"true") if said else None


def submissions_changed(top: str) -> bytes | None:
    """Return what git said of changes of submissions in a repository, as ``git status -z`` prints them.

    It is said once, and only where git was asked just before: None elsewhere.
    """
    return _CHANGED.pop(top, None)


def _question(arguments: Sequence[str], said: list[bytes]) -> Question | None:
    where = said[0].split(b"\n")
    if len(where) != 5:  # noqa: PLR2004  four lines, and the end
        return None
    top, git_dir = (os.fsdecode(line) for line in where[:2])
    folder = f"{git_dir}/charterkit"
    if os.path.lexists(f"{folder}/journal.json") or not os.path.lexists(f"{top}/{_CHARTER}"):
        return None
    return Question(f"{folder}/answers", _digest(arguments, [*where[2:], *said[1:]]))


def settled(folder: str, arguments: Sequence[str], facts: Sequence[str]) -> Question:
    """Return the question whose answer depends on some facts alone, whatever else happens in the repository.

    Args:
        folder: charterkit's own folder in the git directory.
        arguments: the command and its arguments.
        facts: what the names in them mean, and all else that the answer is made of; nothing of it ever changes.
    """
    return Question(f"{folder}/comparisons", _digest(arguments, [os.fsencode(fact) for fact in facts]))


def _digest(arguments: Sequence[str], facts: Sequence[bytes]) -> bytes:
    digest = blake2b(digest_size=32)
    for part in (*map(os.fsencode, arguments), b"", *_terminal(), *facts, *code_marks()):
        digest.update(b"%d:%s" % (len(part), part))
    return digest.digest()


def _started(*plumbing: tuple[str, ...]) -> Callable[[], list[bytes] | None]:
    """Start commands of git side by side; what is returned waits for what each printed, None where one failed.

    ``subprocess`` would take longer to import than git to answer.
    """
    settings = environment()
    running: list[tuple[int, int]] = []
    try:
        for arguments in plumbing:
            out, into = _channel()
            actions = [
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, into, 1),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ]
            try:
                pid = os.posix_spawnp("git", command(".", arguments), settings, file_actions=actions)
            finally:
                os.close(into)
            running.append((pid, out))
    except OSError:
        return lambda: None

    def said() -> list[bytes] | None:
        piped = [] if _IN_MEMORY else [b"".join(_chunks(out)) for _, out in running]
        ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid, _ in running]
        printed = piped or [_from_start(out) for _, out in running]
        return None if any(ended) else printed

    return said


def _channel() -> tuple[int, int]:
    """Return where a command's answer is read, and where it is written: a file, where it can be one in memory.

    git says nothing of an answer that it cannot write to the end, where it writes to a pipe; of a file, it does.
    """
    if not _IN_MEMORY:
        return os.pipe()
    file = os.memfd_create("git")
    return file, os.dup(file)


def _from_start(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return b"".join(_chunks(descriptor))


def _chunks(descriptor: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(descriptor, 1 << 16):
            yield chunk
    finally:
        os.close(descriptor)


def _terminal() -> list[bytes]:
    """Return what the terminal has to do with how an answer looks."""
    shown = sys.stdout is not None and sys.stdout.isatty()
    size = repr(tuple(os.get_terminal_size(sys.stdout.fileno()))).encode() if shown else b""
    return [size, *(os.fsencode(os.environ.get(name, "")) for name in _TERMINAL)]


def code_marks() -> tuple[bytes, ...]:
    """Return what tells the code that answers from another version of it; it is looked at once.

    That is Python, the packages that are installed, and charterkit's own files where they lie elsewhere.
    """
    if not _MARKS:
        _MARKS.append(sys.version.encode())
        folders = (folder for folder in sys.path if folder.endswith("-packages"))
        _MARKS.extend(b"%d" % os.stat(folder).st_mtime_ns for folder in folders)  # noqa: PTH116  no Path here
        package = __file__.removesuffix("/store/answers.py")
        if "-packages/" not in package:
            _MARKS.extend(_sources(package))
    return tuple(_MARKS)


def _sources(folder: str) -> Iterator[bytes]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not entry.is_dir():
            status = entry.stat()
            yield b"%s %d %d" % (os.fsencode(entry.name), status.st_size, status.st_mtime_ns)
        elif entry.name != "__pycache__":
            yield from _sources(entry.path)


def _secret_file() -> str:
    """Return where the user's secret lies, an empty text where the user has no home."""
    caches = os.environ.get("XDG_CACHE_HOME", "")
    home = os.environ.get("HOME", "")
    if not caches.startswith("/"):
        caches = f"{home}/.cache" if home.startswith("/") else ""
    return f"{caches}/charterkit/seal" if caches else ""


def kept_secret(*, make: bool = False) -> bytes | None:
    """Return the user's secret; None where there is none that only the user can know, and none is or can be made."""
    path = _secret_file()
    secret = _content(path, _SECRET_BYTES, private=True) if path else None
    if secret and len(secret) == _SECRET_BYTES:
        return secret
    if not make:
        return None
    from charterkit.store.answer_files import make_secret  # noqa: PLC0415  slow to import

    return make_secret(path, _SECRET_BYTES)


def _content(path: str, largest: int, *, private: bool = False) -> bytes | None:
    """Return a small file of the user's own; None where none can be read, or others may read what should be private."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return None
    status = os.fstat(descriptor)
    if status.st_uid != os.geteuid() or (private and status.st_mode & 0o077) or status.st_size > largest:
        os.close(descriptor)
        return None
    try:
        return b"".join(_chunks(descriptor))
    except OSError:
        return None
