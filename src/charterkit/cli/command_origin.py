"""What a report or comparison says of its own making: commit, digest and the command that makes it again.

Documents of ``charterkit render`` say more (``origins``), and ``verify-document`` makes them again. A report is made by
the command that it names.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeVar

import click

from charterkit.cli.context import workspace

if TYPE_CHECKING:
    from charterkit.documents.kinds import AnyDocument

_M = TypeVar("_M", bound="AnyDocument")
_FILE_ONLY: Final = frozenset({"form", "output"})
"""Options that say what file is written, not what it says."""
_WORK_TREE: Final = "work tree"


def of_command(made: _M) -> _M:
    """Return a document that says by which command, and of which commit, it was made; as it is where no commit is."""
    context = click.get_current_context(silent=True)
    if context is None or not made.commit:
        return made
    from charterkit.documents.origin import Origin, signed  # noqa: PLC0415  slow to import
    from charterkit.drafting.digests import text_digest  # noqa: PLC0415  likewise

    space = workspace()
    commit = space.repository.resolve(made.commit)
    asked = (str(context.params.get("at") or ""), *map(str, context.params.get("versions") or ()))
    stated = Origin(
        commit=commit,
        digest=text_digest(space.charter(commit)),
        options={},
        version=made.masthead.version,
        symbol=made.masthead.symbol,
        work_tree=_WORK_TREE in asked or _WORK_TREE in made.masthead.version or bool(context.params.get("work_tree")),
        command=shlex.join(_words(context)),
    )
    return signed(made, stated)


def _words(context: click.Context) -> Iterator[str]:
    """Yield the command as one would type it, without the file that it writes."""
    yield from context.command_path.split()
    for parameter in context.command.params:
        value = context.params.get(parameter.name or "")
        if parameter.name in _FILE_ONLY or value in (None, (), False) or value == parameter.get_default(context):
            continue
        values = value if isinstance(value, tuple | list) else (value,)
        if isinstance(parameter, click.Argument):
            yield from map(str, values)
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            yield parameter.opts[-1]
        else:
            for each in values:
                yield from (parameter.opts[-1], str(each))
