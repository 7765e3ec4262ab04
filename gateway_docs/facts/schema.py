"""The JSON Schema of gateway.yml, which gives editors completion and checks while typing."""

from __future__ import annotations

import json

from gateway_docs.facts.model import Facts


def schema_text() -> str:
    """The schema as the file gateway.schema.json holds it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Facts.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
