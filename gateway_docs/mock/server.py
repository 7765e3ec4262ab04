"""The mock on a port of its own: uvicorn in a thread, over TLS, certified for the documented hosts alone."""

from __future__ import annotations

import logging
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import trustme
import uvicorn
from starlette.types import ASGIApp

from gateway_docs.facts import Facts
from gateway_docs.mock.app import Gateway, Relay
from gateway_docs.mock.journal import Exchange, Journal
from gateway_docs.mock.keys import Keyring
from gateway_docs.mock.limits import IDLE_SECONDS
from gateway_docs.mock.malformed import recording
from gateway_docs.mock.site_files import SiteFiles, WithSiteFiles, site_host


@dataclass(frozen=True)
class MockGateway:
    """A running mock on 127.0.0.1. `ca_file` holds the certificate, PEM, that a client has to trust."""

    port: int
    hosts: frozenset[str]
    ca_file: Path
    journal: Journal
    keyring: Keyring
    facts: Facts

    def prepare(self, vendor_ids: Iterable[str]) -> threading.Thread:
        """Begin, in a thread, to import what the first request to each of these vendors would wait for."""
        modules = [f"gateway_docs.mock.{vendor_id}.requests" for vendor_id in vendor_ids]
        thread = threading.Thread(target=lambda: [import_module(module) for module in modules], daemon=True)
        thread.start()
        return thread


@contextmanager
def serve(
    facts: Facts,
    port: int = 0,
    on_exchange: Callable[[Exchange], None] | None = None,
    relay: Relay | None = None,
    files: SiteFiles = MappingProxyType({}),
) -> Iterator[MockGateway]:
    """Run the mock while the `with` block lasts, on a free port unless told. OSError: the port is taken.

    `on_exchange` is called in the mock's thread for each exchange. `relay` answers what the mock accepts.
    `files` are those of the documentation site that pages tell readers to download.
    """
    api_hosts = frozenset(region.host for region in facts.regions)
    hosts = api_hosts | {site_host(facts)}
    keyring, journal = Keyring(facts), Journal(on_exchange)
    with TemporaryDirectory(prefix="mock-gateway-") as folder, _listener(port) as listener:
        ca_file, tls = _certified(hosts, Path(folder))
        app = WithSiteFiles(Gateway(facts, api_hosts, keyring, journal, relay), facts, files)
        server = _Server(app, tls, journal)
        with server.running(listener):
            yield MockGateway(listener.getsockname()[1], hosts, ca_file, journal, keyring, facts)


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


def _certified(hosts: frozenset[str], folder: Path) -> tuple[Path, ssl.SSLContext]:
    """The file of a new authority, in `folder`, and a server's TLS with its certificate for `hosts`."""
    authority = trustme.CA(organization_name="Mock gateway")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate = authority.issue_cert(*sorted(hosts))
    chain = folder / "gateway.pem"
    chain.write_bytes(b"".join(part.bytes() for part in certificate.cert_chain_pems))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with _in_memory(certificate.private_key_pem.bytes()) as key:
        tls.load_cert_chain(chain, key)
    return folder / "ca.pem", tls


@contextmanager
def _in_memory(text: bytes) -> Iterator[str]:
    """The path of a pipe that holds `text`: a private key is in no file, so none is left when the mock is killed."""
    reading, writing = os.pipe()
    try:
        with open(writing, "wb") as pipe:
            pipe.write(text)
        yield f"/dev/fd/{reading}"
    finally:
        os.close(reading)


class _Server(uvicorn.Server):
    def __init__(self, app: ASGIApp, tls: ssl.SSLContext, journal: Journal):
        super().__init__(
            uvicorn.Config(
                app,
                http=recording(journal),
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level=logging.CRITICAL + 1,  # a cut stream is an error to uvicorn, and asked for here
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=0,
                timeout_keep_alive=IDLE_SECONDS,
                ssl_context_factory=lambda *_: tls,
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
