"""Schemas with `strict: true`: every property is required, and no other is allowed.

Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused


def check_schemas(call: Call) -> None:
    """Refused: a strict function or answer whose schema leaves something open."""
    for place, held, schema in _schemas(call.body):
        if held.get("strict") is True:
            _check(schema, held.get("name", ""), place, ())


def _schemas(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], Any]]:
    for number, tool in enumerate(body.get("tools") or ()):
        held = tool.get("function", tool)
        if tool.get("type") == "function":
            yield f"tools[{number}].{'function.' if held is not tool else ''}parameters", held, held.get("parameters")
    wanted = body.get("response_format") or (body.get("text") or {}).get("format") or {}
    if wanted.get("type") == "json_schema":
        held = wanted.get("json_schema", wanted)
        yield "response_format" if "response_format" in body else "text.format.schema", held, held.get("schema")


def _check(schema: Any, name: str, place: str, context: tuple[str, ...]) -> None:
    if isinstance(schema, list):
        for item in schema:
            _check(item, name, place, context)
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties")
    if isinstance(properties, dict):
        where = f"In context=({', '.join(map(repr, context))})"
        if schema.get("additionalProperties") is not False:
            problem = f"{where}, 'additionalProperties' is required to be supplied and to be false"
            raise Refused("not-strict", name=name, problem=problem, param=place)
        missing = [one for one in properties if one not in (schema.get("required") or ())]
        if missing:
            problem = f"{where}, 'required' must have every key in properties. Missing '{missing[0]}'"
            raise Refused("not-strict", name=name, problem=problem, param=place)
    for key in ("properties", "$defs", "definitions"):
        for inner, value in schema.get(key, {}).items() if isinstance(schema.get(key), dict) else ():
            _check(value, name, place, (*context, key, inner))
    for key in ("items", "anyOf", "allOf"):
        _check(schema.get(key), name, place, (*context, key))
