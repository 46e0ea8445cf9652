"""What pydantic's core is to check of a record, made from the annotations of its class when it is first asked for.

The whole of pydantic makes the same and more, but its import and its work at the definition of every class take longer
than most commands: so the few kinds of annotation that records have are read here. The JSON Schema is pydantic's own.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin

from charterkit.model.core import SchemaSerializer, SchemaValidator, ValidationError
from charterkit.model.record import After, AtLeast, Before, ChosenBy, FieldSpec, Matches, Record, Shortest, Tagged

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_PLAIN: Final[Mapping[Any, CoreSchema]] = MappingProxyType(
    {
        str: {"type": "str"},
        int: {"type": "int"},
        bool: {"type": "bool"},
        datetime.date: {"type": "date"},
    }
)
_R = TypeVar("_R", bound=Record)


@cache
def validator(record: type[Record]) -> SchemaValidator:
    """Return what makes records of a class from mappings of fields."""
    return SchemaValidator(core_schema_of(record))


def accepted(record: type[_R], value: Any) -> _R | None:
    """Return the record that a file's fields are, None where they are none."""
    try:
        made: _R = validator(record).validate_python(value, by_alias=True, by_name=False)
    except ValidationError:
        return None
    return made


@cache
def serializer(record: type[Record]) -> SchemaSerializer:
    """Return what makes plain values of records of a class."""
    return SchemaSerializer(core_schema_of(record))


@cache
def core_schema_of(record: type[Record]) -> CoreSchema:
    """Return what pydantic's core needs to know of a class of records, and of all that stand in its fields."""
    known: dict[type[Record], CoreSchema] = {}
    return _asking("definitions", schema=_record(record, known), definitions=list(known.values()))


@cache
def hints(record: type[Record]) -> dict[str, Any]:
    """Return what the class of a record says of each field, all names resolved.

    ``typing.get_type_hints`` says the same, and takes twice as long over it.
    """
    found: dict[str, Any] = {}
    for kind in reversed(record.__mro__):
        said = vars(kind).get("__annotations__", {})
        own = [name for name in said if name in record.model_fields]
        if own:
            meant = f"({', '.join(said[name] for name in own)},)"
            found.update(zip(own, eval(meant, vars(sys.modules[kind.__module__])), strict=True))  # noqa: S307  our own words
    return {name: found[name] for name in record.model_fields}


def _record(record: type[Record], known: dict[type[Record], CoreSchema]) -> CoreSchema:
    """Return the reference to a class; what is known of it is added, with all that its fields hold."""
    ref = f"{record.__module__}.{record.__qualname__}"
    if record not in known:
        known[record] = _asking("any")  # its own fields may hold it
        fields, config = _fields(record, known), _settings(record)
        made = _asking("model", cls=record, schema=fields, config=config, custom_init=False, root_model=False)
        if record.check is not Record.check:
            made = _asking("function-after", function=_calling(_whole), schema=made)
        known[record] = {**made, "ref": ref}
    return _asking("definition-ref", schema_ref=ref)


def _asking(kind: str, **asked: Any) -> CoreSchema:
    """Return what the core takes for a value of some kind."""
    made: Any = {"type": kind, **asked}
    return cast("CoreSchema", made)


def _calling(call: Callable[[Any], Any]) -> dict[str, Any]:
    """Return what the core takes for a function that looks at a value."""
    return {"type": "no-info", "function": call}


def _settings(record: type[Record]) -> dict[str, Any]:
    by_name = {"validate_by_alias": True, "validate_by_name": True}
    return {"title": record.__name__, "extra_fields_behavior": "forbid", **by_name}


def _whole(record: _R) -> _R:
    """Return a record whose fields fit each other; raise the refusal of one whose fields do not."""
    record.check()
    return record


def _fields(record: type[Record], known: dict[type[Record], CoreSchema]) -> CoreSchema:
    fields = {}
    for name, annotation in hints(record).items():
        spec = record.model_fields[name]
        value = _with_default(spec, _schema(annotation, known))
        names = {"validation_alias": spec.alias, "serialization_alias": spec.alias} if spec.alias else {}
        fields[name] = _asking("model-field", schema=value, **names)
    return _asking("model-fields", fields=fields, model_name=record.__name__)


def _with_default(spec: FieldSpec, schema: CoreSchema) -> CoreSchema:
    if spec.required:
        return schema
    if spec.default_factory is not None:
        return _asking("default", schema=schema, default_factory=spec.default_factory)
    return _asking("default", schema=schema, default=spec.default)


def _schema(annotation: Any, known: dict[type[Record], CoreSchema]) -> CoreSchema:
    """Return what is asked of a value with an annotation.

    Raises:
        TypeError: no record has had such an annotation before.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is None and isinstance(annotation, type):
        return _record(annotation, known) if issubclass(annotation, Record) else _asking("is-instance", cls=annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:], known)
    if origin is Literal:
        return _asking("literal", expected=list(arguments))
    if origin in {Union, UnionType}:
        return _union(arguments, known)
    inner = [_schema(argument, known) for argument in arguments if argument is not Ellipsis]
    return _collection(annotation, origin, inner)


def _collection(annotation: Any, origin: Any, inner: list[CoreSchema]) -> CoreSchema:
    if origin is tuple:
        return _asking("tuple", items_schema=inner, variadic_item_index=0)
    if origin is frozenset:
        return _asking("frozenset", items_schema=inner[0])
    if origin in {dict, Mapping}:
        return _asking("dict", keys_schema=inner[0], values_schema=inner[1])
    raise TypeError(f"a record's field cannot be of the type {annotation}: teach 'checked' to read it")


def _union(members: tuple[Any, ...], known: dict[type[Record], CoreSchema]) -> CoreSchema:
    choices = [_schema(member, known) for member in members if member is not NoneType]
    made = choices[0] if len(choices) == 1 else _asking("union", choices=choices)
    return _asking("nullable", schema=made) if NoneType in members else made


def _annotated(annotation: Any, marks: tuple[Any, ...], known: dict[type[Record], CoreSchema]) -> CoreSchema:
    """Return what is asked of a value with an annotation and what stands beside it, applied from left to right."""
    chosen = next((mark for mark in marks if isinstance(mark, ChosenBy)), None)
    made = _chosen(chosen, annotation, known) if chosen else _schema(annotation, known)
    for mark in marks:
        made = _marked(made, mark, known)
    return made


def _marked(made: CoreSchema, mark: Any, known: dict[type[Record], CoreSchema]) -> CoreSchema:
    match mark:
        case Matches(pattern):
            return {**made, "pattern": pattern}
        case Shortest(length):
            return {**made, "min_length": length}
        case AtLeast(value):
            return {**made, "ge": value}
        case Before(call, takes):
            taken = {} if takes is None else {"json_schema_input_schema": _schema(takes, known)}
            return _asking("function-before", function=_calling(call), schema=made, **taken)
        case After(call):
            return _asking("function-after", function=_calling(call), schema=made)
    return made


def _chosen(chosen: ChosenBy, union: Any, known: dict[type[Record], CoreSchema]) -> CoreSchema:
    choices: dict[Any, CoreSchema] = {}
    for member in get_args(union):
        record, *marks = get_args(member)
        choices[next(mark.word for mark in marks if isinstance(mark, Tagged))] = _schema(record, known)
    discriminator: Callable[[Any], str | None] = chosen.call
    told = {"custom_error_type": chosen.kind, "custom_error_message": chosen.message}
    said = {name: words for name, words in told.items() if words is not None}
    return _asking("tagged-union", choices=choices, discriminator=discriminator, **said)
