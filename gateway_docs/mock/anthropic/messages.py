"""POST /v1/messages and /v1/messages/count_tokens."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from gateway_docs.mock.answers import Answer, Turn, Wanted, answer, count_words, last_text
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply
from gateway_docs.mock.tools import Tool, ToolCall


def create(call: Call) -> Reply:
    body = call.body
    said = answer(_turn(body["messages"]), _read(body), call.facts.name, _wanted(body))
    if body.get("stream"):
        return event_stream((data["type"], data) for data in _events(call, said))
    return json_reply(_message(call, [_block(call, said)], _end(said), _usage(said, said.output_tokens)))


def count_tokens(call: Call) -> Reply:
    return json_reply({"input_tokens": count_words(_read(call.body))})


def _read(body: dict[str, Any]) -> list[Any]:
    return [body.get("system"), body["messages"], body.get("tools")]


def _turn(messages: list[dict[str, Any]]) -> Turn:
    users = [message["content"] for message in messages if message["role"] == "user"]
    texts = [text for text in (last_text(content, ("text",)) for content in users) if text]
    last = messages[-1]["content"]
    results = [block for block in last if block.get("type") == "tool_result"] if isinstance(last, list) else []
    result = last_text(results[-1].get("content"), ("text",)) if results else None
    return Turn(texts[-1] if texts else "", result)


def _wanted(body: dict[str, Any]) -> Wanted:
    choice = body.get("tool_choice") or {}
    tools = [Tool(tool["name"], tool["input_schema"]) for tool in body.get("tools") or () if "input_schema" in tool]
    return Wanted(
        _schema(body),
        body["max_tokens"],
        body.get("stop_sequences") or (),
        [] if choice.get("type") == "none" else tools,
        _forced(choice),
    )


def _forced(choice: dict[str, Any]) -> Collection[str] | None:
    if choice.get("type") == "tool":
        return [choice["name"]]
    return () if choice.get("type") == "any" else None


def _schema(body: dict[str, Any]) -> Any:
    wanted = (body.get("output_config") or {}).get("format") or {}
    return wanted.get("schema") if wanted.get("type") == "json_schema" else None


def _end(said: Answer) -> dict[str, Any]:
    if said.call:
        return {"stop_reason": "tool_use", "stop_sequence": None}
    reason = "max_tokens" if said.cut else "stop_sequence" if said.stop else "end_turn"
    return {"stop_reason": reason, "stop_sequence": said.stop}


def _message(call: Call, content: list[dict[str, Any]], end: dict[str, Any], usage: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"msg_{call.number:012d}",
        "type": "message",
        "role": "assistant",
        "model": call.model.answers_as,
        "content": content,
        **end,
        "stop_details": None,
        "usage": usage,
    }


def _block(call: Call, said: Answer) -> dict[str, Any]:
    return (
        _tool_use(call, said.call, json.loads(said.call.arguments))
        if said.call
        else {"type": "text", "text": said.text}
    )


def _tool_use(call: Call, made: ToolCall, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"type": "tool_use", "id": f"toolu_{call.number:012d}", "name": made.name, "input": arguments}


def _usage(said: Answer, output_tokens: int) -> dict[str, Any]:
    return {
        "input_tokens": said.input_tokens,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": 0,
        "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
        "output_tokens": output_tokens,
        "service_tier": "standard",
        "inference_geo": "not_available",
    }


def _events(call: Call, said: Answer) -> Iterator[dict[str, Any]]:
    # Clients read the input tokens from the first event and the output tokens from the last but one.
    nothing = {"stop_reason": None, "stop_sequence": None}
    empty = _tool_use(call, said.call, {}) if said.call else {"type": "text", "text": ""}
    yield {"type": "message_start", "message": _message(call, [], nothing, _usage(said, 1))}
    yield {"type": "content_block_start", "index": 0, "content_block": empty}
    yield {"type": "ping"}
    for delta in _deltas(said):
        yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    usage = _usage(said, said.output_tokens)
    told = {name: usage[name] for name in usage if name.endswith("tokens")}
    yield {"type": "message_delta", "delta": {**_end(said), "stop_details": None}, "usage": told}
    yield {"type": "message_stop"}


def _deltas(said: Answer) -> Iterator[dict[str, Any]]:
    if said.call:
        yield from ({"type": "input_json_delta", "partial_json": piece} for piece in said.call.pieces)
    else:
        yield from ({"type": "text_delta", "text": piece} for piece in said.pieces)
