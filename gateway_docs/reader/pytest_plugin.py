"""Lets pytest walk pages: `pytest docs/en/clients/codex.md`, `pytest snippets/codex/config.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from gateway_docs.clients import ROOT, load_clients
from gateway_docs.mock import MockGateway, serve
from gateway_docs.reader import powershell, python_fence
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.outcome import Proof, WalkFailure
from gateway_docs.reader.page import Page, PageError, Site
from gateway_docs.reader.walker import Walker
from gateway_docs.reader.walks import MIRRORS, Walk, walks

SITE, GATEWAY, LEDGER = pytest.StashKey[Site](), pytest.StashKey[MockGateway](), pytest.StashKey["Ledger"]()
RESOURCES = pytest.StashKey[ExitStack]()


class Ledger:
    """How each fence of the session was proven; a fence may be met on several walks."""

    def __init__(self) -> None:
        self.fences: dict[str, Fence] = {}
        self.proofs: dict[str, Proof] = {}

    def expect(self, page: Page) -> None:
        self.fences |= {str(fence): fence for fence in page.fences}

    def prove(self, page: Page, proofs: dict[int, Proof]) -> None:
        self.proofs |= {f"{page.path}:{line}": proof for line, proof in proofs.items()}

    def summary(self) -> str:
        """One line that accounts for every fence."""
        counts = Counter(self.proofs.values())
        told = [f"{counts[proof]} {proof}" for proof in Proof]
        return f"{len(self.fences)} fences: {', '.join(told)}, {len(self.fences) - len(self.proofs)} not proven"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEDGER], config.stash[RESOURCES] = Ledger(), ExitStack()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[RESOURCES].close()


def site_of(config: pytest.Config) -> Site:
    """The site of this session, read once."""
    if SITE not in config.stash:
        config.stash[SITE] = Site(ROOT / "mkdocs.yml")
    return config.stash[SITE]


def gateway_of(config: pytest.Config) -> MockGateway:
    """The mock gateway of this session, started when the first walk needs it."""
    if GATEWAY not in config.stash:
        config.stash[GATEWAY] = config.stash[RESOURCES].enter_context(serve(site_of(config).facts))
    return config.stash[GATEWAY]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and file_path.is_relative_to(ROOT / "docs"):
        return PageFile.from_parent(parent, path=file_path)
    if file_path.is_relative_to(ROOT / "snippets") and file_path.name != "client.yml":
        return SnippetFile.from_parent(parent, path=file_path)
    return None


class PageFile(pytest.File):
    """A page: one item that reads it, and one per way through it."""

    def collect(self) -> Iterator[pytest.Item]:
        yield from page_items(self, self.path)


class SnippetFile(pytest.File):
    """A snippet: every page that shows it is walked."""

    def collect(self) -> Iterator[pytest.Item]:
        name = self.path.relative_to(ROOT / "snippets").as_posix()
        pages = [page for page in sorted((ROOT / "docs").rglob("*.md")) if f'"{name}"' in page.read_text("utf-8")]
        if not pages:
            raise self.CollectError(f"no page shows {name}: include it in a page or delete it")
        for page in pages:
            yield from page_items(self, page, prefix=f"{page.relative_to(ROOT).as_posix()} ")


def page_items(parent: pytest.Collector, path: Path, prefix: str = "") -> Iterator[pytest.Item]:
    """The items of the page at `path`. CollectError: the page cannot be read."""
    try:
        page = site_of(parent.config).read(path)
    except PageError as error:
        raise pytest.Collector.CollectError(str(error)) from None
    page.path = path.relative_to(ROOT)
    for fence in page.fences:
        fence.example.path = page.path
    parent.config.stash[LEDGER].expect(page)
    if any(fence.language in MIRRORS for fence in page.fences):
        yield MirrorItem.from_parent(parent, name=f"{prefix}mirrors", page=page)
    for walk in walks(page):
        yield WalkItem.from_parent(parent, name=f"{prefix}walk[{walk.name}]" if walk.name else f"{prefix}walk", walk=walk)


class PageItem(pytest.Item):
    """An item whose failures are told without a traceback: they are about the page, not about this code."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> object:
        if isinstance(excinfo.value, (WalkFailure, powershell.MirrorError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class WalkItem(PageItem):
    def __init__(self, *, walk: Walk, **kwargs: object):
        super().__init__(**kwargs)
        self.walk = walk

    def runtest(self) -> None:
        client = load_clients().get(self.walk.page.client or "")
        folder = self.config._tmp_path_factory.mktemp("walk")
        walker = Walker(
            self.walk, gateway_of(self.config), site_of(self.config).facts, client.contacts if client else [], folder / "walk"
        )
        proofs = walker.follow(python_fence.evaluator(folder, self))
        self.config.stash[LEDGER].prove(self.walk.page, proofs)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.walk.page.path, self.walk.fences[0].line - 1, self.name


class MirrorItem(PageItem):
    """PowerShell tabs do what the shell tab of the same set does."""

    def __init__(self, *, page: Page, **kwargs: object):
        super().__init__(**kwargs)
        self.page = page

    def runtest(self) -> None:
        proofs = {}
        for fence in self.page.fences:
            if fence.language in MIRRORS:
                self._compare(fence)
                proofs[fence.line] = Proof.COMPARED
        self.config.stash[LEDGER].prove(self.page, proofs)

    def _compare(self, fence: Fence) -> None:
        beside = [
            other.source
            for other in self.page.fences
            if other.language == "bash" and [number for number, _ in other.tabs] == [number for number, _ in fence.tabs]
        ]
        if not fence.tabs or not beside:
            raise powershell.MirrorError(f"{fence}: a powershell fence stands in a tab beside a bash tab that does the same")
        try:
            powershell.compare(fence.source, "".join(beside))
        except powershell.MirrorError as error:
            raise powershell.MirrorError(f"{fence}: {error}") from None

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.page.path, 0, self.name


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    ledger = config.stash[LEDGER]
    if ledger.fences:
        terminalreporter.write_line(ledger.summary())
