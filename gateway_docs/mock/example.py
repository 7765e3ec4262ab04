"""A value that fits a JSON Schema, for requests that ask for structured output."""

from __future__ import annotations

import json
from typing import Any

MOST_VALUES, DEEPEST = 1000, 30
"""Where a schema that contains itself ends."""


def example_json(schema: Any, text: str) -> str:
    """A small JSON text that fits `schema`, with `text` wherever any string will do.

    Understands JSON Schema and Google's variant of it (types in capitals). Formats and patterns are not looked at.
    """
    return json.dumps(_Example(schema, text).value(schema), ensure_ascii=False)


class _Example:
    def __init__(self, root: Any, text: str):
        self._root, self._text = root, text
        self._left, self._depth = MOST_VALUES, 0

    def value(self, schema: Any) -> Any:
        if not isinstance(schema, dict) or self._left < 0 or self._depth > DEEPEST:
            return None
        self._left, self._depth = self._left - 1, self._depth + 1
        try:
            return self._fitting(schema)
        finally:
            self._depth -= 1

    def _fitting(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return self.value(self._resolved(schema["$ref"]))
        if "const" in schema:
            return schema["const"]
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            return schema["enum"][0]
        for union in ("anyOf", "oneOf", "allOf"):
            if isinstance(schema.get(union), list) and schema[union]:
                return self.value(schema[union][0])
        return self._of_type(_type(schema), schema)

    def _of_type(self, kind: str, schema: dict[str, Any]) -> Any:
        if kind == "object":
            properties = schema.get("properties")
            return {name: self.value(item) for name, item in properties.items()} if isinstance(properties, dict) else {}
        if kind == "array":
            first = [self.value(one) for one in schema.get("prefixItems") or ()]
            more = min(10, int(_least(schema, "minItems"))) - len(first)
            return first + [self.value(schema.get("items", {})) for _ in range(more)]
        if kind in ("integer", "number"):
            return _number(schema)
        return {"boolean": True, "null": None}.get(kind, self._text)

    def _resolved(self, ref: Any) -> Any:
        found = self._root
        for step in str(ref).removeprefix("#").strip("/").split("/"):
            found = found.get(step) if isinstance(found, dict) and step else found
        return found


def _type(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    return str(kind).lower()


def _number(schema: dict[str, Any]) -> int | float:
    """The least that the schema allows. Without a bound 1, which also fits a bound that is only told in words."""
    if "minimum" in schema:
        return _least(schema, "minimum")
    return min(1, _least(schema, "maximum")) if "maximum" in schema else 1


def _least(schema: dict[str, Any], name: str) -> int | float:
    value = schema.get(name, 0)
    if isinstance(value, str) and value.isdecimal() and len(value) < 10:  # Google writes int64 as text
        return int(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9 else 0
