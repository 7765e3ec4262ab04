"""The pages of an odd gateway hold. Walks that show what the demo gateway shows are proven by `pytest docs`."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from gateways import FREE, GATEWAYS

from gateway_docs.clients import Client, load_clients
from gateway_docs.connect.assemble import downloads
from gateway_docs.environments import environments, environments_of
from gateway_docs.facts import Facts
from gateway_docs.mock import serve
from gateway_docs.project import ROOT
from gateway_docs.reader.faults import FAULTS
from gateway_docs.reader.page import Site
from gateway_docs.reader.python_fence import evaluator
from gateway_docs.reader.recorder import Recorder, vendor_of, walk_of
from gateway_docs.reader.recordings import Recording, recordings
from gateway_docs.reader.session import WORKERS
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import Walk, walks

CLIENTS = load_clients()
#: Whose walks and recordings stand for all where every address, key and model differs from the demo gateway's: one for
#: each format and each kind of settings file.
STANDING = {"claude-code", "codex", "aider", "opencode", "curl", "openai-sdk", "anthropic-sdk", "gemini-sdk"}
#: What the full site proves: the fences of each of its walks.
Shown = tuple[tuple[str, str | None, str], ...]


def shown(walk: Walk) -> Shown:
    return tuple((fence.language, fence.title, fence.published) for fence in walk.fences)


@cache
def ways(site: Site) -> dict[Path, list[Walk]]:
    """The walks of every page, in the first language; translations show the same fences."""
    pages = [path for path in site.pages() if path.is_relative_to(site.docs / site.facts.languages[0])]
    return {path: walks(site.read(path)) for path in pages}


def circumstances(site: Site, client: Client) -> tuple[object, ...] | None:
    """What a recording depends on; None: the site has no guide of the client."""
    guide = [found for path, found in ways(site).items() if path.name == f"{client.id}.md"]
    if not guide:
        return None
    vendor = vendor_of(client, site.facts)
    return shown(guide[0][0]), vendor.id, other(site.facts, vendor.id)


def other(facts: Facts, vendor_id: str) -> str | None:
    return next((vendor.id for vendor in facts.vendors if vendor.id != vendor_id), None)


def shown_recordings(site: Site) -> Iterator[Recording]:
    texts = "".join(site.without_what_lacks(path) for path in ways(site))
    return (found for found in recordings(ROOT) if f'"errors/{found.client}/{found.fault}.txt"' in texts)


def stands(odd, client: str | None) -> bool:
    return odd.name not in FREE or client is None or client in STANDING


@pytest.fixture
def gateway(odd):
    with serve(odd.facts, files=downloads(odd.facts)) as gateway:
        yield gateway


@pytest.mark.walk
@pytest.mark.thorough
@pytest.mark.parametrize("odd", GATEWAYS, indirect=True)
def test_pages_hold(odd, source: Site, gateway, tmp_path: Path, request):
    proven = {shown(walk) for found in ways(source).values() for walk in found}
    site = odd.source()
    known = [walk for found in ways(site).values() for walk in found if stands(odd, walk.page.client)]
    differing = [walk for walk in known if shown(walk) not in proven]

    def follow(number: int) -> None:
        walk = differing[number]
        client = CLIENTS.get(walk.page.client or "")
        known = environments_of(client.id)[:1] if client else environments()
        stage = Stage(gateway, tmp_path / f"walk{number}", known)
        Walker(walk, client, stage).follow(evaluator(tmp_path, request.node))

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(follow, range(len(differing))))
    print(f"{odd.name}: {len(differing)} walks differ from the demo gateway's")


@pytest.mark.walk
@pytest.mark.thorough
@pytest.mark.parametrize("odd", [name for name in GATEWAYS if name not in FREE], indirect=True)
def test_recordings_hold(odd, source: Site, gateway, tmp_path: Path):
    """One of each client: the names in a recording are exchanged in the same way for every fault.

    Not where vendors are free: of a model that it does not know, Claude Code says one thing more.
    """
    site, differing = odd.source(), {}
    for recording in shown_recordings(site):
        now = circumstances(site, CLIENTS[recording.client])
        differs = now and now != circumstances(source, CLIENTS[recording.client])
        if differs:
            differing.setdefault(recording.client, recording)
    guides = {path.stem: walk_of(site.read(path), CLIENTS[path.stem]) for path in ways(site) if path.stem in differing}

    def record(recording: Recording) -> str:
        client = CLIENTS[recording.client]
        stage = Stage(gateway, tmp_path / client.id, environments_of(client.id)[:1])
        return Recorder(guides[client.id], FAULTS[recording.fault], client, odd.facts, stage).record().text

    with ThreadPoolExecutor(WORKERS) as pool:
        for recording, said in zip(differing.values(), pool.map(record, differing.values()), strict=True):
            assert said == recording.path(ROOT).read_text("utf-8"), recording
    print(f"{odd.name}: recordings of {len(differing)} clients differ in their circumstances")


def test_shown_recording_has_guide(odd):
    """A page never shows what a client says whose guide the site does not have."""
    site = odd.source()
    assert [found for found in shown_recordings(site) if circumstances(site, CLIENTS[found.client]) is None] == []
