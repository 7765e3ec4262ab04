"""POST /v1/messages and /v1/messages/count_tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway_docs.mock.answers import Answer, answer, count_words, last_text
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply


def create(call: Call) -> Reply:
    body = call.body
    said = answer(_prompt(body["messages"]), _read(body), call.facts.name, _schema(body))
    if body.get("stream"):
        return event_stream((data["type"], data) for data in _events(call, said))
    content = [{"type": "text", "text": said.text, "citations": None}]
    return json_reply(_message(call, content, "end_turn", _usage(said, said.output_tokens)))


def count_tokens(call: Call) -> Reply:
    return json_reply({"input_tokens": count_words(_read(call.body))})


def _read(body: dict) -> list[Any]:
    return [body.get("system"), body["messages"], body.get("tools")]


def _prompt(messages: list[dict]) -> str:
    content = next((message["content"] for message in reversed(messages) if message["role"] == "user"), "")
    return last_text(content, ("text",))


def _schema(body: dict) -> Any:
    wanted = (body.get("output_config") or {}).get("format") or {}
    return wanted.get("schema") if wanted.get("type") == "json_schema" else None


def _message(call: Call, content: list[dict], stop_reason: str | None, usage: dict) -> dict:
    return {
        "id": f"msg_{call.number:012d}",
        "type": "message",
        "role": "assistant",
        "model": call.model.id,
        "content": content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": usage,
    }


def _usage(said: Answer, output_tokens: int) -> dict:
    cache = {"cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
    return {"input_tokens": said.input_tokens, "output_tokens": output_tokens, **cache}


def _events(call: Call, said: Answer) -> Iterator[dict]:
    # Clients read the input tokens from the first event and the output tokens from the last but one.
    yield {"type": "message_start", "message": _message(call, [], None, _usage(said, 1))}
    yield {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "", "citations": None}}
    yield {"type": "ping"}
    for piece in said.pieces:
        yield {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
    yield {"type": "content_block_stop", "index": 0}
    delta = {"stop_reason": "end_turn", "stop_sequence": None}
    yield {"type": "message_delta", "delta": delta, "usage": _usage(said, said.output_tokens)}
    yield {"type": "message_stop"}
