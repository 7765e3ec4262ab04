"""The sites of the odd gateways, and what the demo gateway's walks prove for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gateways
import pytest
from sites import Sites

from gateway_docs.facts import Facts, load_facts
from gateway_docs.project import ROOT
from gateway_docs.reader.page import Site
from gateway_docs.suite.plugin import to_do


@dataclass
class Odd:
    """A gateway that lacks something. `site` waits for its build."""

    name: str
    facts_path: Path
    sites: Sites

    @property
    def facts(self) -> Facts:
        return load_facts(self.facts_path)

    @property
    def site(self) -> Path:
        return self.sites.begin(self.facts_path).result()

    def source(self) -> Site:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GATEWAY_FACTS", str(self.facts_path))
            return Site(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def odd_gateways(request: pytest.FixtureRequest, sites: Sites, tmp_path_factory) -> dict[str, Odd]:
    """Every odd gateway by name; the builds that tests ask for begin here."""
    found = {name: Odd(name, gateways.write(name, tmp_path_factory.mktemp(name)), sites) for name in gateways.GATEWAYS}
    asked = {item.callspec.params.get("odd") for item in to_do(request.session) if hasattr(item, "callspec")}
    for odd in found.values():
        if odd.name in {*asked, *gateways.TELLING}:
            sites.begin(odd.facts_path)
    return found


@pytest.fixture(
    params=[
        name if name in gateways.TELLING else pytest.param(name, marks=pytest.mark.thorough)
        for name in gateways.GATEWAYS
    ]
)
def odd(odd_gateways: dict[str, Odd], request: pytest.FixtureRequest) -> Odd:
    return odd_gateways[request.param]
