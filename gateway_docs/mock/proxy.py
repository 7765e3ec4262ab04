"""A forward proxy that knows only the documented hosts.

Clients run unmodified and ask for the addresses that the page prints. This proxy leads those to the mock
gateway and refuses every other host before TLS begins, so a mistyped address never receives a key.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

HEAD_LIMIT = 64 * 1024
HEAD_TIMEOUT_SECONDS = 30


@dataclass
class Attempt:
    """One host that a client asked for. `outgoing` is the address and port of the client that the mock sees."""

    line: str
    host: str
    port: str
    allowed: bool
    outgoing: tuple[str, int] | None = None


class ForwardProxy:
    """Listens on a free port of 127.0.0.1 while the `with` block lasts.

    `hosts` may be reached on port 443; they all lead to 127.0.0.1:`target_port`. `on_refused` is called in the
    proxy's thread for each attempt at anything else.
    """

    def __init__(self, hosts: Collection[str], target_port: int, on_refused: Callable[[Attempt], None] | None = None):
        self.attempts: list[Attempt] = []
        self.url = ""
        self._hosts, self._target_port = {host.lower() for host in hosts}, target_port
        self._on_refused = on_refused or (lambda attempt: None)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="forward-proxy", daemon=True)
        self._ready, self._stop = threading.Event(), asyncio.Event()

    def __enter__(self) -> ForwardProxy:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._client, "127.0.0.1", 0, limit=HEAD_LIMIT)
        port = server.sockets[0].getsockname()[1]
        self.url, self._own_address = f"http://127.0.0.1:{port}", own_address(port)
        self._ready.set()
        await self._stop.wait()
        server.close()
        await self._end_connections()

    async def _end_connections(self) -> None:
        connections = asyncio.all_tasks() - {asyncio.current_task()}
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_TIMEOUT_SECONDS)
                attempt = self._attempt(head.split(b"\r\n", 1)[0].decode("latin-1"))
                await (self._connect if attempt.allowed else self._refuse)(attempt, reader, writer)
        except asyncio.CancelledError:
            pass
        finally:
            writer.close()

    def _attempt(self, line: str) -> Attempt:
        method, _, target = line.partition(" ")
        target = target.rsplit(" ", 1)[0]
        if method == "CONNECT":
            host, _, port = target.rpartition(":")
        else:
            scheme, _, rest = target.partition("://")
            host, port = rest.split("/", 1)[0], scheme
        allowed = method == "CONNECT" and port == "443" and host.lower() in self._hosts
        attempt = Attempt(line, host.lower(), port, allowed)
        self.attempts.append(attempt)
        return attempt

    async def _refuse(self, attempt: Attempt, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._on_refused(attempt)
        body = b"Only the documented hosts of the gateway can be reached here, over https.\n"
        head = f"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    async def _connect(self, attempt: Attempt, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream_reader, upstream_writer = await asyncio.open_connection(
            "127.0.0.1", self._target_port, local_addr=(self._own_address, 0)
        )
        attempt.outgoing = upstream_writer.get_extra_info("sockname")[:2]
        try:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_pipe(reader, upstream_writer), _pipe(upstream_reader, writer))
        finally:
            upstream_writer.close()


def own_address(port: int) -> str:
    """The loopback address from which the proxy at `port` goes on.

    Each has its own, because the system soon gives a port that one proxy has left to another. Only Linux has more
    than one without configuration.
    """
    return f"127.1.{port >> 8}.{port & 255}" if sys.platform.startswith("linux") else "127.0.0.1"


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()
