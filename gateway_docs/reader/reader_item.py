"""What all items about pages and recordings have in common."""

from __future__ import annotations

from typing import Any

import pytest

from gateway_docs.clients import Client
from gateway_docs.environments import NotInstalled
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.session import KEY, ReaderSession


class Told(Exception):
    """What an item found, in words for an author."""


class ReaderItem(pytest.Item):
    """An item whose failures are told without a traceback: they are about a page, not about this code."""

    #: Whether `work` may run in a thread while other items report.
    background = True
    #: The client whose guide is followed.
    client: Client | None = None

    @property
    def key(self) -> object:
        """Items of the same key prove the same, so the work is done once."""
        return self

    @property
    def vendor_ids(self) -> list[str]:
        """The vendors that `work` sends requests to."""
        return list(self.client.vendors) if self.client else []

    @property
    def digest(self) -> str | None:
        """A name for all that decides what `work` finds; None: it is always done. See unchanged.py."""
        return None

    def work(self) -> Any:
        """Do what the item proves; runs once."""
        raise NotImplementedError

    def pack(self, result: Any) -> Any:
        """What `work` returned, as JSON can hold it."""
        return result

    def unpack(self, kept: Any) -> Any:
        """What `work` returned, from what `pack` made of it."""
        return kept

    @property
    def shared(self) -> ReaderSession:
        return self.config.stash[KEY]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, (WalkFailure, Told, NotInstalled)):
            return str(excinfo.value)
        return super().repr_failure(excinfo)
