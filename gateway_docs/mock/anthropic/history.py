"""What in a request to Anthropic must fit together: calls and results of tools, and the budget for thinking."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.refusals import Refused


def check_message(call: Call) -> None:
    """Refused: a result without its call right before, a call without its result, a budget that is too large."""
    waiting: set[str] = set()
    # Messages of one role in a row are one to the API.
    for number, (role, turn) in enumerate(groupby(call.body["messages"], itemgetter("role"))):
        messages = list(turn)
        results = _ids(messages, "tool_result", "tool_use_id")
        for missing in results - waiting:
            raise Refused("no-such-call", id=missing, param=f"messages.{number}.content")
        for missing in waiting - results:
            raise Refused("unanswered-call", id=missing, param=f"messages.{number}.content")
        waiting = _ids(messages, "tool_use", "id") if role == "assistant" else set()
    for missing in waiting:
        raise Refused("unanswered-call", id=missing, param="messages")
    _check_budget(call)


def _ids(messages: Iterable[dict[str, Any]], kind: str, name: str) -> set[str]:
    contents = [message["content"] for message in messages if isinstance(message["content"], list)]
    return {block[name] for content in contents for block in content if block.get("type") == kind}


def _check_budget(call: Call) -> None:
    budget = (call.body.get("thinking") or {}).get("budget_tokens")
    if budget and budget < 1024:
        raise Refused("invalid-parameter", param="thinking.budget_tokens", problem="must be at least 1024")
    between_calls = "interleaved-thinking" in call.request.headers.get("anthropic-beta", "")
    if budget and budget >= call.body.get("max_tokens", budget + 1) and not between_calls:
        problem = "must be less than max_tokens"
        raise Refused("invalid-parameter", param="thinking.budget_tokens", problem=problem)
