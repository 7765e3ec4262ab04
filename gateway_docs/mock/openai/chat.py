"""POST /chat/completions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway_docs.mock.answers import CREATED, Answer, answer, last_text
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply


def complete(call: Call) -> Reply:
    body = call.body
    said = answer(_prompt(body["messages"]), body["messages"], call.facts.name, schema_of(body.get("response_format")))
    if body.get("stream"):
        return event_stream((None, data) for data in _chunks(call, said))
    choices = [_choice(index, said.text) for index in range(body.get("n") or 1)]
    return json_reply({**_head(call, "chat.completion"), "choices": choices, "usage": _usage(said, len(choices))})


def schema_of(response_format: Any) -> Any:
    """The JSON Schema that a response_format or text.format asks for, or None for plain text."""
    kind = (response_format or {}).get("type")
    if kind == "json_object":
        return {"type": "object", "properties": {"answer": {"type": "string"}}}
    if kind == "json_schema":
        return response_format.get("json_schema", response_format).get("schema", {})
    return None


def _prompt(messages: list[dict]) -> str:
    content = next((message.get("content") for message in reversed(messages) if message["role"] == "user"), "")
    return last_text(content, ("text",))


def _head(call: Call, kind: str) -> dict:
    return {"id": f"chatcmpl-{call.number:012d}", "object": kind, "created": CREATED, "model": call.model.id}


def _choice(index: int, text: str) -> dict:
    message = {"role": "assistant", "content": text, "refusal": None, "annotations": []}
    return {"index": index, "message": message, "logprobs": None, "finish_reason": "stop"}


def _usage(said: Answer, choices: int) -> dict:
    output = said.output_tokens * choices
    return {"prompt_tokens": said.input_tokens, "completion_tokens": output, "total_tokens": said.input_tokens + output}


def _chunks(call: Call, said: Answer) -> Iterator[Any]:
    count = call.body.get("n") or 1
    usage = (call.body.get("stream_options") or {}).get("include_usage")
    # With include_usage every chunk has the field, and only the last one has a value.
    head = {**_head(call, "chat.completion.chunk"), **({"usage": None} if usage else {})}
    deltas = [{"role": "assistant", "content": "", "refusal": None}, *({"content": piece} for piece in said.pieces)]
    for index in range(count):
        for delta in deltas:
            yield {**head, "choices": [_part(index, delta, None)]}
        yield {**head, "choices": [_part(index, {}, "stop")]}
    if usage:
        yield {**head, "choices": [], "usage": _usage(said, count)}
    yield "[DONE]"


def _part(index: int, delta: dict, finish_reason: str | None) -> dict:
    return {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
