"""What the items of one pytest session share: the site, the mock gateway, the ledger, work done meanwhile."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from gateway_docs.clients import Client, load_clients
from gateway_docs.connect.assemble import downloads
from gateway_docs.environments import Environment
from gateway_docs.facts import Facts
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml
from gateway_docs.reader.confined import left
from gateway_docs.reader.guardian import guarded
from gateway_docs.reader.kept_pages import KeptPages
from gateway_docs.reader.ledger import Ledger
from gateway_docs.reader.live import LiveRun
from gateway_docs.reader.page import Page, Site
from gateway_docs.reader.sandbox import unconfined
from gateway_docs.reader.unchanged import DAYS, Unchanged
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.warm import NOWHERE, NotWarm, Zygote, imports, installed_by
from gateway_docs.reader.workspace import variables

if TYPE_CHECKING:  # the SDKs whose types it checks with take seconds to import
    from gateway_docs.mock import MockGateway

#: Clients mostly wait; more than this gains nothing on two cores.
WORKERS = 3


class Provable(Protocol):
    """A test item whose result can be kept: see ReaderItem."""

    @property
    def nodeid(self) -> str: ...

    @property
    def key(self) -> object: ...

    @property
    def digest(self) -> str | None: ...

    def work(self) -> Any: ...

    def pack(self, result: Any) -> Any: ...

    def unpack(self, kept: Any) -> Any: ...


class ReaderSession:
    """Resources are made when the first item needs them and ended with the session."""

    def __init__(self) -> None:
        self._resources = ExitStack()
        self._futures: dict[object, Future[Any]] = {}
        self.ledger = Ledger()
        self.live: LiveRun | None = None
        #: The guides that recordings follow, by client and software.
        self.guides: dict[tuple[str, str | None], Page] = {}
        self._pages_of: dict[str, KeptPages] = {}
        #: What was accepted as said now: the differences, in words for an author.
        self.accepted: list[str] = []
        self._unchanged = Unchanged()
        #: Whether what held before, and would be done in the same way, is not done again.
        self.only_changed = False
        #: Whether recordings, too, start every client anew.
        self.cold = False
        #: Warm Python by client and gateway; None: it cannot be had.
        self.zygotes: dict[tuple[str, int], Zygote | None] = {}
        self._speaking: dict[str | None, MockGateway] = {}
        self._beginning = Lock()
        self._preparing: Thread | None = None
        self._making_warm = defaultdict[tuple[str, int], Lock](Lock)
        #: The items that were not done again.
        self.not_again: set[str] = set()

    @cached_property
    def site(self) -> Site:
        return Site(ROOT / "mkdocs.yml")

    @cached_property
    def pages(self) -> KeptPages:
        return KeptPages(self.site, self._unchanged, self.only_changed)

    def pages_of(self, software: str | None) -> KeptPages:
        """The pages as they are where the gateway runs that software: code blocks may differ, too."""
        if software is None or software == self.facts.software:
            return self.pages
        if software not in self._pages_of:
            told = read_yaml(self.site.facts_file)
            told |= {
                "software": software,
                "theme": {**told.get("theme", {}), "logo": None},
            }  # its place would be another
            facts = self.folder("facts") / "gateway.yml"
            facts.write_text(json.dumps(told, default=str), "utf-8")
            self._pages_of[software] = KeptPages(Site(ROOT / "mkdocs.yml", facts), self._unchanged, self.only_changed)
        return self._pages_of[software]

    @property
    def facts(self) -> Facts:
        return self.site.facts

    @cached_property
    def clients(self) -> dict[str, Client]:
        return load_clients()

    @cached_property
    def gateway(self) -> MockGateway:
        """The mock gateway, on a free port."""
        # Imported here: the SDKs whose types it checks with take seconds to import.
        from gateway_docs.mock import serve

        return self._resources.enter_context(serve(self.facts, files=downloads(self.facts)))

    def speaking(self, software: str | None) -> MockGateway:
        """The mock gateway as that software speaks."""
        if software == self.facts.software:
            return self.gateway
        with self._beginning:
            if software not in self._speaking:
                from gateway_docs.mock import serve

                facts = self.facts.model_copy(update={"software": software})
                self._speaking[software] = self._resources.enter_context(serve(facts, files=downloads(facts)))
            return self._speaking[software]

    @cached_property
    def relayed(self) -> MockGateway:
        """A mock behind which the real gateway stands, for a live run."""
        from gateway_docs.mock import serve

        assert self.live
        return self._resources.enter_context(serve(self.facts, relay=self.live.relay, files=downloads(self.facts)))

    @cached_property
    def _folders(self) -> Path:
        folder = Path(mkdtemp(prefix="walks-"))
        self._resources.enter_context(guarded(folder))
        return folder

    def folder(self, name: str) -> Path:
        """A new empty folder, deleted with the session."""
        return Path(mkdtemp(prefix=f"{name}-", dir=self._folders))

    def folder_of(self, client: Client, software: str | None = None) -> Path:
        """A folder for all recordings of `client` with that software."""
        folder = self._folders / f"{client.id}@{software or ''}"
        folder.mkdir(exist_ok=True)
        return folder

    def warm(
        self, walk: Walk, client: Client, environments: Sequence[Environment], gateway: MockGateway
    ) -> Zygote | None:
        """A Python that has imported what `walk` needs, for all recordings of `client`. None: it cannot be had."""
        if self.cold:
            return None
        key = client.id, gateway.port
        with self._making_warm[key]:
            if key not in self.zygotes:
                self.zygotes[key] = self._zygote(walk, client, environments, gateway)
        if self._preparing:
            self._preparing.join()  # a warm client asks at once, and some give up after five seconds
        return self.zygotes[key]

    def _zygote(
        self, walk: Walk, client: Client, environments: Sequence[Environment], gateway: MockGateway
    ) -> Zygote | None:
        packages = installed_by(walk.fences)
        linux = sys.platform.startswith("linux")
        if not linux or packages is None or len(environments) != 1 or environments[0].python_lock is None:
            return None
        known = variables(NOWHERE, gateway.ca_file) | client.recording.environment
        try:
            zygote = Zygote(
                self.folder_of(client, gateway.facts.software), packages, environments[0], imports(walk.fences), known
            )
        except NotWarm:
            return None
        self._resources.callback(zygote.close)
        return zygote

    def start(self, work: dict[object, Callable[[], Any]], vendor_ids: Iterable[str]) -> None:
        """Begin `work`, which sends requests to these vendors, in the background and in this order."""
        if work:
            self._preparing = self.gateway.prepare(vendor_ids)
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

    def told_unconfined(self) -> str | None:
        """What to tell of what this system lets walks do; None: nothing that is promised otherwise, or no walk was."""
        if "_folders" not in self.__dict__ or not (lacking := unconfined()):
            return None
        return f"NOT CONFINED, because this system cannot: {'; '.join(lacking)}"

    def result(self, key: object, work: Callable[[], Any]) -> Any:
        """What the work begun under `key` returned, or raises what it raised. Not begun yet, it is done now."""
        if key not in self._futures:
            self._futures[key] = _done_now(work)
        return self._futures[key].result()

    def before(self, item: Provable) -> Any | None:
        """What `item` found when it last held, if nothing that decides it has changed since and that may be taken."""
        name = item.digest if self.only_changed else None
        kept = self._unchanged.read(name) if name else None
        return None if kept is None else item.unpack(kept)

    def found(self, item: Provable) -> Any:
        """What `item` finds, by doing its work or from when it last held. Raises what the work raises."""
        if (known := self.before(item)) is not None:
            self.not_again.add(item.nodeid)
            return known
        return self.result(item.key, item.work)

    def held(self, item: Provable, result: Any) -> None:
        """Keep what `item` found, for a run of what changed. A live run depends on more than is known here."""
        if self.live is None and item.nodeid not in self.not_again and (name := item.digest):
            self._unchanged.keep(name, item.pack(result))

    def leftovers(self) -> list[str]:
        """Programs that walks started and that still run, when every walk has ended. Linux only."""
        return left() if all(future.done() for future in self._futures.values()) else []

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
