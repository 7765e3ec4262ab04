"""Lets pytest walk pages: `pytest docs/en/clients/codex.md`, `pytest snippets/codex/config.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.reader.items import PageFile, ReaderItem, SnippetFile
from gateway_docs.reader.recording_item import RecordingFile
from gateway_docs.reader.session import KEY, ReaderSession


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pages")
    group.addoption("--accept-errors", action="store_true", help="keep what clients say now as the recorded errors")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[KEY] = ReaderSession()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[KEY].close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and file_path.is_relative_to(ROOT / "docs"):
        return PageFile.from_parent(parent, path=file_path)
    if file_path.is_relative_to(ROOT / "snippets" / "errors"):
        return RecordingFile.from_parent(parent, path=file_path) if file_path.suffix == ".txt" else None
    if file_path.is_relative_to(ROOT / "snippets") and file_path.name != "client.yml":
        return SnippetFile.from_parent(parent, path=file_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Begin in the background what can run there, before the first item asks for its result."""
    if not session.config.option.collectonly and not session.testsfailed:
        waiting = [item for item in session.items if isinstance(item, ReaderItem) and item.background]
        vendor_ids = sorted({vendor_id for item in waiting for vendor_id in item.vendor_ids})
        session.config.stash[KEY].start({item.key: item.work for item in waiting}, vendor_ids)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run of the whole site fails when too few of its fences were run or compared."""
    config = session.config
    if not config.option.collectonly and config.stash[KEY].ledger.too_little and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    ledger = config.stash[KEY].ledger
    if ledger.fences:
        terminalreporter.write_line("\n".join(ledger.summary()))
