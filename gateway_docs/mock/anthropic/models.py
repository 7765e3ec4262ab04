"""GET /v1/models and /v1/models/{model}: the models of the key's group."""

from __future__ import annotations

from gateway_docs.facts import Model
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import json_reply

LIFECYCLES = {"available": "active", "deprecated": "deprecated"}


def list_models(call: Call) -> Reply:
    data = [_model(model) for model in call.models()]
    first, last = (data[0]["id"], data[-1]["id"]) if data else (None, None)
    return json_reply({"data": data, "has_more": False, "first_id": first, "last_id": last})


def get_model(call: Call) -> Reply:
    return json_reply(_model(call.model))


def _model(model: Model) -> dict:
    return {
        "type": "model",
        "id": model.id,
        "display_name": model.id,
        "created_at": "2026-01-01T00:00:00Z",
        "lifecycle": LIFECYCLES[model.state],
        "max_input_tokens": model.context,
    }
