"""POST /responses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from gateway_docs.mock.answers import CREATED, Answer, Turn, Wanted, answer, last_text
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply
from gateway_docs.mock.openai.chat import obfuscated, schema_of
from gateway_docs.mock.openai.echo import echoed
from gateway_docs.mock.tools import Tool, ToolCall

#: The outputs of tools, as items of the input.
RESULTS = ("function_call_output", "custom_tool_call_output")


def respond(call: Call) -> Reply:
    body = call.body
    said = answer(
        _turn(body.get("input")), [body.get("instructions"), body.get("input")], call.facts.name, _wanted(body)
    )
    if body.get("stream"):
        return event_stream((data["type"], data) for data in _numbered(_events(call, said)))
    return json_reply({**_response(call, _status(said), [_item(call, said)], said), "billing": {"payer": "developer"}})


def _turn(given: Any) -> Turn:
    if not isinstance(given, list):
        return Turn(given or "")
    users = [item for item in given if item.get("role") == "user" and item.get("type") in (None, "message")]
    prompt = last_text(users[-1]["content"], ("input_text",)) if users else ""
    result = last_text(given[-1]["output"], ("input_text",)) if given[-1].get("type") in RESULTS else None
    return Turn(prompt, result)


def _wanted(body: dict[str, Any]) -> Wanted:
    tools = [
        Tool(tool["name"], tool.get("parameters"), tool["type"] == "custom")
        for tool in body.get("tools") or ()
        if tool["type"] in ("function", "custom") and body.get("tool_choice") != "none"
    ]
    schema = schema_of((body.get("text") or {}).get("format"))
    return Wanted(schema, body.get("max_output_tokens"), (), tools, _forced(body.get("tool_choice")))


def _forced(choice: Any) -> Collection[str] | None:
    if not isinstance(choice, dict):
        return () if choice == "required" else None
    if choice.get("type") == "allowed_tools":
        return [tool["name"] for tool in choice["tools"] if "name" in tool] if choice["mode"] == "required" else None
    return [choice["name"]] if choice.get("type") in ("function", "custom") else None


def _status(said: Answer) -> str:
    return "incomplete" if said.cut else "completed"


def _response(call: Call, status: str, output: list[dict[str, Any]], said: Answer | None = None) -> dict[str, Any]:
    return {
        "id": f"resp_{call.number:012d}",
        "object": "response",
        "created_at": CREATED,
        "status": status,
        "completed_at": CREATED if status == "completed" else None,
        "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if status == "incomplete" else None,
        "model": call.model.answers_as,
        "output": output,
        "moderation": None,
        "usage": said and _usage(said),
        **echoed(call),
    }


def _usage(said: Answer) -> dict[str, Any]:
    return {
        "input_tokens": said.input_tokens,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": said.output_tokens,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": said.input_tokens + said.output_tokens,
    }


def _item(call: Call, said: Answer, begun: bool = False) -> dict[str, Any]:
    """The one item of the output; `begun`: in progress and still empty."""
    if said.call:
        return _tool_call(call, said.call, begun)
    status = "in_progress" if begun else _status(said)
    content = [] if begun else [_text(said.text)]
    head = {"id": _id(call), "type": "message", "status": status, "role": "assistant", "phase": "final_answer"}
    return {**head, "content": content}


def _tool_call(call: Call, made: ToolCall, begun: bool) -> dict[str, Any]:
    kind, held = ("custom_tool_call", "input") if made.free else ("function_call", "arguments")
    return {
        "id": _id(call, made),
        "type": kind,
        "status": "in_progress" if begun else "completed",
        "call_id": f"call_{call.number:012d}",
        "name": made.name,
        held: "" if begun else made.arguments,
    }


def _id(call: Call, made: ToolCall | None = None) -> str:
    kind = "msg" if not made else "ctc" if made.free else "fc"
    return f"{kind}_{call.number:012d}"


def _text(text: str) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _events(call: Call, said: Answer) -> Iterator[dict[str, Any]]:
    done = _item(call, said)
    yield {"type": "response.created", "response": _response(call, "in_progress", [])}
    yield {"type": "response.in_progress", "response": _response(call, "in_progress", [])}
    yield {"type": "response.output_item.added", "output_index": 0, "item": _item(call, said, begun=True)}
    yield from _tool_events(call, said.call) if said.call else _text_events(call, said)
    yield {"type": "response.output_item.done", "output_index": 0, "item": done}
    yield {"type": f"response.{_status(said)}", "response": _response(call, _status(said), [done], said)}


def _text_events(call: Call, said: Answer) -> Iterator[dict[str, Any]]:
    at_text = {"item_id": _id(call), "output_index": 0, "content_index": 0}
    yield {"type": "response.content_part.added", **at_text, "part": _text("")}
    for piece in said.pieces:
        yield {"type": "response.output_text.delta", **at_text, "delta": piece, "logprobs": [], **obfuscated(call)}
    yield {"type": "response.output_text.done", **at_text, "text": said.text, "logprobs": []}
    yield {"type": "response.content_part.done", **at_text, "part": _text(said.text)}


def _tool_events(call: Call, made: ToolCall) -> Iterator[dict[str, Any]]:
    kind, held = ("custom_tool_call_input", "input") if made.free else ("function_call_arguments", "arguments")
    at_item = {"item_id": _id(call, made), "output_index": 0}
    for piece in made.pieces:
        yield {"type": f"response.{kind}.delta", **at_item, "delta": piece, **obfuscated(call)}
    named = {} if made.free else {"name": made.name}
    yield {"type": f"response.{kind}.done", **at_item, held: made.arguments, **named}


def _numbered(events: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({**event, "sequence_number": number} for number, event in enumerate(events))
