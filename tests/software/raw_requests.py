"""Raw requests in each dialect, right but for what a test changes."""

from __future__ import annotations

import ssl
from typing import Any

import httpx2
from hanging import HANGING_SECONDS

from gateway_docs.mock import MockGateway

HOST = "api.gateway.example"
PATHS = {
    "openai": "/v1/chat/completions",
    "anthropic": "/v1/messages",
    "gemini": "/v1beta/models/{model}:generateContent",
}
MESSAGES = [{"role": "user", "content": "Say OK"}]
BODIES: dict[str, dict[str, Any]] = {
    "openai": {"messages": MESSAGES},
    "anthropic": {"messages": MESSAGES, "max_tokens": 64},
    "gemini": {"contents": [{"role": "user", "parts": [{"text": "Say OK"}]}]},
}
NEEDED = {"openai": "messages", "anthropic": "messages", "gemini": "contents"}
KEYS = {"openai": "authorization", "anthropic": "x-api-key", "gemini": "x-goog-api-key"}


class ToMock(httpx2.HTTPTransport):
    """Leads requests for the documented host to the mock's port."""

    def __init__(self, gateway: MockGateway):
        super().__init__(verify=ssl.create_default_context(cafile=str(gateway.ca_file)))
        self._port = gateway.port

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.extensions["sni_hostname"] = request.url.host
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return super().handle_request(request)


class Asker:
    """Sends one request in a dialect, right but for what the test changes."""

    def __init__(self, gateway: MockGateway):
        self.gateway, self.facts = gateway, gateway.facts
        self._client = httpx2.Client(transport=ToMock(gateway), timeout=HANGING_SECONDS)

    def key(self, vendor: str, state: str = "good", group: str | None = None) -> str:
        return self.gateway.keyring.key(vendor, group, state)

    def send(
        self, dialect: str, *, key: str | None = None, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx2.Response:
        """`key`: the good one unless told, none if empty. `options` change model, path, method, content or body."""
        text = self.key(dialect) if key is None else key
        model = options.get("model", self.facts.vendor(dialect).default_model)
        sent = {KEYS[dialect]: f"Bearer {text}" if dialect == "openai" else text} if text else {}
        if dialect == "anthropic":
            sent["anthropic-version"] = "2023-06-01"
        body = options.get("body", {**BODIES[dialect], **({} if dialect == "gemini" else {"model": model})})
        given = {"content": options["content"]} if "content" in options else {"json": body}
        path = options.get("path", PATHS[dialect]).replace("{model}", model)
        given |= {"headers": {"content-type": "application/json", **sent, **(headers or {})}}
        if options.get("method") == "GET":
            given.pop("json", None)
        return self._client.request(options.get("method", "POST"), f"https://{HOST}{path}", **given)

    def close(self) -> None:
        self._client.close()
