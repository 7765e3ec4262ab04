"""No input makes the mock stumble: whatever it cannot take is the client's mistake, a 4xx with a reason."""

import json
import random

import pytest

SEEDS = {
    "/v1/chat/completions": {
        "model": "gpt-5.5",
        "messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}],
        "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {"type": "object"}}},
        "n": 2,
        "stream": True,
        "stream_options": {"include_usage": True},
    },
    "/v1/responses": {
        "model": "gpt-5.5",
        "input": [{"role": "user", "content": [{"type": "input_text", "text": "hi"}]}],
        "text": {"format": {"type": "json_schema", "name": "a", "schema": {"type": "array", "minItems": 1}}},
        "instructions": "x",
    },
    "/v1/embeddings": {
        "model": "text-embedding-3-small",
        "input": [[1, 2]],
        "dimensions": 2,
        "encoding_format": "base64",
    },
    "/v1/messages": {
        "model": "claude-opus-5-5",
        "max_tokens": 5,
        "messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}],
        "output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}},
        "system": [{"type": "text", "text": "x"}],
    },
    "/v1beta/models/gemini-3.8-flash:streamGenerateContent": {
        "contents": [{"role": "user", "parts": [{"text": "hi"}]}],
        "generationConfig": {"responseJsonSchema": {"type": "object", "properties": {"a": {"$ref": "#"}}}, "seed": 1},
        "tools": [{"functionDeclarations": [{"name": "f"}]}],
    },
    "/v1beta/models/gemini-3.8-flash:countTokens": {"contents": [{"parts": [{"text": "hi"}]}]},
}
VENDORS = {"/v1/messages": "anthropic", **{path: "gemini" for path in SEEDS if "gemini" in path}}
ODD = [None, True, -(2**70), "\x00𝄞", [], [[None]], {"": 1e308}, {"type": 1, "$ref": "#/x"}]
PATHS = [
    "",
    "//",
    "/%00",
    "/%FF%FE",
    "/v1/models/%2e%2e",
    "/v1/models/" + "x" * 9000,
    "/v1/models/a%2Fb",
    "/v1beta/models/:generateContent",
]
PATHS += [
    "/v1/models/%0D%0Ax",
    "/%F0%9D%84%9E",
    "/v1/models?key=%FF",
    "/v1/messages?beta=true&beta=%00",
    "/v1beta/models/x:countTokens?alt=%00",
]


def spots(value, path=()):
    """Every place in a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from spots(item, (*path, name))


def changed(body, path, new):
    if not path:
        return new
    body = json.loads(json.dumps(body))
    inner = body
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return body


def post(sender, key, path, content):
    text = key(VENDORS.get(path, "openai"))
    headers = {"anthropic-version": "2023-06-01", "content-type": "application/json", "x-goog-api-key": text}
    return sender.send("POST", path, text, headers=headers, content=content)


def refused_well(sender, answer):
    assert answer.status_code in (200, 400, 401, 403, 404, 405, 413, 421), answer.text
    refusal = sender.refusal
    assert "cannot be understood" not in (refusal or ""), refusal
    assert (answer.status_code == 200) == (refusal is None)


@pytest.mark.parametrize("path", SEEDS)
def test_odd_values(sender, key, path):
    seed = post(sender, key, path, json.dumps(SEEDS[path]))
    assert seed.status_code == 200, seed.text
    for place in spots(SEEDS[path]):
        for odd in ODD:
            answer = post(sender, key, path, json.dumps(changed(SEEDS[path], place, odd)))
            refused_well(sender, answer)


@pytest.mark.parametrize("path", SEEDS)
def test_broken_bytes(sender, key, path):
    source = random.Random(path)
    whole = json.dumps(SEEDS[path]).encode()
    for _ in range(20):
        body = bytearray(whole)
        for _ in range(source.randint(1, 4)):
            body[source.randrange(len(body))] = source.randrange(256)
        refused_well(sender, post(sender, key, path, bytes(body[: source.randint(1, len(body))])))


@pytest.mark.parametrize("path", SEEDS)
def test_deep_and_large(sender, key, path):
    for inner in (
        b"[" * 190 + b"]" * 190,
        b"9" * 4000,
        b"-1e400",
        b'"' + b"\\ud83c\\udf0d" * 1000 + b'"',
        b'{"a":' * 190 + b"1" + b"}" * 190,
    ):
        for name in (b"metadata", b"tools", b"messages"):
            refused_well(sender, post(sender, key, path, b'{"model":"gpt-5.5","%b":%b}' % (name, inner)))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "DELETE", "OPTIONS", "FOO"])
def test_odd_paths(sender, key, method, path):
    answer = sender.send(method, path, key("openai"))
    refused_well(sender, answer)


@pytest.mark.parametrize(
    "headers",
    [
        [("authorization", "Bearer a"), ("authorization", "Bearer b")],
        [("x-api-key", "a"), ("x-api-key", "b"), ("x-goog-api-key", "")],
        [("authorization", "Bearer \xff\xfe"), ("user-agent", "\xff")],
        [("content-type", "application/json;;;=")],
        [("anthropic-version", "\xff"), ("authorization", "Bearer " + "x" * 5000)],
        [
            ("upgrade", "websocket"),
            ("connection", "upgrade"),
            ("sec-websocket-key", "x"),
            ("sec-websocket-version", "13"),
        ],
    ],
)
def test_odd_headers(sender, headers):
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    for path in ("/v1/responses", "/v1/messages", "/v1beta/models/x:countTokens"):
        refused_well(sender, sender.client.post(path, headers=raw, content=b"{}"))
