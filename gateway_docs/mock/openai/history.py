"""Whether the calls and results of tools in a conversation belong together, as OpenAI demands it."""

from __future__ import annotations

from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused

#: Kinds of items of Responses: a call, and the output that belongs to it.
OUTPUTS = {"function_call": "function_call_output", "custom_tool_call": "custom_tool_call_output"}


def check_messages(call: Call) -> None:
    """Refused: a result without its call in the assistant's message before, or a call without its result."""
    waiting: list[str] = []
    for number, message in enumerate(call.body["messages"]):
        if message["role"] == "tool":
            known = message["tool_call_id"]
            if known not in waiting:
                raise Refused("no-such-call", id=known, param=f"messages[{number}].role")
            waiting.remove(known)
        elif waiting:
            raise Refused("unanswered-call", id=waiting[0], param=f"messages[{number}].role")
        if message["role"] == "assistant":
            waiting = [one["id"] for one in message.get("tool_calls") or ()]
    if waiting:
        raise Refused("unanswered-call", id=waiting[0], param="messages")


def check_items(call: Call) -> None:
    """Refused: the same of Responses, and reasoning without what followed it. What is stored elsewhere is not known."""
    items, body = call.body.get("input"), call.body
    if not isinstance(items, list) or body.get("previous_response_id") or body.get("conversation"):
        return
    kinds = [_kind(item) for item in items]
    if "item_reference" in kinds:
        return
    _check_pairs(items, kinds)
    _check_reasoning(items, kinds)


def _check_pairs(items: list[dict[str, Any]], kinds: list[str]) -> None:
    for called, answered in OUTPUTS.items():
        calls = {item["call_id"]: place for place, item in enumerate(items) if kinds[place] == called}
        results = {item["call_id"]: place for place, item in enumerate(items) if kinds[place] == answered}
        for missing in results.keys() - calls.keys():
            raise Refused("no-such-call", id=missing, param=f"input[{results[missing]}].call_id")
        for missing in calls.keys() - results.keys():
            raise Refused("unanswered-call", id=missing, param="input")


def _check_reasoning(items: list[dict[str, Any]], kinds: list[str]) -> None:
    for place, kind in enumerate(kinds):
        later = next((place for place in range(place + 1, len(kinds)) if kinds[place] != "reasoning"), None)
        follows = later is not None and not _is_the_programs(kinds[later], items[later])
        if kind == "reasoning" and items[place].get("id") and not follows:
            raise Refused(
                "invalid-parameter",
                param=f"input[{place}]",
                problem=f"item '{items[place]['id']}' of type 'reasoning' was sent without the item that followed it",
            )


def _is_the_programs(kind: str, item: dict[str, Any]) -> bool:
    """Whether a program adds such an item, and not the model."""
    return item.get("role", "assistant") != "assistant" or kind.endswith(("_output", "_response"))


def _kind(item: dict[str, Any]) -> str:
    return item.get("type") or ("message" if "role" in item else "item_reference")
