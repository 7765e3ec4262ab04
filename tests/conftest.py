"""What tests of the built site share: one build, one server, one browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from gateway_docs.browser import chromium, served
from gateway_docs.clients import ROOT
from gateway_docs.facts import Facts, load_facts

Builder = Callable[..., Path]


@pytest.fixture(scope="session")
def build_site() -> Builder:
    """Builds the site as `mkdocs build --strict` does, from a gateway.yml into a folder."""

    def build_site(facts: Path, site: Path, **changes: Any) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GATEWAY_FACTS", str(facts))
            build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True, **changes))
        return site

    return build_site


@pytest.fixture(scope="session")
def site(build_site: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo gateway's site."""
    return build_site(ROOT / "gateway.yml", tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The demo gateway's facts."""
    return load_facts(ROOT / "gateway.yml")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the demo gateway's site is served; ends in a slash."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An open tab with nothing stored. The test fails when the page raised an error."""
    context = browser.new_context(service_workers="block")  # each test asks the server
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
