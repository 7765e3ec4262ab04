from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Site

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
def fences(source: Site) -> dict[Path, list[Fence]]:
    """The fences of every page in every language, as the robot follows them."""
    return {path: source.read(path).fences for path in sorted(source.docs.rglob("*.md"))}
