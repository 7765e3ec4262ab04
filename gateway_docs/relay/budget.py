"""What a live run may spend, and what it has spent."""

from __future__ import annotations

import threading


class Spent(Exception):
    """The next request could go over the limit. The text says how far the run has come."""


class Budget:
    """Counts the tokens of a run. Safe to use from any thread."""

    def __init__(self, most_tokens: int):
        self.most_tokens = most_tokens
        self.tokens = self.requests = 0
        self._lock = threading.Lock()

    def begin(self, at_most: int) -> None:
        """Before a request that can cost `at_most`. Spent: it is not to be sent."""
        with self._lock:
            if self.tokens + at_most > self.most_tokens:
                raise Spent(
                    f"{self.tokens} of {self.most_tokens} tokens are spent, and this request could cost {at_most} more"
                )
            self.requests += 1
            self.tokens += at_most

    def room(self, at_most: int) -> bool:
        """Whether a request that can cost `at_most` may be sent."""
        with self._lock:
            return self.tokens + at_most <= self.most_tokens

    def add(self, used: int) -> None:
        """After a deliberate mistake, which usually costs nothing."""
        with self._lock:
            self.tokens += used

    def end(self, at_most: int, used: int) -> None:
        """After it: what it could have cost is replaced by what it did cost."""
        with self._lock:
            self.tokens += used - at_most
