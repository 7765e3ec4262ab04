"""Follows a page with a deliberate mistake and keeps what the client printed, as the reader would see it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gateway_docs.clients import Client
from gateway_docs.clients.registries import registry_names
from gateway_docs.environments import Environment
from gateway_docs.facts import Facts, Vendor
from gateway_docs.mock.journal import Exchange
from gateway_docs.proxy import ForwardProxy
from gateway_docs.reader.faults import Fault, NothingFailed, Setting
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.recordings import RESERVED
from gateway_docs.reader.said import by_name, essential, steady
from gateway_docs.reader.session import ReaderSession
from gateway_docs.reader.shell import Ended, Shell
from gateway_docs.reader.stand_in import REFUSED
from gateway_docs.reader.transcript import read_transcript
from gateway_docs.reader.walks import Walk, walks
from gateway_docs.reader.workspace import PROXIES, Workspace
from gateway_docs.site.names import names

#: Language of a fence -> the command that runs it, and the suffix of its file.
PROGRAMS = {"python": ("python", ".py"), "js": ("node", ".mjs")}


@dataclass(frozen=True)
class Recorded:
    """`text` has facts by name; empty: the client works in spite of the mistake.

    `status` is the exit status, None where the client was ended. `requests` reached the gateway, in `seconds`.
    """

    text: str
    status: int | None
    requests: int
    seconds: float


def walk_of(page, client: Client) -> Walk:
    """The way through the guide of `client` that its recordings take. NothingFailed: there is no such tab."""
    tab = client.recording.tab
    for walk in walks(page):
        if tab in (None, walk.name):
            return walk
    raise NothingFailed(f"the page has no tab {tab!r}, which recording.tab names")


def vendor_of(client: Client, facts: Facts) -> Vendor:
    """The vendor whose key is used: what client.yml names, else its first that is offered. StopIteration: none."""
    wanted = [client.recording.vendor] if client.recording.vendor else client.vendors
    return next(vendor for name in wanted for vendor in facts.vendors if vendor.id == name)


def record(
    walk: Walk, fault: Fault, client: Client, shared: ReaderSession, folder: Path, environments: Sequence[Environment]
) -> str:
    """What the first command that fails prints, with facts by name. NothingFailed: the mistake cannot be made."""
    return Recorder(walk, fault, client, shared, folder, environments).record().text


class Recorder:
    """Follows `walk`, the guide of `client`, in `folder` with one `fault`. Install lines come from `environments`."""

    def __init__(
        self,
        walk: Walk,
        fault: Fault,
        client: Client,
        shared: ReaderSession,
        folder: Path,
        environments: Sequence[Environment],
    ):
        self._walk, self._fault, self._client, self._folder = walk, fault, client, folder
        self._gateway, self._environments = shared.gateway, environments
        self._options = client.recording
        facts, vendor = shared.facts, vendor_of(client, shared.facts)
        base_url = names(facts, facts.languages[0])["clients"][client.id].base_url[vendor.id]
        self._setting = Setting(facts, vendor, self._gateway.keyring, base_url, self._options.other_login)

    def record(self) -> Recorded:
        """What the first command that fails prints. NothingFailed: the mistake cannot be made on this page."""
        self._require_possible()
        self._before = self._gateway.journal.last
        with ForwardProxy(self._gateway.hosts, self._gateway.port) as self._proxy:
            self._workspace = Workspace(self._folder, self._proxy.url, self._gateway.ca_file, self._environments)
            self._prepare()
            self._shell = Shell(self._workspace)
            try:
                with self._gateway.journal.watched(self._on_exchange):
                    return self._recorded(*self._first_failure())
            finally:
                self._shell.close()

    def _require_possible(self) -> None:
        reserved = self._setting.facts.regions[0].url.endswith(RESERVED)
        if set(PROXIES) & set(self._fault.without) and not reserved:
            raise NothingFailed("without the proxy this would reach the real gateway; it needs a reserved host name")
        if self._fault.other_login and not self._setting.login:
            raise NothingFailed("say in client.yml what an earlier login leaves: recording.other_login")
        plain = [Fault().apply(fence, self._setting) for fence in self._walk.fences]
        changed = [self._fault.apply(fence, self._setting) for fence in self._walk.fences]
        if plain == changed and not self._fault.without and not self._fault.other_login:
            raise NothingFailed("the mistake changes nothing on this page")

    def _prepare(self) -> None:
        environment = self._workspace.environment
        environment |= self._options.environment
        for name in self._fault.without:
            del environment[name]
        if self._fault.other_login:
            environment |= self._setting.login.environment
            for place, text in self._setting.login.files.items():
                self._save(place, text)

    def _save(self, place: str, text: str) -> None:
        path = self._workspace.path_of(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def _on_exchange(self, exchange: Exchange) -> None:
        seconds, wrong = self._options.cut_seconds, exchange.refusal or exchange.key_state not in (None, "good")
        if seconds is not None and wrong and exchange.client in self._clients():
            self._shell.hurry("it goes on", seconds)

    def _clients(self) -> set[tuple[str, int] | None]:
        return {attempt.outgoing for attempt in self._proxy.attempts if attempt.allowed}

    def _exchanges(self) -> list[Exchange]:
        clients = self._clients()
        return [exchange for exchange in self._gateway.journal.since(self._before) if exchange.client in clients]

    def _first_failure(self) -> tuple[Ended | None, float]:
        """How the first command ended that failed, and after how many seconds; None: all ended well.

        Where none says by its status that it failed, it is the first one whose request was refused.
        """
        quiet: tuple[Ended, float] | None = None
        for command in self._commands():
            started = time.monotonic()
            ended = self._shell.paste(command)
            last = ended, time.monotonic() - started
            if not ended.well:
                return last
            if quiet is None and any(exchange.refusal for exchange in self._exchanges()):
                quiet = last
            if quiet and self._options.ends_well:
                return quiet
        if quiet is None and self._options.ends_well and not self._exchanges():
            return last  # it never sent anything, and its last words say why
        return quiet or (None, 0.0)

    def _commands(self) -> Iterator[str]:
        for command in self._plain_commands(self._walk.fences):
            for text, other in self._options.replace.items():
                command = command.replace(text, other)
            yield command

    def _plain_commands(self, fences: Iterable[Fence]) -> Iterator[str]:
        for number, fence in enumerate(fences):
            text = self._fault.apply(fence, self._setting)
            if fence.title:
                self._save(fence.title, text)
            elif fence.language == "bash":
                yield text
            elif fence.language == "console":
                yield from (exchange.command + "\n" for exchange in read_transcript(text))
            elif fence.language in PROGRAMS:
                command, suffix = PROGRAMS[fence.language]
                self._save(f"program{number}{suffix}", text)
                yield f"{command} program{number}{suffix}\n"

    def _recorded(self, ended: Ended | None, seconds: float) -> Recorded:
        requests = len(self._exchanges())
        if ended and ended.status == REFUSED:
            raise NothingFailed(f"the install line was refused:\n{ended.output}")
        if ended is None:
            return Recorded("", 0, requests, seconds)
        places = {str(self._workspace.home): "~", str(self._folder): "..."}
        places |= {str(environment.folder): "..." for environment in self._environments}
        places |= registry_names(self._client.contacts)
        said = steady(essential(ended.output, self._options.keep), places)
        if not said:
            raise NothingFailed(f"it failed and nothing is kept of what it said:\n{ended.output}")
        return Recorded(by_name(said, self._setting), None if ended.stopped else ended.status, requests, seconds)
