"""Lets pytest walk pages: `pytest docs/en/clients/codex.md`, `pytest snippets/codex/config.toml`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gateway_docs.clients import ROOT
from gateway_docs.facts.place import OWN
from gateway_docs.own import search_path
from gateway_docs.reader.items import PageFile, SnippetFile, WalkItem
from gateway_docs.reader.live import USUAL_LIMIT, USUAL_SECONDS, CannotRun, LiveRun
from gateway_docs.reader.outcome import WalkFailure
from gateway_docs.reader.reader_item import ReaderItem
from gateway_docs.reader.recording_item import RecordingFile
from gateway_docs.reader.selection import Held, choose
from gateway_docs.reader.session import KEY, ReaderSession

HELD = pytest.StashKey[Held]()
LEFT_OUT = pytest.StashKey[str | None]()


class _Listener:
    def __init__(self, held: Held):
        self._held = held

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._held.note(report)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pages")
    group.addoption("--accept-errors", action="store_true", help="keep what clients say now as the recorded errors")
    group.addoption(
        "--stamp", action="store_true", help="keep today as the day on which the clients that hold were run"
    )
    group.addoption(
        "--clients", default=os.environ.get("CLIENTS", ""), help="only these, such as 'codex curl'; $CLIENTS"
    )
    group.addoption("--changed", action="store_true", help="walk only what changed since it held on this computer")
    keys = "keys in LIVE_OPENAI_KEY, LIVE_ANTHROPIC_KEY, LIVE_GEMINI_KEY"
    group.addoption("--live", action="store_true", help=f"walk the pages against the real gateway, with {keys}")
    group.addoption("--live-tokens", type=int, default=USUAL_LIMIT, help="tokens that --live may spend")
    group.addoption("--live-seconds", type=float, default=USUAL_SECONDS, help="how long --live waits for an answer")


def pytest_configure(config: pytest.Config) -> None:
    session = config.stash[KEY] = ReaderSession()
    config.stash[HELD] = Held()
    config.pluginmanager.register(_Listener(config.stash[HELD]))
    session.only_changed = config.getoption("--changed")
    for other in ("--live", "--stamp", "--accept-errors"):
        if session.only_changed and config.getoption(other):
            raise pytest.UsageError(f"{other} needs everything to be done, and --changed leaves out what held before")
    if config.getoption("--live"):
        session.live = LiveRun(config.getoption("--live-tokens"), config.getoption("--live-seconds"))

    if config.args_source is config.ArgsSource.TESTPATHS and (ROOT / OWN).exists():
        config.args = [path for path in config.args if not Path(path).resolve().is_relative_to(ROOT / "tests")]


def pytest_report_header(config: pytest.Config) -> str | None:
    if config.args_source is config.ArgsSource.TESTPATHS and (ROOT / OWN).exists():
        return f"{OWN} is there: its pages are walked; the tests of the code, which are about the demo gateway, are not"
    return None


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[KEY].close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and any(map(file_path.is_relative_to, search_path(ROOT, "docs"))):
        return PageFile.from_parent(parent, path=file_path)
    if file_path.is_relative_to(ROOT / "snippets" / "errors"):
        return RecordingFile.from_parent(parent, path=file_path) if file_path.suffix == ".txt" else None
    if any(map(file_path.is_relative_to, search_path(ROOT, "snippets"))) and file_path.name != "client.yml":
        return SnippetFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Some clients may be asked for alone. A live run is about walks alone."""
    wanted = config.getoption("--clients").split()
    config.stash[LEFT_OUT] = choose(config, items, wanted, config.stash[KEY].clients)
    if config.stash[KEY].live:
        others = [item for item in items if not isinstance(item, WalkItem)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if isinstance(item, WalkItem)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Begin in the background what can run there, before the first item asks for its result."""
    if not session.config.option.collectonly and not session.testsfailed:
        _foresee(session)
        reader, items = session.config.stash[KEY], session.items
        waiting = [item for item in items if isinstance(item, ReaderItem) and item.background]
        waiting = [item for item in waiting if reader.before(item) is None]
        vendor_ids = sorted({vendor_id for item in waiting for vendor_id in item.vendor_ids})
        reader.start({item.key: item.work for item in waiting}, vendor_ids)


def _foresee(session: pytest.Session) -> None:
    """Before the first request of a live run: what it will take, and what it leaves out."""
    reader, config = session.config.stash[KEY], session.config
    if reader.live is None:
        return
    try:
        reader.live.prepare(reader.facts)
        reader.live.foresee(session.items)
    except (CannotRun, WalkFailure) as problem:
        pytest.exit(f"live: nothing was sent: {problem}", pytest.ExitCode.USAGE_ERROR)
    told = config.pluginmanager.get_plugin("terminalreporter")
    told.write_line("\n".join(["", *reader.live.plan.lines(reader.live.most_tokens)]))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run of the whole site fails when too few of its fences were run or compared."""
    config, reader = session.config, session.config.stash[KEY]
    if config.getoption("--stamp"):
        reader.accepted.append(config.stash[HELD].stamp(session.items, reader))
    if alive := reader.leftovers():
        reader.accepted.append(f"Processes of clients are left: {', '.join(alive)}")
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
    if config.option.collectonly or session.exitstatus:
        return
    if reader.live:
        reader.live.compare_errors(reader.gateway)
    if reader.live.broken if reader.live else reader.ledger.too_little:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for accepted in config.stash[KEY].accepted:
        terminalreporter.write_line(accepted)
    for left_out in filter(None, (config.stash.get(LEFT_OUT, None), config.stash[KEY].told_unchanged())):
        terminalreporter.write_line(left_out, yellow=True, bold=True)
    ledger = config.stash[KEY].ledger
    if ledger.fences:
        terminalreporter.write_line("\n".join(ledger.summary()))
    live = config.stash[KEY].live
    if live and live.plan:
        terminalreporter.write_line("\n".join(live.report()))
