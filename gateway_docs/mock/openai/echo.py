"""What an answer of Responses repeats of its request, with what the API takes for granted."""

from __future__ import annotations

from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.families import effort

USUAL: dict[str, Any] = {
    "background": False,
    "frequency_penalty": 0.0,
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "metadata": {},
    "parallel_tool_calls": True,
    "presence_penalty": 0.0,
    "previous_response_id": None,
    "prompt_cache_key": None,
    "prompt_cache_retention": None,
    "safety_identifier": None,
    "service_tier": "default",
    "store": True,
    "temperature": 1.0,
    "tool_choice": "auto",
    "top_logprobs": 0,
    "top_p": 1.0,
    "truncation": "disabled",
    "user": None,
}
TOOLS: dict[str, dict[str, Any]] = {
    "function": {"description": None, "parameters": None, "strict": True},
    "custom": {"description": None, "format": {"type": "text"}},
}


def echoed(call: Call) -> dict[str, Any]:
    """The settings of a request as its answer repeats them. `service_tier` is the one that was used."""
    body = call.body
    text, reasoning = body.get("text") or {}, body.get("reasoning") or {}
    said = {name: usual if body.get(name) is None else body[name] for name, usual in USUAL.items()}
    return said | {
        "reasoning": {"summary": None} | reasoning | {"effort": effort(call)},
        "service_tier": "default" if said["service_tier"] == "auto" else said["service_tier"],
        "text": {"format": {"type": "text"}, "verbosity": "medium"} | text,
        "tools": [_tool(tool) for tool in body.get("tools") or ()],
    }


def _tool(tool: dict[str, Any]) -> dict[str, Any]:
    """A function is strict unless it says otherwise; then its arguments are closed."""
    said = TOOLS.get(tool["type"], {}) | tool
    if tool["type"] == "function" and tool.get("strict") is None and isinstance(tool.get("parameters"), dict):
        said |= {"strict": True, "parameters": {"additionalProperties": False} | tool["parameters"]}
    return said
