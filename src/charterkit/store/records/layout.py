"""Which file of a workspace holds which record, and which files have no place in one.

Only names are looked at here. Whether the record inside fits its file's name is asked in ``fitting``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from charterkit.errors import Problem
from charterkit.model.provisions import FOLDERS
from charterkit.model.registry import REGISTRY_LISTS
from charterkit.store.disk.files import shown

RecordKind = Literal["settings", "provision", "registry", "decision", "submission", "key"]

SETTINGS: Final = "charter/charter.yaml"
PROVISION_FOLDERS: Final = frozenset(FOLDERS.values())

ALLOWED: Final = "charter/keys/allowed_signers"
REVOKED: Final = "charter/keys/revoked_keys"
"""The two files of the register of keys."""

_KEYS: Final = frozenset({"allowed_signers", "revoked_keys"})
_DECISION: Final = re.compile(r"(?P<id>[0-9]{4,6})-[a-z0-9][a-z0-9-]{0,99}\.yaml")
SIGNATURE: Final = ".sig"
"""What a detached signature's file adds to the name of the submission's."""

_USUAL: Final = re.compile(r"charter/[a-z0-9/_.-]+|submissions/[A-Z0-9]+/[A-Z0-9-]+(?:-rev[0-9]+)?\.yaml(?:\.sig)?")
"""Names each of which is either in small letters or in capitals, so that no two differ in nothing but case."""


class Slot(NamedTuple):
    """What a file is there for, and the name that its record must have: its id, or the name of its list."""

    kind: RecordKind
    name: str


def slot(path: str) -> Slot | Problem:
    """Return what the file at a path holds, or the problem that it does not belong into a workspace."""
    parts = path.split("/")
    if "/." in path:
        return _stray(path, "dot-file", "files whose names begin with a dot have no place here", "take it out")
    if not unicodedata.is_normalized("NFC", path):
        return _stray(path, "bad-file-name", "the name is not in Unicode normal form C", "rename the file")
    return _held(parts) or _stray(path, "stray-file", "no record belongs here", _hint(parts))


def submission_path(name: str) -> str:
    """Return where a submission stands, by its id: in the folder of who lodges it, with whose code the id begins."""
    return f"submissions/{name.partition('-')[0]}/{name}.yaml"


def _held(parts: list[str]) -> Slot | None:
    """Return what a file holds by the parts of its path, None where nothing is kept there."""
    stem = parts[-1].removesuffix(".yaml")
    kind: RecordKind | None = None
    match parts:
        case ["charter", "charter.yaml"]:
            kind, stem = "settings", ""
        case ["charter", "keys", name] if name in _KEYS:
            kind = "key"
        case ["submissions", _, name] if name.endswith(f".yaml{SIGNATURE}"):
            kind = "key"
        case ["charter", "decisions", name] if match := _DECISION.fullmatch(name):
            kind, stem = "decision", match["id"]
        case _ if stem == parts[-1]:
            return None
        case ["charter", folder, _] if folder in PROVISION_FOLDERS:
            kind = "provision"
        case ["charter", "registry", _] if stem in REGISTRY_LISTS:
            kind = "registry"
        case ["submissions", _, _]:
            kind = "submission"
    return Slot(kind, stem) if kind else None


def _hint(parts: list[str]) -> str:
    name = parts[-1]
    if name.endswith((".yml", ".YAML", ".YML")):
        return f"call it {name.rpartition('.')[0]}.yaml"
    match parts:
        case ["charter", "decisions", _]:
            return "decisions are files such as 0001-merge-xaa-2026-001.yaml"
        case ["charter", "registry", _]:
            return f"the registry's files are {', '.join(REGISTRY_LISTS)}, each .yaml"
        case ["submissions", _] if name.endswith(".yaml"):
            return "a submission stands in the folder of who lodges it: submissions/XAA/XAA-2026-001.yaml"
    return "move it out of charter/ and submissions/"


def _stray(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(shown(path), 0, 0, code, message, hint)


def may_have_twin(path: str) -> bool:
    """Tell whether another name may differ from this one only in case or normal form: not from the usual ones."""
    return path.startswith(("charter/", "submissions/")) and _USUAL.fullmatch(path) is None


def twins(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file whose name differs from another's only in case or normal form."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())
        twin = first.setdefault(folded, path)
        if twin != path:
            message = f"the name differs from {shown(twin)} only in case or normal form"
            yield Problem(shown(path), 0, 0, "twin-name", message, "rename one of the two")
