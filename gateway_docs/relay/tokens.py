"""How many tokens a request can cost at most, and how many an answer says that it did cost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json

#: What a model writes at most where the request sets no limit; the relay then sets this one.
USUAL_OUTPUT = 512
#: Paths of requests that a model answers, and the field in which their format limits the answer.
LIMITS = (
    (re.compile(r"/chat/completions$"), ("max_completion_tokens", "max_tokens")),
    (re.compile(r"/responses$"), ("max_output_tokens",)),
    (re.compile(r"/messages$"), ("max_tokens",)),
    (re.compile(r":(?:stream)?[gG]enerateContent$"), ("generationConfig.maxOutputTokens",)),
)
_INPUT = ("prompt_tokens", "input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "promptTokenCount")
_OUTPUT = ("completion_tokens", "output_tokens", "candidatesTokenCount", "thoughtsTokenCount")


def limit_fields(path: str) -> tuple[str, ...]:
    """The fields that may limit the answer at `path`; none where no model writes one."""
    return next((fields for pattern, fields in LIMITS if pattern.search(path.partition("?")[0])), ())


def with_limit(path: str, body: bytes) -> bytes:
    """`body` with a limit of the answer where it sets none."""
    fields, request = limit_fields(path), _object(body)
    if not fields or not isinstance(request, dict) or any(_get(request, field) for field in fields):
        return body
    _set(request, fields[0], USUAL_OUTPUT)
    return json.dumps(request).encode()


def most_tokens(path: str, body: bytes) -> int:
    """The tokens that a request can cost: a token of the input is at least one byte. 0: it costs nothing."""
    fields, request = limit_fields(path), _object(body)
    if not isinstance(request, dict) or (not fields and not path.partition("?")[0].endswith("/embeddings")):
        return 0
    limits = [value for field in fields if isinstance(value := _get(request, field), int)]
    return len(body) + (max(limits, default=USUAL_OUTPUT) if fields else 0)


def used_tokens(answer: bytes) -> int:
    """What an answer, whole or a stream, says that it used. A stream repeats its counts: the highest of each holds."""
    counts: dict[str, int] = {}
    for value in _objects(answer):
        for name, count in _counts(value):
            counts[name] = max(count, counts.get(name, 0))
    return sum(counts.get(name, 0) for name in (*_INPUT, *_OUTPUT))


def _counts(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name in _INPUT + _OUTPUT and isinstance(item, int):
                yield name, item
            else:
                yield from _counts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _counts(item)


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
