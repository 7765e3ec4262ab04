"""What the mock was asked and what it answered."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """The words of a refusal: `message` has `values` at its places."""

    refusal: str
    dialect: str
    message: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. `refusal` is the reason in plain words, for an author; None: accepted.

    `client` is its address and port. `most_tokens` is what the request could cost at a real gateway.
    """

    number: int
    client: tuple[str, int]
    host: str
    method: str
    path: str
    vendor: str | None
    key_vendor: str | None
    key_state: str | None
    model: str | None
    status: int
    refusal: str | None
    most_tokens: int = 0
    said: Said | None = None

    @property
    def is_request(self) -> bool:
        """Whether it was HTTP: the rest of a request that a line break in a header cut in two is not."""
        return bool(self.path)


class Journal:
    """Every exchange, in the order of the answers. Safe to read from any thread."""

    def __init__(self, on_exchange: Callable[[Exchange], None] | None = None):
        self._exchanges: list[Exchange] = []
        self._lock, self._numbers = threading.Lock(), itertools.count(1)
        self._watchers = [on_exchange] if on_exchange else []

    def number(self) -> int:
        """The number of the next exchange."""
        return next(self._numbers)

    @contextmanager
    def watched(self, watcher: Callable[[Exchange], None]) -> Iterator[None]:
        """Call `watcher` in the server's thread for each exchange that happens meanwhile."""
        with self._lock:
            self._watchers.append(watcher)
        try:
            yield
        finally:
            with self._lock:
                self._watchers.remove(watcher)

    @property
    def exchanges(self) -> list[Exchange]:
        """A snapshot."""
        with self._lock:
            return list(self._exchanges)

    @property
    def last(self) -> int:
        """The largest number so far. Ports are used again, so a walk looks only at what came later."""
        with self._lock:
            return max((exchange.number for exchange in self._exchanges), default=0)

    def since(self, number: int) -> list[Exchange]:
        """The exchanges whose number is larger than `number`."""
        return [exchange for exchange in self.exchanges if exchange.number > number]

    def add(self, exchange: Exchange) -> None:
        with self._lock:
            self._exchanges.append(exchange)
            watchers = list(self._watchers)
        for watcher in watchers:
            watcher(exchange)
