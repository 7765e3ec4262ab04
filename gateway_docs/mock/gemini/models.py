"""GET /models and /models/{model}: the models of the key's group."""

from __future__ import annotations

from gateway_docs.facts import Model
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import json_reply

OUTPUT_TOKENS = 65536


def list_models(call: Call) -> Reply:
    return json_reply({"models": [_model(model) for model in call.models()]})


def get_model(call: Call) -> Reply:
    return json_reply(_model(call.model))


def _model(model: Model) -> dict:
    return {
        "name": f"models/{model.id}",
        "version": "001",
        "displayName": model.id,
        "inputTokenLimit": model.context,
        "outputTokenLimit": OUTPUT_TOKENS,
        "supportedGenerationMethods": ["generateContent", "streamGenerateContent", "countTokens"],
    }
