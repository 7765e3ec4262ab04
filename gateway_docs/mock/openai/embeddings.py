"""POST /embeddings: unit vectors that depend on the input alone."""

from __future__ import annotations

import base64
import math
import random
import struct
from typing import Any

from gateway_docs.mock.answers import count_words
from gateway_docs.mock.call import Call, Reply
from gateway_docs.mock.events import json_reply

DIMENSIONS = 1536


def embed(call: Call) -> Reply:
    body = call.body
    inputs = _inputs(body["input"])
    vectors = [_vector(item, body.get("dimensions") or DIMENSIONS) for item in inputs]
    encode = _base64 if body.get("encoding_format") == "base64" else list
    data = [
        {"object": "embedding", "index": index, "embedding": encode(vector)} for index, vector in enumerate(vectors)
    ]
    tokens = sum(count_words(item) if isinstance(item, str) else len(item) for item in inputs)
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return json_reply({"object": "list", "data": data, "model": call.model.answers_as, "usage": usage})


def _inputs(given: Any) -> list[str | list[int]]:
    """One entry per vector: a text, or a list of token numbers."""
    return [given] if isinstance(given, str) or isinstance(given[0], int) else given


def _vector(item: str | list[int], dimensions: int) -> list[float]:
    source = random.Random(repr(item))
    numbers = [source.gauss(0, 1) for _ in range(dimensions)]
    length = math.hypot(*numbers)
    return [number / length for number in numbers]


def _base64(vector: list[float]) -> str:
    """32-bit little-endian floats, which the SDKs ask for unless told otherwise."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
