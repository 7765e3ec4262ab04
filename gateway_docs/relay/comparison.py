"""What the real gateway answers otherwise than the mock: status, shape, text of errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: Objects whose keys are data, not shape.
FREE = {"metadata", "logprobs"}
#: What vendors answer and gateways often leave out: no client fails without it.
OFTEN_LEFT_OUT = {
    *(
        "background",
        "cache_creation",
        "completed_at",
        "completion_tokens_details",
        "frequency_penalty",
        "inference_geo",
    ),
    *("max_tool_calls", "presence_penalty", "prompt_cache_key", "prompt_tokens_details", "promptTokensDetails"),
    *("reasoning", "safety_identifier", "serviceTier", "service_tier", "store", "system_fingerprint", "top_logprobs"),
    *("truncation", "user", "verbosity", "obfuscation", "cache_write_tokens"),
    # of a list of models, all but their names
    *("lifecycle", "max_input_tokens", "maxTemperature", "temperature", "thinking", "topK", "topP"),
    *("first_id", "last_id", "has_more"),
}


@dataclass(frozen=True, order=True)
class Difference:
    """`grave`: a page or the mock promises something that the gateway does not do. Else the gateway adds something."""

    request: str
    text: str
    grave: bool

    def __str__(self) -> str:
        return f"{self.request}: {self.text}"


def compare(request: str, mock: tuple[int, bytes], gateway: tuple[int, bytes]) -> Iterator[Difference]:
    """The differences between two answers (status, body) to one request."""
    if mock[0] != gateway[0]:
        page = "a web page" if gateway[1].lstrip().startswith(b"<") else ""
        said = error_text(gateway[1]) if gateway[0] >= 400 else page
        yield Difference(
            request, f"status: mock {mock[0]}, gateway {gateway[0]}" + (f" ({said})" if said else ""), True
        )
        if min(mock[0], gateway[0]) >= 400 and (ours := outline(mock[1])) != (theirs := outline(gateway[1])):
            yield Difference(request, f"form of the error: mock {ours}, gateway {theirs}", False)
        return
    expected, found = shape(mock[1]), shape(gateway[1])
    if found == {"": "not JSON"} and expected != found:
        yield Difference(request, f"the gateway answers no JSON: {gateway[1][:60]!r}", True)
        return
    for place in sorted({_missing_whole(place, found) for place in expected.keys() - found.keys()}):
        if not _inside_optional(place, found):
            kind = expected.get(place, "with all in it")
            if kind != "null":
                grave = OFTEN_LEFT_OUT.isdisjoint(place.split("."))
                yield Difference(request, f"the gateway lacks {place} ({kind})", grave)
    for place in sorted(found.keys() - expected.keys()):
        if place.rpartition(".")[0] in expected or "." not in place:
            yield Difference(request, f"the gateway adds {place} ({found[place]})", False)
    for place in sorted(expected.keys() & found.keys()):
        if expected[place] != found[place] and "null" not in (expected[place], found[place]):
            yield Difference(request, f"{place} is {expected[place]} in the mock, {found[place]} in the gateway", True)
    if mock[0] >= 400 and error_text(mock[1]) != error_text(gateway[1]):
        yield Difference(
            request, f"error text: mock {error_text(mock[1])!r}, gateway {error_text(gateway[1])!r}", False
        )


def _missing_whole(place: str, found: dict[str, str]) -> str:
    """`place`, or the outermost thing around it of which the answer has nothing."""
    steps = place.split(".")
    outer = (".".join(steps[:count]) for count in range(1, len(steps)))
    return next((name for name in outer if not any(f"{other}.".startswith(f"{name}.") for other in found)), place)


def _inside_optional(place: str, found: dict[str, str]) -> bool:
    """Whether something around `place` is null or an empty list there."""
    steps = place.replace("[]", ".[]").split(".")
    around = [".".join(steps[:count]).replace(".[]", "[]") for count in range(1, len(steps))]
    return any(found.get(outer) in ("null", "empty list") for outer in around)


def shape(body: bytes) -> dict[str, str]:
    """Place of each value -> its type, for JSON or for the events of a stream."""
    text = body.decode("utf-8", "replace")
    try:
        values = json_in(text)
    except (ValueError, RecursionError):
        return {"": "not JSON"}
    if is_stream(text):
        return _merged({event_name(value): value} for value in values)
    return dict(_places(values[0], ""))


def is_stream(text: str) -> bool:
    """Whether a body consists of events."""
    return any(line.startswith("data:") for line in text.splitlines())


def json_in(text: str) -> list[Any]:
    """The JSON of a body, or that of each of its events. ValueError, RecursionError: there is something else in it."""
    events = [line[5:].strip() for line in text.splitlines() if line.startswith("data:")]
    return [json.loads(event) for event in events or [text] if event != "[DONE]"]


def event_name(value: Any) -> str:
    """What kind of event of a stream `value` is."""
    return str(value.get("type", "event")) if isinstance(value, dict) else "event"


def _merged(values: Any) -> dict[str, str]:
    merged: dict[str, str] = {}
    for value in values:
        for place, kind in _places(value, ""):
            if merged.get(place) in (None, "null", "empty list"):
                merged[place] = kind
    return merged


def _places(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items() if place.rpartition(".")[2] not in FREE else ():
            yield from _places(item, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        if not value:
            yield f"{place}[]", "empty list"
        for item in value[:3]:
            yield from _places(item, f"{place}[]")
    elif place:
        yield place, _type(value)


def _type(value: Any) -> str:
    if value is None:
        return "null"
    return {bool: "boolean", int: "number", float: "number", str: "text"}[type(value)]


def error_text(body: bytes) -> str:
    """The words of an error, whatever its form; the beginning of the body where there are none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    said = value.get("error", value) if isinstance(value, dict) else None
    if isinstance(said, dict) and (text := _words(said)):
        return text
    if isinstance(said, str) and isinstance(value, dict):
        return " ".join(dict.fromkeys([said, *_words(value).split("\n")])).strip()
    return body[:120].decode("utf-8", "replace").strip()


def _words(value: dict[str, Any]) -> str:
    """The message, with a code in capitals before it where that is all that tells errors apart."""
    message = next((value[name] for name in ("message", "detail", "msg") if value.get(name)), "")
    code = value.get("code") if "type" not in value and "status" not in value else None
    text = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)[:120]
    return f"{code} {text}" if isinstance(code, str) and text else text


def outline(body: bytes) -> str:
    """The form of an error in a few words: the names in its JSON, or what it is instead."""
    found = shape(body)
    return "no JSON" if found == {"": "not JSON"} else ", ".join(name for name in found if found[name] != "null")
