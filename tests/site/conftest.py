from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Page, Site

Element = tuple[str, dict[str, str]]


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
def pages(source: Site) -> list[Page]:
    """Every page in every language, as the robot reads it."""
    return [source.read(path) for path in sorted(source.docs.rglob("*.md"))]


@pytest.fixture(scope="session")
def fences(pages: list[Page]) -> dict[Path, list[Fence]]:
    """The fences of every page in every language, as the robot follows them."""
    return {page.path: page.fences for page in pages}
