"""What the mock does in a dialect: by its own code where it has some, or else by the shapes in the dialect's data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from gateway_docs.dialects import Dialect, Endpoint
from gateway_docs.facts import Model
from gateway_docs.mock import anthropic, gemini, openai
from gateway_docs.mock.answers import Turn, answer
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply
from gateway_docs.mock.refusals import Refused

#: Dialect -> endpoint -> what answers.
OWN: dict[str, Mapping[str, Callable[[Call], Reply]]] = {
    "openai": openai.ANSWERS,
    "anthropic": anthropic.ANSWERS,
    "gemini": gemini.ANSWERS,
}
#: The same -> what refuses that a request's type cannot tell: what does not fit together.
CHECKS: dict[str, Mapping[str, Iterable[Callable[[Call], None]]]] = {
    "openai": openai.CHECKS,
    "anthropic": anthropic.CHECKS,
    "gemini": gemini.CHECKS,
}
#: The longest answer of a model of which the facts do not say it.
USUAL_OUTPUT = 65536
_PLACE = re.compile(r"\{(\w+)\}")


def answer_of(call: Call) -> Reply:
    reply = OWN.get(call.dialect.id, {}).get(call.endpoint.name, _by_shape)(call)
    return reply if call.endpoint.public else replace(reply, headers={**_answer_headers(call), **reply.headers})


def _answer_headers(call: Call) -> dict[str, str]:
    limit = call.facts.limits.requests_per_minute
    headers: dict[str, str] = filled(call.dialect.answer_headers, {"limit": str(limit), "left": str(limit - 1)})
    return headers


def check_body(call: Call) -> None:
    """Refused: the body is not of its type, which stands in a module that takes a second or two to load."""
    if call.endpoint.name in OWN.get(call.dialect.id, {}):
        requests = import_module(f"gateway_docs.mock.{call.dialect.id}.requests")
        getattr(requests, call.endpoint.name)(call).check(call.raw, call.body)


def check_sense(call: Call) -> None:
    """Refused: the parts of the body do not fit together."""
    for check in CHECKS.get(call.dialect.id, {}).get(call.endpoint.name, ()):
        check(call)


def error_of(dialect: Dialect, endpoint: Endpoint | None, refused: Refused, request_id: str) -> tuple[int, Any]:
    """Status and body of a refusal. No `endpoint`: the request has found none."""
    refusal, error, param = refused.refusal, dialect.error, refused.param
    status = error.statuses.get(refusal.id, refusal.status)
    if endpoint and refusal.code == "model_not_found":
        status, param = endpoint.unknown_model.status or status, endpoint.unknown_model.param
    kind = error.types.get(status, error.other_type)
    values = {"message": refused.message, "type": kind, "status": status, "param": param, "code": refused.code}
    return status, filled(error.shapes.get(refusal.id, error.shape), {**values, "request_id": request_id})


def _by_shape(call: Call) -> Reply:
    dialect, endpoint = call.dialect, call.endpoint
    if endpoint.answer is None:
        return Reply([b""], "text/plain", status=endpoint.status)
    said, models = answer(Turn(""), call.body, call.facts.name), [_entry(dialect, model) for model in call.models()]
    values = {**vars(said), "id": call.request_id, "models": models}
    if model := vars(call).get("model"):
        values |= {"model": model.id, "entry": _entry(dialect, model)}
    if models:
        values |= {"first": call.models()[0].id, "last": call.models()[-1].id}
    if endpoint.events and call.body.get("stream"):
        return event_stream((None, filled(event, values)) for event in endpoint.events)
    return json_reply(filled(endpoint.answer, values))


def _entry(dialect: Dialect, model: Model) -> Any:
    lifecycle = "active" if model.state == "available" else model.state
    return filled(
        dialect.model_entry, {**dict(model), "max_output": model.max_output or USUAL_OUTPUT, "lifecycle": lifecycle}
    )


def filled(shape: Any, values: Mapping[str, Any]) -> Any:
    """`shape` with values for names in braces. A text that is one name is the value itself, or None without one."""
    if isinstance(shape, dict):
        return {name: filled(value, values) for name, value in shape.items()}
    if isinstance(shape, list):
        return [filled(value, values) for value in shape]
    if not isinstance(shape, str):
        return shape
    whole = _PLACE.fullmatch(shape)
    return values.get(whole[1]) if whole else _PLACE.sub(lambda place: str(values[place[1]]), shape)
