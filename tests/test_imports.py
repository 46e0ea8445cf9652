"""The rooms of the house: imports go down only, and every third party keeps to its room (README, 'How it is built')."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "charterkit"

MAY_IMPORT = {
    "errors": set[str](),
    "model": {"errors"},
    "words": {"errors"},
    "drafting": {"words", "model", "errors"},
    "history": {"drafting", "words", "model", "errors"},
    "documents": {"history", "drafting", "words", "model", "errors"},
    "store": {"history", "drafting", "words", "model", "errors"},
    "starter": set[str](),
    "demo": {"store", "documents", "history", "drafting", "words", "model", "errors"},
    "cli": {"demo", "store", "documents", "history", "drafting", "words", "model", "errors"},
}
"""What each room may import besides itself; ``words`` knows no law, so no model either."""

PURE = ("model", "words", "drafting", "history")

HOMES = {
    "git": {"store"},
    "weasyprint": {"documents/press"},
    "pydyf": {"documents/press"},
    "jinja2": {"documents"},
    "markdown_it": {"documents"},
    "mdit_py_plugins": {"documents"},
    "fontTools": {"documents"},
    "babel": {"documents"},
    "pikepdf": {"documents"},
    "pydantic": {"store/records/schemas.py"},
    "pydantic_core": {"model/record.py", "model/core.py", "model/checked.py", "store", "cli"},
    "yaml": {"store"},
    "ryaml": {"store"},
    "click": {"cli"},
    "rich": {
        "cli",
        "documents/comparison/lines.py",
        "documents/comparison/tables.py",
        "documents/reports/text.py",
        "documents/reports/table_text.py",
        "documents/trace/text.py",
    },
}
"""Where a third party may be imported: rooms, folders of rooms, or single modules."""

OUTSIDE = {"os", "pathlib", "subprocess", "shutil", "time", "io", "tempfile", "socket", "locale", "random"}
"""Modules of the standard library that reach out of a pure room: paths, clock, environment, console."""

FREE = {"__init__.py", "__main__.py"}
"""The tour of the package, which names every room's verbs, and the way to its command line."""


class Import(NamedTuple):
    """An import: the file, its line, and the module that it names."""

    file: str
    line: int
    module: str

    @property
    def room(self) -> str:
        """The room of the file: its folder, or its name at the top."""
        return self.file.partition("/")[0].removesuffix(".py")


def imports() -> Iterator[Import]:
    """Yield every import of the package, those inside functions and for type checkers included."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (Import(file, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = _absolute(file, node)
                yield Import(file, node.lineno, base)
                if base == "charterkit":
                    yield from (Import(file, node.lineno, f"charterkit.{alias.name}") for alias in node.names)


def _absolute(file: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    folder = ["charterkit", *file.split("/")[: -node.level]]
    return ".".join([*folder, *(node.module or "").split(".")]).rstrip(".")


def _room_of(module: str) -> str | None:
    top, _, rest = module.partition(".")
    room = rest.partition(".")[0]
    return room if top == "charterkit" and (room in MAY_IMPORT or _is_room(room)) else None


def _is_room(name: str) -> bool:
    return bool(name) and ((PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file())


def _wrong_ways(found: list[Import]) -> list[str]:
    wrong = []
    for each in found:
        room = _room_of(each.module)
        if each.file in FREE or room is None or room == each.room:
            continue
        if room not in MAY_IMPORT.get(each.room, set()):
            wrong.append(f"{each.file}:{each.line}: {each.room} imports {each.module}")
    return wrong


def _away_from_home(found: list[Import]) -> list[str]:
    return [
        f"{each.file}:{each.line}: {each.module}"
        for each in found
        if (homes := HOMES.get(each.module.partition(".")[0]))
        and not homes & {each.room, each.file, *map(str, PurePosixPath(each.file).parents)}
    ]


def test_every_folder_and_module_is_a_room_that_is_known() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - {"__init__", "__main__"} == set(MAY_IMPORT)


def test_imports_go_down_only() -> None:
    assert "\n".join(_wrong_ways(list(imports()))) == ""


def test_third_parties_keep_to_their_rooms() -> None:
    assert "\n".join(_away_from_home(list(imports()))) == ""


def test_pure_rooms_know_no_path_clock_environment_or_console() -> None:
    reaching = [each for each in imports() if each.room in PURE and each.module.partition(".")[0] in OUTSIDE]
    assert "\n".join(f"{each.file}:{each.line}: {each.module}" for each in reaching) == ""


@pytest.mark.parametrize(
    ("file", "module"),
    [
        ("words/diff.py", "charterkit.drafting.merge"),
        ("model/base.py", "charterkit.words"),
        ("store/disk/files.py", "charterkit.documents.pdf.making"),
        ("documents/pdf/making.py", "charterkit.store.disk.files"),
        ("drafting/merge.py", "charterkit.store"),
        ("errors.py", "charterkit.model"),
        ("store/x.py", "charterkit.cli.app"),
    ],
)
def test_a_wrong_way_is_seen(file: str, module: str) -> None:
    assert _wrong_ways([Import(file, 1, module)])


@pytest.mark.parametrize(
    ("file", "module"),
    [
        ("cli/app.py", "git"),
        ("documents/pages/html.py", "weasyprint"),
        ("store/disk/files.py", "rich.table"),
        ("words/x.py", "yaml"),
    ],
)
def test_a_third_party_out_of_its_room_is_seen(file: str, module: str) -> None:
    assert _away_from_home([Import(file, 1, module)])
