"""Whether the calls and results of functions in a conversation belong together, as Gemini demands it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.gemini.content import as_list, get
from gateway_docs.mock.refusals import Refused


def check_contents(call: Call) -> None:
    """Refused: results that are not as many as the calls right before them, a conversation that begins with a call."""
    calls, place = 0, 0
    # Contents of one role in a row are one turn to the API.
    for is_model, turn in groupby(as_list(call.body["contents"]), lambda content: content.get("role") == "model"):
        contents = list(turn)
        parts = [part for content in contents for part in as_list(content.get("parts"))]
        results = _count(parts, "functionResponse")
        if results != calls:
            raise Refused("uneven-calls", calls=calls, results=results, param=f"contents[{place}]")
        calls = _count(parts, "functionCall")
        if calls and is_model and not place:
            raise Refused("call-out-of-turn", param="contents[0]")
        place += len(contents)


def _count(parts: list[dict[str, Any]], kind: str) -> int:
    return sum(get(part, kind) is not None for part in parts)
