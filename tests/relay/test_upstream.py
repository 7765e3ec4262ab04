"""Between the mock and a gateway that means harm: the key goes to it and to nobody else, and does not come back."""

from __future__ import annotations

import base64
import gzip
import json
import logging
import socket
import ssl
from urllib.parse import quote, urlsplit

import pytest
from hanging import HANGING_SECONDS
from hostile import hostile

from gateway_docs.keys.scrubber import Scrubber
from gateway_docs.mock import serve
from gateway_docs.mock.proxy import ForwardProxy
from gateway_docs.reader.discretion import scrubbed_log
from gateway_docs.relay.budget import Budget
from gateway_docs.relay.relay import Relay
from gateway_docs.relay.upstream import Upstream

KEYS = {
    "openai": "sk-test-REAL'\"\\&+/?#@:openai-0123456789",
    "anthropic": "sk-test-REAL-anthropic-0123456789",
    "gemini": "AIza-test-REAL+/=&gemini-0123456789",
}
HOST = "api.gateway.example"
CHAT = json.dumps({"model": "gpt-5.5", "messages": [{"role": "user", "content": "Say OK"}]})
MESSAGE = json.dumps({"model": "claude-sonnet-5-5", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]})
CONTENT = json.dumps({"contents": [{"role": "user", "parts": [{"text": "Say OK"}]}]})


@pytest.fixture(scope="module")
def gateway(facts, tmp_path_factory):
    folder, hosts = tmp_path_factory.mktemp("hostile"), {urlsplit(region.url).hostname for region in facts.regions}
    with (
        hostile(hosts, folder) as server,
        ForwardProxy(hosts, server.port) as proxy,
        pytest.MonkeyPatch.context() as env,
    ):
        env.setenv("HTTPS_PROXY", proxy.url)
        env.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        server.proxy = proxy
        yield server


@pytest.fixture(scope="module")
def relay():
    return Relay(Upstream(KEYS, 20), Budget(10_000_000))


@pytest.fixture(scope="module")
def mock(facts, relay):
    with serve(facts, relay=relay) as mock:
        mock.prepare(KEYS)
        yield mock


@pytest.fixture
def ask(mock, gateway):
    """Sends a request to the mock as a client would, headers as given; returns all that comes back."""
    context = ssl.create_default_context(cafile=str(mock.ca_file))
    gateway.asked.clear()

    def ask(target: str, body: str, *headers: str) -> bytes:
        keys = {vendor: mock.keyring.key(vendor) for vendor in KEYS}
        lines = [line.format(**keys) for line in headers]
        if not any(line.lower().startswith("host:") for line in lines):
            lines.insert(0, f"Host: {HOST}")
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", "Connection: close"]
        head = "\r\n".join([f"POST {target.format(**keys)} HTTP/1.1", *lines, "", ""])
        with (
            socket.create_connection(("127.0.0.1", mock.port), timeout=HANGING_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=HOST) as connection,
        ):
            connection.sendall(head.encode("latin-1") + body.encode())
            return connection.makefile("rb").read()

    return ask


@pytest.fixture
def chat(ask):
    return lambda: ask("/v1/chat/completions", CHAT, "Authorization: Bearer {openai}")


FORMATS = {
    "openai": ("/v1/chat/completions", CHAT, "Authorization: Bearer {openai}", b"authorization: Bearer %s"),
    "anthropic": ("/v1/messages", MESSAGE, "X-Api-Key: {anthropic}\r\nanthropic-version: 2023-06-01", b"x-api-key: %s"),
    "gemini": (
        "/v1beta/models/gemini-3.8-flash:generateContent",
        CONTENT,
        "x-goog-api-key: {gemini}",
        b"x-goog-api-key: %s",
    ),
}


@pytest.mark.parametrize("vendor", FORMATS)
def test_key_goes_where_the_facts_say(ask, gateway, vendor):
    target, body, header, sent = FORMATS[vendor]
    ask(target, body, header)
    head = gateway.asked[0].partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert head[0] == f"POST {target} HTTP/1.1".encode()
    assert f"Host: {HOST}".encode() in head
    assert sent % KEYS[vendor].encode() in head
    assert [attempt.line for attempt in gateway.proxy.attempts[-1:]] == [f"CONNECT {HOST}:443 HTTP/1.1"]


def test_key_in_a_query(ask, gateway):
    """Only the parameter that the format has for it becomes the real key."""
    target = FORMATS["gemini"][0]
    ask(f"{target}?alt=json&key={{gemini}}&x={{gemini}}&key2={{gemini}}@evil.example", CONTENT)
    line = gateway.asked[0].split(b"\r\n")[0].decode()
    assert line.count(quote(KEYS["gemini"], safe="")) == 1
    assert line.startswith(f"POST {target}?alt=json&key={quote(KEYS['gemini'], safe='')}&x=sk-test-")


def test_query_that_is_none(ask, gateway):
    assert b" 502 " in ask(FORMATS["gemini"][0] + "?key={gemini}&x#@evil.example", CONTENT).split(b"\r\n")[0]
    assert gateway.asked == []


def test_no_key_in_the_query_of_another_format(ask, gateway):
    ask("/v1/chat/completions?key={openai}", CHAT, "Authorization: Bearer {openai}")
    assert b"REAL" not in gateway.asked[0].split(b"\r\n")[0]


@pytest.mark.parametrize(
    "host",
    [
        f"{HOST}:x@127.0.0.9",
        f"{HOST}@127.0.0.9",
        f"{HOST}:443@127.0.0.9",
        f"{HOST}:8443",
        f"{HOST}:bad port",
        f"{HOST}#@127.0.0.9",
        f"{HOST}/@127.0.0.9",
        f"{HOST}?@127.0.0.9",
        f"{HOST}\\@127.0.0.9",
        "127.0.0.9",
    ],
)
@pytest.mark.parametrize("vendor", FORMATS)
def test_host_header_leads_nowhere(ask, gateway, mock, vendor, host):
    before, attempts = mock.journal.last, len(gateway.proxy.attempts)
    target, body, header, _ = FORMATS[vendor]
    assert b" 421 " in ask(target, body, f"Host: {host}", header).split(b"\r\n")[0]
    assert gateway.asked == [] and len(gateway.proxy.attempts) == attempts
    (told,) = mock.journal.since(before)
    assert told.host == host.lower() and told.refusal


@pytest.mark.parametrize(
    "target",
    [
        "https://127.0.0.9/v1/chat/completions",
        "//127.0.0.9/v1/chat/completions",
        "@127.0.0.9/v1/chat/completions",
        "/v1/chat/completions%23@127.0.0.9",
        "/\\127.0.0.9/v1/chat/completions",
    ],
)
def test_target_leads_nowhere(ask, gateway, target):
    assert b" 404 " in ask(target, CHAT, "Authorization: Bearer {openai}").split(b"\r\n")[0]
    assert gateway.asked == []


def test_headers_that_lead_elsewhere_stay_here(ask, gateway):
    names = ("X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "Cookie", "Via")
    others = [f"{name}: evil.example" for name in names]
    ask("/v1/chat/completions", CHAT, "Authorization: Bearer {openai}", "X-Stainless-Lang: \xe9", *others)
    assert b"evil.example" not in gateway.asked[0]
    assert b"x-stainless-lang: \xe9" in gateway.asked[0], "what is no ASCII is passed on as it came"


@pytest.mark.parametrize(
    "header", ["Authorization: Bearer {openai}x", "Authorization: Bearer {openai}, Bearer {openai}", "X-Note: {openai}"]
)
def test_only_a_whole_key_is_exchanged(ask, gateway, header):
    good = ["Authorization: Bearer {openai}"] if header.startswith("X-") else []
    ask("/v1/chat/completions", CHAT, header, *good)
    assert b"".join(gateway.asked).count(b"REAL") == len(good)


def whole(status: str, body: bytes, *headers: bytes) -> list[bytes]:
    lines = [f"HTTP/1.1 {status}".encode(), b"Content-Length: %d" % len(body), b"Connection: close", *headers]
    return [b"\r\n".join([*lines, b"", b""]) + body]


def chunked(pieces: list[bytes], media_type: bytes = b"application/json") -> list[bytes]:
    head = (
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: %s\r\n\r\n" % media_type
    )
    return [head, *(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces), b"0\r\n\r\n"]


KEY = KEYS["openai"]
RAW = KEY.encode()
BASIC = base64.b64encode(f"u:{KEY}".encode())
LETTERS = [KEY[at : at + 3] for at in range(0, len(KEY), 3)]
EVERY = json.dumps(
    {
        "as": KEY,
        "repr": repr(KEY),
        "json": json.dumps(KEY),
        "url": [quote(KEY, safe=""), quote(KEY, safe="").lower(), quote(quote(KEY, safe=""))],
        "basic": BASIC.decode(),
        "base64": base64.urlsafe_b64encode(RAW).decode(),
        "unicode": "".join(f"\\u{ord(one):04X}" for one in KEY),
        "hex": RAW.hex(),
        "cut": KEY[:20],
        KEY: "as a name",
    }
).encode()
EVENTS = [b'data: {"choices": [{"delta": {"content": %s}}]}\n\n' % json.dumps(part).encode() for part in LETTERS]
ECHOES = {
    "every form": whole("200 OK", EVERY),
    "every form, error": whole("401 Unauthorized", EVERY),
    "every form, web page": whole("502 Bad", b"<p>" + EVERY, b"Content-Type: text/html"),
    "compressed": whole("200 OK", gzip.compress(EVERY), b"Content-Encoding: gzip"),
    "UTF-16": whole("200 OK", KEY.encode("utf-16")),
    "reason": whole(f"400 {KEY}", b"{}"),
    "reason alone": [f"HTTP/1.1 {KEY}\r\n\r\n".encode()],
    "no HTTP": [RAW + b"\r\n\r\n"],
    "headers": whole("200 OK", b"{}", b"X-Key: " + RAW, b"X-Basic: " + BASIC, b"Set-Cookie: k=" + RAW),
    "headers that are passed on": whole("429 Slow", b"{}", b"Retry-After: " + RAW, b"Content-Type: text/" + RAW),
    "header that is none": [b"HTTP/1.1 200 OK\r\n" + RAW + b" \x00: x\r\n\r\n"],
    "redirect": whole("302 Found", b"", b"Location: https://127.0.0.9/?key=" + quote(KEY).encode()),
    "redirect to user information": whole("307 T", b"", b"Location: https://u:" + RAW + b"@127.0.0.9/"),
    "redirect to itself": whole("308 P", b"", b"Location: /v1/chat/completions?" + BASIC),
    "chunks": chunked([EVERY[at : at + 1] for at in range(len(EVERY))]),
    "chunk sizes": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + RAW + b"\r\n"],
    "events": chunked([b"data: " + EVERY + b"\n\n"], b"text/event-stream"),
    "events, each a piece": chunked(EVENTS, b"text/event-stream"),
    "parts, each a piece": whole("200 OK", json.dumps({"content": [{"text": part} for part in LETTERS]}).encode()),
    "ends in the key": [b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + RAW[:-2]],
    "encoding that is none": whole("200 OK", RAW, b"Content-Encoding: gzip"),
    "status that is none": whole("999 " + KEY, RAW),
    "status 204": whole("204 " + KEY, b"", b"X: " + RAW),
    "status 100": [b"HTTP/1.1 100 " + RAW + b"\r\n\r\n"],
}


@pytest.mark.parametrize("echo", ECHOES)
def test_gateway_that_echoes(chat, gateway, relay, mock, echo, caplog):
    """Nothing of the key reaches the client, the journal, the report or a log."""
    before, scrub = mock.journal.last, Scrubber(KEYS.values())
    gateway.answer = lambda asked: ECHOES[echo]
    end = scrubbed_log(scrub)
    try:
        with caplog.at_level(logging.DEBUG):
            answer = chat().decode("latin-1")
    finally:
        end()
    assert any(RAW in asked for asked in gateway.asked), "it was asked, and had the key"
    assert answer.startswith("HTTP/1.1 ") and not answer.startswith("HTTP/1.1 500")
    (told,) = mock.journal.since(before)
    report = f"{told} {relay.differences} {relay.unanswered}"
    for text in (answer, report, caplog.text):
        assert "0123456789" not in text and not scrub.finds(text)
    together = "".join(part["text"] for part in texts(answer))
    assert not scrub.finds(together)
    assert not any("127.0.0.9" in attempt.host for attempt in gateway.proxy.attempts)


def texts(answer: str) -> list[dict]:
    """What a client would put together: the parts of an answer, or of its events."""
    body = answer.partition("\r\n\r\n")[2]
    try:
        found = json.loads(body).get("content", [])
    except (ValueError, AttributeError):
        return [{"text": part} for part in body.split('"')]
    return [part for part in found if isinstance(part, dict)]


def test_log_without_scrubbing_would_tell(chat, gateway, caplog):
    """The test above looks where the key does show."""
    gateway.answer = lambda asked: ECHOES["headers"]
    with caplog.at_level(logging.DEBUG):
        chat()
    assert "X-Key" in caplog.text and "0123456789" in caplog.text
