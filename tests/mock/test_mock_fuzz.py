"""No input makes the mock stumble: whatever it cannot take is the client's mistake, a 4xx with a reason.

Thousands of requests are almost right, and at least half of them get as far as their parameters:
`MOCK_FUZZ=20000 pytest tests/mock/test_mock_fuzz.py -k almost -s` sends more, `MOCK_FUZZ_SEED=…` other ones.
"""

import json
import os
import random
from collections import Counter

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fuzzing import Fuzzer, Sent, scope

from gateway_docs.mock.app import Gateway
from gateway_docs.mock.journal import Journal
from gateway_docs.mock.keys import Keyring

NUMBER = int(os.environ.get("MOCK_FUZZ", "2000"))
SEED = os.environ.get("MOCK_FUZZ_SEED", "1")
#: How refusals begin that are about parameters or about what stands in them.
PARAMETERS = ("Unknown parameter", "Missing required parameter", "Invalid value for", "The model ")
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


class Directly:
    """Sends requests to the application itself, without TLS."""

    def __init__(self, facts, portal: BlockingPortal):
        self._portal = portal  # this thread's own loop may be a browser's
        self.keyring, self._journal = Keyring(facts), Journal()
        host = facts.regions[0].url.removeprefix("https://")
        self._gateway = Gateway(facts, {host}, self.keyring, self._journal)

    def __call__(self, sent: Sent) -> tuple[int, str | None]:
        """Status and refusal."""
        status = self._portal.call(self._send, sent)
        return status, self._journal.exchanges[-1].refusal

    async def _send(self, sent: Sent) -> int:
        answered = []

        async def receive():
            return {"type": "http.request", "body": sent.body, "more_body": False}

        async def send(message):
            answered.append(message)

        await self._gateway(scope(sent), receive, send)
        return answered[0]["status"]


@pytest.fixture(scope="module")
def fuzzed(facts):
    """A sender and the maker of what it sends."""
    with start_blocking_portal() as portal:
        sender = Directly(facts, portal)
        yield sender, Fuzzer(facts, sender.keyring, SEED)


def test_every_endpoint_has_a_valid_request(fuzzed):
    """So what is changed in it is what is refused."""
    send, fuzzer = fuzzed
    answers = {(route.endpoint.method, route.path): send(fuzzer.valid(route)) for route in fuzzer.routes}
    assert {place: answer for place, answer in answers.items() if answer[1]} == {}


def test_almost_right_requests(fuzzed):
    send, fuzzer = fuzzed
    stages: Counter[str] = Counter()
    endpoints: Counter[str] = Counter()
    for number in range(NUMBER):
        sent = fuzzer.request()
        status, refusal = send(sent)
        assert status < 500 and "cannot be understood" not in (refusal or ""), (number, sent, refusal)
        stage = "accepted" if refusal is None else "parameters" if refusal.startswith(PARAMETERS) else "before"
        stages[stage] += 1
        endpoints[sent.endpoint] += stage != "before"
    print(f"\n{NUMBER} requests, seed {SEED}: {dict(stages)}; not refused before its parameters: {dict(endpoints)}")
    assert stages["before"] <= NUMBER / 2
    assert stages["parameters"] and stages["accepted"]
    assert all(endpoints[f"{route.endpoint.method} {route.path}"] for route in fuzzer.routes)
