"""Where templates are found and how they run: the workspace's own first, then the package's; errors with their line.

Templates run in a sandbox with autoescape and StrictUndefined. Words of the records reach them as values, never as
template text, so ``{{ 7*7 }}`` in a submission prints as it stands.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.nodes import Block, Const, Extends
from jinja2.sandbox import ImmutableSandboxedEnvironment

import charterkit
from charterkit.errors import CharterkitError

MARKUP: Final = ("html", "xml")
"""Templates with these extensions escape what they print."""


MOST_TURNS: Final = 1_000_000
"""How many turns loops over ``range`` may make in one document."""

_OURS: Final = "charterkit"
"""The folder under which a template names the package's own: ``charterkit/frame.html``."""


class TemplateFault(CharterkitError):  # noqa: N818  it says what is wrong, as RecordsInvalid does
    """A template cannot be found, read or run; the message names it and, where known, its line."""

    def __init__(self, template: str, line: int, message: str) -> None:
        self.template, self.line = template, line
        place = f"{template}:{line}" if line else template
        super().__init__(f"{place}: {message} [template]", hint="templates/README.md lists the blocks and variables")


def package_templates() -> Path:
    """Return the folder of the templates that come with charterkit: in the wheel, or in the repository."""
    inside = Path(charterkit.__file__).parent / "_templates"
    return inside if inside.is_dir() else Path(charterkit.__file__).parents[2] / "templates"


def edited(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Return the templates of pages in folders that are not, to the byte, the package's."""
    files = (file for folder in folders for file in sorted((*folder.glob("*.html"), *folder.glob("*.css"))))
    known = ((file, package_templates() / file.name) for file in files)
    return tuple(file for file, ours in known if not ours.is_file() or file.read_bytes() != ours.read_bytes())


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates while the program runs; Jinja2 compares the source before it takes one."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED: Final = _Compiled()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, in which our own values are read directly: half of the time goes into looking whether they may.

    A public attribute of a frozen dataclass is one that the sandbox would give.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of a value, as the sandbox gives it."""
        if not attribute.startswith("_") and _ours(obj.__class__):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)


@lru_cache(maxsize=256)
def _ours(kind: Hashable) -> bool:
    """Tell whether values of a type are our own and cannot be changed."""
    parameters = getattr(kind, "__dataclass_params__", None)
    return kind.__module__.startswith(f"{charterkit.__name__}.documents.") and bool(parameters and parameters.frozen)


def templates_digest(folders: Sequence[Path]) -> str:
    """Return one digest of all templates in the folders; those of the package come last."""
    found = hashlib.sha256()
    for folder in (*folders, package_templates()):
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            found.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
            found.update(file.read_bytes())
    return f"sha256:{found.hexdigest()[:16]}"


def environment(folders: Sequence[Path] = (), filters: Mapping[str, Callable[..., Any]] | None = None) -> Any:
    """Return a Jinja2 environment that looks into the folders in order, and into the package's templates last.

    What the package has under a name is there as ``charterkit/NAME`` too, so that a template can extend the one that it
    stands in the place of.
    """
    package = _Folders([str(package_templates())])
    own_first = _Folders([*map(str, folders), str(package_templates())])
    made = _Sandbox(
        loader=jinja2.ChoiceLoader([jinja2.PrefixLoader({_OURS: package}), own_first]),
        autoescape=jinja2.select_autoescape(MARKUP, default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    made.filters |= filters or {}
    made.globals["range"] = _Turns().range
    return made


class _Folders(jinja2.FileSystemLoader):
    """Templates in folders; one that is not UTF-8, or fills a block that there is not, is told with its line."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return source and file of a template, as Jinja2 asks for them."""
        try:
            found = super().get_source(environment, template)
        except UnicodeDecodeError as fault:
            line = fault.object.count(b"\n", 0, fault.start) + 1
            said = f"byte 0x{fault.object[fault.start]:02x} is not UTF-8; save the file as UTF-8"
            raise jinja2.TemplateSyntaxError(said, line, template) from None
        _require_blocks(environment, found[0], template)
        return found


def _require_blocks(environment: jinja2.Environment, source: str, name: str) -> None:
    """Raise TemplateSyntaxError for a block that the package's own, which a template extends, has not.

    Jinja2 passes over it in silence.
    """
    if f"{_OURS}/" not in source:
        return  # of ours, which come at every preview, none has to be parsed again
    tree = environment.parse(source, name)
    extends = tree.find(Extends)
    parent = str(extends.template.value) if extends and isinstance(extends.template, Const) else ""
    if not parent.startswith(f"{_OURS}/"):
        return
    known = _blocks(environment, parent)
    for block in tree.body:
        if isinstance(block, Block) and block.name not in known:
            raise jinja2.TemplateSyntaxError(
                f"{parent} has no block '{block.name}'; it has {', '.join(sorted(known))}", block.lineno, name
            )


def _blocks(environment: jinja2.Environment, name: str) -> set[str]:
    """Return the blocks of a template and of all that it extends."""
    assert environment.loader is not None  # noqa: S101  every environment here is made with one
    tree = environment.parse(environment.loader.get_source(environment, name)[0], name)
    extends = tree.find(Extends)
    above = _blocks(environment, str(extends.template.value)) if extends and isinstance(extends.template, Const) else ()
    return {*above, *(block.name for block in tree.find_all(Block))}


class _Turns:
    """Counts the turns of all loops over ``range`` in a template, so that one that never ends is told."""

    def __init__(self) -> None:
        self.left = MOST_TURNS

    def range(self, *bounds: int) -> range:
        """Return a range, as Python's; raises OverflowError beyond the turns that are left."""
        made = range(*bounds)
        self.left -= len(made)
        if self.left < 0:
            raise OverflowError(f"loops over range() turn more than {MOST_TURNS:,} times")
        return made


def fill(made: Any, template: str, **variables: object) -> str:
    """Return a template filled with values.

    Raises:
        TemplateFault: the template is missing, cannot be parsed, names something that there is not, or fails.
    """
    try:
        filled = str(made.get_template(template).render(**variables))
    except jinja2.TemplateNotFound as fault:
        asking, line = _place(fault, "")
        said = f"there is no template '{fault.name or template}'" if asking else "there is no such template"
        raise TemplateFault(asking or str(fault.name or template), line, said) from None
    except jinja2.TemplateSyntaxError as fault:
        raise TemplateFault(fault.name or template, fault.lineno, fault.message or "syntax error") from None
    except (jinja2.TemplateError, SecurityError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        name, line = _place(fault, template)
        raise TemplateFault(name, line, str(fault)) from fault
    except RecursionError as fault:
        name, line = _place(fault, template)
        raise TemplateFault(name, line, f"it calls itself without end; the package's own is {_OURS}/{name}") from None
    if not filled.strip():
        raise TemplateFault(template, 0, "it makes an empty document")
    return filled


def _place(fault: BaseException, template: str) -> tuple[str, int]:
    """Return template and line where a running template failed: Jinja2 writes both into the traceback."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if frame.filename.endswith((".html", ".md", ".css"))]
    return (Path(own[-1].filename).name, own[-1].lineno or 0) if own else (template, 0)
