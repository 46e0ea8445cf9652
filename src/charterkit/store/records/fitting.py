"""Whether the records of a workspace fit their files and each other: names, folders, ids, the outline, the numbering.

Form was checked when each record was read; what the texts say is checked in ``charterkit.drafting``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from charterkit.drafting.validate.nearest import nearest
from charterkit.errors import Problem
from charterkit.model.charter import LISTS, RESERVED, Outline, Settings
from charterkit.model.decisions import Decision
from charterkit.model.provisions import FOLDERS, Provision
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission
from charterkit.store.records.layout import ALLOWED, REVOKED, SETTINGS, SIGNATURE, slot

if TYPE_CHECKING:
    from charterkit.store.yaml.nodes import KeyPath, Mark

Place = Callable[[str, "KeyPath"], "Mark"]


def provision_problems(provisions: Mapping[str, Provision], place: Place) -> Iterator[Problem]:
    """Yield where provisions (by file) do not fit their file's name or folder, or share an id."""
    first: dict[str, str] = {}
    for path, provision in provisions.items():
        wanted = FOLDERS[provision.kind]
        yield from _own_name(path, provision.id, place)
        if path.split("/")[1] != wanted:
            message = f"a provision of kind {provision.kind} belongs into charter/{wanted}/"
            yield Problem(path, *place(path, ("kind",)), "wrong-folder", message, "move the file, or correct its kind")
        yield from _only_one(path, provision.id, first, place)
        if provision.id in RESERVED:
            message = f"'{provision.id}' names a list of provisions"
            yield Problem(path, *place(path, ("id",)), "reserved-id", message, "choose another id")


def registry_problems(lists: Mapping[str, Registry], place: Place) -> Iterator[Problem]:
    """Yield where a file of the registry holds a list that belongs into another file."""
    for path, registry in lists.items():
        held = slot(path)
        for name in sorted(registry.model_fields_set):
            if not isinstance(held, Problem) and name != held.name:
                message = f"the list '{name}' belongs into charter/registry/{name}.yaml"
                yield Problem(path, *place(path, (name,)), "wrong-file", message, "move it there")


def submission_problems(submissions: Mapping[str, Submission], place: Place) -> Iterator[Problem]:
    """Yield where submissions (by file) do not fit their file's name or folder, or share an id."""
    first: dict[str, str] = {}
    for path, submission in submissions.items():
        folder = path.split("/")[1]
        yield from _own_name(path, submission.id, place)
        if folder != submission.by:
            message = f"'by' is {submission.by}, but the file stands in submissions/{folder}/"
            hint = f"move it to submissions/{submission.by}/"
            yield Problem(path, *place(path, ("by",)), "wrong-folder", message, hint)
        if not submission.id.startswith(f"{submission.by}-"):
            message = f"the id '{submission.id}' does not begin with {submission.by}, who lodges it"
            yield Problem(path, *place(path, ("id",)), "wrong-id", message, "an id begins with the code under 'by'")
        yield from _only_one(path, submission.id, first, place)


def decision_problems(decisions: Mapping[str, Decision], place: Place) -> Iterator[Problem]:
    """Yield where decisions (by file) do not fit their file's name, or are not numbered one after the other."""
    first: dict[str, str] = {}
    for path, decision in decisions.items():
        yield from _own_name(path, decision.id, place)
        yield from _only_one(path, decision.id, first, place, _TWO_AT_ONCE)
    ordered = sorted(decisions.items(), key=lambda item: item[1].number)
    last = 0
    for path, decision in ordered:
        if decision.number > last + 1:
            message = f"decision {last + 1:04} is missing before {decision.id}"
            hint = "decisions are numbered one after the other and never deleted: bring it back"
            yield Problem(path, *place(path, ("id",)), "decision-gap", message, hint)
        last = max(last, decision.number)


def signature_problems(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the detached signatures that lie beside no submission."""
    for path in files:
        if path.endswith(SIGNATURE) and path.removesuffix(SIGNATURE) not in files:
            message = "a signature without its submission"
            yield Problem(path, 1, 1, "stray-signature", message, "put the submission beside it, or take it out")


def register_problems(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong in the register of keys, and where one of its files is missing or empty."""
    contents = [files.get(path) for path in (ALLOWED, REVOKED)]
    if contents == [None, None]:
        return
    from charterkit.drafting.register import read_register  # noqa: PLC0415  few commands need it

    for path, content in zip((ALLOWED, REVOKED), contents, strict=True):
        if not (content or b"").strip():
            message = "this file of the register of keys is missing or empty, and a revoked key would pass unseen"
            yield Problem(path, 1, 1, "no-register", message, f"bring it back: git restore {path}")
    texts = [(content or b"").decode("utf-8", "replace").replace("\r\n", "\n") for content in contents]  # Windows
    for fault in read_register(texts[0], texts[1])[1]:
        place = REVOKED if fault.revoked else ALLOWED
        yield Problem(place, fault.line, 1, "bad-register", fault.message, fault.hint)


def outline_problems(settings: Settings, provisions: Mapping[str, Provision], place: Place) -> Iterator[Problem]:
    """Yield where the outline and the provisions (by file) do not name the same ids, each once."""
    files = {provision.id: path for path, provision in provisions.items()}
    seen: set[str] = set()
    for provision_id, keys in _named(settings.outline):
        if provision_id in seen:
            message = f"'{provision_id}' stands twice in the outline"
            yield Problem(SETTINGS, *place(SETTINGS, keys), "repeated-id", message, "leave it where it belongs")
        elif provision_id not in files:
            message = f"there is no provision '{provision_id}'"
            hint = nearest(provision_id, files) or "add its file, or take it out of the outline"
            yield Problem(SETTINGS, *place(SETTINGS, keys), "missing-provision", message, hint)
        seen.add(provision_id)
    for provision_id, path in files.items():
        if provision_id not in seen:
            message, hint = f"the outline in {SETTINGS} does not name '{provision_id}'", "name it where it belongs"
            yield Problem(path, *place(path, ("id",)), "not-in-outline", message, hint)
    yield from _part_problems(settings.outline, files, place)


def _named(outline: Outline) -> Iterator[tuple[str, KeyPath]]:
    """Yield every provision id of the outline with the way to it."""
    for name in LISTS:
        for index, provision_id in enumerate(getattr(outline, name)):
            yield provision_id, ("outline", name, index)
    for number, part in enumerate(outline.parts):
        for index, provision_id in enumerate(part.provisions):
            yield provision_id, ("outline", "parts", number, "provisions", index)


def _part_problems(outline: Outline, files: Mapping[str, str], place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, part in enumerate(outline.parts):
        where = ("outline", "parts", number, "id")
        if part.id in RESERVED:
            message = f"'{part.id}' names a list of provisions"
            yield Problem(SETTINGS, *place(SETTINGS, where), "reserved-id", message, "choose another id")
        if part.id in seen or part.id in files:
            what = "another part" if part.id in seen else "a provision"
            message = f"'{part.id}' is also the id of {what}"
            yield Problem(SETTINGS, *place(SETTINGS, where), "repeated-id", message, "choose another id")
        seen.add(part.id)


def _own_name(path: str, record_id: str, place: Place) -> Iterator[Problem]:
    if path.endswith(f"/{record_id}.yaml"):
        return
    held = slot(path)
    if not isinstance(held, Problem) and held.name != record_id:
        message = f"the id is '{record_id}', but the file's name says '{held.name}'"
        yield Problem(path, *place(path, ("id",)), "file-name", message, "make them the same")


def _only_one(
    path: str, record_id: str, first: dict[str, str], place: Place, hint: str = "an id is never used twice"
) -> Iterator[Problem]:
    other = first.setdefault(record_id, path)
    if other != path:
        message = f"'{record_id}' is also the id of the record in {other}"
        yield Problem(path, *place(path, ("id",)), "repeated-id", message, hint)


_TWO_AT_ONCE: Final = (
    "where two were taken at once, take back the one that is not pushed (git reset --keep HEAD~1), and decide again"
)
