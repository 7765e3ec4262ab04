"""One mock for all tests, and clients that reach it under its documented names."""

from __future__ import annotations

import ssl
from pathlib import Path

import anthropic
import httpx2
import openai
import pytest
from hanging import HANGING_SECONDS

ROOT = Path(__file__).parents[2]

BASE = "https://api.gateway.example"


class ToMock(httpx2.HTTPTransport):
    """Leads every host to the mock's port. Host header, SNI and certificate check stay those of the URL."""

    def __init__(self, gateway):
        super().__init__(verify=ssl.create_default_context(cafile=str(gateway.ca_file)))
        self._port = gateway.port

    def handle_request(self, request):
        request.extensions["sni_hostname"] = request.url.host
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return super().handle_request(request)


class Sender:
    """Sends raw requests. `send` returns the answer; `refusal` is what the journal says about it."""

    def __init__(self, gateway):
        self.gateway = gateway
        # The first request waits for the imports of what checks it.
        self.client = httpx2.Client(
            transport=ToMock(gateway), base_url="https://api.gateway.example", timeout=HANGING_SECONDS
        )

    def send(self, method, path, key=None, json=None, *, headers=None, **options):
        headers = {**({"authorization": f"Bearer {key}"} if key else {}), **(headers or {})}
        return self.client.request(method, path, json=json, headers=headers, **options)

    @property
    def refusal(self):
        return self.gateway.journal.exchanges[-1].refusal


@pytest.fixture(scope="session")
def sender(gateway):
    sender = Sender(gateway)
    with sender.client:
        yield sender


@pytest.fixture(scope="session")
def connect():
    """Opens new connections to a mock."""
    return Sender


@pytest.fixture(scope="session")
def key(gateway):
    return gateway.keyring.key


@pytest.fixture(scope="session")
def sdk_http(gateway):
    """An HTTP client for the SDKs."""
    with httpx2.Client(transport=ToMock(gateway), timeout=HANGING_SECONDS) as client:
        yield client


CHAT = {"model": "gpt-5.5", "messages": [{"role": "user", "content": "Say hello there."}]}
MESSAGE = {"model": "claude-opus-5-5", "max_tokens": 100, "messages": [{"role": "user", "content": "Say hello there."}]}
CONTENT = {"contents": [{"role": "user", "parts": [{"text": "Say hello there."}]}]}
VERSION = {"anthropic-version": "2023-06-01"}


class Asker:
    """Asks one question in each dialect."""

    def __init__(self, sender, key):
        self._sender, self._key = sender, key

    def __call__(self, vendor, state="good", headers=None, key=None, **changes):
        key = key or self._key(vendor, state=state)
        if vendor == "openai":
            return self._sender.send("POST", "/v1/chat/completions", key, {**CHAT, **changes}, headers=headers)
        if vendor == "anthropic":
            return self._sender.send(
                "POST", "/v1/messages", key, {**MESSAGE, **changes}, headers={**VERSION, **(headers or {})}
            )
        path = f"/v1beta/models/{changes.pop('model', 'gemini-3.8-flash')}:generateContent"
        return self._sender.send(
            "POST", path, None, {**CONTENT, **changes}, headers={"x-goog-api-key": key, **(headers or {})}
        )


@pytest.fixture(scope="session")
def ask(sender, key):
    return Asker(sender, key)


@pytest.fixture
def gpt(sdk_http, key):
    return openai.OpenAI(base_url=f"{BASE}/v1", api_key=key("openai"), http_client=sdk_http, max_retries=0)


@pytest.fixture
def claude(sdk_http, key):
    return anthropic.Anthropic(base_url=BASE, api_key=key("anthropic"), http_client=sdk_http, max_retries=0)
