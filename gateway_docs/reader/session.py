"""What the items of one pytest session share: the site, the gateways, the ledger, work done meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest

from gateway_docs.clients import Client, load_clients
from gateway_docs.environments import Environment
from gateway_docs.facts import Facts
from gateway_docs.facts.with_software import with_software
from gateway_docs.project import ROOT
from gateway_docs.project.yaml_files import read_yaml, to_yaml
from gateway_docs.reader.confined import left
from gateway_docs.reader.gateways import Gateways
from gateway_docs.reader.guardian import guarded
from gateway_docs.reader.kept_pages import KeptPages
from gateway_docs.reader.ledger import Ledger
from gateway_docs.reader.live import LiveRun
from gateway_docs.reader.page import Page, Site
from gateway_docs.reader.results import Provable, Results
from gateway_docs.reader.sandbox import unconfined
from gateway_docs.reader.unchanged import Unchanged
from gateway_docs.reader.walks import Walk
from gateway_docs.reader.warm import Zygote
from gateway_docs.reader.warm_pool import WarmPool

if TYPE_CHECKING:
    from gateway_docs.mock import MockGateway

#: Clients mostly wait; more than this gains nothing on two cores.
WORKERS = 3


class ReaderSession:
    """Resources are made when the first item needs them and ended with the session."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._unchanged = Unchanged()
        self.results = Results(self._unchanged)
        self.ledger = Ledger()
        self.live: LiveRun | None = None
        #: The guides that recordings follow, by client and software.
        self.guides: dict[tuple[str, str | None], Page | None] = {}
        self._pages_of: dict[str, KeptPages | None] = {}
        #: What was accepted as said now: the differences, in words for an author.
        self.accepted: list[str] = []
        #: Whether recordings, too, start every client anew.
        self.cold = False

    @cached_property
    def site(self) -> Site:
        return Site(ROOT / "mkdocs.yml")

    @cached_property
    def pages(self) -> KeptPages:
        return self._kept(self.site)

    def _kept(self, site: Site) -> KeptPages:
        return KeptPages(site, self._unchanged, self.results.only_changed)

    def pages_of(self, software: str | None) -> KeptPages | None:
        """The pages as they are where the gateway runs that software, if it can: code blocks may differ, too."""
        if software is None or software == self.facts.software:
            return self.pages
        if software not in self._pages_of:
            told = with_software(read_yaml(self.site.facts_file), software)
            facts = self.folder("facts") / "gateway.yml"
            facts.write_text(to_yaml(told), "utf-8")
            self._pages_of[software] = self._kept(Site(ROOT / "mkdocs.yml", facts)) if told else None
        return self._pages_of[software]

    @property
    def facts(self) -> Facts:
        return self.site.facts

    @cached_property
    def clients(self) -> dict[str, Client]:
        return load_clients()

    @cached_property
    def gateways(self) -> Gateways:
        gateways = Gateways(self.facts)
        self._open.callback(gateways.close)
        return gateways

    @property
    def gateway(self) -> MockGateway:
        """The mock gateway as the gateway of the facts speaks."""
        return self.gateways.speaking(self.facts.software)

    @cached_property
    def relayed(self) -> MockGateway:
        """A mock behind which the real gateway stands, for a live run."""
        assert self.live
        return self.gateways.relaying(self.live.relay)

    @cached_property
    def _folders(self) -> Path:
        folder = Path(mkdtemp(prefix="walks-"))
        self._open.enter_context(guarded(folder))
        return folder

    def folder(self, name: str) -> Path:
        """A new empty folder, deleted with the session."""
        return Path(mkdtemp(prefix=f"{name}-", dir=self._folders))

    def folder_of(self, client: Client, software: str | None = None) -> Path:
        """A folder for all recordings of `client` with that software."""
        folder = self._folders / f"{client.id}@{software or ''}"
        folder.mkdir(exist_ok=True)
        return folder

    @cached_property
    def _warm_pool(self) -> WarmPool:
        pool = WarmPool()
        self._open.callback(pool.close)
        return pool

    def warm(
        self, walk: Walk, client: Client, environments: Sequence[Environment], gateway: MockGateway
    ) -> Zygote | None:
        """A Python that has imported what `walk` needs, for all recordings of `client`. None: it cannot be had."""
        if self.cold:
            return None
        folder = self.folder_of(client, gateway.facts.software)
        zygote = self._warm_pool.get(folder, walk, client, environments, gateway)
        self.gateways.wait_until_prepared()  # a warm client asks at once, and some give up after five seconds
        return zygote

    def start(self, work: dict[object, Callable[[], Any]], vendor_ids: Iterable[str]) -> None:
        """Begin `work`, which sends requests to these vendors, in the background and in this order."""
        if work:
            self.gateways.prepare(vendor_ids)
            _ = self._folders, self._warm_pool  # made before threads ask for them
            executor = ThreadPoolExecutor(1 if self.live else WORKERS, thread_name_prefix="walk")
            self._open.callback(executor.shutdown, cancel_futures=True)
            self.results.begin(work, executor)

    def held(self, item: Provable, result: Any) -> None:
        """Keep what `item` found. A live run depends on more than is known here."""
        if self.live is None:
            self.results.keep(item, result)

    def told_unconfined(self) -> str | None:
        """What to tell of what this system lets walks do; None: nothing that is promised otherwise, or no walk was."""
        if "_folders" not in self.__dict__ or not (lacking := unconfined()):
            return None
        return f"NOT CONFINED, because this system cannot: {'; '.join(lacking)}"

    def leftovers(self) -> list[str]:
        """Programs that walks started and that still run, when every walk has ended. Linux only."""
        return left() if self.results.ended else []

    def close(self) -> None:
        self._open.close()
        self._unchanged.tidy()


KEY = pytest.StashKey[ReaderSession]()
