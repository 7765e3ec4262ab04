"""A scratch page, followed as the pages of the site are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.page import Page
from gateway_docs.reader.python_fence import evaluator
from gateway_docs.reader.session import KEY, ReaderSession
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import walks

Follow = Callable[..., dict[int, Proof]]


@pytest.fixture
def shared(request: pytest.FixtureRequest) -> ReaderSession:
    return request.config.stash[KEY]


@pytest.fixture
def read(shared: ReaderSession, tmp_path: Path) -> Callable[..., Page]:
    """Write a page, the guide of `client`, and read it."""

    def read(text: str, client: str = "scratch") -> Page:
        path = tmp_path / "clients" / f"{client}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return shared.site.read(path)

    return read


@pytest.fixture
def follow(read, shared: ReaderSession, tmp_path: Path, request: pytest.FixtureRequest) -> Follow:
    """Write a page and take its first way. Returns line -> proof, raises what a page's item would report."""

    def follow(text: str, client: str = "scratch", seconds: float = 60) -> dict[int, Proof]:
        known = shared.clients.get(client)
        walker = Walker(
            walks(read(text, client))[0],
            shared.gateway,
            shared.facts,
            known.contacts if known else [],
            shared.folder("test") / "walk",
        )
        walker.step_seconds = seconds
        return walker.follow(evaluator(tmp_path, request.node))

    return follow
