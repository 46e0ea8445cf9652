"""The JSON Schema of every kind of record, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema

from charterkit.model.charter import Settings
from charterkit.model.checked import core_schema_of
from charterkit.model.decisions import Decision
from charterkit.model.provisions import Provision
from charterkit.model.record import Record
from charterkit.model.registry import Registry
from charterkit.model.submissions import Submission
from charterkit.store.disk.whole_files import write_atomically

MODELS: Final[dict[str, type[Record]]] = {
    "submission": Submission,
    "provision": Provision,
    "decision": Decision,
    "charter": Settings,
    "registry": Registry,
}


class _ForEditors(GenerateJsonSchema):
    """pydantic's own schema, in which a mapping has no keys but those that are taken: no ``English`` for ``en``."""

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of record."""
    made = _ForEditors(by_alias=True).generate(core_schema_of(MODELS[kind]))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"charterkit {kind}"} | made


def schema_file(kind: str) -> bytes:
    """Return the file that holds the schema of a kind of record, for editors."""
    return (json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n").encode()


def write_schemas(folder: Path) -> list[Path]:
    """Write ``<kind>.schema.json`` for every kind into a folder; return the files."""
    paths = []
    for kind in MODELS:
        path = folder / f"{kind}.schema.json"
        write_atomically(path, schema_file(kind))
        paths.append(path)
    return paths
