"""Whether the calls and results of functions in a conversation belong together and are signed, as Gemini demands it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from gateway_docs.mock.call import Call
from gateway_docs.mock.families import families_of
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


def check_signatures(call: Call) -> None:
    """Refused: a call of the running turn that has lost its signature. Of several at once, the first has it."""
    if not any(family.get("signed") for family in families_of(call)):
        return
    contents = as_list(call.body["contents"])
    begin = max((place for place, content in enumerate(contents) if _is_asked(content)), default=0)
    for place, content in enumerate(contents[begin:], begin + 1):
        called = [part for part in as_list(content.get("parts")) if get(part, "functionCall")]
        if called and not get(called[0], "thoughtSignature"):
            raise Refused("unsigned-call", name=get(called[0], "functionCall").get("name"), position=place)


def _is_asked(content: dict[str, Any]) -> bool:
    """Whether the user says something, and does not only answer calls."""
    parts = as_list(content.get("parts"))
    return content.get("role") != "model" and any(get(part, "functionResponse") is None for part in parts)


def _count(parts: list[dict[str, Any]], kind: str) -> int:
    return sum(get(part, kind) is not None for part in parts)
