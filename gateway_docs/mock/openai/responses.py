"""POST /responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway_docs.mock.answers import CREATED, Answer, answer, last_text
from gateway_docs.mock.dialect import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply
from gateway_docs.mock.openai.chat import schema_of


def respond(call: Call) -> Reply:
    body = call.body
    read = [body.get("instructions"), body.get("input")]
    said = answer(_prompt(body.get("input")), read, call.facts.name, schema_of((body.get("text") or {}).get("format")))
    if body.get("stream"):
        return event_stream((data["type"], data) for data in _numbered(_events(call, said)))
    return json_reply(_response(call, "completed", [_message(call, said.text)], said))


def _prompt(given: Any) -> str:
    if not isinstance(given, list):
        return given or ""
    users = [item for item in given if item.get("role") == "user" and item.get("type", "message") == "message"]
    return last_text(users[-1]["content"], ("input_text",)) if users else ""


def _response(call: Call, status: str, output: list[dict], said: Answer | None = None) -> dict:
    body = call.body
    return {
        "id": f"resp_{call.number:012d}",
        "object": "response",
        "created_at": CREATED,
        "status": status,
        "background": False,
        "completed_at": CREATED if said else None,
        "error": None,
        "incomplete_details": None,
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "metadata": body.get("metadata") or {},
        "model": call.model.id,
        "output": output,
        "parallel_tool_calls": body.get("parallel_tool_calls") is not False,
        "previous_response_id": body.get("previous_response_id"),
        "temperature": 1.0 if body.get("temperature") is None else body["temperature"],
        "text": {"format": {"type": "text"}},
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0 if body.get("top_p") is None else body["top_p"],
        "truncation": "disabled",
        "usage": said and _usage(said),
    }


def _usage(said: Answer) -> dict:
    return {
        "input_tokens": said.input_tokens,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": said.output_tokens,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": said.input_tokens + said.output_tokens,
    }


def _message(call: Call, text: str | None) -> dict:
    """The one item of the output: in progress and empty while there is no text yet."""
    content = [] if text is None else [_text(text)]
    status = "in_progress" if text is None else "completed"
    return {
        "id": f"msg_{call.number:012d}",
        "type": "message",
        "status": status,
        "role": "assistant",
        "content": content,
    }


def _text(text: str) -> dict:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _events(call: Call, said: Answer) -> Iterator[dict]:
    at_item = {"output_index": 0}
    at_text = {"item_id": f"msg_{call.number:012d}", "output_index": 0, "content_index": 0}
    done = _message(call, said.text)
    yield {"type": "response.created", "response": _response(call, "in_progress", [])}
    yield {"type": "response.in_progress", "response": _response(call, "in_progress", [])}
    yield {"type": "response.output_item.added", **at_item, "item": _message(call, None)}
    yield {"type": "response.content_part.added", **at_text, "part": _text("")}
    for piece in said.pieces:
        yield {"type": "response.output_text.delta", **at_text, "delta": piece, "logprobs": []}
    yield {"type": "response.output_text.done", **at_text, "text": said.text, "logprobs": []}
    yield {"type": "response.content_part.done", **at_text, "part": _text(said.text)}
    yield {"type": "response.output_item.done", **at_item, "item": done}
    yield {"type": "response.completed", "response": _response(call, "completed", [done], said)}


def _numbered(events: Iterator[dict]) -> Iterator[dict]:
    return ({**event, "sequence_number": number} for number, event in enumerate(events))
