"""Asks the mock what a recording asked the vendor: with a key, a host and a model that the mock knows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal

from gateway_docs.dialects import dialect
from gateway_docs.facts import Facts
from gateway_docs.mock.app import Gateway
from gateway_docs.mock.journal import Journal
from gateway_docs.mock.keys import Keyring
from gateway_docs.replay.recordings import Recording

#: Headers of a recording that decide how a body is judged. Others belong to its connection or its account.
KEPT = ("anthropic-version", "anthropic-beta")
MODEL_IN_PATH = re.compile(r"(?<=/models/)[^:/?]+")


@dataclass(frozen=True)
class Asked:
    """What the mock says to a recorded request. `refusal`: why it refused; None: it did not."""

    status: int
    answer: Any
    refusal: str | None


class Mock:
    """The mock gateway of `facts`, asked in this process."""

    def __init__(self, facts: Facts, portal: BlockingPortal):
        self._facts, self._portal = facts, portal
        self._keyring, self._journal = Keyring(facts), Journal()
        self._host = facts.regions[0].url.removeprefix("https://")
        gateway = Gateway(facts, frozenset({self._host}), self._keyring, self._journal)
        self._client = httpx2.AsyncClient(transport=httpx2.ASGITransport(gateway), base_url=f"https://{self._host}")

    def ask(self, recording: Recording) -> Asked | None:
        """None: no vendor of the facts speaks this dialect."""
        vendor = next((vendor for vendor in self._facts.vendors if vendor.id == recording.dialect), None)
        if vendor is None:
            return None
        method, path, headers, body = self._request(recording, vendor.path)
        answer = self._portal.call(lambda: self._client.request(method, path, headers=headers, content=body))
        return Asked(answer.status_code, _parsed(answer.text), self._journal.exchanges[-1].refusal)

    def _request(self, recording: Recording, base: str) -> tuple[str, str, dict[str, str], bytes | None]:
        wrong_key = recording.status == 401 or "API_KEY_INVALID" in json.dumps(recording.answer)
        key = "sk-test-unknown" if wrong_key else self._keyring.key(recording.dialect)
        kept = {name: value for name, value in recording.headers.items() if name in KEPT}
        headers = {**dialect(recording.dialect).headers_with(key), **kept}
        sent, path = recording.sent, _path(recording, base)
        if recording.status != 404 and "model_not_found" not in json.dumps(recording.answer):
            sent, path = self._with_known_model(recording, sent, path)
        if sent is not None:
            headers["content-type"] = "application/json"
        return recording.method, path, headers, None if sent is None else json.dumps(sent).encode()

    def _with_known_model(self, recording: Recording, sent: Any, path: str) -> tuple[Any, str]:
        kind = "embedding" if "/embeddings" in path else "chat"
        asked = MODEL_IN_PATH.search(path) or (isinstance(sent, dict) and sent.get("model"))
        known = self._known(recording.dialect, kind, asked[0] if isinstance(asked, re.Match) else str(asked or ""))
        if known is None:
            return sent, path
        if isinstance(sent, dict) and isinstance(sent.get("model"), str):
            sent = {**sent, "model": known}
        return sent, MODEL_IN_PATH.sub(known, path)

    def _known(self, vendor: str, kind: str, asked: str) -> str | None:
        """The model itself if the key may use it; otherwise one of the vendor, of the same kind."""
        asked_of = self._facts.vendor(vendor)
        group = next(iter(asked_of.groups)).id
        models = (model for model in self._facts.models_in(asked_of) if group in model.groups)
        offered = [model.id for model in models if model.kind == kind]
        return asked if asked in offered else next(iter(offered), None)


def _path(recording: Recording, base: str) -> str:
    """The path of the recording at the gateway, which has the vendor's API at `base`. The key is taken out of it."""
    path = re.sub(r"([?&])key=[^&]*&?", r"\1", recording.path).rstrip("?&")
    return base.removesuffix("/v1") + path if recording.dialect == "openai" else base + path


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


@contextmanager
def mock_of(facts: Facts) -> Iterator[Mock]:
    """The mock gateway of `facts`, ready to be asked."""
    with start_blocking_portal() as portal:
        yield Mock(facts, portal)
