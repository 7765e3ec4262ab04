"""What a client puts together again: the texts of a stream's events, or of the parts of an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gateway_docs.relay.comparison import json_in


def put_together(body: bytes) -> Iterator[str]:
    """For each place in the JSON of `body`, or of its events, the texts that stand there, one after the other."""
    places: dict[str, list[str]] = defaultdict(list)
    for value in _values(body.decode("utf-8", "replace")):
        for place, text in _texts(value, ""):
            places[place].append(text)
            places["anywhere"].append(text)
    return ("".join(texts) for texts in places.values())


def _values(text: str) -> list[Any]:
    """The JSON in `text`; its lines where it is none."""
    try:
        return json_in(text)
    except (ValueError, RecursionError):
        return [line.removeprefix("data:").strip() for line in text.splitlines()]


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, f"{place}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, f"{place}[]")
