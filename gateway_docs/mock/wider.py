"""Where an API reads more than its SDK's request types say, as `wider.yml` has it: applied to pydantic's schemas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from gateway_docs.project.yaml_files import read_yaml

Schema = dict[str, Any]
#: The types whose fields stand in a TypedDict or a model, and the type of one field of theirs.
FIELDS = {"typed-dict": "typed-dict-field", "model-fields": "model-field"}
ANY = "any"


@dataclass(frozen=True)
class Wider:
    """What one dialect reads besides. The names of types are the SDK's."""

    nulls: bool = False
    single: bool = False
    optional: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    required: Mapping[str, list[str]] = field(default_factory=dict)
    patterns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def widen(self, schema: Schema, type_name: str) -> Schema:
        """`schema`, which belongs to the type `type_name`, with what is read besides."""
        if schema.get("type") in ("typed-dict", "model-fields"):
            return {**schema, "fields": self._fields(schema, type_name)}
        if self.single and schema.get("type") == "list" and _holds_objects(schema):
            one_too = {"type": "no-info", "function": lambda value: [value] if isinstance(value, dict) else value}
            return {"type": "function-before", "function": one_too, "schema": schema}
        return schema

    def _fields(self, schema: Schema, type_name: str) -> dict[str, Schema]:
        known = {name: self._field(name, one, type_name) for name, one in schema["fields"].items()}
        for name, pattern in self.patterns.get(type_name, {}).items():
            known[name] = _matching(known[name], pattern)
        more = {**self.fields.get(ANY, {}), **self.fields.get(type_name, {})}
        free = {"type": FIELDS[schema["type"]], "schema": _or_nothing({"type": "any"}, schema), "required": False}
        return {**dict.fromkeys(more, free), **known}

    def _field(self, name: str, one: Schema, type_name: str) -> Schema:
        if "required" not in one:  # a model's field: whether it may be left out stands in its default
            may_be_null = self.nulls and one["schema"].get("type") == "default"
            return {**one, "schema": _null_too(one["schema"])} if may_be_null else one
        held = one["schema"]
        if name not in self.required.get(type_name, ()):
            may_be_missing = name in self.optional.get(ANY, {}) or name in self.optional.get(type_name, {})
            one = {**one, "required": one["required"] and not (may_be_missing or (self.nulls and _nullable(held)))}
        return {**one, "schema": _null_too(held)} if self.nulls and not one["required"] else one


@cache
def wider(dialect: str) -> Wider:
    """What `wider.yml` has of a dialect; nothing where it has none."""
    held: dict[str, Any] = read_yaml(Path(__file__).with_suffix(".yml")).get(dialect, {})
    return Wider(**held | {name: name in held for name in ("nulls", "single")})


def _matching(schema: Schema, pattern: str) -> Schema:
    """`schema`, in which the text must match."""
    if schema.get("type") == "str":
        return {**schema, "pattern": pattern}
    return {**schema, "schema": _matching(schema["schema"], pattern)}


def _nullable(schema: Schema) -> bool:
    return schema.get("type") == "nullable"


def _null_too(schema: Schema) -> Schema:
    """`schema` or null, and its default, if it has one, as before."""
    if schema.get("type") == "default":
        return {**schema, "schema": _null_too(schema["schema"])}
    return schema if _nullable(schema) else {"type": "nullable", "schema": schema}


def _or_nothing(schema: Schema, holder: Schema) -> Schema:
    return {"type": "default", "schema": schema, "default": None} if holder["type"] == "model-fields" else schema


def _holds_objects(schema: Schema) -> bool:
    return schema.get("items_schema", {}).get("type") in ("model", "definition-ref")
