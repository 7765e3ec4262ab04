"""Requests to every endpoint of the mock that are almost right: valid ones with one to three things changed."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from gateway_docs.facts import Facts
from gateway_docs.mock.keys import REFUSED_STATES, Keyring
from gateway_docs.mock.routing import Router

TOOL = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {"type": "integer"}}}}
CHAT = {
    "messages": [
        {"role": "system", "content": "x"},
        {"role": "user", "content": [{"type": "text", "text": "hi"}]},
        {
            "role": "assistant",
            "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
        },
        {"role": "tool", "tool_call_id": "1", "content": "x"},
    ],
    "tools": [{"type": "function", "function": {"name": "f", "parameters": TOOL}}],
    "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": TOOL}},
    "temperature": 1,
    "max_completion_tokens": 20,
    "stop": [],
    "stream": True,
    "stream_options": {"include_usage": True},
}
RESPONSE = {
    "input": [{"role": "user", "content": [{"type": "input_text", "text": "hi"}]}],
    "text": {"format": {"type": "json_schema", "name": "a", "schema": TOOL}},
    "tools": [{"type": "function", "name": "f", "parameters": TOOL, "strict": False}],
    "instructions": "x",
    "max_output_tokens": 20,
    "reasoning": {"effort": "low"},
    "stream": True,
}
EMBEDDING = {"input": ["a", "b"], "dimensions": 2, "encoding_format": "base64"}
MESSAGE = {
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "hi", "cache_control": {"type": "ephemeral"}}]},
        {"role": "assistant", "content": [{"type": "tool_use", "id": "1", "name": "f", "input": {}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "1", "content": "x"}]},
    ],
    "system": [{"type": "text", "text": "x"}],
    "tools": [{"name": "f", "input_schema": TOOL}],
    "tool_choice": {"type": "auto"},
}
CONTENT = {
    "contents": [
        {"role": "user", "parts": [{"text": "hi"}, {"inlineData": {"mimeType": "image/png", "data": "AA=="}}]},
        {"role": "model", "parts": [{"functionCall": {"name": "f", "args": {}}, "thoughtSignature": "Y2FsbGVk"}]},
    ],
    "generationConfig": {"responseJsonSchema": TOOL, "seed": 1, "temperature": 1, "maxOutputTokens": 9},
    "tools": [{"functionDeclarations": [{"name": "f"}]}],
    "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
}
#: The end of an endpoint's path -> a valid body with much in it, without the model.
BODIES = {
    "/chat/completions": CHAT,
    "/responses": RESPONSE,
    "/embeddings": EMBEDDING,
    "/v1/messages": {**MESSAGE, "max_tokens": 5, "stream": True},
    "/count_tokens": MESSAGE,
    ":generateContent": CONTENT,
    ":streamGenerateContent": CONTENT,
    ":countTokens": {"contents": CONTENT["contents"]},
}
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e308,
    2**63,
    -(2**70),
    0.5,
    "",
    "x",
    "\x00𝄞",
    "9" * 3000,
    [],
    {},
    [[None]],
    {"": {}},
]
ODD += [{"type": 1, "$ref": "#/x"}, {"$ref": "#"}, {"type": "text"}, [1] * 300]
NAMES = ["x", "", "$ref", "model", "stream", "n", "tools", "tool_choice", "logprobs", "metadata", "thinking", "top_p"]
HEADERS = {
    "content-type": ["", "text/plain", "application/json; charset=latin-1", "APPLICATION/JSON"],
    "anthropic-version": ["", "2023-01-01", "\xff"],
    "user-agent": ["", "\xff", "claude-cli/1"],
    "host": ["", "evil.example", "api.gateway.example:443"],
    "authorization": ["", "Bearer", "Basic eA==", "Bearer sk-test-nobody", "Bearer \xff"],
    "x-api-key": ["", "sk-test-nobody"],
    "x-goog-api-key": ["", "sk-test-nobody"],
    "content-encoding": ["gzip"],
}


@dataclass(frozen=True)
class Sent:
    """A request. `endpoint` is "POST /v1/messages", with {model} where the path has one."""

    endpoint: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    query: str = ""


class Fuzzer:
    """Makes requests, the same in every run with the same `seed`."""

    def __init__(self, facts: Facts, keyring: Keyring, seed: str):
        self._random, self._facts, self._keyring = random.Random(seed), facts, keyring
        self.host = facts.regions[0].url.removeprefix("https://")
        self.routes = Router(facts).routes

    def valid(self, route: Any) -> Sent:
        """A request that the mock accepts."""
        vendor, endpoint = route.vendor, route.endpoint
        body = self._body(route)
        headers = {"host": self.host, "content-type": "application/json", **self._key(vendor.id)}
        path = route.path.replace("{model}", vendor.default_model)
        text = json.dumps(body).encode() if body is not None else b""
        return Sent(f"{endpoint.method} {route.path}", endpoint.method, path, headers, text)

    def request(self) -> Sent:
        """A valid request with one to three changes, most of them in the body."""
        route = self._random.choice(
            [route for route in self.routes if route.endpoint.method == "POST"] * 6 + self.routes
        )
        sent = self.valid(route)
        for _ in range(self._random.randint(1, 3)):
            sent = self._random.choice([self._value] * 12 + [self._bytes, self._header, self._path, self._other_key])(
                sent
            )
        return sent

    def _body(self, route: Any) -> dict[str, Any] | None:
        if route.endpoint.method != "POST":
            return None
        body = deepcopy(next(body for end, body in BODIES.items() if route.path.endswith(end)))
        return body if "{model}" in route.path else {"model": self._model(route), **body}

    def _model(self, route: Any) -> str:
        group = route.vendor.default_group
        return next(
            model.id
            for model in self._facts.models
            if group in model.groups and model.kind == route.endpoint.kind and model.state == "available"
        )

    def _key(self, vendor_id: str, state: str = "good") -> dict[str, str]:
        key = self._keyring.key(vendor_id, state=state)
        if vendor_id == "openai":
            return {"authorization": f"Bearer {key}"}
        return (
            {"x-api-key": key, "anthropic-version": "2023-06-01"}
            if vendor_id == "anthropic"
            else {"x-goog-api-key": key}
        )

    def _value(self, sent: Sent) -> Sent:
        """Something else at one place of the body."""
        try:
            body = json.loads(sent.body)
        except ValueError:
            return self._path(sent)
        places = list(_places(body))
        inner, name = self._random.choice(places) if places else (body, None)
        new = deepcopy(self._random.choice([*ODD, body, *(other[step] for other, step in places)]))
        kind = self._random.choice(("change", "change", "drop", "add", "double"))
        if kind == "drop" and places:
            del inner[name]
        elif kind == "double" and isinstance(inner, list):
            inner.extend(deepcopy(inner))
        elif isinstance(inner, dict) and (kind == "add" or name is None):
            inner[self._random.choice(NAMES)] = new
        elif places:
            inner[name] = new
        return replace(sent, body=json.dumps(body)[:200_000].encode())

    def _bytes(self, sent: Sent) -> Sent:
        body = bytearray(sent.body or b"{}")
        for _ in range(self._random.randint(1, 4)):
            body[self._random.randrange(len(body))] = self._random.randrange(256)
        return replace(sent, body=bytes(body[: self._random.randint(1, 2 * len(body))]))

    def _header(self, sent: Sent) -> Sent:
        name = self._random.choice(list(HEADERS))
        return replace(sent, headers={**sent.headers, name: self._random.choice(HEADERS[name])})

    def _path(self, sent: Sent) -> Sent:
        change = self._random.randrange(4)
        if change == 0:
            return replace(
                sent, path=sent.path + self._random.choice(["/", "/v1", "x", ":countTokens", "\x00", "\n", "é"])
            )
        if change == 1:
            return replace(sent, method=self._random.choice(["GET", "PUT", "HEAD", "DELETE", "OPTIONS"]))
        if change == 2:
            return replace(
                sent, query=self._random.choice(["key=", "key=%FF", "alt=sse", "alt=%00", "beta=true&beta", "=&"])
            )
        return replace(
            sent, path=sent.path.replace("/v1", self._random.choice(["", "/v1/v1", "/v2", "//v1", "/V1"]), 1)
        )

    def _other_key(self, sent: Sent) -> Sent:
        vendor = self._random.choice(self._facts.vendors)
        return replace(sent, headers={**sent.headers, **self._key(vendor.id, self._random.choice(REFUSED_STATES))})


def _places(value: Any):
    """Every (container, key or index) in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in list(items):
        yield value, name
        yield from _places(item)


def scope(sent: Sent) -> dict[str, Any]:
    """As an ASGI server hands the request on."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": sent.method,
        "scheme": "https",
        "path": sent.path,
        "raw_path": quote(sent.path, safe="/:").encode(),
        "root_path": "",
        "query_string": sent.query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 443),
    }
