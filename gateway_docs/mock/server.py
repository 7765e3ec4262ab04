"""The mock on a port of its own: uvicorn in a thread, over TLS, certified for the documented hosts alone."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import trustme
import uvicorn
from starlette.types import ASGIApp

from gateway_docs.facts import Facts
from gateway_docs.mock.app import Gateway, Relay
from gateway_docs.mock.journal import Exchange, Journal
from gateway_docs.mock.keys import Keyring
from gateway_docs.mock.site_files import WithSiteFiles, site_host


@dataclass(frozen=True)
class MockGateway:
    """A running mock on 127.0.0.1. `ca_file` holds the certificate, PEM, that a client has to trust."""

    port: int
    hosts: frozenset[str]
    ca_file: Path
    journal: Journal
    keyring: Keyring

    def prepare(self, vendor_ids: Iterable[str]) -> None:
        """Begin, in a thread, to import what the first request to each of these vendors would wait for."""
        modules = [f"gateway_docs.mock.{vendor_id}.requests" for vendor_id in vendor_ids]
        threading.Thread(target=lambda: [import_module(module) for module in modules], daemon=True).start()


@contextmanager
def serve(
    facts: Facts,
    port: int = 0,
    on_exchange: Callable[[Exchange], None] | None = None,
    relay: Relay | None = None,
) -> Iterator[MockGateway]:
    """Run the mock while the `with` block lasts, on a free port unless told. OSError: the port is taken.

    `on_exchange` is called in the mock's thread for each exchange. `relay` answers what the mock accepts.
    """
    api_hosts = frozenset(urlsplit(region.url).hostname for region in facts.regions)
    hosts = api_hosts | {site_host(facts)}
    keyring, journal = Keyring(facts), Journal(on_exchange)
    with TemporaryDirectory(prefix="mock-gateway-") as folder, _listener(port) as listener:
        ca_file, certificate = _certify(hosts, Path(folder))
        app = WithSiteFiles(Gateway(facts, api_hosts, keyring, journal, relay), facts)
        server = _Server(app, certificate)
        with server.running(listener):
            yield MockGateway(listener.getsockname()[1], hosts, ca_file, journal, keyring)


def _listener(port: int) -> socket.socket:
    # With the protocol named, asyncio switches Nagle's algorithm off: 40 ms less per answer.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener


def _certify(hosts: frozenset[str], folder: Path) -> tuple[Path, Path]:
    authority = trustme.CA(organization_name="Mock gateway")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert(*sorted(hosts)).private_key_and_cert_chain_pem.write_to_path(folder / "gateway.pem")
    return folder / "ca.pem", folder / "gateway.pem"


class _Server(uvicorn.Server):
    def __init__(self, app: ASGIApp, certificate: Path):
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level=logging.CRITICAL + 1,  # a cut stream is an error to uvicorn, and asked for here
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=0,
                ssl_certfile=certificate,
            )
        )
        self._ready = threading.Event()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            super().run(sockets)
        finally:
            self._ready.set()  # also when it never started, so that nobody waits for ever

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()

    @contextmanager
    def running(self, listener: socket.socket) -> Iterator[None]:
        thread = threading.Thread(target=self.run, args=([listener],), name="mock-gateway", daemon=True)
        thread.start()
        self._ready.wait()
        if not self.started:
            raise RuntimeError("the mock gateway did not start")
        try:
            yield
        finally:
            self.should_exit = True
            thread.join()
