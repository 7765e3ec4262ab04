"""What the items of one pytest session share: the site, the mock gateway, the ledger, work done meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest

from gateway_docs.clients import ROOT, Client, load_clients
from gateway_docs.facts import Facts
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.live import LiveRun
from gateway_docs.reader.outcome import Proof
from gateway_docs.reader.page import Page, Site
from gateway_docs.reader.processes import processes_in

#: Clients mostly wait; more than this gains nothing on two cores.
WORKERS = 3
LEAST_SHARE, WHOLE_SITE_FENCES = 0.95, 80
#: Why a fence was neither run nor compared.
WHY = {
    Proof.PARSED: "no command of the page reads it",
    Proof.DESCRIBED: "its client is not run here; its page and client.yml say why",
}


class Ledger:
    """How each fence of the session was proven. A fence may be met on several walks."""

    def __init__(self) -> None:
        self.fences: dict[str, Fence] = {}
        self.proofs: dict[str, Proof] = {}
        self.recorded: set[tuple[str, str]] = set()

    def expect(self, page: Page) -> None:
        self.recorded |= {(str(page.path), recording) for recording in page.recorded}
        self.fences |= {str(fence): fence for fence in page.fences}

    def prove(self, page: Page, proofs: dict[int, Proof]) -> None:
        self.proofs |= {f"{page.path}:{line}": proof for line, proof in proofs.items()}

    @property
    def share(self) -> float:
        """The share of the fences that were run or compared, 0 to 1, without those of clients that are not run here."""
        counts = Counter(self.proofs.values())
        wanted = len(self.fences) - counts[Proof.DESCRIBED]
        return (counts[Proof.RUN] + counts[Proof.COMPARED]) / wanted if wanted else 1.0

    @property
    def too_little(self) -> bool:
        """Whether a run of the whole site proved less than it must; a few pages alone may have any share."""
        return len(self.fences) >= WHOLE_SITE_FENCES and self.share < LEAST_SHARE

    def summary(self) -> list[str]:
        """A line that accounts for every fence, then the reason for each that was neither run nor compared."""
        counts = Counter(self.proofs.values())
        told = [f"{counts[proof]} {proof}" for proof in Proof]
        unproven = len(self.fences) - len(self.proofs)
        lines = [f"{len(self.fences)} fences: {', '.join(told)}, {unproven} not proven"]
        if self.too_little:
            lines.append(f"  {self.share:.0%} are run or compared; at least {LEAST_SHARE:.0%} must be")
        if self.recorded:
            lines.append(f"  and {len(self.recorded)} times a recorded error of the atlas, equal to its recording")
        return lines + [
            f"  {place}: {proof}, because {WHY[proof]}" for place, proof in self.proofs.items() if proof in WHY
        ]


class ReaderSession:
    """Resources are made when the first item needs them and ended with the session."""

    def __init__(self) -> None:
        self._resources = ExitStack()
        self._futures: dict[object, Future[Any]] = {}
        self.ledger = Ledger()
        self.live: LiveRun | None = None
        #: The guides that recordings follow, by client.
        self.guides: dict[str, Page] = {}
        #: What was accepted as said now: the differences, in words for an author.
        self.accepted: list[str] = []

    @cached_property
    def site(self) -> Site:
        return Site(ROOT / "mkdocs.yml")

    @property
    def facts(self) -> Facts:
        return self.site.facts

    @cached_property
    def clients(self) -> dict[str, Client]:
        return load_clients()

    @cached_property
    def gateway(self):
        """The mock gateway, on a free port."""
        # Imported here: the SDKs whose types it checks with take seconds to import.
        from gateway_docs.mock import serve

        return self._resources.enter_context(serve(self.facts))

    @cached_property
    def relayed(self):
        """A mock behind which the real gateway stands, for a live run."""
        from gateway_docs.mock import serve

        return self._resources.enter_context(serve(self.facts, relay=self.live.relay))

    @cached_property
    def _folders(self) -> Path:
        return Path(self._resources.enter_context(TemporaryDirectory(prefix="walks-", ignore_cleanup_errors=True)))

    def folder(self, name: str) -> Path:
        """A new empty folder, deleted with the session."""
        return Path(mkdtemp(prefix=f"{name}-", dir=self._folders))

    def start(self, work: dict[object, Callable[[], Any]], vendor_ids: Iterable[str]) -> None:
        """Begin `work`, which sends requests to these vendors, in the background and in this order."""
        if work:
            self.gateway.prepare(vendor_ids)
            _ = self._folders
            executor = ThreadPoolExecutor(1 if self.live else WORKERS, thread_name_prefix="walk")
            self._resources.callback(executor.shutdown, cancel_futures=True)
            self._futures = {key: executor.submit(function) for key, function in work.items()}

    def result(self, key: object, work: Callable[[], Any]) -> Any:
        """What the work begun under `key` returned, or raises what it raised. Not begun yet, it is done now."""
        if key not in self._futures:
            self._futures[key] = _done_now(work)
        return self._futures[key].result()

    def leftovers(self) -> list[str]:
        """Programs that walks started and that still run, when every walk has ended. Linux only."""
        if "_folders" not in self.__dict__ or not all(future.done() for future in self._futures.values()):
            return []
        return processes_in(self._folders)

    def close(self) -> None:
        self._resources.close()


def _done_now(work: Callable[[], Any]) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
    return future


KEY = pytest.StashKey[ReaderSession]()
