"""What every record is: a frozen value that knows only its own fields and compares by content.

A record's class says by annotations what may stand in each field. Nothing here reads them, so that a class costs
nothing to define: what they ask for is built by ``model.checked``, for pydantic's core, when a record is first
validated. A record that is put together from records that were validated before is never validated again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, NoReturn, Self, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from typing import LiteralString

    from pydantic_core import CoreSchema, PydanticCustomError

_R = TypeVar("_R", bound="Record")

NOTHING: Final = object()
"""Stands for a default that a field does not have: it must be given."""


class FieldSpec(NamedTuple):
    """What a record's class says of a field beside its annotation."""

    default: Any = NOTHING
    default_factory: Callable[[], Any] | None = None
    alias: str | None = None
    """Its name in a file, where Python has another use for that word."""

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is NOTHING and self.default_factory is None


def field(*, default: Any = NOTHING, default_factory: Callable[[], Any] | None = None, alias: str | None = None) -> Any:
    """Return what a class body assigns to a field whose default is made anew, or that has another name in files."""
    return FieldSpec(default, default_factory, alias)


class Matches(NamedTuple):
    """Beside a text in ``Annotated``: it is of the form of a regular expression."""

    pattern: str


class Shortest(NamedTuple):
    """Beside a text or a list: it has at least this length."""

    length: int


class AtLeast(NamedTuple):
    """Beside a whole number: the smallest that is taken."""

    value: int


class Before(NamedTuple):
    """Beside a type: a function that makes what a file holds a value of the type, or raises a ``refusal``."""

    call: Callable[[Any], Any]
    takes: Any = None
    """What a file may hold, where that is more than the type; it stands in the JSON Schema."""


class After(NamedTuple):
    """Beside a type: a function that takes a value of the type and returns what is kept, or raises a ``refusal``."""

    call: Callable[[Any], Any]


class Tagged(NamedTuple):
    """Beside one type of a union: the word by which ``ChosenBy`` names it."""

    word: str


class ChosenBy(NamedTuple):
    """Beside a union: a function that says which of its types a value is to be."""

    call: Callable[[Any], str | None]
    kind: str | None = None
    message: str | None = None
    """What is wrong where it is none of them; None for pydantic's own words."""


def refusal(kind: LiteralString, message: LiteralString, shown: dict[str, Any] | None = None) -> PydanticCustomError:
    """Return the error that a check raises: its kind, its message, and what the message shows."""
    from pydantic_core import PydanticCustomError  # noqa: PLC0415  slow to import

    return PydanticCustomError(kind, message, shown)


class RecordKind(type):
    """The class of records' classes: it takes the fields from the body of each, after those of what it extends."""

    model_fields: Mapping[str, FieldSpec]
    _blank: Mapping[str, Any]
    _factories: tuple[tuple[str, Callable[[], Any]], ...]
    _required: frozenset[str]

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> None:
        super().__init__(name, bases, body)
        inherited: dict[str, FieldSpec] = {}
        for base in bases:
            inherited.update(base.model_fields if isinstance(base, RecordKind) else {})
        own = ((key, body.get(key, NOTHING)) for key in body.get("__annotations__", {}) if bases)
        fields = {key: spec if isinstance(spec, FieldSpec) else FieldSpec(spec) for key, spec in own}
        cls.model_fields = inherited | fields
        cls._blank = {key: spec.default for key, spec in cls.model_fields.items()}
        factories = ((key, spec.default_factory) for key, spec in cls.model_fields.items())
        cls._factories = tuple((key, make) for key, make in factories if make is not None)
        cls._required = frozenset(key for key, spec in cls.model_fields.items() if spec.required)

    def complete(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values of fields with what those hold that were not given, in the order of the class."""
        filled = {**cls._blank, **values}
        for key, make in cls._factories:
            if key not in values:
                filled[key] = make()
        return filled


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Record(metaclass=RecordKind):
    """A value read from a file: it never changes, knows only its own fields, and compares by content.

    Its methods have the names that they have in pydantic, which can take a record for one of its models' fields.
    """

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    model_config: ClassVar[dict[str, Any]] = {"extra": "forbid"}
    """What pydantic wants to know of a class when it writes its JSON Schema."""

    def __init__(self, **values: Any) -> None:
        """Take the fields by name or by alias, and check them.

        Raises:
            pydantic_core.ValidationError: with everything that is wrong.
        """
        from charterkit.model.checked import validator  # noqa: PLC0415  slow to import

        validator(type(self)).validate_python(values, self_instance=self)

    @classmethod
    def model_validate(cls, value: Any, *, by_alias: bool | None = None, by_name: bool | None = None) -> Self:
        """Return the record that a mapping of fields is, or that a value already is.

        Args:
            value: the mapping, as it comes from a file.
            by_alias: whether fields may have their names in files.
            by_name: whether they may have their names in Python.

        Raises:
            pydantic_core.ValidationError: with everything that is wrong.
        """
        from charterkit.model.checked import validator  # noqa: PLC0415  slow to import

        made: Self = validator(cls).validate_python(value, by_alias=by_alias, by_name=by_name)
        return made

    @classmethod
    def model_accept(cls, value: dict[Any, Any]) -> Self | None:
        """Return the record that a file's fields are; None where ``model_validate`` would have something to say."""
        from charterkit.model.checked import accepted  # noqa: PLC0415  slow to import

        return accepted(cls, value)

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Return a record of values that were checked before, be it without some that it would need."""
        filled = cls.complete(values)
        for key in cls._required - values.keys():
            del filled[key]
        return _made(cls, filled, set(values))

    @classmethod
    def model_restore(cls, values: dict[str, Any]) -> Self:
        """Return a record of values that were checked before and need no others, whatever the names of its fields."""
        return _made(cls, cls.complete(values), set(values))

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return the same record with some fields of other values, that were checked before."""
        fields = {name: value for name, value in self.__dict__.items() if name in type(self).model_fields}
        return _made(type(self), fields | dict(update), self.model_fields_set | update.keys())

    def model_dump(
        self,
        *,
        mode: str = "python",
        by_alias: bool = False,
        exclude_none: bool = False,
        exclude_defaults: bool = False,
    ) -> dict[str, Any]:
        """Return the fields as plain values; in the mode ``json``, as values that JSON has."""
        from charterkit.model.checked import serializer  # noqa: PLC0415  slow to import

        dumped: dict[str, Any] = serializer(type(self)).to_python(
            self, mode=mode, by_alias=by_alias, exclude_none=exclude_none, exclude_defaults=exclude_defaults
        )
        return dumped

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that were given, and not left at their default."""
        given: set[str] = self.__pydantic_fields_set__  # type: ignore[attr-defined]  # mypy takes no slot for a name
        return given

    def check(self) -> None:
        """Raise a ``refusal`` where fields that are right by themselves do not fit each other."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Tell pydantic what it needs to take such a record."""
        from charterkit.model.checked import core_schema_of  # noqa: PLC0415  slow to import

        return core_schema_of(cls)

    def _values(self) -> tuple[Any, ...]:
        return tuple(self.__dict__.get(name) for name in type(self).model_fields)

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, Record):
            return NotImplemented
        mine, theirs = self.__dict__, other.__dict__
        return mine == theirs or (mine.keys() != theirs.keys() and self._values() == other._values())

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield the fields with their values."""
        return iter(zip(type(self).model_fields, self._values(), strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"the {name} of a {type(self).__name__} cannot change: a record is what was read")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"the {name} of a {type(self).__name__} cannot be taken away: a record is what was read")


_set: Final = object.__setattr__


def _made(record: type[_R], fields: dict[str, Any], given: set[str]) -> _R:
    """Return a record of fields as they are; pydantic's core does the same to what it validates."""
    made = record.__new__(record)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_fields_set__", given)
    return made
