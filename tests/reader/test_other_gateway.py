"""Another operator's gateway: the same pages hold with its names, paths, models and keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.environments import environments, environments_of
from gateway_docs.mock import serve
from gateway_docs.reader.page import Site
from gateway_docs.reader.python_fence import evaluator
from gateway_docs.reader.unchanged import Unchanged, digest
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import walks

PAGES = sorted((ROOT / "docs" / "en").rglob("*.md"))


@pytest.fixture(scope="session")
def other() -> Site:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GATEWAY_FACTS", str(ROOT / "tests" / "site" / "other-gateway.yml"))
        return Site(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def gateway(other: Site):
    with serve(other.facts) as gateway:
        yield gateway


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_holds(other: Site, gateway, shared, path: Path, tmp_path: Path, request):
    client = shared.clients.get(path.stem)
    known, ways = environments_of(client.id)[:1] if client else environments(), walks(other.read(path))
    name = digest("other gateway", [fence for walk in ways for fence in walk.fences], client, known, other.facts)
    if shared.only_changed and Unchanged().read(name):
        pytest.skip("it held here with the same code blocks, client, facts and tools, and --changed was given")
    for number, walk in enumerate(ways):
        walker = Walker(walk, gateway, client, tmp_path / f"walk{number}", known)
        walker.follow(evaluator(tmp_path, request.node))
    Unchanged().keep(name, "held")
