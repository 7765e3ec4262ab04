"""The sites of the odd gateways, built two at a time, and what the demo gateway's walks prove for them."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import gateways
import pytest

from gateway_docs.clients import ROOT
from gateway_docs.facts import Facts, load_facts
from gateway_docs.reader.page import Site


@dataclass
class Odd:
    """A gateway that lacks something. `site` waits for its build."""

    name: str
    facts_path: Path
    building: Future[Path]

    @property
    def facts(self) -> Facts:
        return load_facts(self.facts_path)

    @property
    def site(self) -> Path:
        return self.building.result()

    def source(self) -> Site:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GATEWAY_FACTS", str(self.facts_path))
            return Site(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def odd_gateways(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Odd]:
    """Every odd gateway by name; their builds begin with the first test that asks for one."""
    found = {}
    with ThreadPoolExecutor(2) as builders:
        for name in gateways.GATEWAYS:
            folder = tmp_path_factory.mktemp(name)
            facts = gateways.write(name, folder)
            found[name] = Odd(name, facts, builders.submit(build, facts, folder / "site"))
        yield found


def build(facts: Path, site: Path) -> Path:
    """What `mkdocs build --strict` makes of these facts."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, "GATEWAY_FACTS": str(facts), "NO_MKDOCS_2_WARNING": "1"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr
    return site


@pytest.fixture(params=gateways.GATEWAYS)
def odd(odd_gateways: dict[str, Odd], request: pytest.FixtureRequest) -> Odd:
    return odd_gateways[request.param]


@pytest.fixture(scope="session")
def source() -> Site:
    """The site's own configuration and parser."""
    return Site(ROOT / "mkdocs.yml")
