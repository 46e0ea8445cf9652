"""``charterkit render --all``: every document that can be made now, in every format, and an index of them.

What cannot be made now (no earlier version, nothing merged yet) is named in the index with the reason. The folder's
other files are left alone. Each document is built by whoever builds it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from charterkit.cli.context import working
from charterkit.cli.render_views import Asked, made
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.documents.any_output import AnyDocument
    from charterkit.documents.set_index import Listed, SetIndex
    from charterkit.store.workspace import Workspace

Maker = Callable[["Workspace", Asked], "AnyDocument"]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of the set: the name of its file, and how it is made."""

    name: str
    make: Maker


def write_set(space: Workspace, asked: Asked, forms: Sequence[str], folder: Path) -> int:
    """Write the set into a folder and return how many documents it has; a document is whole or not there.

    Raises:
        TemplateFault, GlyphMissing, PageFault: a document cannot be set; those before it are written.
    """
    from charterkit.documents.any_output import any_output  # noqa: PLC0415  slow to import
    from charterkit.documents.set_index import INDEXED, Listed, index_output  # noqa: PLC0415  likewise
    from charterkit.store.editions import templates  # noqa: PLC0415  likewise
    from charterkit.store.files import write_atomically  # noqa: PLC0415  likewise

    own = templates(space)
    folder.mkdir(parents=True, exist_ok=True)

    def write(document: AnyDocument, name: str) -> None:
        for form in forms:
            with working(f"{name}.{form}"):
                content = any_output(document, form, own)
            write_atomically(folder / f"{name}.{form}", content.encode() if isinstance(content, str) else content)

    listed: list[Listed] = []
    for member in members(space, asked):
        try:
            document = member.make(space, asked)
        except UsageError as cannot:
            listed.append(Listed(member.name, "", cannot.message))
            continue
        write(document, member.name)
        listed.append(Listed(member.name, document.masthead.view))
    index = _index(space, asked, listed, forms)
    for form in INDEXED:
        write_atomically(folder / f"index.{form}", index_output(index, form, own).encode())
    return sum(not each.missing for each in listed)


def members(space: Workspace, asked: Asked) -> Iterator[Member]:
    """Yield the documents of the set in the order of the index."""
    for view in ("clean", "rolling"):
        yield Member(view, _view(view))
    yield Member("rolling-anonymous", _view("rolling", attributed=False))
    yield Member("redline", _view("redline"))
    yield Member("compilation", _view("compilation"))
    yield Member("compilation-by-article", _view("compilation-by-article"))
    yield from _in_rows()
    others = space.charter(_place(space, asked)).settings.languages[1:]
    for tag in others:
        yield Member(f"clean-{tag}", _view("clean", language=tag))
    if others:
        yield Member("languages", _languages)
    yield Member("adopted", _adopted)


def _view(view: str, *, attributed: bool | None = None, language: str | None = None) -> Maker:
    def make(space: Workspace, asked: Asked) -> AnyDocument:
        return made(space, replace(asked, view=view, attributed=attributed, language=language or asked.language))

    return make


def _adopted(space: Workspace, asked: Asked) -> AnyDocument:
    if space.charter(_place(space, asked)).settings.status != "adopted":
        raise UsageError("the text is not adopted; a draft for signature: charterkit render --view adopted")
    return made(space, replace(asked, view="adopted"))


def _place(space: Workspace, asked: Asked) -> str | None:
    """Return where the text of the set is: at a version, commit or date; None in the work tree."""
    return None if asked.work_tree else asked.at or space.repository.head()


def _languages(space: Workspace, asked: Asked) -> AnyDocument:
    known = space.charter(_place(space, asked)).settings.languages
    return made(space, replace(asked, languages=",".join(known[:MOST]), language=None))


MOST: Final = 3
"""So many languages stand side by side in the set's own table of languages."""


def _in_rows() -> Iterator[Member]:
    from charterkit.cli.diff import columns_found, columns_made  # noqa: PLC0415  slow to import
    from charterkit.store.editions import versions_until  # noqa: PLC0415  likewise

    def versions(space: Workspace, asked: Asked) -> AnyDocument:
        names = tuple(version.name for version in versions_until(space, asked.at)[-COLUMNS:])
        if len(names) < 2:  # noqa: PLR2004  a comparison has two sides
            raise UsageError("there are no two versions to compare")
        return columns_made(space, columns_found(space, names, "columns"), names)

    def proposals(space: Workspace, asked: Asked) -> AnyDocument:
        names = (asked.at,) if asked.at else ()
        return columns_made(space, columns_found(space, names, "participants"), names)

    yield Member("versions", versions)
    yield Member("proposals", proposals)


COLUMNS: Final = 4
"""So many of the last versions stand side by side in the set."""


def _index(space: Workspace, asked: Asked, listed: Sequence[Listed], forms: Sequence[str]) -> SetIndex:
    from charterkit.cli.report_options import front_at  # noqa: PLC0415  slow to import
    from charterkit.documents.set_index import set_index  # noqa: PLC0415  likewise

    place = _place(space, asked)
    settings = space.charter(place).settings
    return set_index(settings, front_at(space, place, asked.language or ""), listed, forms)
