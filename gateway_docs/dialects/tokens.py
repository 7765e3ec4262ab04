"""How many tokens a request can cost at most, and how many an answer says that it did cost."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from pydantic_core import from_json

from gateway_docs.dialects.model import Endpoint, dialects
from gateway_docs.dialects.url_rules import path_pattern

#: What a model writes at most where the request sets no limit; the relay then sets this one.
USUAL_OUTPUT = 512


def _paid(path: str) -> Endpoint | None:
    """The endpoint at `path`, if its answers cost something."""
    known = (endpoint for one in dialects() for endpoint in one.endpoints if endpoint.limits or endpoint.kind != "chat")
    path = path.partition("?")[0]
    return next((endpoint for endpoint in known if re.search(path_pattern(endpoint.path, ".+") + "$", path)), None)


def with_limit(path: str, body: bytes) -> bytes:
    """`body` with a limit of the answer where it sets none."""
    endpoint, request = _paid(path), _object(body)
    fields = endpoint.limits if endpoint else []
    if not fields or not isinstance(request, dict) or any(_get(request, field) for field in fields):
        return body
    _set(request, fields[0], USUAL_OUTPUT)
    return json.dumps(request).encode()


def most_tokens(path: str, body: bytes) -> int:
    """The tokens that a request can cost: a token of the input is at least one byte. 0: it costs nothing."""
    endpoint, request = _paid(path), _object(body)
    if not isinstance(request, dict) or endpoint is None:
        return 0
    limits = [value for field in endpoint.limits if isinstance(value := _get(request, field), int)]
    return len(body) + (max(limits, default=USUAL_OUTPUT) if endpoint.limits else 0)


def used_tokens(answer: bytes) -> int:
    """What an answer, whole or a stream, says that it used. A stream repeats its counts: the highest of each holds."""
    counts: dict[str, int] = {}
    counted = {name for one in dialects() for name in one.tokens}
    for value in _objects(answer):
        for name, count in _counts(value, counted):
            counts[name] = max(count, counts.get(name, 0))
    return sum(counts.values())


def _counts(value: Any, counted: Collection[str]) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name in counted and isinstance(item, int):
                yield name, item
            else:
                yield from _counts(item, counted)
    elif isinstance(value, list):
        for item in value:
            yield from _counts(item, counted)


def _objects(answer: bytes) -> Iterator[Any]:
    whole = _object(answer)
    if whole is not None:
        yield whole
        return
    for line in answer.decode("utf-8", "replace").splitlines():
        if line.startswith("data:") and (value := _object(line[5:].encode())) is not None:
            yield value


def _object(body: bytes) -> Any:
    try:
        return from_json(body)
    except ValueError:
        return None


def _get(value: Any, field: str) -> Any:
    for step in field.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _set(value: dict[str, Any], field: str, number: int) -> None:
    *way, last = field.split(".")
    for step in way:
        value = value.setdefault(step, {})
    value[last] = number
