"""Strict validation of requests against the SDKs' own request types, and names for what is wrong.

The types describe what the SDKs send, so whatever neither they nor `wider.yml` know is a mistake: unknown names are
refused at every depth. Lists are `Iterable` there, which pydantic would check lazily, that is never: they become lists.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection
from functools import cached_property
from typing import Any

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import SchemaValidator, ValidationError

from gateway_docs.mock.problems import explain
from gateway_docs.mock.wider import Wider

# One SDK type allows extra items by design. Said once for the process: catch_warnings would race between threads.
warnings.filterwarnings("ignore", message="TypedDict class 'BetaFallbackParam' allows extra items")
STRICT = ConfigDict(extra="forbid", allow_inf_nan=False, defer_build=True)


class RequestType:
    """A request type: a TypedDict or a pydantic model, and what the API reads besides.

    `headers`: its fields that are not in the body but headers.
    """

    def __init__(self, type_: Any, headers: Collection[str] = (), wider: Wider | None = None):
        self._type, self._headers, self._wider = type_, headers, wider or Wider()

    def check(self, raw: bytes, body: Any) -> None:
        """Refused: the first thing wrong in `body`, which is `raw` parsed."""
        try:
            self._validator.validate_json(raw, strict=True)
        except ValidationError as error:
            raise explain(error.errors(include_url=False, include_input=False), body) from None

    @cached_property
    def _validator(self) -> SchemaValidator:
        adapter = TypeAdapter(self._type)
        adapter.rebuild(force=True, raise_errors=True)
        # Validators that the SDK's models have built for themselves are lenient.
        return SchemaValidator(self._strict(adapter.core_schema), _use_prebuilt=False)

    def _strict(self, schema: Any, type_name: str = "") -> Any:
        if isinstance(schema, list | tuple):
            return type(schema)(self._strict(item, type_name) for item in schema)
        if not isinstance(schema, dict):
            return schema
        if "cls" in schema:
            type_name = schema["cls"].__name__
        schema = {name: self._strict(value, type_name) for name, value in schema.items()}
        if schema.get("type") == "generator":
            schema["type"] = "list"
        if schema.get("type") == "enum":
            return _one_of(schema)
        if schema.get("type") == "typed-dict" and schema.get("cls") is self._type:
            schema["fields"] = {name: field for name, field in schema["fields"].items() if name not in self._headers}
        return self._wider.widen(schema, type_name)


def _one_of(schema: dict[str, Any]) -> dict[str, Any]:
    """For Google's enums, which ignore case, and invent a member for an unknown value."""
    literal = {"type": "literal", "expected": [member.value.upper() for member in schema["members"]]}
    return {"type": "chain", "steps": [{"type": "str", "to_upper": True}, literal], "ref": schema.get("ref")}
