"""The gateways that walks ask: the mock, the mock as some software speaks, and the one behind which the real one is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from threading import Lock, Thread
from typing import TYPE_CHECKING

from gateway_docs.connect.assemble import downloads
from gateway_docs.facts import Facts

if TYPE_CHECKING:  # the SDKs whose types it checks with take seconds to import
    from gateway_docs.mock import MockGateway
    from gateway_docs.mock.app import Relay


class Gateways:
    """Each is served on a free port from when it is first asked for, until `close`."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._open = ExitStack()
        self._by_software: dict[str | None, MockGateway] = {}
        self._beginning = Lock()
        self._preparing: Thread | None = None

    def speaking(self, software: str | None) -> MockGateway:
        """The mock gateway as that software speaks."""
        with self._beginning:
            if software not in self._by_software:
                self._by_software[software] = self._serve(self._facts.model_copy(update={"software": software}))
            return self._by_software[software]

    def prepare(self, vendor_ids: Iterable[str]) -> None:
        """Begin to read in the background what answers to requests to these vendors need."""
        self._preparing = self.speaking(self._facts.software).prepare(vendor_ids)

    def wait_until_prepared(self) -> None:
        if self._preparing:
            self._preparing.join()

    def relaying(self, relay: Relay) -> MockGateway:
        """A mock that passes requests on to the real gateway by `relay`."""
        return self._serve(self._facts, relay)

    def _serve(self, facts: Facts, relay: Relay | None = None) -> MockGateway:
        from gateway_docs.mock import serve

        return self._open.enter_context(serve(facts, relay=relay, files=downloads(facts)))

    def close(self) -> None:
        self._open.close()
