"""A client says in a fork of a warm Python what it says when it is started anew."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest

from gateway_docs.environments import environments_of
from gateway_docs.project import ROOT
from gateway_docs.reader.faults import FAULTS
from gateway_docs.reader.recorder import Recorded, Recorder, walk_of
from gateway_docs.reader.session import ReaderSession
from gateway_docs.reader.stage import Stage

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux passes a walk to a fork")
OTHERS = ("aider", "anthropic-sdk", "gemini-sdk", "litellm", "llamaindex", "llm", "openai-agents", "pydantic-ai")
CLIENTS = ["openai-sdk", *(pytest.param(client, marks=pytest.mark.thorough) for client in OTHERS)]


def recorded(shared: ReaderSession, client_id: str, fault: str) -> Recorded:
    client = shared.clients[client_id]
    walk = walk_of(shared.site.read(ROOT / "docs" / "en" / "clients" / f"{client_id}.md"), client)
    folder, known = Path(mkdtemp(dir=shared.folder_of(client))) / "walk", environments_of(client_id)[:1]
    warm = shared.warm(walk, client, known, shared.gateway)
    assert shared.cold or warm
    stage = Stage(shared.gateway, folder, known, warm=warm)
    return replace(Recorder(walk, FAULTS[fault], client, shared.facts, stage).record(), seconds=0)


@pytest.mark.walk
@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("fault", ["wrong-key", "no-balance"])
def test_it_says_the_same_warm(shared: ReaderSession, client: str, fault: str, monkeypatch: pytest.MonkeyPatch):
    warm = recorded(shared, client, fault)
    monkeypatch.setattr(shared, "cold", True)
    assert warm == recorded(shared, client, fault)


def test_client_that_is_not_python_is_cold(shared: ReaderSession):
    client = shared.clients["claude-code"]
    walk = walk_of(shared.site.read(ROOT / "docs/en/clients/claude-code.md"), client)
    assert shared.warm(walk, client, environments_of(client.id), shared.gateway) is None
