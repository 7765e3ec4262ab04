"""Asks the mock what a recording asked the vendor: with a key and a host that the mock knows, of the same model."""

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

#: Headers that decide how a body is judged, as they look where the recorder has not blacked them out. Others belong to
#: the recording's connection or account.
KEPT = {"anthropic-version": re.compile(r"[\d-]+"), "anthropic-beta": re.compile(".+")}
MODEL_IN_PATH = re.compile(r"(?<=/models/)[^:/?]+")


@dataclass(frozen=True)
class Asked:
    """What the mock says to a recorded request. `refusal`: why it refused; None: it did not.

    `own`: the key is refused, which a gateway does itself, with a status of its own.
    """

    status: int
    answer: Any
    refusal: str | None
    own: bool = False


class Mock:
    """The mock gateway of `facts`, asked in this process."""

    def __init__(self, facts: Facts, portal: BlockingPortal):
        self._facts, self._portal = facts, portal
        self._keyring, self._journal = Keyring(facts), Journal()
        self._clients: dict[tuple[str, str], httpx2.AsyncClient] = {}

    def ask(self, recording: Recording) -> Asked | None:
        """None: no vendor of the facts speaks this dialect."""
        vendor = next((vendor for vendor in self._facts.vendors if vendor.id == recording.dialect), None)
        if vendor is None:
            return None
        client = self._client(recording)
        path, headers, body = self._request(recording, vendor.path)
        answer = self._portal.call(lambda: client.request(recording.method, path, headers=headers, content=body))
        refusal = self._journal.exchanges[-1].refusal
        return Asked(answer.status_code, _parsed(answer.text), refusal, own=_wrong_key(recording))

    def _client(self, recording: Recording) -> httpx2.AsyncClient:
        """A client of the gateway, which sells the recorded model unless the vendor did not."""
        asked = "" if _no_model(recording) else _model_of(recording)
        if (recording.dialect, asked) not in self._clients:
            facts = self._selling(recording, asked)
            host = facts.regions[0].url.removeprefix("https://")
            gateway = Gateway(facts, frozenset({host}), self._keyring, self._journal)
            transport = httpx2.ASGITransport(gateway)
            self._clients[recording.dialect, asked] = httpx2.AsyncClient(
                transport=transport, base_url=f"https://{host}"
            )
        return self._clients[recording.dialect, asked]

    def _selling(self, recording: Recording, asked: str) -> Facts:
        """The facts, with a model named `asked` in the place of one of the same kind."""
        kind = "embedding" if "embed" in recording.path else "chat"
        group = self._facts.vendor(recording.dialect).default_group
        sold = [
            model for model in self._facts.models_in(self._facts.vendor(recording.dialect)) if group in model.groups
        ]
        like = next((model for model in sold if model.kind == kind), None)
        if like is None or not asked or asked in (model.id for model in sold):
            return self._facts
        others = [model for model in self._facts.models if model.id != asked]
        new = like.model_copy(update={"id": asked, "snapshot": None})
        return self._facts.model_copy(update={"models": [*others, new]})

    def _request(self, recording: Recording, base: str) -> tuple[str, dict[str, str], bytes | None]:
        key = "sk-test-unknown" if _wrong_key(recording) else self._keyring.key(recording.dialect)
        kept = {
            name: value for name, value in recording.headers.items() if name in KEPT and KEPT[name].fullmatch(value)
        }
        headers = {**dialect(recording.dialect).headers_with(key), **kept}
        sent = recording.sent
        if sent is not None:
            headers["content-type"] = "application/json"
        return _path(recording, base), headers, None if sent is None else json.dumps(sent).encode()


def _wrong_key(recording: Recording) -> bool:
    """Whether the vendor does not know the key."""
    return recording.status == 401 or "API_KEY_INVALID" in json.dumps(recording.answer)


def _no_model(recording: Recording) -> bool:
    """Whether the vendor says that it has no such model."""
    return recording.status == 404 or "model_not_found" in json.dumps(recording.answer)


def _model_of(recording: Recording) -> str:
    """The model that is asked, in the path or the body; empty: none is."""
    found, sent = MODEL_IN_PATH.search(recording.path), recording.sent
    return found[0] if found else str(sent.get("model") or "") if isinstance(sent, dict) else ""


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
