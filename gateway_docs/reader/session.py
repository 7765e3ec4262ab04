"""What the items of one pytest session share: the site, the mock gateway, the ledger, work done meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest

from gateway_docs.clients import ROOT, Client, load_clients
from gateway_docs.facts import Facts
from gateway_docs.reader.guardian import guarded
from gateway_docs.reader.ledger import Ledger
from gateway_docs.reader.live import LiveRun
from gateway_docs.reader.page import Page, Site
from gateway_docs.reader.processes import processes_in
from gateway_docs.reader.unchanged import DAYS, Unchanged

if TYPE_CHECKING:
    from gateway_docs.reader.reader_item import ReaderItem

#: Clients mostly wait; more than this gains nothing on two cores.
WORKERS = 3


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
        self._unchanged = Unchanged()
        #: Whether what held before, and would be done in the same way, is not done again.
        self.only_changed = False
        #: The items that were not done again.
        self.not_again: set[str] = set()

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
        folder = Path(mkdtemp(prefix="walks-"))
        self._resources.enter_context(guarded(folder))
        return folder

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

    def told_unchanged(self) -> str | None:
        """What to tell of what was not done again; None: nothing was left out."""
        if not self.not_again:
            return None
        same = "their code blocks, clients, facts and tools are those with which they held on this computer"
        return f"NOT DONE AGAIN, because --changed was given: {len(self.not_again)}; {same} in the last {DAYS} days"

    def result(self, key: object, work: Callable[[], Any]) -> Any:
        """What the work begun under `key` returned, or raises what it raised. Not begun yet, it is done now."""
        if key not in self._futures:
            self._futures[key] = _done_now(work)
        return self._futures[key].result()

    def before(self, item: ReaderItem) -> Any | None:
        """What `item` found when it last held, if nothing that decides it has changed since and that may be taken."""
        name = item.digest if self.only_changed else None
        kept = self._unchanged.read(name) if name else None
        return None if kept is None else item.unpack(kept)

    def found(self, item: ReaderItem) -> Any:
        """What `item` finds, by doing its work or from when it last held. Raises what the work raises."""
        if (known := self.before(item)) is not None:
            self.not_again.add(item.nodeid)
            return known
        return self.result(item.key, item.work)

    def held(self, item: ReaderItem, result: Any) -> None:
        """Keep what `item` found, for a run of what changed. A live run depends on more than is known here."""
        if self.live is None and item.nodeid not in self.not_again and (name := item.digest):
            self._unchanged.keep(name, item.pack(result))

    def leftovers(self) -> list[str]:
        """Programs that walks started and that still run, when every walk has ended. Linux only."""
        if "_folders" not in self.__dict__ or not all(future.done() for future in self._futures.values()):
            return []
        return processes_in(self._folders)

    def close(self) -> None:
        self._resources.close()
        self._unchanged.tidy()


def _done_now(work: Callable[[], Any]) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
    return future


KEY = pytest.StashKey[ReaderSession]()
