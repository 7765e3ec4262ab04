"""What tests of built sites share: a build of each, one server, one browser, one look at every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import DEMO, OTHER, Sites
from tour import PATIENCE_MS, Seen, tour

from gateway_docs.facts import Facts, load_facts
from gateway_docs.measure.browser import chromium, served
from gateway_docs.mock import MockGateway, serve
from gateway_docs.output.fingerprints import folders
from gateway_docs.project import ROOT
from gateway_docs.reader.page import Site as Source
from gateway_docs.suite.plugin import to_do

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


@pytest.fixture(scope="session", autouse=True)
def begun(request: pytest.FixtureRequest) -> None:
    """What takes long and is asked for later begins with the first test."""
    wanted = {name for item in to_do(request.session) for name in getattr(item, "fixturenames", ())}
    if "tours" in wanted:
        request.getfixturevalue("tours")
    if "other_site" in wanted:
        request.getfixturevalue("sites").begin(OTHER)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Builds each site once, also in the background."""
    sites = Sites(tmp_path_factory.mktemp("sites"))
    yield sites
    sites.close()


@pytest.fixture(scope="session")
def site(sites: Sites) -> Path:
    """The demo gateway's site."""
    return sites.begin(DEMO).result()


@pytest.fixture(scope="session")
def renamed_site(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo gateway's site with another name, which begins like an address."""
    demo = DEMO.read_text("utf-8")
    text = demo.replace("name: Demo Gateway", "name: 'javascript:alert(1)'", 1)
    assert text != demo
    facts = tmp_path_factory.mktemp("renamed") / "gateway.yml"
    facts.write_text(text, "utf-8")
    return sites.begin(facts).result()


@pytest.fixture(scope="session")
def other_site(sites: Sites) -> Path:
    """The site of a gateway with other names, in every sense."""
    return sites.begin(OTHER).result()


@pytest.fixture(scope="session")
def tours(sites: Sites) -> Iterator[Callable[[str], list[Seen]]]:
    """What a browser saw on every page of a language of the demo gateway's site. It looks while other tests run."""
    with ThreadPoolExecutor(2, thread_name_prefix="tour") as pool:
        looking = {
            language: pool.submit(lambda language=language: tour(sites.begin(DEMO).result(), language))
            for language in ("en", "zh")
        }
        yield lambda language: looking[language].result()


@pytest.fixture(scope="session")
def assets(site: Path) -> str:
    """The folder of the demo gateway's assets, from the root of its site: `assets/` and a digest."""
    return folders(site)["assets"]


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The demo gateway's facts."""
    return load_facts(ROOT / "gateway.yml")


@pytest.fixture(scope="session")
def source() -> Source:
    """The site's own configuration and parser."""
    return Source(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def gateway(facts: Facts) -> Iterator[MockGateway]:
    """A mock of the demo gateway."""
    with serve(facts) as gateway:
        yield gateway


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the demo gateway's site is served; ends in a slash."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as browser:
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE_MS))
        yield browser


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """What the tabs of all tests share. Its first tab keeps it open: to open one takes longer than most tests."""
    with browser.new_context(service_workers="block", reduced_motion="reduce") as window:  # each test asks the server
        window.new_page()
        yield window


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """An open tab with nothing stored. The test fails when the page raised an error."""
    page, errors, asked = window.new_page(), [], set()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("framenavigated", lambda frame: asked.add(urlsplit(frame.url)))
    yield page
    forget(window, {f"{url.scheme}://{url.netloc}" for url in asked if url.netloc})
    assert errors == []


def forget(window: BrowserContext, origins: Iterable[str]) -> None:
    """Close the tabs of a test, and delete what they stored."""
    first, *others = window.pages
    for page in others:
        page.close()
    window.clear_cookies()
    window.clear_permissions()
    session = window.new_cdp_session(first)
    session.send("Network.clearBrowserCache")
    for origin in origins:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
