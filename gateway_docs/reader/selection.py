"""A run of some clients alone, for a quick turn; and the day on which a whole client held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from gateway_docs.clients import Client
from gateway_docs.clients.stamps import write_stamps
from gateway_docs.project import ROOT
from gateway_docs.reader.reader_item import ReaderItem
from gateway_docs.reader.session import ReaderSession

SOFTWARE = ROOT / "snippets" / "software"


def choose(config: pytest.Config, items: list[pytest.Item], wanted: list[str], known: Iterable[str]) -> str | None:
    """Leave out the guides and recordings of other clients. What to tell about it; None: nothing is left out."""
    if not wanted:
        return None
    if unknown := sorted({*wanted} - {*known}):
        raise pytest.UsageError(f"no client is called {unknown[0]}; known: {', '.join(sorted(known))}")
    others = [item for item in items if isinstance(item, ReaderItem) and client_id(item) not in (None, *wanted)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]
    left_out = sorted(filter(None, map(client_id, others)))
    return f"LEFT OUT, because only {', '.join(wanted)} were asked for: {', '.join(left_out) or 'nothing'}"


def leave_out_other_software(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of what was recorded with a software, a sample is for --all; the rest is done where its folder is asked for."""
    places = [Path(config.invocation_params.dir, arg.partition("::")[0]).resolve() for arg in config.args]
    asked = [place for place in places if SOFTWARE in place.parents]
    found = [item for item in items if SOFTWARE in item.path.parents and not any(map(item.path.is_relative_to, asked))]
    for number, (_, alike) in enumerate(groupby(found, lambda item: item.path.parent)):
        faults = list(alike)
        faults[number % len(faults)].add_marker("thorough")
    left = [item for item in found if not item.get_closest_marker("thorough")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


class Held:
    """Which clients held wholly: every way through their guides in every language, and every recorded error."""

    def __init__(self) -> None:
        self._failed: set[str] = set()
        self._passed: set[str] = set()

    def note(self, report: pytest.TestReport) -> None:
        """Take in how an item ended."""
        if report.outcome != "passed":
            self._failed.add(report.nodeid)
        elif report.when == "call":
            self._passed.add(report.nodeid)

    def clients(self, items: list[pytest.Item], shared: ReaderSession) -> list[Client]:
        """Those of which everything was collected and passed."""
        return [
            client for client in shared.clients.values() if not client.not_run and self._held(client, items, shared)
        ]

    def _held(self, client: Client, items: list[pytest.Item], shared: ReaderSession) -> bool:
        own = [item for item in items if isinstance(item, ReaderItem) and client_id(item) == client.id]
        pages = {path for path in shared.site.pages() if path.name == f"{client.id}.md"}
        files = set(shared.site.docs.parent.glob(f"snippets/errors/{client.id}/*.txt"))
        seen = {item.path for item in own}
        return pages | files <= seen and all(item.nodeid in self._passed - self._failed for item in own)

    def stamp(self, items: list[pytest.Item], shared: ReaderSession) -> str:
        """Write today's date for them. A line that says so."""
        held = self.clients(items, shared)
        write_stamps(held, date.today())
        return f"Stamped: {', '.join(client.id for client in held) or 'no client, none held wholly'}"


def client_id(item: ReaderItem) -> str | None:
    """The client whose guide or recording an item is about."""
    guide = item.path.stem if item.path.parent.name == "clients" and item.path.stem != "index" else None
    return item.client.id if item.client else guide
