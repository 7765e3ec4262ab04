"""GET /models and /models/{model}: the models of the key's group."""

from __future__ import annotations

from gateway_docs.facts import Model
from gateway_docs.mock.answers import CREATED
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import json_reply


def list_models(call: Call) -> Reply:
    return json_reply({"object": "list", "data": [_model(model) for model in call.models()]})


def get_model(call: Call) -> Reply:
    return json_reply(_model(call.model))


def _model(model: Model) -> dict:
    return {"id": model.id, "object": "model", "created": CREATED, "owned_by": model.vendor}
