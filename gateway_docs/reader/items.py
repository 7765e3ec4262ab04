"""Pages and snippets as pytest collects them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gateway_docs.clients import Client
from gateway_docs.environments import Environment, environments, environments_of
from gateway_docs.pages.own_pages import origin
from gateway_docs.project import ROOT
from gateway_docs.project.own import search_path
from gateway_docs.reader.described_item import DescribedItem
from gateway_docs.reader.kept_pages import KeptPages
from gateway_docs.reader.live import LeftOut
from gateway_docs.reader.mirror_item import MirrorItem
from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.page import Page, PageError
from gateway_docs.reader.reader_item import ReaderItem
from gateway_docs.reader.session import KEY
from gateway_docs.reader.unchanged import digest
from gateway_docs.reader.walks import MIRRORS, Walk, walks

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway
    from gateway_docs.mock.journal import Exchange
    from gateway_docs.reader.live import LiveRun
SNIPPETS = search_path(ROOT, "snippets")


class PageFile(pytest.File):
    """A page: an item per way through it. A page that this gateway's site does not have has none."""

    def collect(self) -> Iterator[pytest.Item]:
        site = self.config.stash[KEY].site
        path = site.made_of(self.path)
        if path and site.has(path):
            yield from page_items(self, path)


class SnippetFile(pytest.File):
    """A snippet: every page that shows it is walked."""

    def collect(self) -> Iterator[pytest.Item]:
        name, site = snippet_name(self.path), self.config.stash[KEY].site
        naming = [page for page in sorted(site.docs.rglob("*.md")) if f'"{name}"' in page.read_text("utf-8")]
        if not naming:
            raise self.CollectError(f"no page shows {name}: include it in a page or delete it")
        for page in naming:
            if site.has(page) and f'"{name}"' in site.without_what_lacks(page):
                yield from page_items(self, page, prefix=f"{origin(page, ROOT).relative_to(ROOT).as_posix()} ")


def snippet_name(path: Path) -> str:
    """How pages include the snippet at `path`, the project's or the operator's."""
    return next(path.relative_to(folder).as_posix() for folder in SNIPPETS if path.is_relative_to(folder))


def page_items(parent: pytest.Collector, path: Path, prefix: str = "") -> Iterator[pytest.Item]:
    """The items of the page at `path`. CollectError: the page cannot be read."""
    session = parent.config.stash[KEY]
    page = read_page(session.pages, path)
    ways = walks(page)
    _require_all_reached(page, ways)
    if any(fence.language in MIRRORS for fence in page.fences):
        yield MirrorItem.from_parent(parent, name=f"{prefix}mirrors", page=page)
    if (client := session.clients.get(page.client or "")) and client.not_run:
        yield DescribedItem.from_parent(parent, name=f"{prefix}described", page=page, client=client)
    for walk in ways:
        for known, version in _surroundings(page, session.clients):
            told = ", ".join(filter(None, (walk.name, version and f"version {version}")))
            name = f"{prefix}walk[{told}]" if told else f"{prefix}walk"
            yield WalkItem.from_parent(parent, name=name, walk=walk, environments=known)


def _surroundings(page: Page, clients: dict[str, Client]) -> Iterator[tuple[list[Environment], str | None]]:
    """Where install lines of `page` are answered from: once, or for a client of two major versions once for each."""
    client = clients.get(page.client or "")
    if client is None:
        yield [one for one in environments() if one.label is None], None
        return
    own = environments_of(client.id)
    yield own[:1], None
    for environment, version in zip(own[1:], client.versions[1:], strict=True):
        yield [environment], version


def _require_all_reached(page: Page, ways: list[Walk]) -> None:
    reached = {fence.line for walk in ways for fence in walk.fences}
    for fence in page.fences:
        if fence.line not in reached and fence.language not in MIRRORS:
            raise pytest.Collector.CollectError(f"{fence}: no way through the page's tabs leads to this fence")


def read_page(pages: KeptPages, path: Path) -> Page:
    """The page at `path`, named relative to the project. CollectError: it cannot be read."""
    try:
        page = pages.read(path)
    except PageError as error:
        raise pytest.Collector.CollectError(str(error).replace(f"{ROOT}/", "")) from None
    path = origin(path, ROOT)
    page.path = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    for fence in page.fences:
        fence.example.path = page.path
    return page


class WalkItem(ReaderItem):
    """One way through a page."""

    def __init__(self, *, walk: Walk, environments: list[Environment], **kwargs: Any):
        super().__init__(**kwargs)
        self.walk, self.client = walk, self.shared.clients.get(walk.page.client or "")
        self.environments = environments

    @property
    def key(self) -> object:
        """Translations show the same fences; a client does not see the words around them."""
        fences = tuple((fence.language, fence.title, fence.published) for fence in self.walk.fences)
        return self.client and self.client.id, tuple(one.id for one in self.environments), fences

    @property
    def digest(self) -> str | None:
        return digest("walk", self.walk.fences, self.client, self.environments, self.shared.facts)

    def unpack(self, kept: list[str]) -> list[Proof]:
        return [Proof(proof) for proof in kept]

    def work(self) -> list[Proof]:
        """The proof of each fence, in the order of the walk."""
        live = self.shared.live
        if live:
            live.begin(self)
        return self.walked(self.shared.relayed if live else None, live)[0]

    def walked(
        self, gateway: MockGateway | None = None, live: LiveRun | None = None
    ) -> tuple[list[Proof], list[Exchange]]:
        """The proof of each fence and what was asked, with `gateway` in place of the session's mock."""
        from gateway_docs.reader import python_fence
        from gateway_docs.reader.stage import Stage
        from gateway_docs.reader.walker import Walker

        folder = self.shared.folder("walk")
        stage = Stage(gateway or self.shared.gateway, folder / "walk", self.environments)
        walker = Walker(self.walk, self.client, stage, live.outputs.append if live else None)
        proofs = walker.follow(python_fence.evaluator(folder, self))
        return [proofs[fence.line] for fence in self.walk.fences], stage.exchanges

    def runtest(self) -> None:
        self.shared.ledger.expect(self.walk.page)
        try:
            proofs = self.shared.results.found(self)
        except LeftOut as reason:
            pytest.skip(str(reason))
        self.shared.held(self, proofs)
        if self.client and self.client.not_run:
            proofs = [Proof.DESCRIBED if proof is Proof.PARSED else proof for proof in proofs]
        lines = [fence.line for fence in self.walk.fences]
        self.shared.ledger.prove(self.walk.page, dict(zip(lines, proofs, strict=True)))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.walk.fences[0].line - 1, f"{self.walk.page.path} {self.name}"
