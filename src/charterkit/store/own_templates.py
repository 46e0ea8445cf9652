"""A workspace's own templates beside those that come with charterkit: which were edited, and which have grown old.

``charterkit init`` copies the package's templates and notes in ``templates/.copied.json`` what it copied. A file that
is still as it was copied can be replaced by the package's present one without loss; one that was edited is left alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from charterkit.errors import EnvironmentProblem
from charterkit.store.disk.whole_files import write_atomically

COPIED: Final = ".copied.json"
"""The file, beside the templates, that says which of the package's they were copied from."""

State = Literal["same", "old", "edited", "edited-old", "extends", "own"]
"""As the package has it; as copied, and the package's is newer; edited; edited, and the package's is newer; made on top
of the package's, whatever that is; not the package's. Where it is not known what was copied, what differs counts as
``edited-old``."""

_ON_TOP: Final = re.compile(rb"""\{%-?\s*(?:extends|include|import|from)\s+["']charterkit/([^"']+)["']""")
"""What a template says that takes the package's own and changes some of it."""


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """One file of a workspace's ``templates/``."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: the version of charterkit, and the digest of each file; both empty where nothing says so."""

    version: str
    digests: Mapping[str, str]


def copied_from(folder: Path) -> Copied:
    """Return what the templates in a folder were copied from.

    Raises:
        EnvironmentProblem: the file that says so cannot be read.
    """
    path = folder / COPIED
    if not path.is_file():
        return Copied("", {})
    try:
        said = json.loads(path.read_text("utf-8"))
        return Copied(str(said["charterkit"]), {str(name): str(digest) for name, digest in said["files"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise EnvironmentProblem(
            f"templates/{COPIED} cannot be read", "take it back from git: git checkout -- templates"
        ) from None


def statement(digests: Mapping[str, str], version: str) -> bytes:
    """Return what ``.copied.json`` says of templates copied from a version of charterkit."""
    said = {"charterkit": version, "files": dict(sorted(digests.items()))}
    return (json.dumps(said, indent=2) + "\n").encode()


def contents(folder: Path) -> dict[str, bytes]:
    """Return the templates in a folder by name; what a program of the computer hides there is none."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def own_templates(folder: Path, package: Path) -> tuple[OwnTemplate, ...]:
    """Return each template of a workspace's folder with its state, by name."""
    theirs, known = contents(package), copied_from(folder).digests
    return tuple(
        OwnTemplate(
            name, "extends" if _extends(content, name) else _state(content, known.get(name, ""), theirs.get(name))
        )
        for name, content in contents(folder).items()
    )


def renewed(folder: Path, package: Path, version: str) -> tuple[str, ...]:
    """Put the package's present files in the place of those that are as they were copied; return their names.

    Files that the package has got since then need no copy: where a workspace has none, the package's is used.
    """
    theirs, known = contents(package), copied_from(folder)
    old = tuple(each.name for each in own_templates(folder, package) if each.state == "old")
    for name in old:
        write_atomically(folder / name, theirs[name])
    same = (each.name for each in own_templates(folder, package) if each.state == "same")
    digests = {**known.digests, **{name: digest(theirs[name]) for name in same}}
    if digests != known.digests:
        write_atomically(folder / COPIED, statement(digests, version))
    return old


def _extends(content: bytes, name: str) -> bool:
    """Tell whether a template takes the package's own of its name, so that it never grows old."""
    return name.encode() in _ON_TOP.findall(content)


def _state(content: bytes, copied: str, package: bytes | None) -> State:
    if package is None:
        return "own"
    if content == package:
        return "same"
    if copied == digest(content):
        return "old"
    return "edited" if copied == digest(package) else "edited-old"


def digest(content: bytes) -> str:
    """Return the digest of a file as ``.copied.json`` writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
