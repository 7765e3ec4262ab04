"""Tests that held with the very same files, packages, tools and on the same day are not done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.reader.unchanged import Unchanged
from gateway_docs.suite.rests_on import RestsOn

#: How a report says that the test was not done again.
NOT_AGAIN = ("not done again", True)


class Kept:
    """The tests of one run: which held before, and which hold now. A module's names are kept under its digest."""

    def __init__(self, root: Path, store: Unchanged):
        self._root, self._store = root, store
        self._before = RestsOn(root)
        #: Tests that are not done again.
        self.taken: set[str] = set()
        self._modules: dict[str, Path] = {}
        self._held: dict[str, bool] = {}

    def take(self, items: list[pytest.Item]) -> None:
        """Find the tests that held before and put them first, where no other test has left a fixture open."""
        known: dict[Path, set[str]] = {}
        for item in filter(_is_test, items):
            if item.path not in known:
                known[item.path] = self._read(self._before, item.path)
            if item.nodeid in known[item.path]:
                self.taken.add(item.nodeid)
        items.sort(key=lambda item: item.nodeid not in self.taken)

    def watch(self, items: list[pytest.Item]) -> None:
        """Remember which tests are done, so that those that hold can be kept."""
        self._modules = {item.nodeid: item.path for item in filter(_is_test, items) if item.nodeid not in self.taken}

    def note(self, report: pytest.TestReport) -> None:
        """Take in how a part of a test ended."""
        good = report.passed and not hasattr(report, "wasxfail")
        if report.nodeid in self._modules:
            self._held[report.nodeid] = self._held.get(report.nodeid, True) and good

    def keep(self) -> None:
        """Keep what held, unless a file was changed while the tests were running."""
        after = RestsOn(self._root)
        for path in {*self._modules.values()}:
            names = {name for name, held in self._held.items() if held and self._modules[name] == path}
            digest = self._before.of(path)
            if names and digest and digest == after.of(path):
                self._store.keep(digest, sorted(names | self._read(after, path)))

    def _read(self, rests_on: RestsOn, path: Path) -> set[str]:
        digest = rests_on.of(path)
        return {*(self._store.read(digest) or [])} if digest else set()


def _is_test(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function)
