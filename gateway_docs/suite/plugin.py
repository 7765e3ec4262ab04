"""`pytest` proves what the site shows and says, `pytest --all` the rest, and neither does again what held before."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest

from gateway_docs.reader.session import KEY
from gateway_docs.reader.unchanged import Unchanged
from gateway_docs.suite.choice import leave_out_thorough, mark, without_walks
from gateway_docs.suite.kept import NOT_AGAIN, Kept

KEPT = pytest.StashKey[Kept]()
LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pages")
    group.addoption("--all", action="store_true", help="besides, do the tests marked `thorough`; see CONTRIBUTING.md")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    parent: pytest.Collector,
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Reading every page takes long, and is for nothing where none is walked."""
    return without_walks(parent.config, (yield))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    mark(items)
    yield
    config.stash[LEFT_OUT] = leave_out_thorough(config, items)
    config.stash[KEPT] = kept = Kept(config.rootpath, Unchanged())
    if config.stash[KEY].results.only_changed:
        kept.take(items)
    kept.watch(items)
    config.pluginmanager.register(_Reports(kept))


def to_do(session: pytest.Session) -> list[pytest.Item]:
    """The items of this run that are done, not kept."""
    kept = session.config.stash[KEPT].taken
    return [item for item in session.items if item.nodeid not in kept]


class _Reports:
    def __init__(self, kept: Kept):
        self._kept = kept

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._kept.note(report)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Report a test that held before without setting anything up for it."""
    if item.nodeid not in item.config.stash[KEPT].taken:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    report = pytest.TestReport(item.nodeid, item.location, {}, "passed", None, "call", user_properties=[NOT_AGAIN])
    item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    return ("kept", "k", "KEPT") if NOT_AGAIN in report.user_properties else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    if kept := session.config.stash.get(KEPT, None):
        kept.keep()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if taken := len(config.stash[KEPT].taken) if KEPT in config.stash else 0:
        same = "with the same files of the project, packages and tools, today"
        terminalreporter.write_line(f"NOT DONE AGAIN: {taken} tests held here {same}; --anew does them", yellow=True)
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"LEFT OUT: {left_out} thorough tests; pytest --all does them", yellow=True)
