"""Pages, snippets and recorded errors as pytest collects them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gateway_docs.clients import ROOT, Client
from gateway_docs.reader import powershell
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.outcome import Proof, WalkFailure
from gateway_docs.reader.page import Page, PageError
from gateway_docs.reader.recordings import Recording
from gateway_docs.reader.session import KEY, ReaderSession
from gateway_docs.reader.walks import MIRRORS, Walk, walks


class PageFile(pytest.File):
    """A page: an item per way through it. A page that this gateway's site does not have has none."""

    def collect(self) -> Iterator[pytest.Item]:
        if self.config.stash[KEY].site.has(self.path):
            yield from page_items(self, self.path)


class SnippetFile(pytest.File):
    """A snippet: every page that shows it is walked."""

    def collect(self) -> Iterator[pytest.Item]:
        name, site = self.path.relative_to(ROOT / "snippets").as_posix(), self.config.stash[KEY].site
        naming = [page for page in sorted(site.docs.rglob("*.md")) if f'"{name}"' in page.read_text("utf-8")]
        if not naming:
            raise self.CollectError(f"no page shows {name}: include it in a page or delete it")
        pages = [page for page in naming if site.has(page) and f'"{name}"' in site.without_what_lacks(page)]
        if not name.startswith("errors/"):
            for page in pages:
                yield from page_items(self, page, prefix=f"{page.relative_to(ROOT).as_posix()} ")
        elif pages:
            recording = Recording(self.path.parent.name, self.path.stem)
            yield RecordingItem.from_parent(self, name="recorded", recording=recording)


def page_items(parent: pytest.Collector, path: Path, prefix: str = "") -> Iterator[pytest.Item]:
    """The items of the page at `path`. CollectError: the page cannot be read."""
    session = parent.config.stash[KEY]
    page = read_page(session, path)
    ways = walks(page)
    _require_all_reached(page, ways)
    if any(fence.language in MIRRORS for fence in page.fences):
        yield MirrorItem.from_parent(parent, name=f"{prefix}mirrors", page=page)
    for walk in ways:
        name = f"{prefix}walk[{walk.name}]" if walk.name else f"{prefix}walk"
        yield WalkItem.from_parent(parent, name=name, walk=walk)


def _require_all_reached(page: Page, ways: list[Walk]) -> None:
    reached = {fence.line for walk in ways for fence in walk.fences}
    for fence in page.fences:
        if fence.line not in reached and fence.language not in MIRRORS:
            raise pytest.Collector.CollectError(f"{fence}: no way through the page's tabs leads to this fence")


def read_page(session: ReaderSession, path: Path) -> Page:
    """The page at `path`, named relative to the project. CollectError: it cannot be read."""
    try:
        page = session.site.read(path)
    except PageError as error:
        raise pytest.Collector.CollectError(str(error).replace(f"{ROOT}/", "")) from None
    page.path = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    for fence in page.fences:
        fence.example.path = page.path
    return page


class ReaderItem(pytest.Item):
    """An item whose failures are told without a traceback: they are about a page, not about this code."""

    #: Whether `work` may run in a thread while other items report.
    background = True
    #: The client whose guide is followed.
    client: Client | None = None

    @property
    def key(self) -> object:
        """Items of the same key prove the same, so the work is done once."""
        return self

    @property
    def vendor_ids(self) -> list[str]:
        """The vendors that `work` sends requests to."""
        return list(self.client.vendors) if self.client else []

    def work(self) -> Any:
        """Do what the item proves; runs once."""
        raise NotImplementedError

    @property
    def shared(self) -> ReaderSession:
        return self.config.stash[KEY]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> object:
        if isinstance(excinfo.value, (WalkFailure, powershell.MirrorError, RecordingError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class WalkItem(ReaderItem):
    """One way through a page."""

    def __init__(self, *, walk: Walk, **kwargs: Any):
        super().__init__(**kwargs)
        self.walk, self.client = walk, self.shared.clients.get(walk.page.client or "")
        # Python fences run in this process, whose variables and folder threads share.
        self.background = all(fence.language != "python" for fence in walk.fences)

    @property
    def key(self) -> object:
        """Translations show the same fences; a client does not see the words around them."""
        return self.client and self.client.id, tuple(
            (fence.language, fence.title, fence.published) for fence in self.walk.fences
        )

    def work(self) -> list[Proof]:
        """The proof of each fence, in the order of the walk."""
        from gateway_docs.reader import python_fence
        from gateway_docs.reader.walker import Walker

        contacts = self.client.contacts if self.client else []
        folder = self.shared.folder("walk")
        walker = Walker(self.walk, self.shared.gateway, contacts, folder / "walk")
        proofs = walker.follow(python_fence.evaluator(folder, self))
        return [proofs[fence.line] for fence in self.walk.fences]

    def runtest(self) -> None:
        self.shared.ledger.expect(self.walk.page)
        proofs = self.shared.result(self.key, self.work)
        lines = [fence.line for fence in self.walk.fences]
        self.shared.ledger.prove(self.walk.page, dict(zip(lines, proofs, strict=True)))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.walk.fences[0].line - 1, f"{self.walk.page.path} {self.name}"


class MirrorItem(ReaderItem):
    """PowerShell tabs do what the shell tab of the same set does."""

    background = False

    def __init__(self, *, page: Page, **kwargs: Any):
        super().__init__(**kwargs)
        self.page = page

    def runtest(self) -> None:
        self.shared.ledger.expect(self.page)
        mirrors = [fence for fence in self.page.fences if fence.language in MIRRORS]
        for fence in mirrors:
            self._compare(fence)
        self.shared.ledger.prove(self.page, {fence.line: Proof.COMPARED for fence in mirrors})

    def _compare(self, fence: Fence) -> None:
        beside = [other.source for other in self.page.fences if other.language == "bash" and _same_set(other, fence)]
        if not beside:
            raise powershell.MirrorError(f"{fence}: put a bash tab that does the same beside the PowerShell tab")
        try:
            powershell.compare(fence.source, "".join(beside))
        except powershell.MirrorError as error:
            raise powershell.MirrorError(f"{fence}: {error}") from None

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.page.path} {self.name}"


def _same_set(one: Fence, other: Fence) -> bool:
    return bool(one.tabs) and [number for number, _ in one.tabs] == [number for number, _ in other.tabs]


class RecordingError(Exception):
    """A client says something else than the recording that pages show, or nothing wrong at all."""


class RecordingItem(ReaderItem):
    """A recorded error is what the client says today."""

    def __init__(self, *, recording: Recording, **kwargs: Any):
        super().__init__(**kwargs)
        self.recording, self.client = recording, self.shared.clients[recording.client]

    def work(self) -> str:
        from gateway_docs.reader.faults import FAULTS, NothingFailed
        from gateway_docs.reader.recorder import record

        shared, client = self.shared, self.client
        page = read_page(shared, ROOT / "docs" / "en" / "clients" / f"{client.id}.md")
        folder = shared.folder("recording") / "walk"
        fault = FAULTS.get(self.recording.fault)
        if fault is None:
            raise RecordingError(f"{self.recording.fault} is not a fault that can be made; known: {', '.join(FAULTS)}")
        try:
            return record(walks(page)[0], fault, client, shared.facts, shared.gateway, folder)
        except NothingFailed as reason:
            raise RecordingError(f"{self.nodeid}: {reason}") from None

    def runtest(self) -> None:
        said, kept = self.shared.result(self.key, self.work), self.path.read_text("utf-8")
        if said != kept and self.config.getoption("accept_errors"):
            self.path.write_text(said, "utf-8")
        elif said != kept:
            lines = difflib.unified_diff(kept.splitlines(), said.splitlines(), "recorded", "said now", lineterm="", n=1)
            place = self.path.relative_to(ROOT)
            command = f"pytest {place} --accept-errors"
            raise RecordingError(
                "\n".join([f"{place}: the client says something else; to accept it: {command}", *lines])
            )
