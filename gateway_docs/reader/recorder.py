"""Follows a page with a deliberate mistake and keeps what the client printed, as the reader would see it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gateway_docs.clients import Client
from gateway_docs.clients.model import OtherLogin
from gateway_docs.clients.registries import registry_names
from gateway_docs.facts import Facts, Vendor
from gateway_docs.mock.journal import Exchange, Said
from gateway_docs.pages.names import names_in
from gateway_docs.reader.faults import Fault, NothingFailed, Setting
from gateway_docs.reader.fences import Fence
from gateway_docs.reader.page import Page
from gateway_docs.reader.recordings import RESERVED
from gateway_docs.reader.said import by_name, essential, steady
from gateway_docs.reader.shell import Ended
from gateway_docs.reader.stage import Stage
from gateway_docs.reader.stand_in import REFUSED
from gateway_docs.reader.transcript import read_transcript
from gateway_docs.reader.walks import Walk, walks
from gateway_docs.reader.workspace import PROXIES, OutOfReach

#: Language of a fence -> the command that runs it, and the suffix of its file.
PROGRAMS = {"python": ("python", ".py"), "js": ("node", ".mjs")}
GOES_ON = "it goes on"
#: Nobody knows which clients go on for minutes at an answer of a gateway's software.
MOST_REQUESTS = 30


@dataclass(frozen=True)
class Recorded:
    """`text` has facts by name; empty: the client works in spite of the mistake.

    `status` is the exit status, None where the client was ended. `requests` reached the gateway, in `seconds`.
    """

    text: str
    status: int | None
    requests: int
    seconds: float


def walk_of(page: Page, client: Client) -> Walk:
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


class Recorder:
    """Follows `walk`, the guide of `client`, on `stage` with one `fault`."""

    def __init__(self, walk: Walk, fault: Fault, client: Client, facts: Facts, stage: Stage):
        self._walk, self._fault, self._client, self._stage = walk, fault, client, stage
        self._options, self._wrong = client.recording, 0
        self._most = client.recording.cut_requests or (MOST_REQUESTS if facts.software else None)
        vendor = vendor_of(client, facts)
        shown, login = names_in(facts, facts.languages[0]).clients[client.id], client.recording.other_login
        assert shown, "vendor_of says that it is offered"
        self._setting = Setting(facts, vendor, stage.gateway.keyring, shown.base_url[vendor.id], login)
        self._login = login if login and fault.other_login else OtherLogin()

    def record(self) -> Recorded:
        """What the first command that fails prints. NothingFailed: the mistake cannot be made on this page."""
        self._require_possible()
        with self._stage.opened(self._walk, self._on_exchange, variables=self._variables()):
            try:
                self._log_in_elsewhere()
                return self._recorded(*self._first_failure())
            except OutOfReach as problem:
                raise NothingFailed(str(problem)) from None

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

    def _variables(self) -> dict[str, str | None]:
        return {**self._options.environment, **dict.fromkeys(self._fault.without), **self._login.environment}

    def _log_in_elsewhere(self) -> None:
        for place, text in self._login.files.items():
            self._stage.workspace.save(place, text)

    def _on_exchange(self, exchange: Exchange) -> None:
        if exchange.refusal or exchange.key_state not in (None, "good"):
            self._wrong += 1
            if self._wrong == self._most:
                self._stage.shell.stop(GOES_ON)

    def _first_failure(self) -> tuple[Ended | None, float]:
        """How the first command ended that failed, and after how many seconds; None: all ended well.

        Where none says by its status that it failed, it is the first one whose request was refused.
        """
        quiet: tuple[Ended, float] | None = None
        for command in self._commands():
            started = time.monotonic()
            ended = self._stage.shell.paste(command)
            last = ended, time.monotonic() - started
            if not ended.well:
                return last
            if quiet is None and any(exchange.refusal for exchange in self._stage.exchanges):
                quiet = last
            if quiet and self._options.ends_well:
                return quiet
        if quiet is None and self._options.ends_well and not self._stage.exchanges:
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
                self._stage.workspace.save(fence.title, text)
            elif fence.language == "bash":
                yield text
            elif fence.language == "console":
                yield from (exchange.command + "\n" for exchange in read_transcript(text))
            elif fence.language in PROGRAMS:
                command, suffix = PROGRAMS[fence.language]
                self._stage.workspace.save(f"program{number}{suffix}", text)
                yield f"{command} program{number}{suffix}\n"

    def _recorded(self, ended: Ended | None, seconds: float) -> Recorded:
        requests = sum(exchange.is_request for exchange in self._stage.exchanges)
        if ended and ended.status == REFUSED:
            raise NothingFailed(f"the install line was refused:\n{ended.output}")
        if ended and ended.stopped not in (None, GOES_ON):
            raise NothingFailed(f"{ended.stopped}:\n{ended.output}")
        if ended is None:
            return Recorded("", 0, requests, seconds)
        workspace = self._stage.workspace
        places = {str(workspace.home): "~", str(workspace.folder): "...", str(workspace.scripts): "..."}
        if workspace.warm:
            places[str(workspace.warm.place.root)] = "..."
        places |= {str(environment.folder): "..." for environment in self._stage.environments}
        places |= registry_names(self._client.contacts)
        said = steady(essential(ended.output, self._options.keep), places)
        if not said:
            raise NothingFailed(f"it failed and nothing is kept of what it said:\n{ended.output}")
        named = by_name(said, self._setting, self._refusals())
        return Recorded(named, None if ended.stopped else ended.status, requests, seconds)

    def _refusals(self) -> list[Said]:
        """What the gateway said, each thing once; by name where its software is known."""
        known = (exchange.said for exchange in self._stage.exchanges if exchange.said)
        return list(dict.fromkeys(known)) if self._setting.facts.software else []
