"""No connection lasts for ever, and there are never too many: the mock is for one computer, and stays small on it."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Far more than the clients of all walks at once keep open.
CONNECTIONS = 256
#: From the opening of a connection, or the first byte after an answer, until the request has come whole.
REQUEST_SECONDS = 60.0
#: Between an answer and the first byte of the next request.
IDLE_SECONDS = 5


class Limited(H11Protocol):
    """A connection that is closed when there are too many, or when its request takes too long."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self._begin()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._end()
        elif self._deadline is None:
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _end(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None
