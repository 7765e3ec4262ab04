"""The JSON Schema of gateway.yml, which gives editors completion and checks while typing."""

from __future__ import annotations

import json

from pydantic.json_schema import models_json_schema

from gateway_docs.facts.forms import FREE, FreeForm, OwnForm


def schema_text() -> str:
    """The schema as the file gateway.schema.json holds it."""
    found, parts = models_json_schema([(OwnForm, "validation"), (FreeForm, "validation")])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "if": {"anyOf": [{"required": [key]} for key in FREE]},
        "then": found[FreeForm, "validation"],
        "else": found[OwnForm, "validation"],
        **parts,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
