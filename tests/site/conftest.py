from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from gateway_docs.clients import ROOT
from gateway_docs.facts import Facts, load_facts
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Site

Element = tuple[str, dict[str, str]]
Builder = Callable[..., Path]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attributes}))


@pytest.fixture(scope="session")
def elements() -> Callable[[Path], list[Element]]:
    """Reads the elements of an HTML file: tag and attributes of each."""

    @cache
    def elements(path: Path) -> list[Element]:
        reader = _Elements()
        reader.feed(path.read_text("utf-8"))
        return reader.found

    return elements


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
def source() -> Site:
    """The site's own configuration and parser."""
    return Site(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def fences(source: Site) -> dict[Path, list[Fence]]:
    """The fences of every page in every language, as the robot follows them."""
    return {path: source.read(path).fences for path in sorted(source.docs.rglob("*.md"))}


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts(ROOT / "gateway.yml")
