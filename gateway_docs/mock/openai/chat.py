"""POST /chat/completions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from gateway_docs.mock.answers import CREATED, Answer, Turn, Wanted, answer, last_text
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import event_stream, json_reply
from gateway_docs.mock.tools import Tool, ToolCall


def complete(call: Call) -> Reply:
    body = call.body
    said = answer(_turn(body["messages"]), body["messages"], call.facts.name, _wanted(body))
    if body.get("stream"):
        return event_stream((None, data) for data in _chunks(call, said))
    choices = [_choice(call, said, index) for index in range(body.get("n") or 1)]
    return json_reply({**_head(call, "chat.completion"), "choices": choices, "usage": _usage(said, len(choices))})


def schema_of(response_format: Any) -> Any:
    """The JSON Schema that a response_format or text.format asks for, or None for plain text."""
    kind = (response_format or {}).get("type")
    if kind == "json_object":
        return {"type": "object", "properties": {"answer": {"type": "string"}}}
    if kind == "json_schema":
        return response_format.get("json_schema", response_format).get("schema", {})
    return None


def _turn(messages: list[dict[str, Any]]) -> Turn:
    content = next((message.get("content") for message in reversed(messages) if message["role"] == "user"), "")
    last = messages[-1]
    result = last_text(last.get("content"), ("text",)) if last["role"] in ("tool", "function") else None
    return Turn(last_text(content, ("text",)), result)


def _wanted(body: dict[str, Any]) -> Wanted:
    stops, tokens = body.get("stop") or (), body.get("max_completion_tokens") or body.get("max_tokens")
    return Wanted(
        schema_of(body.get("response_format")),
        tokens,
        [stops] if isinstance(stops, str) else stops,
        _tools(body),
        _forced(body.get("tool_choice") or body.get("function_call")),
    )


def _tools(body: dict[str, Any]) -> list[Tool]:
    """The tools of a request, and none if it says so. `functions` is what they were called before."""
    if "none" in (body.get("tool_choice"), body.get("function_call")):
        return []
    held = [tool[tool["type"]] | {"free": tool["type"] == "custom"} for tool in body.get("tools") or ()]
    return [
        Tool(one["name"], one.get("parameters"), one.get("free", False)) for one in held + (body.get("functions") or [])
    ]


def _forced(choice: Any) -> Collection[str] | None:
    if not isinstance(choice, dict):
        return () if choice == "required" else None
    allowed = choice.get("allowed_tools")
    if allowed:
        return [tool[tool["type"]]["name"] for tool in allowed["tools"]] if allowed["mode"] == "required" else None
    return [choice[choice["type"]]["name"] if "type" in choice else choice["name"]]


def _head(call: Call, kind: str) -> dict[str, Any]:
    head = {"id": f"chatcmpl-{call.number:012d}", "object": kind, "created": CREATED, "model": call.model.answers_as}
    return {**head, "service_tier": "default", "system_fingerprint": None}


def _choice(call: Call, said: Answer, index: int) -> dict[str, Any]:
    message: dict[str, Any] = {
        "role": "assistant",
        "content": None if said.call else said.text,
        "refusal": None,
        "annotations": [],
    }
    message |= _called(call, said.call, said.call.arguments) if said.call else {}
    return {"index": index, "message": message, "logprobs": None, "finish_reason": _end(call, said)}


def _called(call: Call, made: ToolCall, arguments: str) -> dict[str, Any]:
    """The call of a tool in a message, with these arguments or their beginning."""
    if call.body.get("functions"):
        return {"function_call": {"name": made.name, "arguments": arguments}}
    kind, held = ("custom", "input") if made.free else ("function", "arguments")
    return {
        "tool_calls": [{"id": f"call_{call.number:012d}", "type": kind, kind: {"name": made.name, held: arguments}}]
    }


def _end(call: Call, said: Answer) -> str:
    if said.call and call.body.get("functions"):
        return "function_call"
    return "tool_calls" if said.call else "length" if said.cut else "stop"


def _usage(said: Answer, choices: int) -> dict[str, Any]:
    output = said.output_tokens * choices
    return {
        "prompt_tokens": said.input_tokens,
        "completion_tokens": output,
        "total_tokens": said.input_tokens + output,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _chunks(call: Call, said: Answer) -> Iterator[Any]:
    count = call.body.get("n") or 1
    usage = (call.body.get("stream_options") or {}).get("include_usage")
    # With include_usage every chunk has the field, and only the last one has a value.
    head = {**_head(call, "chat.completion.chunk"), **obfuscated(call), **({"usage": None} if usage else {})}
    for delta in _deltas(call, said):
        for index in range(count):
            yield {**head, "choices": [_part(index, delta, None)]}
    for index in range(count):
        yield {**head, "choices": [_part(index, {}, _end(call, said))]}
    if usage:
        yield {**head, "choices": [], "usage": _usage(said, count)}
    yield "[DONE]"


def obfuscated(call: Call) -> dict[str, Any]:
    """What pieces of streams carry so that their length does not tell what is in them, unless the request says no."""
    wanted = (call.body.get("stream_options") or {}).get("include_obfuscation")
    return {} if wanted is False else {"obfuscation": "xxxxxxxx"}


def _deltas(call: Call, said: Answer) -> Iterator[dict[str, Any]]:
    first: dict[str, Any] = {"role": "assistant", "content": None if said.call else "", "refusal": None}
    if not said.call:
        yield first
        yield from ({"content": piece} for piece in said.pieces)
        return
    yield first | _in_stream(_called(call, said.call, ""))
    for piece in said.call.pieces:
        yield _more_of(_called(call, said.call, piece))


def _in_stream(called: dict[str, Any]) -> dict[str, Any]:
    """In a stream each call has its number in the list."""
    return {"tool_calls": [{"index": 0, **one} for one in called["tool_calls"]]} if "tool_calls" in called else called


def _more_of(called: dict[str, Any]) -> dict[str, Any]:
    """What follows the beginning of a call: its arguments alone."""
    if "function_call" in called:
        return {"function_call": {"arguments": called["function_call"]["arguments"]}}
    [one] = called["tool_calls"]
    kind = one["type"]
    return {"tool_calls": [{"index": 0, kind: {name: one[kind][name] for name in one[kind] if name != "name"}}]}


def _part(index: int, delta: dict[str, Any], finish_reason: str | None) -> dict[str, Any]:
    return {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
